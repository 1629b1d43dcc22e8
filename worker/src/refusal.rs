//! Why a request was not served: the status and the words for its sender, the code and the facts for the log.

use hookward::{ConfigError, Description, SENDER_MESSAGE, Verifier, VerifyError};
use js_sys::Number;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// Why a request was not served.
#[derive(Debug)]
pub(crate) enum Refusal<'r> {
    /// No route has that path.
    NotFound,
    /// The path is there for other methods.
    Method { allow: &'static str },
    /// The route, or the whole configuration, cannot be used.
    Misconfigured(Fault),
    /// The body ended before its end.
    BodyBrokenOff,
    /// The delivery is not what it says it is, or too long to find out.
    Unverified { error: VerifyError, description: Description<'r> },
    /// The origin could not be reached, or gave no answer that could be passed on.
    OriginUnreachable { reason: String },
    /// The origin did not answer to the end in time, in milliseconds.
    OriginSlow { timeout: u32 },
    /// The runtime refused something that it should not have.
    Runtime { reason: String },
}

impl<'r> Refusal<'r> {
    pub(crate) fn unverified(verifier: &'r Verifier, error: VerifyError) -> Self {
        Self::Unverified { error, description: verifier.describe(error) }
    }

    /// The status, and the words for the sender: the same for every reason why a delivery is not believed.
    pub(crate) fn answer(&self) -> (u16, &'static str) {
        match self {
            Self::NotFound => (404, "not found"),
            Self::Method { .. } => (405, "method not allowed"),
            Self::Misconfigured(_) => (500, "not configured"),
            Self::BodyBrokenOff => (400, "bad request"),
            Self::Unverified { error: VerifyError::BodyTooLarge { .. }, .. } => (413, "body too large"),
            Self::Unverified { .. } => (401, SENDER_MESSAGE),
            Self::OriginUnreachable { .. } => (502, "origin unreachable"),
            Self::OriginSlow { .. } => (504, "origin too slow"),
            Self::Runtime { .. } => (500, "internal error"),
        }
    }

    /// The stable code, a sentence that says what to do, and the facts: for the operator.
    pub(crate) fn reason(&self) -> Reason<'r> {
        let (code, message) = match self {
            Self::Unverified { description, .. } => return Reason::Described(*description),
            Self::NotFound => ("not_found", "No route has this path. Paths are compared byte for byte.".to_owned()),
            Self::Method { allow } => ("method_not_allowed", format!("Only {allow} is answered here.")),
            Self::Misconfigured(fault) => (fault.code, fault.message.clone()),
            Self::BodyBrokenOff => ("body_broken_off", "The sender closed the connection before the body's end.".to_owned()),
            Self::OriginUnreachable { reason } => (
                "origin_unreachable",
                format!("The origin gave no answer that can be passed on: {reason}. Check the route's origin."),
            ),
            Self::OriginSlow { timeout } => (
                "origin_timeout",
                format!("The origin did not answer within {} s. Have it answer first and work afterwards.", seconds(*timeout)),
            ),
            Self::Runtime { reason } => ("internal_error", reason.clone()),
        };
        Reason::Said { code, message }
    }

    /// Whether this is for the operator to put right, rather than for the sender.
    pub(crate) fn is_ours(&self) -> bool {
        self.answer().0 >= 500
    }
}

/// Milliseconds as seconds, as the host writes a fraction: Rust's own way to print one is a twentieth of the module.
fn seconds(milliseconds: u32) -> String {
    Number::from(f64::from(milliseconds) / 1000.0).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// A code, a sentence and the facts, as the log has them.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Reason<'r> {
    Said { code: &'static str, message: String },
    Described(Description<'r>),
}

impl From<JsValue> for Refusal<'_> {
    fn from(error: JsValue) -> Self {
        let error: js_sys::Error = error.unchecked_into();
        Self::Runtime { reason: error.message().into() }
    }
}

/// Why a route cannot be used: a stable code, and a sentence for the operator that says where and what to do.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl From<ConfigError> for Fault {
    fn from(error: ConfigError) -> Self {
        Self { code: error.code(), message: error.to_string() }
    }
}
