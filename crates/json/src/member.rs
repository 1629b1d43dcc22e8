//! Reads members of a body by path.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::number;

/// Returns a member that is a text. Returns `None` for other types, and for a text with half a surrogate pair, which has no
/// UTF-8.
///
/// `path` has dots between the names. If a name is repeated, the last value counts.
pub fn text(body: &[u8], path: &str) -> Option<String> {
    text_of(member(body, path)?)
}

/// Returns a member that is a text or a number, as text. A number is printed as JavaScript prints it.
pub fn scalar(body: &[u8], path: &str) -> Option<String> {
    let raw = member(body, path)?;
    match raw.as_bytes().first()? {
        b'-' | b'0'..=b'9' => Some(number::print(raw)),
        _ => text_of(raw),
    }
}

/// Returns a member as it is written. All values that are not on the path are skipped, at any depth of nesting.
fn member<'b>(body: &'b [u8], path: &str) -> Option<&'b str> {
    let raw: &RawValue = serde_json::from_slice(body).ok()?;
    path.split('.').try_fold(raw.get(), step)
}

fn step<'b>(raw: &'b str, name: &str) -> Option<&'b str> {
    let value = match raw.as_bytes().first()? {
        b'{' => serde_json::from_str::<BTreeMap<String, &RawValue>>(raw).ok()?.get(name).copied()?,
        b'[' => {
            let place = name.parse::<usize>().ok().filter(|place| place.to_string() == name)?;
            serde_json::from_str::<Vec<&RawValue>>(raw).ok()?.get(place).copied()?
        }
        _ => return None,
    };
    Some(value.get())
}

fn text_of(raw: &str) -> Option<String> {
    serde_json::from_str(raw).ok()
}

#[cfg(test)]
mod tests {
    use super::{scalar, text};

    const BODY: &[u8] = br#"{"a":{"b":"x","n":1.50e3,"b":"y"},"list":[{"id":"z"}],"half":"\ud83d","huge":1e999,"deep":[[[[]]]]}"#;

    #[test]
    fn a_member_has_a_path() {
        assert_eq!(text(BODY, "a.b").as_deref(), Some("y"), "the last of two counts");
        assert_eq!(text(BODY, "list.0.id").as_deref(), Some("z"));
        assert_eq!(text(BODY, "a.n"), None);
        assert_eq!(scalar(BODY, "a.n").as_deref(), Some("1500"));
        assert_eq!(scalar(BODY, "huge").as_deref(), Some("Infinity"));
        for path in ["", "a", "a.c", "list.00.id", "list.1", "half", "a.b.length", "deep"] {
            assert_eq!(scalar(BODY, path), None, "{path}");
        }
    }

    #[test]
    fn what_is_not_json_has_no_members() {
        assert_eq!(text(b"{\"a\":\"b\"", "a"), None);
        assert_eq!(text(b"\xff", "a"), None);
        let nested = [r#"{"deep":"#, &"[".repeat(100_000), &"]".repeat(100_000), r#","a":"b"}"#].concat();
        assert_eq!(text(nested.as_bytes(), "a").as_deref(), Some("b"));
    }
}
