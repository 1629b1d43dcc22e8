//! The re-serialized body: `JSON.stringify(JSON.parse(body))`, by the runtime's own JSON.

use crate::Vector;

/// Returns what the JavaScript runtime makes of the body. `None` if it cannot be decoded, parsed or printed.
#[cfg(target_arch = "wasm32")]
pub(crate) fn reserialized(body: &[u8], _vector: &Vector) -> Option<Vec<u8>> {
    // Strict UTF-8, and a byte order mark stays in: JSON.parse then refuses it.
    let text = core::str::from_utf8(body).ok()?;
    let value = js_sys::JSON::parse(text).ok()?;
    let printed = js_sys::JSON::stringify(&value).ok()?;
    // JSON.stringify escapes half of a surrogate pair, so that its text always has a UTF-8 form.
    Some(String::from(printed).into_bytes())
}

/// Returns, without a JavaScript runtime, what the vector has; Node confirms it in `testdata/vectors/confirm.test.js`.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn reserialized(body: &[u8], vector: &Vector) -> Option<Vec<u8>> {
    let printed = vector.expect.get("verified")?.as_str()?;
    (body == vector.body.bytes()).then(|| printed.as_bytes().to_vec())
}
