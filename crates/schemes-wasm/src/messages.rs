//! Messages for the operator, made from the numbers and names that the rest of the package has.

use hookward::{ChallengeReason, ConfigError, Scheme, SecretEncoding, SecretReason, VerificationError};
use wasm_bindgen::prelude::*;

use crate::scheme::read;

/// The messages about the deliveries of one scheme.
#[wasm_bindgen]
pub struct Messages {
    scheme: Scheme,
}

#[wasm_bindgen]
impl Messages {
    /// Creates the messages for a scheme that [`compile_scheme`](crate::compile_scheme) returned, or for a built-in scheme.
    ///
    /// # Errors
    /// Returns a text if the value is not a scheme.
    #[wasm_bindgen(constructor)]
    pub fn new(scheme: JsValue) -> Result<Messages, JsValue> {
        Ok(Self { scheme: read(scheme).map_err(|error| JsValue::from_str(&error.to_string()))? })
    }

    /// Returns the message for a refused delivery, from the numbers of its refusal.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // They were whole numbers when they left the core.
    pub fn refusal(&self, code: f64, header: f64, reason: f64, first: f64, second: f64) -> String {
        let numbers = [code, header, reason, first, second].map(|number| number as u64);
        VerificationError::from_numbers(numbers).map(|error| self.scheme.message(error).to_string()).unwrap_or_default()
    }
}

/// Returns the message for a challenge without a response, from the position of the reason in `ChallengeReason::ALL`.
#[wasm_bindgen(js_name = challengeMessage)]
pub fn challenge_message(reason: usize) -> String {
    ChallengeReason::ALL.get(reason).map(ToString::to_string).unwrap_or_default()
}

/// The requirement for each option.
const OPTIONS: [(&str, &str); 4] = [
    ("tolerance", "a whole number of seconds, 1 to 3155760000"),
    ("maxBodyBytes", "a whole number of bytes, 1 to 1073741824"),
    ("reserialize", "true or false"),
    ("secrets", "16 secrets at most"),
];

/// Returns the message for a verifier that could not be built.
///
/// The cause is a secret with its position and reason, the id of an unknown scheme, or an option. `secret` is a secret that
/// cannot be decoded, and `encoding` is its expected encoding. The message contains only one character of the secret.
#[wasm_bindgen(js_name = configMessage)]
#[allow(clippy::needless_pass_by_value)] // wasm-bindgen passes optional strings by value.
pub fn config_message(code: &str, index: u32, name: Option<String>, secret: &str, encoding: Option<String>) -> String {
    let name = name.unwrap_or_default();
    let encoding = match encoding.as_deref() {
        Some("hex") => SecretEncoding::Hex,
        Some("base64") => SecretEncoding::Base64,
        Some("whsec") => SecretEncoding::Whsec,
        _ => SecretEncoding::Utf8,
    };
    let odd = encoding.odd_character(secret);
    // JavaScript adds the scheme before every message, including the messages of JavaScript itself.
    let scheme = None;
    let error = match code {
        "invalid_secret" => ConfigError::InvalidSecret {
            scheme,
            odd,
            index,
            reason: match name.as_str() {
                "none" => SecretReason::None,
                "empty" => SecretReason::Empty,
                _ => SecretReason::Encoding,
            },
        },
        "unknown_scheme" => ConfigError::UnknownScheme { id: name },
        _ => match OPTIONS.into_iter().find(|(option, _)| *option == name) {
            Some((option, expected)) => ConfigError::InvalidOption { scheme, option, expected },
            None => return String::new(),
        },
    };
    error.to_string()
}
