//! The reader and compiler for custom schemes. A value that is not understood is an error that names the property, never a
//! default.

use hookward::{ConfigError, Scheme, SchemeReason};
use hookward_value::{Reader, property_message};
use serde::{Deserialize as _, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// A compiled scheme, with the additional data for JavaScript.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CompiledScheme<'s> {
    scheme: &'s Scheme,
    /// The bytes for the module that verifies.
    bytes: Vec<u8>,
    /// The names of the required headers, in the order of their slots.
    headers: Vec<&'s str>,
    delivery_id_signed: bool,
    /// The record of a `ConfigError` for each wrong property. If any exists, `bytes` is empty.
    errors: Vec<ConfigError>,
}

/// Reads a scheme, lints it and compiles it.
///
/// # Errors
/// Returns the record of a `ConfigError` if the scheme cannot be read.
#[wasm_bindgen(js_name = compileScheme)]
pub fn compile_scheme(value: JsValue) -> Result<JsValue, JsValue> {
    let scheme = read(value).map_err(|error| object(&error))?;
    let errors = scheme.lint_all();
    let bytes = if errors.is_empty() { scheme.to_bytes().map_err(|error| object(&error))? } else { Vec::new() };
    let headers = scheme.required_headers().collect();
    Ok(object(&CompiledScheme { bytes, headers, delivery_id_signed: scheme.delivery_id_signed(), errors, scheme: &scheme }))
}

/// Reads a scheme. The error names the path of the property that cannot be read.
pub(crate) fn read(value: JsValue) -> Result<Scheme, ConfigError> {
    Scheme::deserialize(Reader(value)).map_err(|error| {
        let (field, message) = property_message(error);
        ConfigError::InvalidScheme { scheme: None, field, reason: SchemeReason::Shape(message) }
    })
}

/// Converts a value to a plain object. This cannot fail for the values of this crate.
fn object(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
