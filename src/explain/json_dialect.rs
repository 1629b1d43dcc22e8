//! The ways in which programs write JSON: the same value in different bytes.
//!
//! A [`Dialect`] describes the JSON of a program as data: white space, escapes, the order of members, the format of numbers. A
//! number keeps its digits, unless the dialect formats it. A new program requires one dialect in [`DIALECTS`].

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::code::Code;
use super::json::Json;

/// The way in which a program writes JSON.
#[derive(Clone, Copy)]
pub(super) struct Dialect {
    /// The text after the comma between two values on one line.
    item: &'static str,
    /// The text after the colon.
    colon: &'static str,
    /// The indentation of one level. If set, every value has its own line.
    indent: Option<&'static str>,
    /// The format of characters beyond ASCII.
    beyond: Beyond,
    /// The ASCII characters that are written as `\u` escapes although JSON does not require this.
    escaped: &'static [u8],
    /// The case of the hex digits in escapes.
    hex: HexCase,
    /// Whether `/` is written `\/`.
    slash: bool,
    /// The order of members.
    order: Order,
    /// The format of numbers.
    numbers: Numbers,
}

/// The format of characters beyond ASCII.
#[derive(Clone, Copy, PartialEq)]
enum Beyond {
    /// The characters themselves.
    Raw,
    /// The line separators U+2028 and U+2029 as `\u` escapes, because JavaScript once treated them as line ends.
    Separators,
    /// The line separators and U+0085 as `\u` escapes.
    NextLine,
    /// All characters beyond ASCII as `\u` escapes.
    Escaped,
}

/// The case of hex digits.
#[derive(Clone, Copy, PartialEq)]
enum HexCase {
    Lower,
    Upper,
    /// Upper case for the characters in `escaped`, lower case for other escapes.
    UpperInEscaped,
}

/// The order of members.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    AsGiven,
    /// Sorted by the bytes of the names.
    Sorted,
    /// Names that are whole numbers first, in numeric order. A repeated name has the place of the first and the value of the
    /// last.
    Javascript,
}

/// The format of numbers.
#[derive(Clone, Copy, PartialEq)]
enum Numbers {
    /// The digits as given, because most programs keep whole numbers. Other changes have their own code.
    AsGiven,
    /// The format of `Number::toString`.
    Javascript,
}

/// The dialect that most programs write for machines. Each of the other dialects differs in a few properties.
const COMPACT: Dialect = Dialect {
    item: "",
    colon: "",
    indent: None,
    beyond: Beyond::Raw,
    escaped: b"",
    hex: HexCase::Lower,
    slash: false,
    order: Order::AsGiven,
    numbers: Numbers::AsGiven,
};
const ASCII: Dialect = Dialect { beyond: Beyond::Escaped, ..COMPACT };
const PYTHON: Dialect = Dialect { item: " ", colon: " ", escaped: b"\x7f", ..ASCII };
const PYTHON_UNICODE: Dialect = Dialect { item: " ", colon: " ", ..COMPACT };
const JAVASCRIPT: Dialect = Dialect { order: Order::Javascript, numbers: Numbers::Javascript, ..COMPACT };
const PHP: Dialect = Dialect { slash: true, ..ASCII };
const PHP_UNICODE: Dialect = Dialect { slash: true, beyond: Beyond::Separators, ..COMPACT };
const DOTNET: Dialect = Dialect { escaped: b"\"&'+<>`\x7f", hex: HexCase::Upper, ..ASCII };
/// The flags `JSON_HEX_TAG`, `JSON_HEX_AMP`, `JSON_HEX_APOS` and `JSON_HEX_QUOT`.
const PHP_HEX: Dialect = Dialect { escaped: b"<>&'\"", hex: HexCase::UpperInEscaped, ..PHP };
const META: Dialect = Dialect { escaped: b"<%@", hex: HexCase::UpperInEscaped, ..PHP };
const GO: Dialect = Dialect { escaped: b"<>&", beyond: Beyond::Separators, ..COMPACT };
const SEPARATORS: Dialect = Dialect { beyond: Beyond::Separators, ..COMPACT };
const INDENT_2: Dialect = Dialect { indent: Some("  "), colon: " ", ..COMPACT };
const INDENT_4: Dialect = Dialect { indent: Some("    "), ..INDENT_2 };

/// Every dialect, most common first. If several dialects write a body in the same way, the first one becomes the finding.
pub(super) const DIALECTS: &[(Code, Dialect)] = &[
    (Code::BodyReserializedCompact, COMPACT),
    (Code::BodyReserializedJavascript, JAVASCRIPT),
    (Code::BodyReserializedPython, PYTHON),
    (Code::BodyReserializedPythonUnicode, PYTHON_UNICODE),
    (Code::BodyReserializedAscii, ASCII),
    (Code::BodyReserializedPhp, PHP),
    (Code::BodyReserializedSeparators, SEPARATORS),
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
    (Code::BodyReserializedMeta, META),
    (Code::BodyReserializedPhpHex, PHP_HEX),
    (Code::BodyReserializedAspnet, Dialect { escaped: b"<>&'", beyond: Beyond::NextLine, ..COMPACT }),
    (Code::BodyReserializedJackson, Dialect { hex: HexCase::Upper, ..ASCII }),
    (Code::BodyReserializedPhpUnicode, Dialect { slash: true, ..COMPACT }),
    (Code::BodyReserializedAscii, Dialect { escaped: b"\x7f", ..ASCII }),
    (Code::BodyReserialized2Spaces, Dialect { escaped: b"\x7f", beyond: Beyond::Escaped, ..INDENT_2 }),
    (Code::BodyReserialized4Spaces, Dialect { escaped: b"\x7f", beyond: Beyond::Escaped, ..INDENT_4 }),
    (Code::BodyReserializedPhpPretty, Dialect { slash: true, beyond: Beyond::Escaped, ..INDENT_4 }),
    (Code::BodyReserializedPhpPretty, Dialect { slash: true, beyond: Beyond::Separators, ..INDENT_4 }),
    (Code::BodyReserializedGoIndented, Dialect { indent: Some("  "), colon: " ", ..GO }),
    (Code::BodyReserializedGoIndented, Dialect { indent: Some("    "), colon: " ", ..GO }),
    (Code::BodyReserializedGoIndented, Dialect { indent: Some("\t"), colon: " ", ..GO }),
    (Code::BodyReserializedDotnetIndented, Dialect { indent: Some("  "), colon: " ", ..DOTNET }),
    (Code::BodyReserializedSorted, Dialect { order: Order::Sorted, ..ASCII }),
    (Code::BodyReserializedSorted, Dialect { order: Order::Sorted, ..INDENT_2 }),
    (Code::BodyReserializedSorted, Dialect { order: Order::Sorted, ..INDENT_4 }),
    (Code::BodyReserializedSortedPython, Dialect { order: Order::Sorted, ..PYTHON_UNICODE }),
];

/// The dialects that most senders write. A body with changed values is also tried in these dialects.
pub(super) const USUAL: &[(Code, Dialect)] =
    &[(Code::BodyReserializedCompact, COMPACT), (Code::BodyReserializedPhp, PHP), (Code::BodyReserializedPython, PYTHON)];

/// The dialects that apps print most often. A body in one of these dialects may have been printed by an app.
pub(super) const PRINTED: &[Dialect] = &[COMPACT, JAVASCRIPT, PYTHON, INDENT_2];

impl Dialect {
    /// Writes a value. Returns `None` if the text is longer than `most` bytes.
    pub(super) fn write(&self, value: &Json<'_>, most: usize) -> Option<Vec<u8>> {
        let mut writer = Writer { dialect: self, out: String::new(), most };
        writer.value(value, 0)?;
        Some(writer.out.into_bytes())
    }
}

/// A writer, with the text written so far.
struct Writer<'d> {
    dialect: &'d Dialect,
    out: String,
    most: usize,
}

impl Writer<'_> {
    /// Writes a value. Stops if the text is too long, because indentation of deep nesting can make the length quadratic.
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
                // Sorting is stable, so that repeated names keep their order.
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

    /// Writes a list or an object: values, with names or without.
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
            // With indentation, a line break replaces the space after a comma.
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
        // All dialects write an empty list as `[]`, even with indentation.
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

    /// Writes a string. The dialect's escapes have priority, because some programs write `\u0022` for a quote.
    fn text(&mut self, text: &str) {
        let dialect = self.dialect;
        self.out.push('"');
        for character in text.chars() {
            let escaped = u8::try_from(character).is_ok_and(|byte| dialect.escaped.contains(&byte));
            match character {
                _ if escaped => self.escape(character, dialect.hex != HexCase::Lower),
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                '\0'..='\u{1f}' => self.escape(character, dialect.hex == HexCase::Upper),
                '/' if dialect.slash => self.out.push_str("\\/"),
                '\u{2028}' | '\u{2029}' if dialect.beyond != Beyond::Raw => self.escape(character, dialect.hex == HexCase::Upper),
                '\u{85}' if dialect.beyond == Beyond::NextLine => self.escape(character, dialect.hex == HexCase::Upper),
                _ if !character.is_ascii() && dialect.beyond == Beyond::Escaped => {
                    self.escape(character, dialect.hex == HexCase::Upper);
                }
                _ => self.out.push(character),
            }
        }
        self.out.push('"');
    }

    /// Writes a character as a `\u` escape, or as two escapes if it is beyond the basic plane.
    fn escape(&mut self, character: char, upper: bool) {
        for unit in character.encode_utf16(&mut [0; 2]) {
            let text = if upper { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
            self.out.push_str(&text);
        }
    }
}

/// Writes a number as JavaScript does (ECMAScript, Number::toString).
pub(super) fn javascript_number(number: f64) -> String {
    // Negative zero is written without its sign. A number out of the range of a double is written as null.
    if !number.is_finite() {
        return "null".into();
    }
    ryu_js::Buffer::new().format_finite(if number == 0.0 { 0.0 } else { number }).into()
}

/// Sorts members as in a JavaScript object: names that are whole numbers first, each name once.
fn javascript_order<'v, 'j>(members: Vec<(&'v str, &'v Json<'j>)>) -> Vec<(&'v str, &'v Json<'j>)> {
    // An array index (ECMAScript) is a whole number in canonical form, below 2^32 - 1.
    let index = |name: &str| name.parse::<u32>().ok().filter(|number| *number != u32::MAX && format!("{number}") == name);
    let mut last = BTreeMap::new();
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
