//! The log: one line a request, a JSON object with the same keys every time.
//!
//! A line holds what an operator needs to find a delivery and to see what became of it: no secret, no signature, no body, no
//! query string. What a sender chose is escaped (`json_text.rs`) and cut to a length.

use serde::Serialize;

use crate::http_error::{ErrorRecord, HttpError};
use crate::json_text::to_json;
use crate::labels::Labels;
use crate::route_error::RouteError;
use crate::verify::VerifiedDelivery;

/// The most characters of one text that are written.
const MAX_TEXT: usize = 256;

/// The line of one request, as far as it is known.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LogLine<'r> {
    level: Level,
    path: String,
    pub(crate) scheme: Option<String>,
    /// Of a verified delivery only. An unverified request can say anything.
    event: Option<String>,
    delivery: Option<String>,
    status: Option<u16>,
    /// The position of the secret that matched. Above 0, a rotation is not over.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret_index: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reserialized: Option<bool>,
    /// Whether the request was a challenge that got its response.
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) challenge: bool,
    /// The status of the origin's response. The sender may have got another.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_status: Option<u16>,
    /// From the request to the response, in milliseconds.
    ms: i64,
    /// The code, the message and the facts of what went wrong.
    #[serde(flatten)]
    error: Option<ErrorRecord<'r>>,
}

/// How much the line matters.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    /// The request was served.
    Info,
    /// The sender sent what is refused.
    Warn,
    /// The operator has to put something right.
    Error,
}

impl<'r> LogLine<'r> {
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
            challenge: false,
            origin_status: None,
            ms: 0,
            error: None,
        }
    }

    pub(crate) fn set_delivery(&mut self, delivery: &VerifiedDelivery, labels: &Labels) {
        self.secret_index = Some(delivery.secret_index());
        self.reserialized = Some(delivery.reserialized());
        self.event = labels.event.as_deref().map(cut);
        self.delivery = labels.delivery_id.as_deref().map(cut);
    }

    /// Records the status of the origin's response. Without success it is an error, because the delivery was genuine.
    pub(crate) fn set_origin_status(&mut self, status: u16) {
        self.origin_status = Some(status);
        let message = match status {
            200..=299 => return,
            300..=399 => "The origin redirects, and redirects are not followed. Set the route's origin to where it leads.",
            _ => "The delivery is genuine, and the origin did not take it. See the origin's own log.",
        };
        self.level = Level::Error;
        self.error = Some(ErrorRecord::Other { code: "origin_refused", message: message.to_owned() });
    }

    pub(crate) fn set_error(&mut self, error: &HttpError<'r>) {
        self.level = if error.is_for_operator() { Level::Error } else { Level::Warn };
        self.error = Some(error.record());
    }

    /// Records an error of the configuration that did not stop this request.
    pub(crate) fn set_route_error(&mut self, error: &RouteError) {
        self.set_error(&HttpError::Misconfigured(error.clone()));
    }

    pub(crate) fn close(&mut self, status: u16, ms: i64) {
        self.status = Some(status);
        self.ms = ms;
    }

    /// Returns the line. No text in it can begin a line of its own, or change how the rest is shown.
    pub(crate) fn to_json(&self) -> String {
        to_json(self)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(value: &bool) -> bool {
    !value
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}
