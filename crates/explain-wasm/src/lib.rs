//! The boundary between JavaScript and the core's tools: explanations, and deliveries to try a receiver with.
//!
//! Thin on purpose: what is tried, and every code and sentence, is the core's. What the caller's options mean was settled by the
//! package's `Verifier` before anything gets here, and so was the verdict.

mod testing;

use hookward::explain::{Check, Explanation, Finding, Input};
use hookward::{Scheme, Secret, UnixTime, schemes};
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// What the package says of a delivery besides its body and the secrets.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Delivery {
    scheme: Scheme,
    headers: Vec<(String, String)>,
    /// In milliseconds since the epoch.
    now: f64,
    tolerance: Option<u32>,
    reserialize: bool,
    max_body_bytes: u32,
}

/// An explanation without the verdict, which the package has.
#[derive(Serialize)]
struct Answer<'a> {
    checks: &'a [Check],
    findings: &'a [Finding],
    tried: u32,
    exhausted: bool,
}

/// Every secret is text or a `Uint8Array`.
enum Owned {
    Text(String),
    Bytes(Vec<u8>),
}

/// Explains a delivery. `reserialized` is `JSON.stringify` of the parsed body.
///
/// # Errors
/// A text, if the package hands over what is not a delivery; the record of a `ConfigError`, if it cannot be verified at all.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands lists over by value.
pub fn explain(delivery: JsValue, secrets: Vec<JsValue>, body: &[u8], reserialized: Option<Vec<u8>>) -> Result<JsValue, JsValue> {
    let delivery: Delivery = serde_wasm_bindgen::from_value(delivery)?;
    let secrets: Vec<Owned> = secrets.into_iter().filter_map(Owned::read).collect();
    let secrets: Vec<Secret<'_>> = secrets.iter().map(Owned::borrow).collect();
    let headers: Vec<(&str, &[u8])> = delivery.headers.iter().map(|(name, value)| (&**name, value.as_bytes())).collect();
    let mut explanation = hookward::explain::explain(&Input {
        reserialized: reserialized.as_deref(),
        tolerance: delivery.tolerance,
        reserialize: delivery.reserialize,
        max_body_bytes: delivery.max_body_bytes.into(),
        others: &schemes::ALL,
        ..Input::new(&delivery.scheme, &secrets, &headers, body, moment(delivery.now))
    })
    .map_err(|error| object(&error))?;
    exact(&mut explanation);
    let Explanation { checks, findings, tried, exhausted, .. } = &explanation;
    Ok(object(&Answer { checks, findings, tried: *tried, exhausted: *exhausted }))
}

impl Owned {
    fn read(value: JsValue) -> Option<Self> {
        match value.as_string() {
            Some(text) => Some(Self::Text(text)),
            None => value.dyn_into::<Uint8Array>().ok().map(|bytes| Self::Bytes(bytes.to_vec())),
        }
    }

    fn borrow(&self) -> Secret<'_> {
        match self {
            Self::Text(text) => Secret::Text(text),
            Self::Bytes(bytes) => Secret::Bytes(bytes),
        }
    }
}

/// A JavaScript time. Beyond what fits it saturates; NaN is refused before it gets here.
#[allow(clippy::cast_possible_truncation)] // `as` saturates, which is what is wanted.
fn moment(millis: f64) -> UnixTime {
    UnixTime::from_millis(millis as i64)
}

/// Numbers that JavaScript can hold: a timestamp of many digits is further away than that.
fn exact(explanation: &mut Explanation<'_>) {
    const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
    for finding in &mut explanation.findings {
        finding.skew = finding.skew.map(|skew| skew.min(MAX_SAFE_INTEGER));
    }
}

/// A plain object. What this crate gives out has nothing that could fail to become one.
fn object(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
