//! A body's JSON, read once and written again as other programs write it.
//!
//! What a program does to JSON when it writes it is a row, a [`Dialect`]: white space, escapes, the order of members, the spelling
//! of numbers. A number keeps the digits that it was given, unless a dialect respells it.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::code::Code;

/// The most work that reading may be: every level of nesting is read once more than the one above it.
const MAX_READ: usize = 32 << 20;
/// The deepest nesting that is read: that of serde_json.
const MAX_DEPTH: usize = 128;

/// A JSON text, taken apart. Members keep their order and their repetitions.
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
    /// Reads a body; `None` if it is not JSON, or nested so deep that reading it is not worth its while.
    pub(super) fn read(body: &'b [u8]) -> Option<Self> {
        let deepest = deepest(body);
        if deepest > MAX_DEPTH || body.len().saturating_mul(deepest) > MAX_READ {
            return None;
        }
        let raw: &RawValue = serde_json::from_slice(body).ok()?;
        Self::of(raw.get())
    }

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

    /// Every value in it, itself first.
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

    /// The member of that name, where it is an object that has one.
    pub(super) fn member(&self, wanted: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(name, _)| name == wanted).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Writes it in a dialect; `None` if that takes more than `most` bytes.
    pub(super) fn write(&self, dialect: &Dialect, most: usize) -> Option<Vec<u8>> {
        let mut writer = Writer { dialect, out: String::new(), most };
        writer.value(self, 0)?;
        Some(writer.out.into_bytes())
    }
}

/// How many lists and objects stand in one another. Of what is not JSON, anything.
fn deepest(body: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_text, mut escaped) = (1_usize, 1_usize, false, false);
    for byte in body {
        match byte {
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

/// The members of an object, repetitions and all, which a map would lose.
struct Members<'b>(Vec<(String, &'b RawValue)>);

impl<'de> serde::Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// How a program writes JSON.
#[derive(Clone, Copy)]
pub(super) struct Dialect {
    /// What stands behind the comma between two values on one line.
    item: &'static str,
    /// What stands behind the colon.
    colon: &'static str,
    /// What one level is indented by; each value then has a line of its own.
    indent: Option<&'static str>,
    /// How characters beyond ASCII are written.
    beyond: Beyond,
    /// The ASCII characters that are written as `\u` escapes though they need not be.
    escaped: &'static [u8],
    /// Whether hex digits are upper case.
    upper: bool,
    /// Whether `/` is written `\/`.
    slash: bool,
    order: Order,
    numbers: Numbers,
}

#[derive(Clone, Copy, PartialEq)]
enum Beyond {
    /// As they are.
    Raw,
    /// The line separators U+2028 and U+2029 as `\u` escapes, since JavaScript took them for line ends once.
    Separators,
    /// Those, and U+0085.
    NextLine,
    /// All of them as `\u` escapes.
    Escaped,
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    AsGiven,
    Sorted,
    /// Whole numbers first, in their order; of a repeated name the first place and the last value.
    Javascript,
}

#[derive(Clone, Copy, PartialEq)]
enum Numbers {
    AsGiven,
    Javascript,
}

const COMPACT: Dialect = Dialect {
    item: "",
    colon: "",
    indent: None,
    beyond: Beyond::Raw,
    escaped: b"",
    upper: false,
    slash: false,
    order: Order::AsGiven,
    numbers: Numbers::AsGiven,
};
const ASCII: Dialect = Dialect { beyond: Beyond::Escaped, ..COMPACT };
const PYTHON: Dialect = Dialect { item: " ", colon: " ", escaped: b"\x7f", ..ASCII };
const PYTHON_UNICODE: Dialect = Dialect { item: " ", colon: " ", ..COMPACT };
const PHP: Dialect = Dialect { slash: true, ..ASCII };
const PHP_UNICODE: Dialect = Dialect { slash: true, beyond: Beyond::Separators, ..COMPACT };
const DOTNET: Dialect = Dialect { escaped: b"\"&'+<>`\x7f", upper: true, ..ASCII };
const GO: Dialect = Dialect { escaped: b"<>&", beyond: Beyond::Separators, ..COMPACT };
const INDENT_2: Dialect = Dialect { indent: Some("  "), colon: " ", ..COMPACT };
const INDENT_4: Dialect = Dialect { indent: Some("    "), ..INDENT_2 };

/// Every dialect, the most usual first: of several that write a body alike, the first gives the finding.
pub(super) const DIALECTS: &[(Code, Dialect)] = &[
    (Code::BodyReserializedCompact, COMPACT),
    (Code::BodyReserializedJavascript, Dialect { order: Order::Javascript, numbers: Numbers::Javascript, ..COMPACT }),
    (Code::BodyReserializedPython, PYTHON),
    (Code::BodyReserializedPythonUnicode, PYTHON_UNICODE),
    (Code::BodyReserializedPhp, PHP),
    (Code::BodyReserializedAscii, ASCII),
    (Code::BodyReserializedPhpUnicode, PHP_UNICODE),
    (Code::BodyReserializedDotnet, DOTNET),
    (Code::BodyReserializedGo, GO),
    (Code::BodyReserialized2Spaces, INDENT_2),
    (Code::BodyReserialized4Spaces, INDENT_4),
    (Code::BodyReserializedTab, Dialect { indent: Some("\t"), ..INDENT_2 }),
    (Code::BodyReserializedSorted, Dialect { order: Order::Sorted, ..COMPACT }),
    (Code::BodyReserializedSortedPython, Dialect { order: Order::Sorted, ..PYTHON }),
    (Code::BodyReserializedGoSorted, Dialect { order: Order::Sorted, ..GO }),
    (Code::BodyReserializedGson, Dialect { escaped: b"<>&='", ..GO }),
    (Code::BodyReserializedNewtonsoft, Dialect { beyond: Beyond::NextLine, ..COMPACT }),
    (Code::BodyReserializedColonSpace, Dialect { colon: " ", ..COMPACT }),
    (Code::BodyReserializedAscii, Dialect { escaped: b"\x7f", ..ASCII }),
    (Code::BodyReserialized2Spaces, Dialect { escaped: b"\x7f", beyond: Beyond::Escaped, ..INDENT_2 }),
    (Code::BodyReserialized4Spaces, Dialect { escaped: b"\x7f", beyond: Beyond::Escaped, ..INDENT_4 }),
    (Code::BodyReserializedPhpPretty, Dialect { slash: true, beyond: Beyond::Escaped, ..INDENT_4 }),
    (Code::BodyReserializedPhpPretty, Dialect { slash: true, beyond: Beyond::Separators, ..INDENT_4 }),
    (Code::BodyReserializedDotnetIndented, Dialect { indent: Some("  "), colon: " ", ..DOTNET }),
    (Code::BodyReserializedSorted, Dialect { order: Order::Sorted, ..ASCII }),
    (Code::BodyReserializedSorted, Dialect { order: Order::Sorted, ..INDENT_2 }),
    (Code::BodyReserializedSorted, Dialect { order: Order::Sorted, ..INDENT_4 }),
    (Code::BodyReserializedSortedPython, Dialect { order: Order::Sorted, ..PYTHON_UNICODE }),
];

/// The dialects in which a body is also tried whose values were changed: those that most senders write.
pub(super) const USUAL: &[Dialect] = &[COMPACT, PHP, PYTHON];

struct Writer<'d> {
    dialect: &'d Dialect,
    out: String,
    most: usize,
}

impl Writer<'_> {
    fn value(&mut self, value: &Json<'_>, depth: usize) -> Option<()> {
        if self.out.len() > self.most {
            return None;
        }
        match value {
            Json::Word(word) => self.out.push_str(word),
            Json::Number(text) => self.number(text),
            Json::Text(text) => self.text(text),
            Json::List(items) => self.group('[', ']', depth, items.iter().map(|item| (None, item)))?,
            Json::Object(members) => {
                let mut members: Vec<(&str, &Json<'_>)> = members.iter().map(|(name, value)| (name.as_str(), value)).collect();
                match self.dialect.order {
                    Order::AsGiven => {}
                    Order::Sorted => members.sort_by_key(|(name, _)| *name),
                    Order::Javascript => members = javascript_order(members),
                }
                self.group('{', '}', depth, members.into_iter().map(|(name, value)| (Some(name), value)))?;
            }
        }
        Some(())
    }

    fn group<'v, 'j: 'v>(
        &mut self,
        open: char,
        close: char,
        depth: usize,
        values: impl ExactSizeIterator<Item = (Option<&'v str>, &'v Json<'j>)>,
    ) -> Option<()> {
        let (empty, inside) = (values.len() == 0, depth.saturating_add(1));
        self.out.push(open);
        for (at, (name, value)) in values.enumerate() {
            if at > 0 {
                self.out.push(',');
            }
            match self.dialect.indent {
                Some(_) => self.line(inside),
                None if at > 0 => self.out.push_str(self.dialect.item),
                None => {}
            }
            if let Some(name) = name {
                self.text(name);
                self.out.push(':');
                self.out.push_str(self.dialect.colon);
            }
            self.value(value, inside)?;
        }
        if !empty && self.dialect.indent.is_some() {
            self.line(depth);
        }
        self.out.push(close);
        Some(())
    }

    fn line(&mut self, depth: usize) {
        self.out.push('\n');
        for _ in 0..depth {
            self.out.push_str(self.dialect.indent.unwrap_or_default());
        }
    }

    fn number(&mut self, text: &str) {
        match (self.dialect.numbers, text.parse::<f64>()) {
            (Numbers::Javascript, Ok(number)) => self.out.push_str(&javascript_number(number)),
            _ => self.out.push_str(text),
        }
    }

    fn text(&mut self, text: &str) {
        let dialect = self.dialect;
        self.out.push('"');
        for character in text.chars() {
            let escaped = u8::try_from(character).is_ok_and(|byte| dialect.escaped.contains(&byte));
            match character {
                _ if escaped => self.escape(character),
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                '\0'..='\u{1f}' => self.escape(character),
                '/' if dialect.slash => self.out.push_str("\\/"),
                '\u{2028}' | '\u{2029}' if dialect.beyond != Beyond::Raw => self.escape(character),
                '\u{85}' if dialect.beyond == Beyond::NextLine => self.escape(character),
                _ if !character.is_ascii() && dialect.beyond == Beyond::Escaped => self.escape(character),
                _ => self.out.push(character),
            }
        }
        self.out.push('"');
    }

    fn escape(&mut self, character: char) {
        for unit in character.encode_utf16(&mut [0; 2]) {
            let text = if self.dialect.upper { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
            self.out.push_str(&text);
        }
    }
}

/// How JavaScript writes a number (ECMAScript, Number::toString).
pub(super) fn javascript_number(number: f64) -> String {
    // Minus zero is written without its sign, and what is beyond a double's range as null.
    if !number.is_finite() {
        return "null".into();
    }
    ryu_js::Buffer::new().format_finite(if number == 0.0 { 0.0 } else { number }).into()
}

/// The order in which a JavaScript object has its members once they were parsed.
fn javascript_order<'v, 'j>(members: Vec<(&'v str, &'v Json<'j>)>) -> Vec<(&'v str, &'v Json<'j>)> {
    let index = |name: &str| name.parse::<u32>().ok().filter(|number| *number != u32::MAX && format!("{number}") == name);
    let mut last = alloc::collections::BTreeMap::new();
    let mut ordered: Vec<(&str, &Json<'_>)> = Vec::new();
    for (name, value) in members {
        if last.insert(name, value).is_none() {
            ordered.push((name, value));
        }
    }
    for (name, value) in &mut ordered {
        *value = last.get(name).copied().unwrap_or(value);
    }
    ordered.sort_by_key(|(name, _)| index(name).map_or(u64::MAX, u64::from));
    ordered
}
