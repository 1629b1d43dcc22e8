//! Reads bytes that a program printed as a list of numbers.

use alloc::vec::Vec;

use super::json::Json;

/// Returns the bytes that a body lists. `None` if the body is not a list of bytes.
///
/// `{"type":"Buffer","data":[123,34]}`, `{"0":123,"1":34}` and `123,34` come from Node. `[123, 34]` comes from many languages.
/// Java prints bytes with signs, and Go without commas. `<Buffer 7b 22>` is the output of `console.log`.
pub(super) fn printed_bytes(body: &[u8], json: Option<&Json<'_>>) -> Option<Vec<u8>> {
    json.and_then(listed).or_else(|| in_text(core::str::from_utf8(body).ok()?.trim()))
}

/// Returns the bytes that a JSON value lists.
pub(super) fn listed(json: &Json<'_>) -> Option<Vec<u8>> {
    match json {
        Json::List(items) if !items.is_empty() => items.iter().map(number).collect(),
        Json::Object(members) => match (json.member("type"), json.member("data")) {
            (Some(Json::Text(kind)), Some(data @ Json::List(_))) if kind == "Buffer" => listed(data),
            _ if members.is_empty() => None,
            _ => {
                let byte = |at: usize, name: &str, value| if name.parse() == Ok(at) { number(value) } else { None };
                (0..).zip(members).map(|(at, (name, value))| byte(at, name, value)).collect()
            }
        },
        _ => None,
    }
}

/// Returns the byte of a JSON number.
fn number(value: &Json<'_>) -> Option<u8> {
    match value {
        Json::Number(text) => byte(text),
        _ => None,
    }
}

/// Returns the bytes of a list that is not JSON.
fn in_text(text: &str) -> Option<Vec<u8>> {
    if let Some(digits) = text.strip_prefix("<Buffer ").and_then(|rest| rest.strip_suffix('>')) {
        return parts(digits).map(|part| u8::from_str_radix(part, 16).ok()).collect();
    }
    // The text before the bracket is a type, as in `Uint8Array(2) [ 123, 34 ]`.
    let inner = text.strip_suffix(']').and_then(|text| text.split_once('[')).map_or(text, |(_, inner)| inner);
    let bytes: Vec<u8> = parts(inner).map(byte).collect::<Option<_>>()?;
    (bytes.len() > 1).then_some(bytes)
}

/// Splits a list at commas, spaces and newlines.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ', '\n']).filter(|part| !part.is_empty())
}

/// Returns the byte of a number. The number may have a sign, because some languages have signed bytes.
fn byte(text: &str) -> Option<u8> {
    let number: i16 = text.parse().ok()?;
    u8::try_from(number).ok().or_else(|| i8::try_from(number).ok().map(i8::cast_unsigned))
}
