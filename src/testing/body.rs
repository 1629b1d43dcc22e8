//! Bodies that are other than what was signed, and bodies that are unusual.

use alloc::vec::Vec;

/// One letter changed: the first behind a quotation mark, so that JSON stays JSON and a receiver that parses first has no
/// excuse. A body without one gets another last byte.
pub(crate) fn changed(body: &[u8]) -> Vec<u8> {
    let mut changed = body.to_vec();
    let quoted = body.windows(2).position(|pair| matches!(pair, [b'"', letter] if letter.is_ascii_alphanumeric()));
    let at = quoted.map_or(body.len().saturating_sub(1), |quote| quote.saturating_add(1));
    match changed.get_mut(at) {
        Some(byte @ (b'z' | b'Z' | b'9')) => *byte = byte.wrapping_sub(1),
        Some(byte) => *byte = byte.wrapping_add(1),
        None => changed.push(b'x'),
    }
    changed
}

/// The body with one more member at its end, if it is an object; else with the text behind it.
pub(crate) fn with_member(body: &[u8], name: &str, text: &str) -> Vec<u8> {
    let trimmed = body.trim_ascii_end();
    let Some(members) = trimmed.strip_suffix(b"}").filter(|_| body.trim_ascii_start().starts_with(b"{")) else {
        return [body, text.as_bytes()].concat();
    };
    let comma: &[u8] = if members.trim_ascii().ends_with(b"{") { b"" } else { b"," };
    [members, comma, b"\"", name.as_bytes(), b"\":\"", text.as_bytes(), b"\"}"].concat()
}
