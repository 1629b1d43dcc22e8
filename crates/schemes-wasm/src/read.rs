//! Reading a scheme of one's own: what is not understood is an error that names the field, never a default.

use hookward::{ConfigError, Scheme, SchemeFault};
use serde::Serialize;
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::prelude::*;

/// A scheme, read and linted.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'s> {
    scheme: &'s Scheme,
    /// What the module of the verdicts takes.
    bytes: Vec<u8>,
    /// The names of the headers that take part in the verdict, each in its slot.
    headers: Vec<&'s str>,
    delivery_id_signed: bool,
}

/// Reads a scheme, lints it, and gives it as a row.
///
/// # Errors
/// The record of a `ConfigError`.
#[wasm_bindgen(js_name = readScheme)]
pub fn read_scheme(value: JsValue) -> Result<JsValue, JsValue> {
    let scheme = read(value).map_err(|error| object(&error))?;
    let bytes = scheme.to_row().map_err(|error| object(&error))?;
    let headers = scheme.verdict_headers().collect();
    Ok(object(&Row { bytes, headers, delivery_id_signed: scheme.delivery_id_signed(), scheme: &scheme }))
}

/// The error names the path of the field that cannot be read.
pub(crate) fn read(value: JsValue) -> Result<Scheme, ConfigError> {
    serde_path_to_error::deserialize(Deserializer::from(value)).map_err(|error| {
        let (path, text) = (error.path().to_string(), error.inner().to_string());
        let text = text.strip_prefix("Error: ").unwrap_or(&text);
        // The path of what is missing ends above it.
        let missing = text.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        let (field, text) = match (path.as_str(), missing) {
            (".", Some(name)) => (name.to_owned(), "it is missing"),
            (above, Some(name)) => (format!("{above}.{name}"), "it is missing"),
            // Who takes this column for the secret itself has written the secret into it.
            ("secret", None) => (path, "it says how secrets are written: utf8, hex, base64 or whsec"),
            _ => (path, text),
        };
        ConfigError::InvalidScheme { field, fault: SchemeFault::Shape(text.to_owned()) }
    })
}

/// A plain object. What this crate gives out has nothing that could fail to become one.
fn object(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
