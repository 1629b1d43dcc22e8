//! Sentences for the operator, from the numbers and names that the rest of the package has.

use hookward::{ConfigError, Scheme, SecretFault, VerifyError};
use wasm_bindgen::prelude::*;

use crate::read::read;

/// The sentences about the deliveries of one scheme.
#[wasm_bindgen]
pub struct Sentences {
    scheme: Scheme,
}

#[wasm_bindgen]
impl Sentences {
    /// For a scheme as [`read_scheme`](crate::read_scheme) gave it, or a built-in one.
    ///
    /// # Errors
    /// A text, for what is no scheme.
    #[wasm_bindgen(constructor)]
    pub fn new(scheme: JsValue) -> Result<Sentences, JsValue> {
        Ok(Self { scheme: read(scheme).map_err(|error| JsValue::from_str(&error.to_string()))? })
    }

    /// Why a delivery was refused, from the numbers of its refusal.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // They were whole numbers when they left the core.
    pub fn refusal(&self, code: f64, header: f64, fault: f64, first: f64, second: f64) -> String {
        let facts = [code, header, fault, first, second].map(|number| number as u64);
        VerifyError::from_facts(facts).map(|error| self.scheme.describe(error).to_string()).unwrap_or_default()
    }
}

/// What each option must be.
const OPTIONS: [(&str, &str); 4] = [
    ("tolerance", "a whole number of seconds, 1 to 3155760000"),
    ("maxBodyBytes", "a whole number of bytes, 1 to 1073741824"),
    ("reserialize", "true or false"),
    ("secrets", "16 secrets at most"),
];

/// Why a verifier could not be built: a secret, by its position and fault, a scheme's id that there is not, or an option.
#[wasm_bindgen(js_name = configSentence)]
#[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands optional strings over by value.
pub fn config_sentence(code: &str, index: u32, name: Option<String>) -> String {
    let name = name.unwrap_or_default();
    let error = match code {
        "invalid_secret" => ConfigError::InvalidSecret {
            index,
            fault: match name.as_str() {
                "none" => SecretFault::None,
                "empty" => SecretFault::Empty,
                _ => SecretFault::Encoding,
            },
        },
        "unknown_scheme" => ConfigError::UnknownScheme { id: name },
        _ => match OPTIONS.into_iter().find(|(option, _)| *option == name) {
            Some((option, expected)) => ConfigError::InvalidOption { option, expected },
            None => return String::new(),
        },
    };
    error.to_string()
}
