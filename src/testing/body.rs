//! Bodies that differ from the signed body, and unusual bodies.

use alloc::string::String;
use alloc::vec::Vec;

use crate::form::MAX_FIELDS;
use crate::scheme::Scheme;
use crate::template::Part;

/// Changes the first letter after a quotation mark, so that JSON stays valid. Even a receiver that parses before it verifies can
/// then read the body. In a body without such a letter, changes the last byte.
pub(super) fn changed(body: &[u8]) -> Vec<u8> {
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

/// Adds a text to a body, as a member or a form field if possible. In a list of objects, adds the member to the last object. In
/// any other body, appends the text.
///
/// The name and the text must not contain characters that JSON escapes.
pub(super) fn with_text(scheme: &Scheme, body: &[u8], name: &str, text: &str) -> Vec<u8> {
    if !signs_form(scheme)
        && let Some(body) = with_member(body, name, text)
    {
        return body;
    }
    if signs_form(scheme) || scheme.content_type(body).starts_with("application/x-www-form-urlencoded") {
        return with_field(body, name, text);
    }
    [body, text.as_bytes()].concat()
}

fn signs_form(scheme: &Scheme) -> bool {
    scheme.signed_content.parts().any(|part| part == Part::Form)
}

/// Adds a member. Returns `None` for a body that is neither an object nor a list of objects.
fn with_member(body: &[u8], name: &str, text: &str) -> Option<Vec<u8>> {
    let trimmed = body.trim_ascii_end();
    let (inner, end): (&[u8], &[u8]) = match (body.trim_ascii_start().first()?, trimmed.strip_suffix(b"]")) {
        (b'{', _) => (trimmed, b""),
        (b'[', Some(list)) => (list.trim_ascii_end(), b"]"),
        _ => return None,
    };
    let members = inner.strip_suffix(b"}")?;
    let comma: &[u8] = if members.trim_ascii().ends_with(b"{") { b"" } else { b"," };
    Some([members, comma, b"\"", name.as_bytes(), b"\":\"", text.as_bytes(), b"\"}", end].concat())
}

/// Adds a field. In a form with the maximum number of fields, appends the text to the last field.
fn with_field(body: &[u8], name: &str, text: &str) -> Vec<u8> {
    let text: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let and: &[u8] = if body.is_empty() { b"" } else { b"&" };
    if fields(body) < MAX_FIELDS {
        return [body, and, name.as_bytes(), b"=", text.as_bytes()].concat();
    }
    [body, text.as_bytes()].concat()
}

/// Repeats the first field of a form with a different value. Returns `None` for a form without fields or with the maximum number
/// of fields.
pub(super) fn with_repeated_field(body: &[u8]) -> Option<Vec<u8>> {
    let field = body.split(|byte| *byte == b'&').find(|field| !field.is_empty())?;
    let (name, value) = field.split_at_checked(field.iter().position(|byte| *byte == b'=').unwrap_or(field.len()))?;
    let value = if value.is_empty() { b"=" } else { value };
    (fields(body) < MAX_FIELDS).then(|| [body, b"&", name, value, b"x"].concat())
}

fn fields(body: &[u8]) -> usize {
    body.split(|byte| *byte == b'&').filter(|field| !field.is_empty()).count()
}
