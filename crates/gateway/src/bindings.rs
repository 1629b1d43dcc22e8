//! The bindings of a host: its variables and its secrets.

use hookward_value::Value;

use crate::route_error::RouteError;

/// The variables and secrets that a host has for a gateway, by name, and the host's own reading of texts in them.
pub trait Bindings {
    /// A value of the host.
    type Value: Value;

    /// Returns the value of a binding, if there is one.
    fn get(&self, name: &str) -> Option<Self::Value>;

    /// Returns the names of all bindings.
    fn names(&self) -> Vec<String>;

    /// Parses JSON.
    fn parse_json(&self, text: &str) -> Option<Self::Value>;

    /// Parses an absolute URL, as the WHATWG writes down how.
    fn parse_url(&self, text: &str) -> Option<ParsedUrl>;
}

/// The parts of a URL, as `URL` of a browser names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedUrl {
    /// The whole URL.
    pub href: String,
    /// The scheme with its colon: `https:`.
    pub protocol: String,
    /// The user; empty without one.
    pub username: String,
    /// The password; empty without one.
    pub password: String,
    /// The path.
    pub pathname: String,
    /// The fragment with its `#`; empty without one.
    pub hash: String,
}

/// Returns the text of a secret. `path` is where the configuration names it.
pub(crate) fn secret(bindings: &impl Bindings, name: &str, path: &str) -> Result<String, RouteError> {
    let upper = is_shown(name);
    let shown = if upper { name } else { "of that name" };
    let remedy = if upper { "" } else { "Write the name of a binding there, in upper case, not the secret. " };
    let command = if upper { ["wrangler secret put ", name].concat() } else { "wrangler secret put".to_owned() };
    let error = |what: &str| RouteError::invalid_secret(format!("{path}: {what} {remedy}Set it with `{command}`."));
    let value = bindings.get(name).ok_or_else(|| error(&format!("There is no binding {shown}.")))?;
    let text = value.text().ok_or_else(|| error(&format!("The binding {shown} is not text.")))?;
    if text.trim().is_empty() {
        return Err(error(&format!("The binding {shown} is empty: anyone could sign with it.")));
    }
    Ok(text)
}

/// Whether a name may be printed: only if it looks like one, because people write the secret itself in its place.
pub(crate) fn is_shown(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
