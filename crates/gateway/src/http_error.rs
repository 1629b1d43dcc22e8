//! The reason why a request was not served: the status and the text for its sender, and the code, the message and the facts for
//! the log.

use hookward::{ChallengeReason, ErrorMessage, VerificationError, Verifier};
use serde::Serialize;

use crate::bindings::Product;
use crate::route_error::RouteError;

/// The reason why a request was not served.
#[derive(Debug)]
pub(crate) enum HttpError<'r> {
    /// No route has that path.
    NotFound,
    /// The request requires the operators' token, and has no token or a wrong one.
    WrongToken,
    /// The path accepts only other methods.
    Method { allow: &'static str },
    /// The route, or the whole configuration, cannot be used.
    Misconfigured(RouteError),
    /// The path is that of a tenant without a secret. The text is for the sender, and is the same as for a refusal.
    UnknownTenant { text: &'static str },
    /// The body broke off.
    BodyBrokenOff,
    /// The delivery was refused, or its body is too long to be verified.
    Refused { error: VerificationError, message: ErrorMessage<'r> },
    /// The request has the method of a challenge, or is a challenge, and gets no response to it. The text is for the sender.
    Challenge { reason: ChallengeReason, text: &'static str },
    /// The origin could not be reached, or returned no response that can be forwarded.
    OriginUnreachable { reason: String },
    /// A copy of the delivery is being handled. The sender may try again after this many seconds.
    InFlight { retry_after: i64 },
    /// The ledger is nearly full.
    LedgerFull,
    /// The ledger did not reply.
    LedgerUnavailable,
    /// The queue or the workflow did not accept the delivery.
    QueueUnavailable { product: Product, reason: String },
    /// The delivery is longer than the queue or the workflow accepts. The limit is in bytes.
    TooLongForQueue { product: Product, limit: u32 },
    /// The operation that an operator asked for is not possible. The operator gets the message.
    Operator { status: u16, code: &'static str, message: String },
    /// The origin did not return its whole response in time. The timeout is in milliseconds.
    OriginSlow { timeout: u32 },
}

impl<'r> HttpError<'r> {
    pub(crate) fn refused(verifier: &'r Verifier, error: VerificationError) -> Self {
        Self::Refused { error, message: verifier.message(error) }
    }

    /// Refuses a request for an unknown tenant, whatever its signature is.
    pub(crate) fn unknown_tenant(verifier: &Verifier) -> Self {
        Self::UnknownTenant { text: verifier.scheme().sender_message() }
    }

    /// Returns the status and the text for the sender. The text is the same for every reason of a refusal.
    pub(crate) fn response(&self) -> (u16, &'static str) {
        match self {
            Self::NotFound => (404, "not found"),
            Self::WrongToken => (401, "wrong token"),
            Self::Method { .. } => (405, "method not allowed"),
            Self::Misconfigured(_) => (500, "not configured"),
            Self::BodyBrokenOff => (400, "bad request"),
            Self::Refused { error: VerificationError::BodyTooLarge { .. }, message } if message.sender_message().is_empty() => {
                (413, "")
            }
            Self::Refused { error: VerificationError::BodyTooLarge { .. }, .. } | Self::TooLongForQueue { .. } => {
                (413, "body too large")
            }
            Self::Refused { message, .. } => (401, message.sender_message()),
            Self::Challenge { text, .. } | Self::UnknownTenant { text } => (401, text),
            Self::InFlight { .. } | Self::LedgerFull | Self::LedgerUnavailable | Self::QueueUnavailable { .. } => {
                (503, "try again later")
            }
            Self::Operator { status, .. } => (*status, ""),
            Self::OriginUnreachable { .. } => (502, "origin unreachable"),
            Self::OriginSlow { .. } => (504, "origin too slow"),
        }
    }

    /// Returns the number of seconds after which the sender may try again, if the response states a time.
    pub(crate) fn retry_after(&self) -> Option<i64> {
        match self {
            Self::InFlight { retry_after } => Some(*retry_after),
            Self::LedgerFull => Some(60),
            Self::LedgerUnavailable | Self::QueueUnavailable { .. } => Some(10),
            _ => None,
        }
    }

    /// Returns the record for the operator: the stable code, a message that states what to do, and the facts.
    pub(crate) fn record(&self) -> ErrorRecord<'r> {
        let (code, message) = match self {
            Self::Refused { message, .. } => return ErrorRecord::Refusal(*message),
            Self::Challenge { reason, .. } => {
                return ErrorRecord::Challenge { code: ChallengeReason::CODE, message: reason.to_string(), reason: *reason };
            }
            Self::NotFound => ("not_found", "No route has this path. Paths are compared byte for byte.".to_owned()),
            Self::WrongToken => (
                "wrong_token",
                "The request requires `Authorization: Bearer` with the \
                                  OPERATOR_TOKEN."
                    .to_owned(),
            ),
            Self::Method { allow } => ("method_not_allowed", format!("This path accepts only {allow}.")),
            Self::Misconfigured(error) => (error.code, error.message.clone()),
            Self::UnknownTenant { .. } => (
                "unknown_tenant",
                "The tenant in the path has no secret. Set the secret that the route's `secrets` names.".to_owned(),
            ),
            Self::BodyBrokenOff => ("body_broken_off", "The sender closed the connection before the end of the body.".to_owned()),
            Self::InFlight { .. } => (
                "in_flight",
                "The origin is still processing a copy of this delivery. The provider gets 503 and sends it again.".to_owned(),
            ),
            Self::LedgerFull => (
                "ledger_full",
                "The storage of this route is nearly full. Erase some deliveries, or keep deliveries for a shorter time."
                    .to_owned(),
            ),
            Self::LedgerUnavailable => (
                "ledger_unavailable",
                "The ledger could not store the delivery. Without an acknowledgement, the provider sends it again.".to_owned(),
            ),
            Self::QueueUnavailable { product, reason } => (
                "queue_unavailable",
                [
                    "The ",
                    product.traits().0,
                    " did not accept the delivery: ",
                    reason,
                    ". Without an acknowledgement, the provider sends it again.",
                ]
                .concat(),
            ),
            Self::TooLongForQueue { product, limit } => (
                "too_long_for_queue",
                format!(
                    "The delivery is genuine, but longer than the {limit} bytes that a {} accepts. It was refused. Send the \
                     deliveries of this provider to an origin.",
                    product.traits().0
                ),
            ),
            Self::Operator { code, message, .. } => (*code, message.clone()),
            Self::OriginUnreachable { reason } => (
                "origin_unreachable",
                format!("The origin returned no response that can be forwarded: {reason}. Check the route's origin."),
            ),
            Self::OriginSlow { timeout } => (
                "origin_timeout",
                format!("The origin did not respond within {} s. Let it respond before it does the work.", seconds(*timeout)),
            ),
        };
        ErrorRecord::Other { code, message }
    }

    /// Returns whether the operator has to correct the error, rather than the sender.
    pub(crate) fn is_for_operator(&self) -> bool {
        match self {
            Self::InFlight { .. } => false,
            Self::TooLongForQueue { .. } => true,
            _ => self.response().0 >= 500,
        }
    }
}

/// Prints milliseconds as seconds, with as many decimals as necessary. Rust's own printing of fractions would add a twentieth to
/// the Worker's size.
fn seconds(milliseconds: u32) -> String {
    let text = format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The code, the message and the facts of an error, as written to the log.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum ErrorRecord<'r> {
    /// The core's record of a refusal.
    Refusal(ErrorMessage<'r>),
    /// The reason why a challenge got no response.
    Challenge { code: &'static str, message: String, reason: ChallengeReason },
    /// Any other error, without facts.
    Other { code: &'static str, message: String },
}
