//! Reading and compiling a custom scheme. What is not understood is an error that names the property, never a default.

use hookward::{ConfigError, Scheme, SchemeReason};
use serde::Serialize;
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::prelude::*;

/// A scheme, compiled, with what JavaScript needs beside it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CompiledScheme<'s> {
    scheme: &'s Scheme,
    /// What the module that verifies takes.
    bytes: Vec<u8>,
    /// The names of the required headers, each in its slot.
    headers: Vec<&'s str>,
    delivery_id_signed: bool,
}

/// Reads a scheme, lints it and compiles it.
///
/// # Errors
/// The record of a `ConfigError`.
#[wasm_bindgen(js_name = compileScheme)]
pub fn compile_scheme(value: JsValue) -> Result<JsValue, JsValue> {
    let scheme = read(value).map_err(|error| object(&error))?;
    let bytes = scheme.to_bytes().map_err(|error| object(&error))?;
    let headers = scheme.required_headers().collect();
    Ok(object(&CompiledScheme { bytes, headers, delivery_id_signed: scheme.delivery_id_signed(), scheme: &scheme }))
}

/// Reads a scheme. The error names the path of the property that cannot be read.
pub(crate) fn read(value: JsValue) -> Result<Scheme, ConfigError> {
    serde_path_to_error::deserialize(Deserializer::from(value)).map_err(|error| {
        let (path, text) = (error.path().to_string(), error.inner().to_string());
        let text = text.strip_prefix("Error: ").unwrap_or(&text);
        // The path of a missing property ends above it.
        let missing = text.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        let (field, text) = match (path.as_str(), missing) {
            (".", Some(name)) => (name.to_owned(), None),
            (above, Some(name)) => (format!("{above}.{name}"), None),
            _ => (path, Some(text)),
        };
        let shape = match (text, choices(&field)) {
            (None, Some(choices)) => format!("it is missing; it must be {choices}"),
            (None, None) => "it is missing".to_owned(),
            (Some(text), choices) => expectation(text, choices),
        };
        ConfigError::InvalidScheme { scheme: None, field, reason: SchemeReason::Shape(shape) }
    })
}

/// Returns what a property must be, where serde's own words do not say it.
fn choices(field: &str) -> Option<&'static str> {
    Some(match field.rsplit('.').next()? {
        "syntax" => "\"plain\", { prefixed }, { fields } or { list }",
        "encoding" => "one of `hex`, `base64`, `base64url`, `base64url_padded`",
        "secretEncoding" => "one of `utf8`, `hex`, `base64`, `whsec`, or a list of these",
        "unit" => "one of `s`, `ms`, `rfc3339`, `iso8601`, `http_date`",
        "challenge" | "token" | "when" => "an object",
        "method" => "one of `POST`, `GET`, `HEAD`",
        "event" | "deliveryId" => "an object with either `header` or `body`",
        "contentTypes" | "waivers" => "a list of texts",
        _ => return None,
    })
}

/// Returns what serde expected, without what it found: that may be a secret that was written into the scheme.
fn expectation(text: &str, choices: Option<&str>) -> String {
    // The expectation comes last, and has no comma and this word in it; what was found may have both.
    let expected = match (text.rsplit_once(", expected "), choices) {
        (_, Some(choices)) => choices,
        (Some((_, expected)), None) => expected,
        // A value that JavaScript itself cannot read so, such as a number for a list.
        (None, None) if text.starts_with("TypeError") => return "it is of the wrong type".to_owned(),
        (None, None) => return text.to_owned(),
    };
    let expected = match expected {
        "u16" | "u32" => "a whole number",
        _ if expected.starts_with("struct ") => "an object",
        _ if expected.starts_with("enum ") => "a text, or an object with one property",
        _ => expected,
    };
    format!("it must be {expected}")
}

/// Returns a plain object. Nothing that this crate returns can fail to become one.
fn object(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
