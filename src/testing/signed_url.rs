//! The URL of a delivery, with its signed parameters.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::scheme::{BodyHash, Scheme};
use crate::template::Part;
use crate::url;

/// Returns the URL with the hash of the body in its query. Replaces an existing hash.
pub(super) fn with_hash(url: &str, hash: &BodyHash, text: &str) -> String {
    let name = &hash.query;
    edit_query(url, |query| {
        let others = query.iter().filter(|pair| !is_of(pair, name)).map(ToString::to_string);
        others.chain([[name, "=", text].concat()]).collect()
    })
}

/// Returns the URL without the hash of the body.
pub(super) fn without_hash(url: &str, hash: &BodyHash) -> String {
    edit_query(url, |query| query.iter().filter(|pair| !is_of(pair, &hash.query)).map(ToString::to_string).collect())
}

/// Returns the URL with one unsigned change that leads to the same place. Changes the value of a signed parameter, or adds a
/// parameter. If only the path is signed, adds a slash to its end.
pub(super) fn changed(url: &str, scheme: &Scheme) -> String {
    if let Some(name) = parameters(scheme).next() {
        let changed = |pair: &&str| if is_of(pair, name) { [pair, "0"].concat() } else { ToString::to_string(pair) };
        return edit_query(url, |query| query.iter().map(changed).collect());
    }
    let signs_query = scheme.signed_content.parts().any(|part| matches!(part, Part::Url | Part::Query));
    if signs_query {
        return edit_query(url, |query| query.iter().copied().chain(["hookward=1"]).map(ToString::to_string).collect());
    }
    let path = url::path(url.as_bytes());
    let end = path.as_ptr().addr().saturating_sub(url.as_ptr().addr()).saturating_add(path.len());
    let (before, after) = url.split_at_checked(end).unwrap_or((url, ""));
    [before, "/", after].concat()
}

/// Returns the URL with each parameter that the signature covers. Adds a value for each missing parameter.
pub(super) fn with_parameters(url: &str, scheme: &Scheme) -> String {
    if parameters(scheme).next().is_none() {
        return url.to_string();
    }
    edit_query(url, |query| {
        let lacks = |name: &&str| !query.iter().any(|pair| is_of(pair, name));
        let missing = parameters(scheme).filter(lacks).map(|name| [name, "=hookward"].concat());
        query.iter().map(ToString::to_string).chain(missing).collect()
    })
}

/// Returns the names of the parameters that the signature covers.
fn parameters(scheme: &Scheme) -> impl Iterator<Item = &str> {
    scheme.signed_content.parts().filter_map(|part| match part {
        Part::Parameter(name) | Part::LowercaseParameter(name) => Some(name),
        _ => None,
    })
}

fn is_of(pair: &str, name: &str) -> bool {
    pair.split('=').next() == Some(name)
}

/// Edits the parameters of a URL, as pairs of a name and a value that are not decoded.
fn edit_query(url: &str, edit: impl FnOnce(&[&str]) -> Vec<String>) -> String {
    let (url, fragment) = url.find('#').and_then(|at| url.split_at_checked(at)).unwrap_or((url, ""));
    let (url, query) = url.split_once('?').unwrap_or((url, ""));
    let pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    let query = edit(&pairs).join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    [url, mark, &query, fragment].concat()
}
