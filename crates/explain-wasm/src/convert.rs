//! What crosses the boundary between JavaScript and Rust, and how each is converted.

use hookward::{Secret, UnixTime};
use js_sys::Uint8Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// Above this a JavaScript number cannot hold every whole number (ECMAScript, `Number.MAX_SAFE_INTEGER`).
pub(crate) const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// A secret that came from JavaScript: text, or a `Uint8Array`.
pub(crate) enum OwnedSecret {
    Text(String),
    Bytes(Vec<u8>),
}

impl OwnedSecret {
    /// Reads every secret.
    ///
    /// What is neither text nor bytes is read as empty, such as a variable that is not set. The core refuses that by its position;
    /// to leave it out would move all others.
    pub(crate) fn read_all(values: Vec<JsValue>) -> Vec<Self> {
        let read = |value: JsValue| match value.as_string() {
            Some(text) => Self::Text(text),
            None => value.dyn_into::<Uint8Array>().map_or(Self::Text(String::new()), |bytes| Self::Bytes(bytes.to_vec())),
        };
        values.into_iter().map(read).collect()
    }

    /// Borrows the secret as the core takes it.
    pub(crate) fn borrow(&self) -> Secret<'_> {
        match self {
            Self::Text(text) => Secret::Text(text),
            Self::Bytes(bytes) => Secret::Bytes(bytes),
        }
    }
}

/// Converts milliseconds since the epoch. Beyond what fits they saturate; NaN is refused by the package.
#[allow(clippy::cast_possible_truncation)] // `as` saturates, which is what is wanted.
pub(crate) fn unix_time(millis: f64) -> UnixTime {
    UnixTime::from_millis(millis as i64)
}

/// Converts a time to one that a JavaScript number can hold. The timestamp of a request may have any number of digits.
pub(crate) fn safe_time(time: UnixTime) -> UnixTime {
    let most = MAX_SAFE_INTEGER.cast_signed();
    UnixTime::from_millis(time.as_millis().clamp(most.saturating_neg(), most))
}

/// Converts to a plain object, with a `Uint8Array` for bytes. What this crate converts has nothing that could fail.
pub(crate) fn object(value: &impl Serialize) -> JsValue {
    let serializer = Serializer::json_compatible().serialize_bytes_as_arrays(false);
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}
