//! The variables and secrets of the Worker, from which the gateway is created.

use hookward_gateway::{Bindings, Gateway, Missing, ParsedUrl, Product};
use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::Env;

#[wasm_bindgen(module = "/src/url.js")]
extern "C" {
    /// Returns the parts of a URL, one in each line. No part can contain a line break.
    #[wasm_bindgen(js_name = partsOf)]
    fn parts_of(url: &str) -> Option<String>;
}

/// Reads and checks the configuration.
pub(crate) fn gateway(env: &Env) -> Gateway {
    Gateway::read(&Environment(env))
}

/// The bindings of the Worker.
struct Environment<'e>(&'e Env);

impl Bindings for Environment<'_> {
    type Value = JsValue;

    fn get(&self, name: &str) -> Option<JsValue> {
        Reflect::get(self.0, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
    }

    fn names(&self) -> Vec<String> {
        Reflect::own_keys(self.0).unwrap_or_default().iter().filter_map(|name| name.as_string()).collect()
    }

    fn parse_json(&self, text: &str) -> Option<JsValue> {
        JSON::parse(text).ok()
    }

    fn parse_url(&self, text: &str) -> Option<ParsedUrl> {
        let parts = parts_of(text)?;
        let mut parts = parts.split('\n').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Some(ParsedUrl { href: next(), protocol: next(), username: next(), password: next(), pathname: next(), hash: next() })
    }

    fn remedy(&self, missing: Missing<'_>) -> String {
        let list = match missing {
            Missing::Secret("") => return "Set it with `wrangler secret put`.".to_owned(),
            Missing::Secret(name) => return ["Set it with `wrangler secret put ", name, "`."].concat(),
            Missing::Routes => return "Add this list to vars in Wrangler's configuration.".to_owned(),
            Missing::Ledger => {
                return "Add it to durable_objects.bindings, with the class_name Ledger, and add Ledger to new_sqlite_classes of a migration."
                    .to_owned();
            }
            Missing::Product(Product::Service) => "services",
            Missing::Product(Product::Queue) => "queues.producers",
            Missing::Product(Product::Workflow) => "workflows",
        };
        ["Add it to ", list, " in Wrangler's configuration."].concat()
    }
}
