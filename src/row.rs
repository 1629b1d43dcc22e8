//! A scheme as a row of bytes: for a judge on the other side of a boundary that only bytes cross.
//!
//! The bytes are the plan in the wire format of `postcard`. The tolerance is not in it: a verifier may have its own. Only a scheme that
//! passed the lint becomes a row. Reading checks that a row is whole and understood in every byte, and no more.

use alloc::vec::Vec;

use crate::error::{ConfigError, SchemeFault};
use crate::key::Secret;
use crate::plan::Plan;
use crate::scheme::Scheme;
use crate::verify::Judge;

impl Scheme {
    /// The scheme as a row, for [`Judge::from_row`].
    ///
    /// # Errors
    /// Those of [`lint`](Self::lint): a scheme that is not safe to verify with has no row.
    pub fn to_row(&self) -> Result<Vec<u8>, ConfigError> {
        self.lint()?;
        postcard::to_allocvec(&Plan::of(self)).map_err(|_| fault())
    }
}

impl Judge {
    /// Builds a judge from a row, how far a timestamp may be from now in seconds, and the secrets, newest first.
    ///
    /// # Errors
    /// [`ConfigError::InvalidSecret`] and [`ConfigError::InvalidOption`] as for a [`Verifier`](crate::Verifier);
    /// [`ConfigError::InvalidScheme`] if the bytes are not those of a row.
    pub fn from_row<'s>(row: &[u8], tolerance: u32, secrets: impl IntoIterator<Item = Secret<'s>>) -> Result<Self, ConfigError> {
        match postcard::take_from_bytes(row) {
            Ok((plan, [])) => Self::new(plan, tolerance, secrets),
            _ => Err(fault()),
        }
    }
}

fn fault() -> ConfigError {
    ConfigError::InvalidScheme { field: "row".into(), fault: SchemeFault::Empty }
}
