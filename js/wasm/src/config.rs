//! The options of the JavaScript class, read strictly: what is not understood is an error, never a default.

use hookward::{ConfigError, Scheme, SchemeFault, Secret, SecretFault, Verifier, schemes};
use js_sys::{Array, JsString, Uint8Array};
use serde::Deserialize;
use serde_wasm_bindgen::{Deserializer, preserve};
use wasm_bindgen::{JsCast, JsValue};

/// The most that `maxBodyBytes` may be. The body is copied into a memory of 4 GiB at most, of which there must be enough left
/// to grow; and no provider comes near it.
const MAX_BODY_BYTES: u64 = 1 << 30;

/// What the class hands over: all of its options, none of them checked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Config {
    #[serde(with = "preserve")]
    scheme: JsValue,
    #[serde(with = "preserve")]
    secrets: Array,
    #[serde(with = "preserve")]
    tolerance: JsValue,
    #[serde(with = "preserve")]
    max_body_bytes: JsValue,
    #[serde(with = "preserve")]
    reserialize: JsValue,
}

impl Config {
    pub(crate) fn read(options: &JsValue) -> Result<Self, ConfigError> {
        serde_wasm_bindgen::from_value(options.clone())
            .map_err(|_| ConfigError::InvalidOption { option: "options", expected: "an object" })
    }

    pub(crate) fn build(self) -> Result<Verifier, ConfigError> {
        let tolerance = whole_number(&self.tolerance, u64::MAX, "tolerance", "a whole number of seconds, 1 or more")?;
        let bytes = "a whole number of bytes, 1 to 1073741824";
        let max_body_bytes = whole_number(&self.max_body_bytes, MAX_BODY_BYTES, "maxBodyBytes", bytes)?;
        let reserialize = match (self.reserialize.is_undefined(), self.reserialize.as_bool()) {
            (true, _) => None,
            (_, Some(on)) => Some(on),
            _ => return Err(ConfigError::InvalidOption { option: "reserialize", expected: "true or false" }),
        };

        let secrets = self.secrets.iter().zip(0..).map(|(value, index)| Owned::read(&value, index));
        let secrets = secrets.collect::<Result<Vec<_>, _>>()?;
        let mut verifier = match self.scheme.as_string() {
            Some(id) => {
                let scheme = schemes::by_id(&id).ok_or(ConfigError::UnknownScheme { id })?;
                Verifier::new(scheme, secrets.iter().map(Owned::borrow))
            }
            None => Verifier::new(read_scheme(self.scheme)?, secrets.iter().map(Owned::borrow)),
        }?;
        if let Some(seconds) = tolerance {
            verifier = verifier.with_tolerance(u32::try_from(seconds).unwrap_or(u32::MAX))?;
        }
        if let Some(bytes) = max_body_bytes {
            verifier = verifier.with_max_body_bytes(bytes);
        }
        Ok(verifier.with_reserialize(reserialize.unwrap_or(true)))
    }
}

/// A scheme of the caller's own. The error names the path of the field that cannot be read.
fn read_scheme(value: JsValue) -> Result<Scheme, ConfigError> {
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

/// A secret, copied out of JavaScript for as long as it takes to prepare it.
enum Owned {
    Text(String),
    Bytes(Vec<u8>),
}

impl Owned {
    fn read(value: &JsValue, index: u32) -> Result<Self, ConfigError> {
        let invalid = |fault| ConfigError::InvalidSecret { index, fault };
        if let Some(text) = value.dyn_ref::<JsString>() {
            // With half of a surrogate pair in it, a text has no UTF-8 form: two secrets would become one.
            return if text.is_valid_utf16() { Ok(Self::Text(text.into())) } else { Err(invalid(SecretFault::Encoding)) };
        }
        if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
            return Ok(Self::Bytes(bytes.to_vec()));
        }
        Err(invalid(SecretFault::None))
    }

    fn borrow(&self) -> Secret<'_> {
        match self {
            Self::Text(text) => Secret::Text(text),
            Self::Bytes(bytes) => Secret::Bytes(bytes),
        }
    }
}

/// A number option. NaN, a fraction, infinity, a string of digits: each is an error, since each has somewhere meant
/// "no limit" by accident.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Checked to be whole and positive.
fn whole_number(value: &JsValue, most: u64, option: &'static str, expected: &'static str) -> Result<Option<u64>, ConfigError> {
    if value.is_undefined() {
        return Ok(None);
    }
    match value.as_f64() {
        Some(number) if number >= 1.0 && number.fract() == 0.0 && number <= 9_007_199_254_740_991.0 && number as u64 <= most => {
            Ok(Some(number as u64))
        }
        _ => Err(ConfigError::InvalidOption { option, expected }),
    }
}
