//! What is kept of a refused request, where the route asks for that.
//!
//! Anyone can make a request that is refused, so it is kept in an object of its own, apart from the ledgers, and nothing of it reaches an
//! origin. What is kept is what an explanation needs: the scheme's headers and the provider's own, the content type and encoding, and the
//! user agent. A header that has a credential by its name is kept only if the scheme has its signature there.

use hookward::{Scheme, Source, Syntax, is_reserved_header};

use crate::headers::{is_credential, is_plain};
use crate::http_error::HttpError;
use crate::json_text::add_member;
use crate::ledger::json_object;
use crate::ready_route::ReadyRoute;
use crate::request::{Incoming, Request};

/// The end of the name of such an object, after the path of its route. No path has a `#`, and a ledger has a number after it.
const SUFFIX: &str = "#refused";

/// Headers that are kept beside those of the scheme and its provider.
const ALWAYS: [&str; 3] = ["content-type", "content-encoding", "user-agent"];

/// How long headers may be together, in bytes, and the url. A header that does not fit is left out.
const MAX_HEADERS: usize = 16 << 10;
const MAX_URL: usize = 8 << 10;

/// A refused request that is to be kept.
#[derive(Debug)]
pub struct Refused<'r> {
    /// The name by which its object is found.
    pub object: &'r str,
    /// What is known of it beside its headers and its body, as a JSON object in one line.
    pub about: String,
    /// Its headers, as a JSON object in one line.
    pub headers: String,
}

/// Returns the name of the object of a route: one for all its tenants, since anyone can make up the path of one.
pub(crate) fn object_of(path: &str) -> String {
    [path, SUFFIX].concat()
}

/// Returns whether a name is that of an object for refused requests.
pub fn is_refused(name: &str) -> bool {
    name.ends_with(SUFFIX)
}

impl<'r> Refused<'r> {
    /// Returns what is kept of a request that was refused with an error. `None` if the error is no refusal of a delivery, or the route
    /// keeps nothing.
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
        // A query may have anything, so it is kept only if it is signed.
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

/// Returns the headers that are kept, a name and a value a line.
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
            // JSON readers take the last of two members with one name.
            if is_own && signed.get(name).is_none() {
                keep(name, value);
            }
        }
    }
    kept
}

/// Returns whether the value of a header is written as a signature of the scheme: a password has another beginning.
fn is_signature(scheme: &Scheme, name: &str, value: &str) -> bool {
    let Syntax::Prefixed(prefix) = &scheme.signature.syntax else { return false };
    scheme.signature.header == name && value.starts_with(&**prefix)
}
