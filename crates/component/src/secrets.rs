//! Converts secrets and checks options for the core.

use hookward::{ConfigError, Secret};

use crate::bindings::exports::hookward::webhooks::types;

/// The maximum for the limit of a body, in bytes. If the memory could not grow, the component would end.
const MAX_BODY_BYTES: u64 = 1 << 30;

/// Borrows each secret as the type of the core.
pub(crate) fn borrow(secrets: &[types::Secret]) -> impl Iterator<Item = Secret<'_>> {
    secrets.iter().map(|secret| match secret {
        types::Secret::Text(text) => Secret::Text(text),
        types::Secret::Bytes(bytes) => Secret::Bytes(bytes),
    })
}

/// Checks the limit of a body. `scheme` is the id of the verifier's scheme.
pub(crate) fn check_limit(limit: Option<u64>, scheme: &str) -> Result<Option<u64>, ConfigError> {
    match limit {
        Some(bytes) if !(1..=MAX_BODY_BYTES).contains(&bytes) => Err(ConfigError::InvalidOption {
            scheme: Some(scheme.to_owned()),
            option: "maxBodyBytes",
            expected: "a whole number of bytes, 1 to 1073741824",
        }),
        limit => Ok(limit),
    }
}
