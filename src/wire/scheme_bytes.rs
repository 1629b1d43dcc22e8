//! A compiled scheme as bytes, for an engine on the other side of a boundary that only bytes cross.
//!
//! The bytes are the compiled scheme in the wire format of `postcard`. The tolerance is not among them: a verifier may have its
//! own. Only a scheme that passed the lint is written. Reading checks that every byte is understood, and no more.

use alloc::vec::Vec;

use crate::compiled_scheme::CompiledScheme;
use crate::engine::Engine;
use crate::error::{ConfigError, SchemeReason};
use crate::key::Secret;
use crate::lent_hash::LentHash;
use crate::scheme::Scheme;

impl Scheme {
    /// Compiles the scheme to bytes, for [`Engine::from_bytes`].
    ///
    /// # Errors
    /// Those of [`lint`](Self::lint): a scheme that is not safe to verify with is not compiled.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ConfigError> {
        self.lint()?;
        postcard::to_allocvec(&CompiledScheme::of(self)).map_err(|_| not_compiled())
    }
}

impl Engine {
    /// Builds an engine from a compiled scheme, the tolerance in seconds, the secrets, newest first, and the hash that schemes with
    /// another than SHA-256 use where this build does not have it.
    ///
    /// # Errors
    /// [`ConfigError::InvalidSecret`] and [`ConfigError::InvalidOption`] as for a [`Verifier`](crate::Verifier);
    /// [`ConfigError::InvalidScheme`] if the bytes are not a compiled scheme, or nothing has its hash.
    pub fn from_bytes<'s>(
        scheme: &[u8],
        tolerance: u32,
        secrets: impl IntoIterator<Item = Secret<'s>>,
        lent: Option<LentHash>,
    ) -> Result<Self, ConfigError> {
        match postcard::take_from_bytes(scheme) {
            Ok((scheme, [])) => Self::new(scheme, tolerance, secrets, lent),
            _ => Err(not_compiled()),
        }
    }
}

fn not_compiled() -> ConfigError {
    ConfigError::InvalidScheme { scheme: None, field: "scheme".into(), reason: SchemeReason::Empty }
}
