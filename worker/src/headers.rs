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

/// The headers of a message, as the runtime has them: names in lower case, repeated ones joined by `", "`.
///
/// Values cross into WebAssembly as text, to be read. This runtime reads a header's bytes as UTF-8; what is not that arrives
/// with U+FFFD in it, which no scheme's header may contain. What passes on is the runtime's own copy.
pub(crate) struct Fields<'t>(pub(crate) Vec<(&'t str, &'t str)>);

impl<'t> Fields<'t> {
    /// Reads a name and a value from every two lines.
    pub(crate) fn read(mut lines: impl Iterator<Item = &'t str>) -> Self {
        Self(core::iter::from_fn(|| Some((lines.next()?, lines.next()?))).collect())
    }

    /// The length that the sender declared, if it did. One that is not a number never gets this far: the runtime refuses it.
    pub(crate) fn content_length(&self) -> Option<u64> {
        self.get("content-length")?.parse().ok()
    }

    /// Whether the body comes in chunks, whatever length is declared beside them: chunks count, and lengths do not (RFC 9112,
    /// section 6.3).
    pub(crate) fn chunked(&self) -> bool {
        self.get("transfer-encoding").is_some()
    }

    /// The names of the headers that do not cross to the origin, a line each. `same_bytes`: whether the body that crosses is
    /// the one that was received.
    pub(crate) fn left_behind(&self, scheme: &Scheme, same_bytes: bool) -> String {
        let passage = Passage { scheme, connection: self.get("connection").unwrap_or_default(), same_bytes };
        self.names(|name| !passage.allows(name))
    }

    fn names(&self, which: impl Fn(&str) -> bool) -> String {
        let names: Vec<&str> = self.0.iter().map(|(name, _)| *name).filter(|name| which(name)).collect();
        names.join("\n")
    }

    fn get(&self, name: &str) -> Option<&'t str> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// The names of the headers that do not come back from an origin, if they are there, a line each. `connection` is what its
/// answer says there.
pub(crate) fn kept_back(connection: &str) -> String {
    let listed = connection.split(',').map(str::trim).filter(|name| is_name(name));
    HOP_BY_HOP.into_iter().chain(NOT_RETURNED).chain(listed).collect::<Vec<_>>().join("\n")
}

/// Whether a text can be the name of a header: a token (RFC 9110, section 5.6.2).
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !br#""(),/:;<=>?@[\]{}"#.contains(&byte))
}

/// Whether a `Connection` header names another.
fn lists(connection: &str, name: &str) -> bool {
    connection.split(',').any(|option| option.trim().eq_ignore_ascii_case(name))
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
            && (!lists(self.connection, name) || self.is_of_the_delivery(name))
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
