//! The bindings of a host: its variables and its secrets.

use hookward_value::Value;

use crate::route_error::RouteError;

/// The variables and secrets of a host, by name, and the host's own parsers for their texts.
pub trait Bindings {
    /// A value of the host.
    type Value: Value;

    /// Returns the value of a binding, if the binding exists.
    fn get(&self, name: &str) -> Option<Self::Value>;

    /// Returns the names of all bindings.
    fn names(&self) -> Vec<String>;

    /// Parses JSON.
    fn parse_json(&self, text: &str) -> Option<Self::Value>;

    /// Parses an absolute URL, as the WHATWG's URL standard specifies.
    fn parse_url(&self, text: &str) -> Option<ParsedUrl>;

    /// Returns the instructions for an operator of this host if something is missing, as sentences.
    fn remedy(&self, missing: Missing<'_>) -> String;
}

/// A requirement of a configuration that the host does not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing<'n> {
    /// A list of routes.
    Routes,
    /// The secret with this name. The name is empty if it may not be printed.
    Secret(&'n str),
    /// The binding of the ledgers.
    Ledger,
    /// A binding to this product.
    Product(Product),
}

/// A product that a route can name by a binding, other than a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// A service, which has a method `fetch`.
    Service,
    /// A queue.
    Queue,
    /// A workflow.
    Workflow,
}

impl Product {
    /// Returns the name of the product, and the method that identifies its binding.
    pub(crate) const fn traits(self) -> (&'static str, &'static str) {
        match self {
            Self::Service => ("service", "fetch"),
            Self::Queue => ("queue", "sendBatch"),
            Self::Workflow => ("workflow", "createBatch"),
        }
    }
}

/// The parts of a URL, named as in a browser's `URL`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedUrl {
    /// The whole URL.
    pub href: String,
    /// The scheme with its colon: `https:`.
    pub protocol: String,
    /// The user. Empty if the URL has none.
    pub username: String,
    /// The password. Empty if the URL has none.
    pub password: String,
    /// The path.
    pub pathname: String,
    /// The fragment with its `#`. Empty if the URL has none.
    pub hash: String,
}

#[cfg(feature = "url")]
impl ParsedUrl {
    /// Parses an absolute URL with the crate `url`.
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

/// Returns the text of a secret. `path` is the place in the configuration that names the secret.
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

/// Checks that a binding exists and is the expected product. `place` is the place in the configuration that names the binding.
pub(crate) fn check<B: Bindings>(bindings: &B, product: Product, name: &str, place: &str) -> Result<(), RouteError> {
    let (word, method) = product.traits();
    // A service has every method, because any method of a service can be called.
    let has = |binding: &_, method| B::Value::member(binding, method).is_some();
    let is_one = |binding| has(&binding, method) && (product == Product::Service || !has(&binding, "fetch"));
    if bindings.get(name).is_some_and(is_one) {
        return Ok(());
    }
    let shown = if is_shown(name) { name } else { "of that name" };
    let remedy = bindings.remedy(Missing::Product(product));
    Err(RouteError::invalid_option([place, ": There is no ", word, " binding ", shown, ". ", &remedy].concat()))
}

/// Returns whether a name may be printed. A text that does not look like a name is not printed, because people write the secret
/// itself instead of its name.
pub(crate) fn is_shown(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
