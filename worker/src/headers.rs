//! The headers of a request, and which of them cross to the origin; which of the origin's come back.
//!
//! The origin gets the provider's own headers, because only the origin knows which of them it needs: `authorization` and
//! `cookie` belong to the provider as much as `user-agent` does. What does not cross
//!
//! - belongs to the connection that ended here (RFC 9110, section 7.6.1);
//! - describes a request that the edge writes itself: `host`, `content-length`, `accept-encoding`, `expect`;
//! - is hearsay: only a proxy may say it, and here anyone could have. It names the address that the request came from, or
//!   the address, path or method that is "really" meant. The edge says none of it either, since no provider's address proves
//!   anything;
//! - looks like one of the edge's own headers.
//!
//! Headers are not signed, so nothing that crosses is proven but the edge's own.

use hookward::{Scheme, Source};

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

/// Headers that the edge writes itself for the request to the origin.
const REWRITTEN: [&str; 4] = ["accept-encoding", "content-length", "expect", "host"];

/// Headers that some frameworks believe about an address, a host, a path or a method, whoever sent them. Those that begin
/// with `x-forwarded-` and `cf-` are hearsay too.
const HEARSAY: [&str; 10] = [
    "forwarded",
    "true-client-ip",
    "x-client-ip",
    "x-host",
    "x-http-method",
    "x-http-method-override",
    "x-method-override",
    "x-original-url",
    "x-real-ip",
    "x-rewrite-url",
];

/// The names of the edge's own signature. Where a provider's scheme uses the same names, the provider's headers do not cross
/// either: at the origin, these are always the edge's.
const EDGE_SIGNATURE: [&str; 3] = ["webhook-id", "webhook-signature", "webhook-timestamp"];

/// Headers that are true of the bytes received, and of no others.
const ABOUT_THE_BYTES: [&str; 5] = ["content-digest", "content-encoding", "content-md5", "digest", "repr-digest"];

/// Headers that do not come back from the origin, besides those that are hop-by-hop. The runtime counts the body's length.
/// `location` would show the origin to a stranger, and a provider that follows it would go around the edge.
const NOT_RETURNED: [&str; 2] = ["content-length", "location"];

/// The content encodings that the runtime decodes: alone, and spelled like this. All others it passes on.
const DECODED: [&str; 2] = ["br", "gzip"];

/// The headers of a request, as the runtime has them: names in lower case, repeated ones joined by `", "`.
///
/// Values cross into WebAssembly as text, to be read. The runtime reads a header's bytes as UTF-8 and puts U+FFFD for all
/// else, which no scheme's header may contain. What crosses to the origin is the runtime's own copy.
pub(crate) struct RequestHeaders<'t>(pub(crate) Vec<(&'t str, &'t str)>);

impl<'t> RequestHeaders<'t> {
    /// Parses a name and a value from every two lines.
    pub(crate) fn parse(mut lines: impl Iterator<Item = &'t str>) -> Self {
        Self(core::iter::from_fn(|| Some((lines.next()?, lines.next()?))).collect())
    }

    /// Returns the length that the sender declared, if it did. The runtime refuses one that is not a number before this runs.
    pub(crate) fn content_length(&self) -> Option<u64> {
        self.get("content-length")?.parse().ok()
    }

    /// Whether the body comes in chunks. Then a declared length means nothing (RFC 9112, section 6.3).
    pub(crate) fn chunked(&self) -> bool {
        self.get("transfer-encoding").is_some()
    }

    /// Returns the names of the headers that do not cross to the origin, a line each. `same_bytes`: whether the body that
    /// crosses is the one that was received.
    pub(crate) fn not_forwarded(&self, scheme: &Scheme, same_bytes: bool) -> String {
        // Split once: the sender decides how many headers there are, and how many options.
        let connection = self.get("connection").unwrap_or_default().to_ascii_lowercase();
        let mut connection: Vec<&str> = connection.split(',').map(str::trim).collect();
        connection.sort_unstable();
        let rules = ForwardRules { scheme, connection, same_bytes };
        let names: Vec<&str> = self.0.iter().map(|(name, _)| *name).filter(|name| !rules.allow(name)).collect();
        names.join("\n")
    }

    fn get(&self, name: &str) -> Option<&'t str> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// Returns the names of the headers that do not come back from an origin, a line each. Takes the values of two headers of its
/// response.
pub(crate) fn not_returned(connection: &str, content_encoding: &str) -> String {
    let listed = connection.split(',').map(str::trim).filter(|name| is_name(name));
    let decoded = DECODED.contains(&content_encoding).then_some("content-encoding");
    HOP_BY_HOP.into_iter().chain(NOT_RETURNED).chain(decoded).chain(listed).collect::<Vec<_>>().join("\n")
}

/// Whether a text can be the name of a header: a token (RFC 9110, section 5.6.2).
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !br#""(),/:;<=>?@[\]{}"#.contains(&byte))
}

/// Which headers of one request cross to the origin.
struct ForwardRules<'r> {
    scheme: &'r Scheme,
    /// What `connection` names, sorted: more headers of this one connection.
    connection: Vec<&'r str>,
    same_bytes: bool,
}

impl ForwardRules<'_> {
    fn allow(&self, name: &str) -> bool {
        let edge = |name: &str| name.starts_with("x-hookward-") || EDGE_SIGNATURE.contains(&name);
        let hearsay = |name: &str| name.starts_with("x-forwarded-") || name.starts_with("cf-") || HEARSAY.contains(&name);
        // CGI and its heirs (WSGI, Rack, PHP) do not tell `-` from `_`: there `x_hookward_event` is `x-hookward-event`, and
        // the last of them wins.
        let dashed = name.replace('_', "-");
        let impostor = dashed != name && !self.is_needed(name) && self.is_needed(&dashed);
        !edge(&dashed)
            && !hearsay(&dashed)
            && !impostor
            && !HOP_BY_HOP.contains(&name)
            && !REWRITTEN.contains(&name)
            && (self.same_bytes || !ABOUT_THE_BYTES.contains(&name))
            && (self.connection.binary_search(&name).is_err() || self.is_needed(name))
    }

    /// Whether the delivery cannot be understood without this header.
    ///
    /// `connection: x-grillo-event` does not mark such a header as one of this connection only: RFC 9110 forbids a sender to
    /// list a header that is meant for every recipient. It is how an intermediary would hide the event from the origin.
    fn is_needed(&self, name: &str) -> bool {
        let sources = [&self.scheme.event, &self.scheme.delivery_id];
        matches!(name, "content-type" | "content-encoding")
            || self.scheme.required_headers().any(|header| header == name)
            || sources.into_iter().flatten().any(|source| matches!(source, Source::Header(header) if header == name))
    }
}
