//! Parses the JSON of a body, so that it can be written as other programs write it.
//!
//! The value type of a library is not sufficient. The signature depends on repeated names, the order of members and the digits of
//! numbers. [`Json`] keeps them as the sender wrote them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::value::RawValue;

use crate::json_members::Members;

/// The maximum work of reading, in bytes. Every level of nesting is read once more than the level above it.
const MAX_READ: usize = 32 << 20;
/// The maximum depth of nesting, the same as serde_json's.
const MAX_DEPTH: usize = 128;

/// A parsed JSON value. Members keep their order and their repetitions.
///
/// Strings are unescaped, because every dialect escapes in its own way. Numbers are not parsed, because few programs write them
/// back unchanged.
#[derive(Clone)]
pub(super) enum Json<'b> {
    /// `null`, `true` or `false`.
    Word(&'b str),
    /// A number as written.
    Number(Cow<'b, str>),
    Text(String),
    List(Vec<Json<'b>>),
    Object(Vec<(String, Json<'b>)>),
}

impl<'b> Json<'b> {
    /// Parses a body. Returns `None` if it is not JSON, or if its nesting makes parsing too expensive.
    pub(super) fn read(body: &'b [u8]) -> Option<Self> {
        let deepest = deepest(body);
        if deepest > MAX_DEPTH || body.len().saturating_mul(deepest) > MAX_READ {
            return None;
        }
        let raw: &RawValue = serde_json::from_slice(body).ok()?;
        Self::of(raw.get())
    }

    /// Parses a raw value.
    fn of(raw: &'b str) -> Option<Self> {
        Some(match raw.as_bytes().first()? {
            b'{' => {
                let Members(members) = serde_json::from_str(raw).ok()?;
                let read = |(name, value): (String, &'b RawValue)| Some((name, Self::of(value.get())?));
                Self::Object(members.into_iter().map(read).collect::<Option<_>>()?)
            }
            b'[' => {
                let items: Vec<&'b RawValue> = serde_json::from_str(raw).ok()?;
                Self::List(items.into_iter().map(|item| Self::of(item.get())).collect::<Option<_>>()?)
            }
            b'"' => Self::Text(serde_json::from_str(raw).ok()?),
            b'-' | b'0'..=b'9' => Self::Number(Cow::Borrowed(raw)),
            _ => Self::Word(raw),
        })
    }

    /// Visits every value, beginning with the value itself.
    pub(super) fn each(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        match self {
            Self::List(items) => items.iter().for_each(|item| item.each(visit)),
            Self::Object(members) => members.iter().for_each(|(_, value)| value.each(visit)),
            _ => {}
        }
    }

    /// Changes every value, innermost values first. `change` receives the name of the member that contains the value.
    pub(super) fn map(&mut self, name: &str, change: &mut impl FnMut(&str, &mut Self)) {
        match self {
            Self::List(items) => items.iter_mut().for_each(|item| item.map(name, change)),
            Self::Object(members) => members.iter_mut().for_each(|(name, value)| value.map(name, change)),
            _ => {}
        }
        change(name, self);
    }

    /// Returns the member with this name, if the value is an object that contains it.
    pub(super) fn member(&self, wanted: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(name, _)| name == wanted).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// Returns a member of a JSON body as written. `path` has dots between the names. If a name is repeated, the last value counts,
/// as in JavaScript.
pub(super) fn raw_member<'b>(body: &'b [u8], path: &str) -> Option<&'b str> {
    if deepest(body) > MAX_DEPTH {
        return None;
    }
    let mut raw = serde_json::from_slice::<&RawValue>(body).ok()?.get();
    for step in path.split('.') {
        let Members(members) = serde_json::from_str(raw).ok()?;
        raw = members.into_iter().rfind(|(name, _)| name == step)?.1.get();
    }
    Some(raw)
}

/// Returns the depth of nested lists and objects. The number is meaningless for a body that is not JSON.
///
/// It is called before parsing, so that deep nesting can neither slow the parser down nor overflow its stack.
fn deepest(body: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_text, mut escaped) = (1_usize, 1_usize, false, false);
    for byte in body {
        match byte {
            // Brackets count only outside strings, because a string may contain any text.
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth = depth.saturating_add(1),
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
