//! The members of a JSON body.

use alloc::string::{String, ToString};

use serde_json::Value;

/// Parses the JSON of a verified body. Returns `None` if the body is not JSON.
pub(super) fn parse(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

/// Returns a member that is text. Dots separate the names in its path.
pub(super) fn text<'j>(json: &'j Value, path: &str) -> Option<&'j str> {
    member(json, path)?.as_str()
}

/// Returns a member of a body as text. It may be text or a number, because a timestamp may be either.
pub(super) fn text_or_number(body: &[u8], path: &str) -> Option<String> {
    match member(&parse(body)?, path)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns a member of an object. The elements of a list are not members.
fn member<'j>(json: &'j Value, path: &str) -> Option<&'j Value> {
    path.split('.').try_fold(json, |value, name| value.as_object()?.get(name))
}
