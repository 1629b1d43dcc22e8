//! What a host has of a request, and of its body: asked for when it is needed, and not before.

use hookward::UnixTime;

use crate::head::Head;
use crate::headers::HeaderNames;

/// A request, as its host has it.
pub trait Request {
    /// Returns what the request has under some names, a line for each: `=` and the value, or nothing if there is no such header.
    fn values(&self, names: &HeaderNames) -> String;

    /// Returns each header that begins with a text: its name and its value, a line each.
    fn with_prefix(&self, prefix: &str) -> String;

    /// Returns the value of a parameter of the query that is there once.
    fn parameter(&self, name: &str) -> Option<String>;

    /// Returns a random text of letters, digits and `-` that nobody can guess.
    fn random(&self) -> String;
}

/// A body, as its host has it.
///
/// JSON is parsed and printed by the host: the providers that sign a re-serialized body use the `JSON` of JavaScript. How a number such
/// as `1E3` is printed, which of two equal keys wins and how deep a document may be are its decisions.
pub trait Body: Sized {
    /// Returns the number of bytes.
    fn length(&self) -> u64;

    /// Returns the bytes.
    fn bytes(&self) -> &[u8];

    /// Whether the host is to hash the body: it can do so faster than this code.
    fn has_host_hash(&self) -> bool;

    /// Returns the body that `JSON.stringify` makes of the parsed one. `None` if it is not strict UTF-8 or not JSON.
    fn reserialized(&self) -> Option<Self>;

    /// Returns the text of a member, if the body is an object and the member a text.
    fn text(&self, path: &str) -> Option<String>;

    /// Returns the text of a member that is a text or a number.
    fn scalar(&self, path: &str) -> Option<String>;
}

/// Why a body could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyReadError {
    /// The body is longer than it may be.
    TooLong,
    /// The body broke off: the connection closed, or the request is over.
    BrokenOff,
}

/// A request, and when it came.
pub struct Incoming<'t, R> {
    /// What it says before its headers.
    pub head: Head<'t>,
    /// The request.
    pub request: &'t R,
    /// When it arrived.
    pub arrival: UnixTime,
    /// The time now.
    pub now: UnixTime,
}
