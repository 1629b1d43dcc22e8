//! The reason why a route cannot be used.

use hookward::ConfigError;
use serde::Serialize;

/// The reason why a route cannot be used: a stable code, and a message for the operator that states the place of the error and
/// what to do.
#[derive(Clone, Debug, Serialize)]
pub struct RouteError {
    /// The stable code.
    pub code: &'static str,
    /// The message: the error, its place, and what to do.
    pub message: String,
}

impl RouteError {
    pub(crate) fn invalid_option(message: String) -> Self {
        Self { code: "invalid_option", message }
    }

    pub(crate) fn invalid_secret(message: String) -> Self {
        Self { code: "invalid_secret", message }
    }

    /// Adds the place of the error before the message: `ROUTES[0] (/webhooks/gilbert, gilbert): …`.
    pub(crate) fn at(self, place: &str) -> Self {
        Self { message: [place, ": ", &self.message].concat(), ..self }
    }
}

impl From<ConfigError> for RouteError {
    fn from(error: ConfigError) -> Self {
        Self { code: error.code(), message: format!("{error:#}") }
    }
}

/// Returns the error for a key with an invalid value.
pub(crate) fn option(name: &str, expected: &str) -> RouteError {
    RouteError::invalid_option(format!("{name} must be {expected}."))
}
