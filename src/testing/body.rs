//! Bodies that are other than what was signed, and bodies that are unusual.

use alloc::string::String;
use alloc::vec::Vec;

use crate::form::MAX_FIELDS;
use crate::scheme::Scheme;
use crate::template::Part;

/// Changes one letter: the first behind a quotation mark, so that JSON stays JSON and a receiver that parses first has no
/// excuse. A body without one gets another last byte.
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

/// Adds a text to a body: as a member of the object or of the last object of a list, as a field of a form, or else behind it.
///
/// Neither name nor text may have what JSON escapes.
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

/// Adds a member. `None` for a body that is neither an object nor a list of them.
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

/// Adds a field. A form that is as long as forms may be gets the text at the end of its last field.
fn with_field(body: &[u8], name: &str, text: &str) -> Vec<u8> {
    let text: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let and: &[u8] = if body.is_empty() { b"" } else { b"&" };
    if fields(body) < MAX_FIELDS {
        return [body, and, name.as_bytes(), b"=", text.as_bytes()].concat();
    }
    [body, text.as_bytes()].concat()
}

/// Repeats the first field of a form with another value. `None` without one, and for a form that may have no more.
pub(super) fn with_repeated_field(body: &[u8]) -> Option<Vec<u8>> {
    let field = body.split(|byte| *byte == b'&').find(|field| !field.is_empty())?;
    let (name, value) = field.split_at_checked(field.iter().position(|byte| *byte == b'=').unwrap_or(field.len()))?;
    let value = if value.is_empty() { b"=" } else { value };
    (fields(body) < MAX_FIELDS).then(|| [body, b"&", name, value, b"x"].concat())
}

fn fields(body: &[u8]) -> usize {
    body.split(|byte| *byte == b'&').filter(|field| !field.is_empty()).count()
}
