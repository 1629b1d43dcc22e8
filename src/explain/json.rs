//! A body's JSON, taken apart so that it can be written again as other programs write it.
//!
//! A value type of a library would not do. What was signed has every repetition of a name, the order of its members and the digits of
//! its numbers as the sender wrote them, and each of these decides over the signature.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::value::RawValue;

use crate::json_members::Members;

/// The most work that reading may be: every level of nesting is read once more than the one above it.
const MAX_READ: usize = 32 << 20;
/// The deepest nesting that is read: that of serde_json.
const MAX_DEPTH: usize = 128;

/// A JSON text, taken apart. Members keep their order and their repetitions.
///
/// Strings are unescaped, since every dialect escapes in its own way. Numbers are not parsed, since few programs write them back
/// as they were.
#[derive(Clone)]
pub(super) enum Json<'b> {
    /// `null`, `true` or `false`.
    Word(&'b str),
    /// As it was written.
    Number(Cow<'b, str>),
    Text(String),
    List(Vec<Json<'b>>),
    Object(Vec<(String, Json<'b>)>),
}

impl<'b> Json<'b> {
    /// Reads a body. Returns `None` if it is not JSON, or nested so deep that reading it is not worth its while.
    pub(super) fn read(body: &'b [u8]) -> Option<Self> {
        let deepest = deepest(body);
        if deepest > MAX_DEPTH || body.len().saturating_mul(deepest) > MAX_READ {
            return None;
        }
        let raw: &RawValue = serde_json::from_slice(body).ok()?;
        Self::of(raw.get())
    }

    /// Takes a value apart whose extent is known.
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

    /// Visits every value in it, itself first.
    pub(super) fn each(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        match self {
            Self::List(items) => items.iter().for_each(|item| item.each(visit)),
            Self::Object(members) => members.iter().for_each(|(_, value)| value.each(visit)),
            _ => {}
        }
    }

    /// Changes every value in it, the innermost first. `change` is given the name under which the value stands.
    pub(super) fn map(&mut self, name: &str, change: &mut impl FnMut(&str, &mut Self)) {
        match self {
            Self::List(items) => items.iter_mut().for_each(|item| item.map(name, change)),
            Self::Object(members) => members.iter_mut().for_each(|(name, value)| value.map(name, change)),
            _ => {}
        }
        change(name, self);
    }

    /// Returns the member of that name, where it is an object that has one.
    pub(super) fn member(&self, wanted: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(name, _)| name == wanted).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// Returns a member of a JSON body as it is written, by a path with dots between the names. Of repeated ones the last counts, as in
/// JavaScript.
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

/// Counts how many lists and objects stand in one another. Returns anything for what is not JSON.
///
/// It is asked before anything is parsed, so that no nesting makes the parser slow or its stack overflow.
fn deepest(body: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_text, mut escaped) = (1_usize, 1_usize, false, false);
    for byte in body {
        match byte {
            // Brackets count outside strings only. What is in one may be any text.
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
