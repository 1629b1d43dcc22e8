//! A request of a host, and its body. The gateway reads each part only when it is needed.

use hookward::UnixTime;

use crate::head::Head;
use crate::headers::HeaderNames;

/// A request of a host.
pub trait Request {
    /// Returns the values of headers, one line for each name. A line is `=` and the value, or empty if the header does not exist.
    fn values(&self, names: &HeaderNames) -> String;

    /// Returns the headers whose names begin with a prefix: names and values alternately, one per line.
    fn with_prefix(&self, prefix: &str) -> String;

    /// Returns the value of a parameter of the query that appears exactly once.
    fn parameter(&self, name: &str) -> Option<String>;

    /// Returns a random text of letters, digits and `-` that no one can guess.
    fn random(&self) -> String;
}

/// A body of a host.
///
/// The host parses and prints JSON, because the providers that sign a re-serialized body use JavaScript's `JSON`. The host
/// determines how a number such as `1E3` is printed, which of two equal keys is used, and how deep a document may be.
pub trait Body: Sized {
    /// Returns the number of bytes.
    fn length(&self) -> u64;

    /// Returns the bytes.
    fn bytes(&self) -> &[u8];

    /// Returns whether the host has to hash the body, because the host is faster than this code.
    fn has_host_hash(&self) -> bool;

    /// Returns the output of `JSON.stringify` for the parsed body. Returns `None` if the body is not strict UTF-8 or not JSON.
    fn reserialized(&self) -> Option<Self>;

    /// Returns the text of a member, if the body is an object and the member a text.
    fn text(&self, path: &str) -> Option<String>;

    /// Returns the text of a member that is a text or a number.
    fn scalar(&self, path: &str) -> Option<String>;
}

/// The reason why a body could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyReadError {
    /// The body is longer than the limit.
    TooLong,
    /// The body broke off: the connection closed, or the request is over.
    BrokenOff,
}

/// A request and the time of its arrival.
pub struct Incoming<'t, R> {
    /// The method and the path.
    pub head: Head<'t>,
    /// The request.
    pub request: &'t R,
    /// The time of arrival.
    pub arrival: UnixTime,
    /// The time now.
    pub now: UnixTime,
}
