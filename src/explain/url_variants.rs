//! Variants of the URL and the method that may have been signed. Proxies and consoles change URLs.
//!
//! An app behind a proxy sees a different URL than the one configured at the provider. Each variant undoes one or two such
//! changes.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use percent_encoding::percent_decode_str;

use super::Input;
use super::code::Code;
use super::finding::Change;

/// The maximum number of URLs.
const MAX_URLS: usize = 32;
/// The maximum length of a URL for which variants are created, and of a header value that becomes a part of a URL.
const MAX_URL: usize = 4096;

/// The headers in which a proxy passes the original host.
const HOSTS: [&str; 4] = ["x-forwarded-host", "x-original-host", "x-host", "host"];
/// The headers in which a proxy passes the original path and query.
const PATHS: [&str; 4] = ["x-original-uri", "x-forwarded-uri", "x-original-url", "x-rewrite-url"];
/// The header in which a proxy passes the prefix that it removed from the path.
const PREFIX: &str = "x-forwarded-prefix";

/// A different URL, and its differences from the given URL.
type Variant = (String, Vec<Change>);

/// Returns every other URL that may have been signed, without duplicates.
pub(super) fn url_variants(input: &Input<'_>) -> Vec<Variant> {
    let Some(given) = input.url.filter(|url| url.len() <= MAX_URL) else { return Vec::new() };
    let mut variants: Vec<Variant> = Vec::new();
    let mut add = |(url, changes): Variant| {
        if url != given && variants.len() < MAX_URLS && !variants.iter().any(|(known, _)| *known == url) {
            variants.push((url, changes));
        }
    };
    let singles = singles(input, given);
    singles.iter().cloned().for_each(&mut add);
    // A proxy that terminates TLS changes the protocol, and usually something else.
    for (url, changes) in &singles {
        for (other, more) in self::singles(input, url) {
            // The same change applied twice either restores the URL or is another single change.
            if !more.iter().any(|change| changes.contains(change)) {
                add((other, [changes.as_slice(), &more].concat()));
            }
        }
    }
    variants
}

/// Returns the URL with one change, most common first.
fn singles(input: &Input<'_>, url: &str) -> Vec<Variant> {
    let mut all: Vec<Variant> = Vec::new();
    let mut add = |code, url: String, header: Option<&str>| {
        all.push((url, Vec::from([header.map_or(Change::of(code), |name| Change::in_header(code, name))])));
    };
    // A URL may consist of only a path and a query, for a scheme that signs only these.
    let (scheme, rest) = url.split_once("://").map_or(("", url), |(scheme, rest)| (scheme, rest));
    let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, target) = if scheme.is_empty() { ("", rest) } else { rest.split_at_checked(at).unwrap_or((rest, "")) };
    let origin = |host: &str| if scheme.is_empty() { String::new() } else { format!("{scheme}://{host}") };
    match scheme {
        "http" => add(Code::UrlScheme, format!("https://{rest}"), None),
        "https" => add(Code::UrlScheme, format!("http://{rest}"), None),
        _ => {}
    }
    let (path, query) = target.find('?').and_then(|at| target.split_at_checked(at)).unwrap_or((target, ""));
    let slashed = path.strip_suffix('/').map_or_else(|| format!("{path}/"), Into::into);
    add(Code::UrlTrailingSlash, format!("{}{slashed}{query}", origin(host)), None);
    if !query.is_empty() {
        add(Code::UrlQuery, format!("{}{path}", origin(host)), None);
    }
    match (host.rsplit_once(':'), scheme) {
        (Some((bare, port)), _) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
            add(Code::UrlPort, format!("{}{target}", origin(bare)), None);
        }
        (_, "https") => add(Code::UrlPort, format!("{}{target}", origin(&format!("{host}:443"))), None),
        (_, "http") => add(Code::UrlPort, format!("{}{target}", origin(&format!("{host}:80"))), None),
        _ => {}
    }
    let values = |name| input.values(name).filter_map(|value| core::str::from_utf8(value).ok()).map(str::trim);
    for name in HOSTS.into_iter().filter(|_| !scheme.is_empty()) {
        for value in values(name).filter(|value| !value.is_empty() && value.len() <= MAX_URL).take(1) {
            add(Code::UrlHost, format!("{}{target}", origin(value)), Some(name));
        }
    }
    for name in PATHS {
        for value in values(name).filter(|value| value.starts_with('/') && value.len() <= MAX_URL).take(1) {
            add(Code::UrlPath, format!("{}{value}", origin(host)), Some(name));
        }
    }
    for value in values(PREFIX).filter(|value| value.starts_with('/') && value.len() <= MAX_URL).take(1) {
        add(Code::UrlPath, format!("{}{}{target}", origin(host), value.trim_end_matches('/')), Some(PREFIX));
    }
    if let Ok(decoded) = percent_decode_str(url).decode_utf8() {
        add(Code::UrlDecoded, decoded.into_owned(), None);
    }
    all
}

/// The methods of requests that a provider may send. The first is the default.
pub(super) const METHODS: [&str; 5] = ["POST", "GET", "PUT", "PATCH", "DELETE"];
