//! The re-serialized body: `JSON.stringify(JSON.parse(body))`, with the runtime's own JSON.

use crate::Vector;

/// Returns the body that the JavaScript runtime serializes again. `None` if it cannot be decoded, parsed or serialized.
#[cfg(target_arch = "wasm32")]
pub(crate) fn reserialized(body: &[u8], _vector: &Vector) -> Option<Vec<u8>> {
    // The decoding is strict UTF-8, and keeps a byte order mark, which JSON.parse refuses.
    let text = core::str::from_utf8(body).ok()?;
    let value = js_sys::JSON::parse(text).ok()?;
    let printed = js_sys::JSON::stringify(&value).ok()?;
    // JSON.stringify escapes half of a surrogate pair, so that its text always has a UTF-8 form.
    Some(String::from(printed).into_bytes())
}

/// Returns the vector's re-serialized body if no JavaScript runtime exists. Node confirms it in
/// `testdata/vectors/confirm.test.js`.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn reserialized(body: &[u8], vector: &Vector) -> Option<Vec<u8>> {
    let printed = vector.expect.get("verified")?.as_str()?;
    (body == vector.body.bytes()).then(|| printed.as_bytes().to_vec())
}
