//! The data that is kept of a refused request, if the route has `keepRefused`.
//!
//! Anyone can send a request that is refused. So refused requests are stored in a separate object instead of a ledger, and no
//! part of them reaches an origin. The kept headers are the headers that an explanation requires: the headers of the scheme and
//! of the provider, the headers about the content type, the encoding and the length of the body, and the user agent. A header
//! whose name indicates a credential is kept only if it contains the scheme's signature.

use hookward::{Scheme, Source, Syntax, is_reserved_header};

use crate::headers::{is_credential, is_plain};
use crate::http_error::HttpError;
use crate::json_text::add_member;
use crate::ledger::json_object;
use crate::ready_route::ReadyRoute;
use crate::request::{Incoming, Request};

/// The suffix of the name of an object for refused requests, after the path of its route. No path contains a `#`, and the name of
/// a ledger has a number after the `#`.
const SUFFIX: &str = "#refused";

/// The headers that are kept in addition to the headers of the scheme and its provider.
const ALWAYS: [&str; 3] = ["content-type", "content-encoding", "user-agent"];

/// The maximum length of all kept headers together, and of the URL, in bytes. A header that does not fit is omitted.
const MAX_HEADERS: usize = 16 << 10;
const MAX_URL: usize = 8 << 10;

/// A refused request to keep.
#[derive(Debug)]
pub struct Refused<'r> {
    /// The name of the object that stores the request.
    pub object: &'r str,
    /// The data about the request except its headers and its body, as a JSON object in one line.
    pub about: String,
    /// The headers of the request, as a JSON object in one line.
    pub headers: String,
}

/// Returns the name of the object of a route. All tenants of the route share one object, because anyone can invent the path of a
/// tenant.
pub(crate) fn object_of(path: &str) -> String {
    [path, SUFFIX].concat()
}

/// Returns whether a name is that of an object for refused requests.
pub fn is_refused(name: &str) -> bool {
    name.ends_with(SUFFIX)
}

impl<'r> Refused<'r> {
    /// Returns the data to keep of a request that was refused with an error. Returns `None` if the error is not the refusal of a
    /// delivery, or if the route does not keep refused requests.
    #[cold]
    pub(crate) fn new(
        route: &'r ReadyRoute,
        is_unknown_tenant: bool,
        incoming: &Incoming<'_, impl Request>,
        error: &HttpError<'_>,
    ) -> Option<Self> {
        let object = route.keep_refused.as_deref()?;
        let code = match error {
            HttpError::Refused { error, .. } => error.code(),
            HttpError::UnknownTenant { .. } => "unknown_tenant",
            _ => return None,
        };
        let head = &incoming.head;
        let scheme = route.verifier.scheme();
        // A query may contain anything, so it is kept only if it is signed.
        let url =
            route.url.as_ref().filter(|_| scheme.signs_url()).map_or_else(|| head.path.to_owned(), |url| url.of(head.target));
        let url = url.get(..url.floor_char_boundary(MAX_URL)).unwrap_or_default();
        let mut about = ["{\"at\":", &incoming.arrival.as_millis().to_string(), ",\"code\":\"", code, "\""].concat();
        let tenant = route.tenant.as_deref().filter(|_| !is_unknown_tenant);
        for (name, value) in
            [("scheme", Some(&*scheme.id)), ("tenant", tenant), ("method", Some(head.method)), ("url", Some(url))]
        {
            if let Some(value) = value {
                add_member(&mut about, name, value);
            }
        }
        about.push('}');
        Some(Self { object, about, headers: json_object(&headers(route, incoming.request)) })
    }
}

/// Returns the headers to keep: names and values alternately, one per line.
fn headers(route: &ReadyRoute, request: &impl Request) -> String {
    let scheme = route.verifier.scheme();
    let mut kept = String::new();
    let mut keep = |name: &str, value: &str| {
        let fits = kept.len().saturating_add(name.len()).saturating_add(value.len()) < MAX_HEADERS;
        if fits && (!is_credential(name) || is_signature(scheme, name, value)) {
            for text in [name, "\n", value, "\n"] {
                kept.push_str(text);
            }
        }
    };
    let values = request.values(&route.to_verify);
    let signed = route.to_verify.parse(&values);
    for (name, value) in &signed.0 {
        keep(name, value);
    }
    let mut names = ALWAYS.to_vec();
    for source in [&scheme.event, &scheme.delivery_id] {
        if let Some(Source::Header(name)) = source {
            names.push(name);
        }
    }
    let prefix = scheme.header_prefix.as_deref();
    names.extend(prefix);
    for wanted in names {
        let found = request.with_prefix(wanted);
        let mut lines = found.split('\n');
        while let (Some(name), Some(value)) = (lines.next(), lines.next()) {
            let is_own = match name.strip_prefix(wanted) {
                Some("") => true,
                Some(rest) => prefix == Some(wanted) && is_plain(rest) && !is_reserved_header(name),
                None => false,
            };
            // If two members of an object have the same name, JSON parsers use the last one.
            if is_own && signed.get(name).is_none() {
                keep(name, value);
            }
        }
    }
    kept
}

/// Returns whether the value of a header has the format of the scheme's signature. A password begins differently.
fn is_signature(scheme: &Scheme, name: &str, value: &str) -> bool {
    let Syntax::Prefixed(prefix) = &scheme.signature.syntax else { return false };
    scheme.signature.header == name && value.starts_with(&**prefix)
}
