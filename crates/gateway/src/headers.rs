//! The headers of a request, and which of them cross to the origin; which of the origin's come back.
//!
//! Headers are not signed. Anyone who replays a delivery can add some, and frameworks believe dozens of them about an address, a
//! user, a host, a path or a method. So what crosses is on a list:
//!
//! - the scheme's own headers: signature, timestamp, what the signed content names, event and delivery id;
//! - the provider's other headers, where the scheme has a `headerPrefix`;
//! - `user-agent` and the headers of W3C Trace Context;
//! - what the route's `forwardHeaders` names.
//!
//! The edge writes `content-type` by the verified bytes, and its own headers. `content-encoding` never crosses: the bytes that
//! cross are those that were verified, and how to read them is for the scheme to say.

use hookward::{Scheme, Source, is_reserved_header};

/// Headers that say how long a body is.
const ABOUT_THE_BODY: [&str; 2] = ["content-length", "transfer-encoding"];

/// Headers that cross whatever the scheme is.
const ALWAYS: [&str; 3] = ["user-agent", "traceparent", "tracestate"];

/// Headers of one connection only (RFC 9110, section 7.6.1, and those that it lists from older protocols).
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

/// Headers of the request that the edge makes. A scheme that names one of them has it for the signature alone.
const REWRITTEN: [&str; 6] = ["accept-encoding", "content-encoding", "content-length", "content-type", "expect", "host"];

/// The names of the edge's own signature. Where a provider's scheme uses the same names, the provider's headers do not cross
/// either: at the origin, these are always the edge's.
const EDGE_SIGNATURE: [&str; 3] = ["webhook-id", "webhook-signature", "webhook-timestamp"];

/// Headers that do not come back from the origin, besides those that are hop-by-hop. The runtime counts the body's length.
/// `location` would show the origin to a stranger, and a provider that follows it would go around the edge.
const NOT_RETURNED: [&str; 2] = ["content-length", "location"];

/// The content encodings that the runtime decodes: alone, and spelled like this. All others it passes on.
const DECODED: [&str; 2] = ["br", "gzip"];

/// The names of headers that a route reads.
pub struct HeaderNames {
    /// The names, a line each.
    pub text: String,
    /// The position among all that the routes read, by which a host knows what it has made of the names.
    pub number: u32,
}

impl HeaderNames {
    /// Returns the headers that are read to verify a request, and those that cross besides. `asked`: those that the route asks for.
    pub(crate) fn of(scheme: &Scheme, asked: &[String]) -> (Self, Self) {
        let mut to_verify: Vec<&str> = scheme.required_headers().collect();
        for name in ABOUT_THE_BODY {
            // A header that is there twice would be a fault of the request.
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
        // It says what kind of delivery it is, also for an origin.
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

/// Those headers of a request that its route reads, as the host has them: names in lower case, repeated ones joined by `", "`.
///
/// Values come as text. A host reads a header's bytes as UTF-8 and puts U+FFFD for all else, which no signed header may contain.
pub(crate) struct RequestHeaders<'t>(pub(crate) Vec<(&'t str, &'t str)>);

impl<'t> RequestHeaders<'t> {
    /// Returns the length that the sender declared, if it did. A host refuses one that is not a number before this runs.
    pub(crate) fn content_length(&self) -> Option<u64> {
        self.get("content-length")?.parse().ok()
    }

    /// Returns those headers that cross to the origin: all that are read, but for what the edge writes itself.
    pub(crate) fn forwarded(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.0.iter().copied().filter(|(name, _)| !is_edge(name) && !HOP_BY_HOP.contains(name) && !REWRITTEN.contains(name))
    }

    /// Returns the headers that begin with the provider's prefix and are not read otherwise. `found`: a name and a value a line.
    ///
    /// CGI and its heirs (WSGI, Rack, PHP) do not tell `-` from `_`, so `x-acme-delivery_id` would be read as another spelling of
    /// `x-acme-delivery-id`. A name with any such character does not cross, nor does a reserved header.
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

/// Whether a header is one of the edge's own at the origin.
fn is_edge(name: &str) -> bool {
    name.starts_with("x-hookward-") || EDGE_SIGNATURE.contains(&name)
}

/// How the names of headers with a credential end.
const CREDENTIALS: &str = "authorization auth oauth bearer token tokens accesstoken secret password passwd pwd pass otp api-key apikey \
                           access-key secret-key private-key credential credentials jwt session session-id sid cookie";

/// Whether a header has a credential by its name, which is in lower case. An operator of a ledger would see it.
pub(crate) fn is_credential(name: &str) -> bool {
    CREDENTIALS.split(' ').any(|end| name.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('-')))
}

/// Whether a text has only letters, digits and `-`, which every server reads alike.
pub(crate) fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Returns the names of the headers that never come back from an origin.
pub fn not_returned() -> impl Iterator<Item = &'static str> {
    HOP_BY_HOP.into_iter().chain(NOT_RETURNED)
}

/// Returns the names of the headers that do not come back from one response besides, a line each. Takes the values of two of its
/// headers. `None` for most responses.
pub(crate) fn not_returned_of(connection: &str, content_encoding: &str) -> Option<String> {
    let listed = connection.split(',').map(str::trim);
    // `close` and `keep-alive`, which nearly all have, are no more to drop.
    let listed = listed.filter(|name| is_name(name) && !name.eq_ignore_ascii_case("close") && !HOP_BY_HOP.contains(name));
    let decoded = DECODED.contains(&content_encoding).then_some("content-encoding");
    let names: Vec<&str> = decoded.into_iter().chain(listed).collect();
    if names.is_empty() { None } else { Some(names.join("\n")) }
}

/// Whether a text can be the name of a header: a token (RFC 9110, section 5.6.2).
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !br#""(),/:;<=>?@[\]{}"#.contains(&byte))
}
