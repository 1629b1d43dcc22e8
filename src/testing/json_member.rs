//! Edits a member of a JSON body, for schemes with a timestamp in the body. Everything else in the body stays the same, byte for
//! byte.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::value::RawValue;

use crate::json_members::Members;

/// Sets a member of a JSON object in a body. Dots separate the names in its path. `value` is JSON.
///
/// Adds a missing member, with its parent objects. Returns `None` if the body is not an object.
pub(super) fn set(body: &[u8], path: &str, value: &str) -> Option<Vec<u8>> {
    edit(body, path, &|object, name, rest| match last(object, name) {
        Some(old) => replaced(object, old, &nested(rest, value)),
        None => added(object, &format!("{}:{}", quoted(name), nested(rest, value))),
    })
}

/// Removes a member of a JSON object in a body. Returns `None` if the body is not an object.
pub(super) fn remove(body: &[u8], path: &str) -> Option<Vec<u8>> {
    edit(body, path, &|object, name, _| {
        let Members(members) = serde_json::from_str(object).ok()?;
        let others = members.iter().filter(|(other, _)| other != name);
        let others: Vec<String> = others.map(|(name, value)| format!("{}:{}", quoted(name), value.get())).collect();
        Some(format!("{{{}}}", others.join(",")))
    })
}

/// Returns a text as JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// An edit of the text of an object. Its other arguments are the name of a member, and the rest of the path below this member.
type Edit<'e> = &'e dyn Fn(&str, &str, &[&str]) -> Option<String>;

fn edit(body: &[u8], path: &str, change: Edit<'_>) -> Option<Vec<u8>> {
    let text = core::str::from_utf8(body).ok()?;
    let object = serde_json::from_str::<&RawValue>(text).ok().filter(|value| value.get().starts_with('{'))?;
    let steps: Vec<&str> = path.split('.').collect();
    Some(replaced(text, object, &edit_object(object.get(), &steps, change)?)?.into_bytes())
}

/// Edits the deepest existing object on the path.
fn edit_object(object: &str, steps: &[&str], change: Edit<'_>) -> Option<String> {
    let (name, rest) = steps.split_first()?;
    match last(object, name) {
        Some(below) if !rest.is_empty() && below.get().starts_with('{') => {
            replaced(object, below, &edit_object(below.get(), rest, change)?)
        }
        _ => change(object, name, rest),
    }
}

/// Returns the value of a member. If the member is repeated, returns the last value, as in JavaScript.
fn last<'o>(object: &'o str, name: &str) -> Option<&'o RawValue> {
    let Members(members) = serde_json::from_str(object).ok()?;
    members.into_iter().rfind(|(other, _)| other == name).map(|(_, value)| value)
}

/// Replaces a value, which is a slice of the whole, with a text.
fn replaced(whole: &str, value: &RawValue, text: &str) -> Option<String> {
    let start = value.get().as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    let end = start.checked_add(value.get().len())?;
    Some([whole.get(..start)?, text, whole.get(end..)?].concat())
}

/// Adds a member at the end of an object.
fn added(object: &str, member: &str) -> Option<String> {
    let members = object.strip_suffix('}')?;
    let comma = if members.trim_end().ends_with('{') { "" } else { "," };
    Some([members, comma, member, "}"].concat())
}

/// Returns a value inside nested objects, one for each name.
fn nested(names: &[&str], value: &str) -> String {
    names.iter().rfold(value.to_string(), |inner, name| format!("{{{}:{inner}}}", quoted(name)))
}
