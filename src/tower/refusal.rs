//! The reason why a request was refused, for the operator.

use alloc::string::{String, ToString};
use core::fmt;

use http::StatusCode;

use crate::{ChallengeReason, VerificationError, Verifier};

/// The reason why a request was refused, for the operator. Never send it to the sender.
///
/// `{}` prints the code and the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    code: &'static str,
    message: String,
    status: StatusCode,
    error: Option<VerificationError>,
}

impl Refusal {
    pub(super) fn of(verifier: &Verifier, error: VerificationError) -> Self {
        let status = match error {
            VerificationError::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNAUTHORIZED,
        };
        Self { code: error.code(), message: verifier.message(error).to_string(), status, error: Some(error) }
    }

    pub(super) fn of_challenge(reason: ChallengeReason) -> Self {
        Self { code: ChallengeReason::CODE, message: reason.to_string(), status: StatusCode::UNAUTHORIZED, error: None }
    }

    /// Returns the stable code, such as `signature_mismatch`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Returns a message that states what happened and what to do. It contains no secret, signature or body.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the status that the sender gets: 401, or 413 for a body over the limit.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the error with its details. Returns `None` for a challenge.
    pub fn error(&self) -> Option<VerificationError> {
        self.error
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}
