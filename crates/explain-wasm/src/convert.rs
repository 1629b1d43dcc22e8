//! Conversions of values between JavaScript and Rust.

use hookward::{Secret, UnixTime};
use js_sys::Uint8Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// The largest number up to which a JavaScript number can represent every whole number (ECMAScript, `Number.MAX_SAFE_INTEGER`).
pub(crate) const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// A secret from JavaScript: text, or a `Uint8Array`.
pub(crate) enum OwnedSecret {
    Text(String),
    Bytes(Vec<u8>),
}

impl OwnedSecret {
    /// Reads every secret.
    ///
    /// A value that is neither text nor bytes, such as a variable that is not set, is read as an empty secret. The core refuses
    /// an empty secret and names its position. Skipping the value would change the positions of the others.
    pub(crate) fn read_all(values: Vec<JsValue>) -> Vec<Self> {
        let read = |value: JsValue| match value.as_string() {
            Some(text) => Self::Text(text),
            None => value.dyn_into::<Uint8Array>().map_or(Self::Text(String::new()), |bytes| Self::Bytes(bytes.to_vec())),
        };
        values.into_iter().map(read).collect()
    }

    /// Borrows the secret as the type of the core.
    pub(crate) fn borrow(&self) -> Secret<'_> {
        match self {
            Self::Text(text) => Secret::Text(text),
            Self::Bytes(bytes) => Secret::Bytes(bytes),
        }
    }
}

/// Converts milliseconds since the epoch. Times out of range saturate. The package refuses NaN.
#[allow(clippy::cast_possible_truncation)] // `as` saturates, as intended.
pub(crate) fn unix_time(millis: f64) -> UnixTime {
    UnixTime::from_millis(millis as i64)
}

/// Limits a time to the range of whole numbers in JavaScript. The timestamp of a request may have any number of digits.
pub(crate) fn safe_time(time: UnixTime) -> UnixTime {
    let most = MAX_SAFE_INTEGER.cast_signed();
    UnixTime::from_millis(time.as_millis().clamp(most.saturating_neg(), most))
}

/// Converts a value to a plain object, with a `Uint8Array` for bytes. Converting the values of this crate cannot fail.
pub(crate) fn object(value: &impl Serialize) -> JsValue {
    let serializer = Serializer::json_compatible().serialize_bytes_as_arrays(false);
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}
