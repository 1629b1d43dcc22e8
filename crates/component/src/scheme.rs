//! Reads a scheme. A property that cannot be read is an error that names the property, never a default.

use hookward::{ConfigError, Scheme, SchemeReason, schemes};
use hookward_value::{Reader, property_message};
use serde::Deserialize as _;
use serde_json::Value;

use crate::bindings::exports::hookward::webhooks::types::SchemeSource;

/// Reads a scheme, by its id or from JSON.
pub(crate) fn read(source: SchemeSource) -> Result<Scheme, ConfigError> {
    match source {
        // The scheme is read from JSON because the statics of all schemes are larger than their JSON.
        SchemeSource::Id(id) => match schemes::json_by_id(&id) {
            Some(json) => read_json(&json),
            None => Err(ConfigError::UnknownScheme { id }),
        },
        SchemeSource::Json(json) => read_json(&json),
    }
}

/// Reads a scheme from JSON. The error names the path of the property that cannot be read.
pub(crate) fn read_json(json: &str) -> Result<Scheme, ConfigError> {
    let error =
        |field: String, message: String| ConfigError::InvalidScheme { scheme: None, field, reason: SchemeReason::Shape(message) };
    let value: Value = serde_json::from_str(json).map_err(|_| error(".".to_owned(), "it must be JSON".to_owned()))?;
    Scheme::deserialize(Reader(value)).map_err(|unread| {
        let (field, message) = property_message(unread);
        error(field, message)
    })
}
