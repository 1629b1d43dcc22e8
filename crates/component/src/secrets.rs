//! Secrets and options, as the core takes them.

use hookward::{ConfigError, Secret};

use crate::bindings::exports::hookward::webhooks::types;

/// The longest body that a limit may allow, in bytes: a memory that cannot grow would end the component.
const MAX_BODY_BYTES: u64 = 1 << 30;

/// Borrows each secret as the core takes it.
pub(crate) fn borrow(secrets: &[types::Secret]) -> impl Iterator<Item = Secret<'_>> {
    secrets.iter().map(|secret| match secret {
        types::Secret::Text(text) => Secret::Text(text),
        types::Secret::Bytes(bytes) => Secret::Bytes(bytes),
    })
}

/// Checks the limit for a body. `scheme` is the id of the scheme that it is for.
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
