//! The environment from which the gateway is built: `ROUTES` as JSON or the path of a file with the routes, and the secrets.

use hookward_gateway::{Bindings, Missing, ParsedUrl};
use serde_json::{Map, Value};
use wasip2::cli::environment;

use crate::file;

/// The variable that contains the routes, and the variable that names a file with the routes.
const ROUTES: &str = "ROUTES";
const ROUTES_FILE: &str = "ROUTES_FILE";

/// The variables of the host, by name.
pub(crate) struct Environment(Map<String, Value>);

impl Environment {
    /// Reads all variables, and the file that one of them names.
    pub(crate) fn read() -> Self {
        let mut variables: Map<String, Value> =
            environment::get_environment().into_iter().map(|(name, value)| (name, Value::String(value))).collect();
        if let Some(path) = variables.get(ROUTES_FILE).and_then(Value::as_str)
            && !variables.contains_key(ROUTES)
        {
            // A file that cannot be read has the same effect as an invalid list: the gateway returns the message.
            let routes = file::read(path).unwrap_or_default();
            variables.insert(ROUTES.to_owned(), Value::String(routes));
        }
        // A list is never a secret, even if a route names it as one.
        if let Some(list) = variables.get(ROUTES).and_then(|routes| serde_json::from_str(routes.as_str()?).ok()) {
            variables.insert(ROUTES.to_owned(), list);
        }
        Self(variables)
    }
}

impl Bindings for Environment {
    type Value = Value;

    fn get(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    fn parse_json(&self, text: &str) -> Option<Value> {
        serde_json::from_str(text).ok()
    }

    fn remedy(&self, missing: Missing<'_>) -> String {
        match missing {
            Missing::Routes => "Set it to a JSON list of routes, or ROUTES_FILE to the path of a file that contains the list.",
            Missing::Secret(_) => "Set it in the environment of the component.",
            Missing::Ledger => "A component supports no ledger. Remove the key.",
            Missing::Product(..) => "A component supports only text bindings. Write the URL of an origin.",
        }
        .to_owned()
    }

    fn parse_url(&self, text: &str) -> Option<ParsedUrl> {
        ParsedUrl::parse(text)
    }
}
