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

    /// Returns what an operator of the host does about something that is missing, in sentences.
    fn remedy(&self, missing: Missing<'_>) -> String;
}

/// What a configuration needs of its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing<'n> {
    /// A list of routes.
    Routes,
    /// The secret of this name, which is empty if it may not be printed.
    Secret(&'n str),
    /// The binding of the ledgers.
    Ledger,
    /// A binding to this.
    Product(Product),
}

/// What a route can name by a binding, other than a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// A service: what is asked by `fetch`.
    Service,
    /// A queue.
    Queue,
    /// A workflow.
    Workflow,
}

impl Product {
    /// Returns its name, and the method by which its binding is known.
    pub(crate) const fn traits(self) -> (&'static str, &'static str) {
        match self {
            Self::Service => ("service", "fetch"),
            Self::Queue => ("queue", "sendBatch"),
            Self::Workflow => ("workflow", "createBatch"),
        }
    }
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

#[cfg(feature = "url")]
impl ParsedUrl {
    /// Parses an absolute URL by the crate `url`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let url = url::Url::parse(text).ok()?;
        let fragment = url.fragment().filter(|fragment| !fragment.is_empty());
        Some(Self {
            href: url.to_string(),
            protocol: [url.scheme(), ":"].concat(),
            username: url.username().to_owned(),
            password: url.password().unwrap_or_default().to_owned(),
            pathname: url.path().to_owned(),
            hash: fragment.map(|fragment| ["#", fragment].concat()).unwrap_or_default(),
        })
    }
}

/// Returns the text of a secret. `path` is where the configuration names it.
pub(crate) fn secret(bindings: &impl Bindings, name: &str, path: &str) -> Result<String, RouteError> {
    let upper = is_shown(name);
    let shown = if upper { name } else { "of that name" };
    let remedy = if upper { "" } else { "Write the name of a binding here, in uppercase, not the secret. " };
    let command = bindings.remedy(Missing::Secret(if upper { name } else { "" }));
    let error = |what: &str| RouteError::invalid_secret(format!("{path}: {what} {remedy}{command}"));
    let value = bindings.get(name).ok_or_else(|| error(&format!("There is no binding {shown}.")))?;
    let text = value.text().ok_or_else(|| error(&format!("The binding {shown} is not text.")))?;
    if text.trim().is_empty() {
        return Err(error(&format!("The binding {shown} is empty, so anyone could sign with it.")));
    }
    Ok(text)
}

/// Checks that a binding is there and what its route takes it for. `place` is where the configuration names it.
pub(crate) fn check<B: Bindings>(bindings: &B, product: Product, name: &str, place: &str) -> Result<(), RouteError> {
    let (word, method) = product.traits();
    // A service has every method, since it may be called by any.
    let has = |binding: &_, method| B::Value::member(binding, method).is_some();
    let is_one = |binding| has(&binding, method) && (product == Product::Service || !has(&binding, "fetch"));
    if bindings.get(name).is_some_and(is_one) {
        return Ok(());
    }
    let shown = if is_shown(name) { name } else { "of that name" };
    let remedy = bindings.remedy(Missing::Product(product));
    Err(RouteError::invalid_option([place, ": There is no ", word, " binding ", shown, ". ", &remedy].concat()))
}

/// Whether a name may be printed: only if it looks like one, because people write the secret itself in its place.
pub(crate) fn is_shown(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
