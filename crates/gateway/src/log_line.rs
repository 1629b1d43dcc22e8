//! The log: one line for each request, a JSON object with the same keys each time.
//!
//! A line contains the data by which an operator finds a delivery and sees its result. It contains no secret, no signature, no
//! body and no query string. Texts that a sender chose are escaped (`json_text.rs`) and cut to a maximum length.

use hookward::UnixTime;
use serde::Serialize;

use crate::http_error::{ErrorRecord, HttpError};
use crate::json_text::to_json;
use crate::labels::Labels;
use crate::verify::VerifiedDelivery;

/// The maximum length of one text in a line, in characters.
pub(crate) const MAX_TEXT: usize = 256;

/// The part of a line before the status.
#[derive(Serialize)]
struct About<'t> {
    path: String,
    /// The path of a route with tenants, as written in the configuration. Anyone can invent the path of a tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    route: Option<&'t str>,
    scheme: Option<&'t str>,
    /// The event of a verified delivery. An unverified request can contain anything, so its event and its delivery id are not
    /// logged.
    event: Option<String>,
    delivery: Option<String>,
}

/// The line of one request, with the data that is known so far.
pub(crate) struct LogLine<'t> {
    about: About<'t>,
    /// The position of the secret that matched, and whether the signature covers the re-serialized body. A position above 0 means
    /// that a rotation is not complete.
    verified: Option<(usize, bool)>,
    /// Whether the request was a challenge that got a response.
    pub(crate) challenge: bool,
    error: Option<(Level, String)>,
}

/// The importance of a line.
#[derive(Clone, Copy)]
enum Level {
    /// The request was served.
    Info,
    /// The sender sent a request that is refused.
    Warn,
    /// The operator has to correct something.
    Error,
}

impl<'t> LogLine<'t> {
    pub(crate) fn new(path: &str) -> Self {
        let about = About { path: cut(path), route: None, scheme: None, event: None, delivery: None };
        Self { about, verified: None, challenge: false, error: None }
    }

    pub(crate) fn set_route(&mut self, scheme: Option<&'t str>, written: Option<&'t str>) {
        (self.about.scheme, self.about.route) = (scheme, written);
    }

    pub(crate) fn set_delivery<B>(&mut self, delivery: &VerifiedDelivery<B>, labels: &Labels) {
        self.verified = Some((delivery.secret_index(), delivery.reserialized()));
        self.about.event = labels.event.as_deref().map(cut);
        self.about.delivery = labels.delivery_id.as_deref().map(cut);
    }

    pub(crate) fn set_error(&mut self, error: &HttpError<'_>) {
        self.error = Some(members_of(error));
    }

    /// Returns the line of a request to which the origin will respond.
    pub(crate) fn unfinished(&self) -> UnfinishedLine {
        let mut text = members(&self.about);
        text.push('\n');
        if let Some((secret_index, reserialized)) = self.verified {
            text.push_str(&[",\"secretIndex\":", &secret_index.to_string(), ",\"reserialized\":", word(reserialized)].concat());
        }
        if self.challenge {
            text.push_str(",\"challenge\":true");
        }
        UnfinishedLine(text)
    }

    /// Returns the line of a request that was not sent to the origin.
    pub(crate) fn finish(&self, status: u16, time: Elapsed) -> String {
        self.unfinished().print(status, None, time, self.error.as_ref())
    }
}

/// The line of a request that waits for its origin, as a text that a host can keep.
///
/// The text is JSON without braces: the part before the status, a line break, and the part after the status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfinishedLine(pub String);

impl UnfinishedLine {
    /// Returns the line of a request to which the origin has responded. A response without success is logged as an error, because
    /// the delivery was genuine.
    pub(crate) fn finish(&self, origin_status: u16, status: u16, time: Elapsed) -> String {
        let message = match origin_status {
            200..=299 => return self.print(status, Some(origin_status), time, None),
            300..=399 => "The origin redirects, and redirects are not followed. Set the route's origin to the target.",
            _ => "The delivery is genuine, but the origin did not accept it. See the origin's own log.",
        };
        let error = members(&ErrorRecord::Other { code: "origin_refused", message: message.to_owned() });
        self.print(status, Some(origin_status), time, Some(&(Level::Error, error)))
    }

    /// Returns the line of a delivery that a ledger, a queue or a workflow has handled. `word` states the result.
    pub(crate) fn keep(&self, keeper: &str, word: &str, status: u16, time: Elapsed) -> String {
        Self([&self.0, ",\"", keeper, "\":\"", word, "\""].concat()).print(status, None, time, None)
    }

    /// Returns the line about a further origin of the route, or `None` if this origin accepted the delivery. `origin` is its
    /// position.
    #[must_use]
    pub fn of_other(&self, origin: usize, outcome: Result<u16, OriginError<'_>>, milliseconds: i64) -> Option<String> {
        let (code, status, reason) = match outcome {
            Ok(200..=299) => return None,
            Ok(status) => ("origin_refused", Some(status), None),
            Err(OriginError::Slow) => ("origin_timeout", None, None),
            Err(OriginError::Unreachable(reason)) => ("origin_unreachable", None, Some(reason)),
        };
        let (about, _) = self.0.split_once('\n').unwrap_or((&self.0, ""));
        let (origin, milliseconds) = (origin.to_string(), milliseconds.to_string());
        let mut line = ["{\"level\":\"error\",", about, ",\"origin\":", &origin, ",\"ms\":", &milliseconds].concat();
        if let Some(status) = status {
            line.push_str(&[",\"originStatus\":", &status.to_string()].concat());
        }
        line.push_str(&[",\"code\":\"", code, "\""].concat());
        if let Some(reason) = reason {
            line.push_str(&[",\"reason\":", &to_json(&reason)].concat());
        }
        line.push('}');
        Some(line)
    }

    /// Returns the line of a request to which the origin has not responded.
    pub(crate) fn fail(&self, error: &HttpError<'_>, status: u16, time: Elapsed) -> String {
        self.print(status, None, time, Some(&members_of(error)))
    }

    /// Returns the whole line. No text in it can begin a new line, or change how the rest is displayed.
    fn print(&self, status: u16, origin_status: Option<u16>, time: Elapsed, error: Option<&(Level, String)>) -> String {
        let (before, after) = self.0.split_once('\n').unwrap_or((&self.0, ""));
        let level = match error {
            None => Level::Info,
            Some((level, _)) => *level,
        };
        let level = match level {
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
        };
        let mut line = ["{\"level\":\"", level, "\",", before, ",\"status\":", &status.to_string(), after].concat();
        if let Some(status) = origin_status {
            line.push_str(&[",\"originStatus\":", &status.to_string()].concat());
        }
        line.push_str(&[",\"ms\":", &time.0.to_string()].concat());
        if let Some((_, error)) = error {
            line.push(',');
            line.push_str(error);
        }
        line.push('}');
        line
    }
}

/// The reason why an origin did not respond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginError<'t> {
    /// The timeout has passed.
    Slow,
    /// The origin could not be reached, or its response could not be read. The text is the reason.
    Unreachable(&'t str),
}

/// The time from the request to the response, in milliseconds.
#[derive(Clone, Copy)]
pub(crate) struct Elapsed(i64);

impl Elapsed {
    pub(crate) fn between(arrival: UnixTime, now: UnixTime) -> Self {
        Self(now.as_millis().saturating_sub(arrival.as_millis()))
    }
}

/// Returns the level and the members of an error.
fn members_of(error: &HttpError<'_>) -> (Level, String) {
    (if error.is_for_operator() { Level::Error } else { Level::Warn }, members(&error.record()))
}

/// Returns the members of an object as JSON, without its braces.
fn members(value: &impl Serialize) -> String {
    without_braces(&to_json(value))
}

fn without_braces(text: &str) -> String {
    text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or_default().to_owned()
}

fn word(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// Cuts a text that a sender chose to the maximum length.
pub(crate) fn cut(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}
