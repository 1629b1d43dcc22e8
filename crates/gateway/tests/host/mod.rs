//! A host without a runtime. It uses serde_json for JSON and the crate `url` for URLs, and sends no request to an origin.

#![allow(dead_code, reason = "each of the tests needs a part of it")]

use std::cell::RefCell;

use hmac::{Hmac, KeyInit, Mac};
use hookward::UnixTime;
use hookward_gateway::{Bindings, Body, Gateway, Head, HeaderNames, Incoming, Missing, ParsedUrl, Request};
use serde_json::{Value, json};
use sha2::Sha256;
use url::Url;

/// The time at which every request arrives.
pub(crate) const ARRIVAL: UnixTime = UnixTime::from_secs(1_709_064_000);

/// The secret of every route.
pub(crate) const SECRET: &str = "s3cret";

/// The variables and secrets of a host, a JSON object.
pub(crate) struct Variables(pub(crate) Value);

impl Bindings for Variables {
    type Value = Value;

    fn get(&self, name: &str) -> Option<Value> {
        self.0.get(name).filter(|value| !value.is_null()).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.0.as_object().unwrap().keys().cloned().collect()
    }

    fn parse_json(&self, text: &str) -> Option<Value> {
        serde_json::from_str(text).ok()
    }

    fn parse_url(&self, text: &str) -> Option<ParsedUrl> {
        ParsedUrl::parse(text)
    }

    fn remedy(&self, missing: Missing<'_>) -> String {
        format!("Do this: {missing:?}.")
    }
}

/// Returns the gateway of one route. `route` has the other keys of the route, and `bindings` has the bindings in addition to the
/// secret.
pub(crate) fn gateway(route: &Value, bindings: &Value) -> Gateway {
    let mut table = json!({ "path": "/x", "secrets": ["SECRET"], "origin": "https://app.example/x" });
    merge(&mut table, route);
    let mut variables = json!({ "ROUTES": [table], "SECRET": SECRET });
    merge(&mut variables, bindings);
    gateway_of(variables)
}

/// Returns the gateway of these variables and secrets.
pub(crate) fn gateway_of(variables: Value) -> Gateway {
    Gateway::read(&Variables(variables))
}

fn merge(into: &mut Value, more: &Value) {
    for (name, value) in more.as_object().unwrap() {
        into[name] = value.clone();
    }
}

/// A request that records the headers that the gateway reads.
#[derive(Default)]
pub(crate) struct Received {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) asked: RefCell<Vec<String>>,
}

impl Received {
    /// Returns a delivery with these headers.
    pub(crate) fn post(headers: &[(&str, &str)]) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { method: "POST", url: "https://edge.example/x".to_owned(), headers, ..Self::default() }
    }

    /// Returns the request as it is `ms` milliseconds after its arrival.
    pub(crate) fn after(&self, ms: i64) -> Incoming<'_, Self> {
        let now = UnixTime::from_millis(ARRIVAL.as_millis() + ms);
        Incoming { head: Head::new(self.method, &self.url), request: self, arrival: ARRIVAL, now }
    }
}

impl Request for Received {
    fn values(&self, names: &HeaderNames) -> String {
        let value = |name: &str| self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value);
        self.asked.borrow_mut().extend(names.text.lines().map(str::to_owned));
        names.text.lines().map(|name| value(name).map_or("\n".to_owned(), |value| format!("={value}\n"))).collect()
    }

    fn with_prefix(&self, prefix: &str) -> String {
        let own = self.headers.iter().filter(|(name, _)| name.starts_with(prefix));
        own.map(|(name, value)| format!("{name}\n{value}\n")).collect()
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let url = Url::parse(&self.url).unwrap();
        let mut values = url.query_pairs().filter(|(own, _)| own == name).map(|(_, value)| value.into_owned());
        values.next().filter(|_| values.next().is_none())
    }

    fn random(&self) -> String {
        "random".to_owned()
    }
}

/// A body in the memory of the host.
#[derive(Clone)]
pub(crate) struct Bytes {
    pub(crate) bytes: Vec<u8>,
    /// Whether the host hashes the body.
    pub(crate) hashed: bool,
}

impl Bytes {
    pub(crate) fn of(text: &str) -> Self {
        Self { bytes: text.into(), hashed: false }
    }
}

impl Body for Bytes {
    fn length(&self) -> u64 {
        self.bytes.len().try_into().unwrap()
    }

    fn bytes(&self) -> &[u8] {
        assert!(!self.hashed, "a body that the host hashes is not asked for");
        &self.bytes
    }

    fn has_host_hash(&self) -> bool {
        self.hashed
    }

    fn reserialized(&self) -> Option<Self> {
        let value: Value = serde_json::from_slice(&self.bytes).ok()?;
        Some(Self { bytes: value.to_string().into(), hashed: self.hashed })
    }

    fn text(&self, path: &str) -> Option<String> {
        let value: Value = serde_json::from_slice(&self.bytes).ok()?;
        path.split('.').try_fold(&value, |value, name| value.get(name))?.as_str().map(str::to_owned)
    }

    fn scalar(&self, path: &str) -> Option<String> {
        self.text(path)
    }
}

/// Returns HMAC-SHA256.
pub(crate) fn mac(key: &[u8], content: &[u8]) -> Vec<u8> {
    Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(content).finalize().into_bytes().to_vec()
}

/// Returns a delivery of `gilbert`, whose signature is the MAC of the body in hex.
pub(crate) fn signed(body: &str) -> Received {
    Received::post(&[("x-gilbert-signature", &hex::encode(mac(SECRET.as_bytes(), body.as_bytes())))])
}
