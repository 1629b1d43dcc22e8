//! Which headers cross to the origin, and which come back.
//!
//! The origin gets the provider's own headers, because only it knows which of them it needs: `authorization` and `cookie`
//! are the provider's business as much as `user-agent` is. Left behind is what
//!
//! - belongs to the connection that ended here (RFC 9110, section 7.6.1);
//! - describes a message that the edge writes anew: `host`, `content-length`, `accept-encoding`, `expect`;
//! - only a proxy may say, and here anybody said: where the request came from, and which address, path or method is
//!   "really" meant. The edge says none of it either, since no provider's address proves anything;
//! - looks like something that the edge vouches for.
//!
//! Headers are not signed, so all that crosses is hearsay but for the edge's own.

use hookward::{Scheme, Source};
use worker::Headers;

/// Of one connection only (RFC 9110, section 7.6.1, and what it lists from older protocols).
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

/// Written anew for the request to the origin.
const WRITTEN_ANEW: [&str; 4] = ["accept-encoding", "content-length", "expect", "host"];

/// What some frameworks believe of an address, a host, a path or a method, whoever says it. Those that begin with
/// `x-forwarded-` and `cf-` are left behind too.
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

/// The names of the edge's own signature. With a scheme that uses the same names, the provider's own are left behind too:
/// at the origin, these always mean the edge.
const EDGE_SIGNATURE: [&str; 3] = ["webhook-id", "webhook-signature", "webhook-timestamp"];

/// Says something about the bytes received that is not true of any others.
const OF_THE_BYTES: [&str; 5] = ["content-digest", "content-encoding", "content-md5", "digest", "repr-digest"];

/// What does not come back from the origin, besides what is hop-by-hop. The body was decoded and measured anew. `location`
/// would name the origin to a stranger, and have a provider that follows it go around the edge.
const NOT_RETURNED: [&str; 3] = ["content-encoding", "content-length", "location"];

/// The headers of a request, as the runtime has them: names in lower case, repeated ones joined by `", "`.
///
/// Values cross into WebAssembly as text. This runtime reads a header's bytes as UTF-8, so that what is valid UTF-8 comes
/// back as the same bytes; anything else arrives with U+FFFD in it, which no scheme's header may contain.
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    pub(crate) fn of(headers: &Headers) -> Self {
        Self(headers.entries().collect())
    }

    /// The length that the sender declared, if it did. One that is not a number never gets this far: the runtime refuses
    /// it. In any case it is only good for a refusal; what counts is what arrives.
    pub(crate) fn content_length(&self) -> Option<u64> {
        self.get("content-length")?.parse().ok()
    }

    /// The headers that cross to the origin. `same_bytes`: whether the body that crosses is the one that was received.
    pub(crate) fn crossing(&self, scheme: &Scheme, same_bytes: bool) -> Headers {
        let passage = Passage { scheme, connection: self.get("connection").unwrap_or_default(), same_bytes };
        let crossing = Headers::new();
        for (name, value) in self.0.iter().filter(|(name, _)| passage.allows(name)) {
            // A value that the runtime gave and will not take back cannot be passed on, and is no reason to fail.
            let _ = crossing.append(name, value);
        }
        crossing
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The rules for one request.
struct Passage<'r> {
    scheme: &'r Scheme,
    /// The value of `connection`, which names more headers of this one connection.
    connection: &'r str,
    same_bytes: bool,
}

impl Passage<'_> {
    fn allows(&self, name: &str) -> bool {
        let edge = |name: &str| name.starts_with("x-hookward-") || EDGE_SIGNATURE.contains(&name);
        let hearsay = |name: &str| name.starts_with("x-forwarded-") || name.starts_with("cf-") || HEARSAY.contains(&name);
        // CGI and its heirs (WSGI, Rack, PHP) know no difference between `-` and `_`: there `x_hookward_event` is
        // `x-hookward-event`, and whichever comes last wins.
        let twin = name.replace('_', "-");
        let impostor = twin != name && !self.is_of_the_delivery(name) && self.is_of_the_delivery(&twin);
        !edge(&twin)
            && !hearsay(&twin)
            && !impostor
            && !HOP_BY_HOP.contains(&name)
            && !WRITTEN_ANEW.contains(&name)
            && (self.same_bytes || !OF_THE_BYTES.contains(&name))
            && (!names(self.connection, name) || self.is_of_the_delivery(name))
    }

    /// What the delivery cannot be read without. `connection: x-grillo-event` is not how a sender marks such a header as
    /// one of this connection only, it is how somebody in between has the origin see a delivery with its event cut out
    /// (RFC 9110 forbids to list a header that is meant for every recipient).
    fn is_of_the_delivery(&self, name: &str) -> bool {
        let sources = [&self.scheme.event, &self.scheme.delivery_id];
        matches!(name, "content-type" | "content-encoding")
            || self.scheme.verdict_headers().any(|header| header == name)
            || sources.into_iter().flatten().any(|source| matches!(source, Source::Header(header) if header == name))
    }
}

/// The headers of the origin's answer that come back.
pub(crate) fn returning(headers: &Headers) -> Headers {
    let connection = headers.get("connection").ok().flatten().unwrap_or_default();
    let returning = Headers::new();
    for (name, value) in headers.entries() {
        if !HOP_BY_HOP.contains(&name.as_str()) && !NOT_RETURNED.contains(&name.as_str()) && !names(&connection, &name) {
            let _ = returning.append(&name, &value);
        }
    }
    returning
}

/// Whether the value of a `connection` header names a header: then that is of this one connection only.
fn names(connection: &str, name: &str) -> bool {
    connection.split(',').any(|option| option.trim().eq_ignore_ascii_case(name))
}
