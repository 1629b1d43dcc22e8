//! The second form of a body: `JSON.stringify(JSON.parse(body))`, by the host's own JSON.

use crate::Vector;

/// In a JavaScript host, what that host makes of the body. `None` if it cannot be decoded, parsed or printed.
#[cfg(target_arch = "wasm32")]
pub(crate) fn second_form(body: &[u8], _vector: &Vector) -> Option<Vec<u8>> {
    // Strict UTF-8, and a byte order mark stays in: JSON.parse then refuses it.
    let text = core::str::from_utf8(body).ok()?;
    let value = js_sys::JSON::parse(text).ok()?;
    let form = js_sys::JSON::stringify(&value).ok()?;
    // JSON.stringify escapes half of a surrogate pair, so that its text always has a UTF-8 form.
    Some(String::from(form).into_bytes())
}

/// Without a JavaScript host, the form that the vector gives; Node confirms it in `testdata/vectors/confirm.test.js`.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn second_form(body: &[u8], vector: &Vector) -> Option<Vec<u8>> {
    let form = vector.expect.get("verified")?.as_str()?;
    (body == vector.body.bytes()).then(|| form.as_bytes().to_vec())
}
