//! The headers of a request that are forwarded to the origin, and the headers of the origin's response that are returned.
//!
//! Headers are not signed. Anyone who replays a delivery can add headers, and frameworks trust dozens of headers about an
//! address, a user, a host, a path or a method. So only the headers on this list are forwarded:
//!
//! - the scheme's own headers: the signature, the timestamp, the headers in the signed content, the event and the delivery id;
//! - the provider's other headers, if the scheme has a `headerPrefix`;
//! - `user-agent` and the headers of W3C Trace Context;
//! - the headers in the route's `forwardHeaders`.
//!
//! The edge sets `content-type` from the verified bytes, and adds its own headers. `content-encoding` is never forwarded: the
//! forwarded bytes are the bytes that were verified, and the scheme determines how to read them.

use hookward::{Scheme, Source, is_reserved_header};

/// The headers about the length of a body.
const ABOUT_THE_BODY: [&str; 2] = ["content-length", "transfer-encoding"];

/// The headers that are forwarded for every scheme.
const ALWAYS: [&str; 3] = ["user-agent", "traceparent", "tracestate"];

/// The headers of one connection only (RFC 9110, section 7.6.1, including the headers of older protocols that it lists).
const HOP_BY_HOP: [&str; 10] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authentication-info",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The headers that the edge itself sets in the request. If a scheme names one of them, it is used only for the signature.
const REWRITTEN: [&str; 6] = ["accept-encoding", "content-encoding", "content-length", "content-type", "expect", "host"];

/// The names of the edge's own signature. If a provider's scheme uses the same names, the provider's headers are not forwarded
/// either: at the origin, headers with these names are always the edge's.
const EDGE_SIGNATURE: [&str; 3] = ["webhook-id", "webhook-signature", "webhook-timestamp"];

/// The headers of an origin that are not returned, in addition to the hop-by-hop headers. The runtime sets the body's length.
/// `location` would reveal the origin to a stranger, and a provider that follows it would bypass the edge.
const NOT_RETURNED: [&str; 2] = ["content-length", "location"];

/// The content encodings that the runtime decodes, if the header has exactly this value. The runtime passes on all other values.
const DECODED: [&str; 2] = ["br", "gzip"];

/// The names of headers that a route reads.
pub struct HeaderNames {
    /// The names, one per line.
    pub text: String,
    /// The position among all header names of the routes. A host uses the number to find data that it has prepared from the
    /// names.
    pub number: u32,
}

impl HeaderNames {
    /// Returns the headers that are read to verify a request, and the other headers that are forwarded. `asked` are the headers
    /// in the route's `forwardHeaders`.
    pub(crate) fn of(scheme: &Scheme, asked: &[String]) -> (Self, Self) {
        let mut to_verify: Vec<&str> = scheme.required_headers().collect();
        for name in ABOUT_THE_BODY {
            // A repeated name would make the header appear twice, which is an error of the request.
            if !to_verify.contains(&name) {
                to_verify.push(name);
            }
        }
        let mut to_forward = ALWAYS.to_vec();
        for source in [&scheme.event, &scheme.delivery_id] {
            if let Some(Source::Header(name)) = source {
                to_forward.push(name);
            }
        }
        // This header states the kind of delivery, also for an origin.
        let of_challenge = scheme.challenge.as_ref().and_then(|challenge| challenge.when.as_ref()?.header.as_deref());
        to_forward.extend(of_challenge.filter(|name| !to_verify.contains(name) && !to_forward.contains(name)));
        to_forward.extend(asked.iter().map(String::as_str));
        (Self::new(&to_verify), Self::new(&to_forward))
    }

    pub(crate) fn new(names: &[&str]) -> Self {
        Self { text: names.join("\n"), number: 0 }
    }

    /// Parses the text that [`Request::values`](crate::Request::values) returns.
    pub(crate) fn parse<'t>(&'t self, values: &'t str) -> RequestHeaders<'t> {
        let names = self.text.split('\n').zip(values.split('\n'));
        RequestHeaders(names.filter_map(|(name, value)| Some((name, value.strip_prefix('=')?))).collect())
    }
}

/// The headers of a request that its route reads, from the host: names in lower case, repeated headers joined by `", "`.
///
/// Values are text. A host reads the bytes of a header as UTF-8 and replaces invalid bytes with U+FFFD, which no signed header
/// may contain.
pub(crate) struct RequestHeaders<'t>(pub(crate) Vec<(&'t str, &'t str)>);

impl<'t> RequestHeaders<'t> {
    /// Returns the length that the sender declared, if any. A host has already refused a length that is not a number.
    pub(crate) fn content_length(&self) -> Option<u64> {
        self.get("content-length")?.parse().ok()
    }

    /// Returns the headers to forward to the origin. These are all headers that are read, except the hop-by-hop headers and the
    /// headers that the edge sets.
    pub(crate) fn forwarded(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.0.iter().copied().filter(|(name, _)| !is_edge(name) && !HOP_BY_HOP.contains(name) && !REWRITTEN.contains(name))
    }

    /// Returns the headers with the provider's prefix that are not read otherwise. `found` has names and values alternately, one
    /// per line.
    ///
    /// CGI and its successors (WSGI, Rack, PHP) do not distinguish `-` from `_`, so they would read `x-acme-delivery_id` as
    /// another spelling of `x-acme-delivery-id`. A name with a character other than a letter, a digit or `-` after the prefix is
    /// not forwarded. A reserved header is not forwarded either.
    pub(crate) fn with_prefix<'f>(&self, prefix: &str, found: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        let mut lines = found.split('\n');
        let pairs = core::iter::from_fn(move || Some((lines.next()?, lines.next()?)));
        let is_own = move |name: &str| name.strip_prefix(prefix).is_some_and(is_plain) && !is_reserved_header(name);
        pairs.filter(move |(name, _)| self.get(name).is_none() && is_own(name))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'t str> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// Returns whether a header is one of the edge's own headers at the origin.
fn is_edge(name: &str) -> bool {
    name.starts_with("x-hookward-") || EDGE_SIGNATURE.contains(&name)
}

/// The endings of header names that indicate a credential.
const CREDENTIALS: &str = "authorization auth oauth bearer token tokens accesstoken secret password passwd pwd pass otp api-key apikey \
                           access-key secret-key private-key credential credentials jwt session session-id sid cookie";

/// Returns whether a header contains a credential, according to its name in lower case. An operator of a ledger would see the
/// credential.
pub(crate) fn is_credential(name: &str) -> bool {
    CREDENTIALS.split(' ').any(|end| name.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('-')))
}

/// Returns whether a text has only letters, digits and `-`, which every server reads in the same way.
pub(crate) fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Returns the names of the headers of an origin that are never returned.
pub fn not_returned() -> impl Iterator<Item = &'static str> {
    HOP_BY_HOP.into_iter().chain(NOT_RETURNED)
}

/// Returns the names of further headers of one response that are not returned, one per line. Returns `None` for most responses.
/// The arguments are the values of two of its headers.
pub(crate) fn not_returned_of(connection: &str, content_encoding: &str) -> Option<String> {
    let listed = connection.split(',').map(str::trim);
    // `close` and `keep-alive`, which nearly all responses have, add no header to the list.
    let listed = listed.filter(|name| is_name(name) && !name.eq_ignore_ascii_case("close") && !HOP_BY_HOP.contains(name));
    let decoded = DECODED.contains(&content_encoding).then_some("content-encoding");
    let names: Vec<&str> = decoded.into_iter().chain(listed).collect();
    if names.is_empty() { None } else { Some(names.join("\n")) }
}

/// Returns whether a text can be the name of a header: a token (RFC 9110, section 5.6.2).
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !br#""(),/:;<=>?@[\]{}"#.contains(&byte))
}
