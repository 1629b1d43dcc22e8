//! The one line of the log: a JSON object a request, with the same names every time.
//!
//! It holds what an operator needs to find a delivery and to see what became of it: no secret, no signature, no body, no
//! query string. What a sender chose is escaped, as JSON does it, and cut to a length.

use serde::Serialize;

use crate::delivery::Delivery;
use crate::refusal::{Fault, Reason, Refusal};
use crate::verdict::Proven;

/// The most characters of one text that are written.
const MAX_TEXT: usize = 256;

/// The line of one request, as far as it is known.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry<'r> {
    level: Level,
    path: String,
    pub(crate) scheme: Option<String>,
    /// Of a verified delivery only: whatever else says so is not worth a line.
    event: Option<String>,
    delivery: Option<String>,
    status: Option<u16>,
    /// Which secret matched. Above 0, a rotation is not over.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret_index: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reserialized: Option<bool>,
    /// What the origin answered; the sender may have been answered something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_status: Option<u16>,
    /// From the request to the answer, in milliseconds.
    ms: i64,
    /// The code, the sentence and the facts of whatever went wrong.
    #[serde(flatten)]
    reason: Option<Reason<'r>>,
}

/// How much the line matters.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    /// Served.
    Info,
    /// Refused: the sender's doing.
    Warn,
    /// For the operator to put right.
    Error,
}

impl<'r> Entry<'r> {
    pub(crate) fn new(path: &str) -> Self {
        Self {
            level: Level::Info,
            path: cut(path),
            scheme: None,
            event: None,
            delivery: None,
            status: None,
            secret_index: None,
            reserialized: None,
            origin_status: None,
            ms: 0,
            reason: None,
        }
    }

    pub(crate) fn verified(&mut self, proven: &Proven, delivery: &Delivery) {
        self.secret_index = Some(proven.secret_index());
        self.reserialized = Some(proven.reserialized());
        self.event = delivery.event.as_deref().map(cut);
        self.delivery = delivery.id.as_deref().map(cut);
    }

    /// Notes the origin's answer. Anything but success is for the operator to see: the delivery was genuine.
    pub(crate) fn answered(&mut self, status: u16) {
        self.origin_status = Some(status);
        let message = match status {
            200..=299 => return,
            300..=399 => "The origin redirects, and redirects are not followed. Set the route's origin to where it leads.",
            _ => "The delivery is genuine, and the origin did not take it. See the origin's own log.",
        };
        self.level = Level::Error;
        self.reason = Some(Reason::Said { code: "origin_refused", message: message.to_owned() });
    }

    pub(crate) fn refused(&mut self, refusal: &Refusal<'r>) {
        self.level = if refusal.is_ours() { Level::Error } else { Level::Warn };
        self.reason = Some(refusal.reason());
    }

    /// A fault that did not stop this request.
    pub(crate) fn misconfigured(&mut self, fault: &Fault) {
        self.refused(&Refusal::Misconfigured(fault.clone()));
    }

    pub(crate) fn close(&mut self, status: u16, ms: i64) {
        self.status = Some(status);
        self.ms = ms;
    }

    /// The line. JSON escapes line breaks, so that no text can begin a line of its own.
    pub(crate) fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}
