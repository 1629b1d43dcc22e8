//! Variants of the received body that may have been signed.
//!
//! The input is the body of the receiver. Each variant is a body that the sender may have signed, if one change happened in
//! transit. The order of the variants matters: if two changes lead to the same bytes, the first one becomes the finding.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::body_ends::{BOM, other_ends};
use super::code::Code;
use super::json::Json;
use super::json_dialect::{DIALECTS, USUAL};
use super::printed_bytes::{listed, printed_bytes};
use super::{compression, line_breaks, text};

/// The maximum length of all variants of a body together, in bytes.
const MAX_BYTES: usize = 32 << 20;
/// The maximum length of a decompressed body, in bytes.
const MAX_INFLATED: usize = 4 << 20;
/// The maximum number of members whose numbers are respelled.
const MAX_RESPELLED: usize = 24;
/// The maximum length of a body whose numbers are respelled, in bytes. For longer bodies, the budget does not suffice for such a
/// rare change.
const MAX_RESPELLED_BODY: usize = 1 << 16;

/// A body that may have been signed.
pub(super) struct BodyVariant {
    pub(super) bytes: Vec<u8>,
    /// The changes in transit. Empty for the given body.
    pub(super) changes: Vec<Code>,
}

impl BodyVariant {
    /// Returns the position of the first byte at which the given body differs.
    pub(super) fn offset(&self, given: &[u8]) -> usize {
        let same = self.bytes.iter().zip(given).take_while(|(signed, given)| signed == given);
        same.count()
    }
}

/// Every variant of a body, without duplicates: first the body itself, then the most common variants.
pub(super) struct BodyVariants {
    pub(super) list: Vec<BodyVariant>,
    /// Whether variants were omitted because of a limit.
    pub(super) cut: bool,
    room: usize,
    /// The change that was undone before the JSON was read. It is added to the changes of every variant of the JSON.
    before_json: Option<Code>,
}

impl BodyVariants {
    /// Creates all variants. `reserialized` is `JSON.stringify` of the parsed body, if the caller has a JavaScript runtime.
    pub(super) fn of(body: &[u8], reserialized: Option<&[u8]>) -> Self {
        let given = BodyVariant { bytes: body.into(), changes: Vec::new() };
        let mut variants = Self { list: vec![given], cut: body.len() > MAX_BYTES, room: MAX_BYTES, before_json: None };
        if variants.cut {
            return variants;
        }
        variants.add_ends(body);
        variants.add_encodings(body);
        let json = Json::read(body.strip_prefix(BOM).unwrap_or(body).trim_ascii());
        variants.add_line_breaks(body);
        if let Some(json) = &json {
            variants.before_json = body.starts_with(BOM).then_some(Code::BodyBomAdded);
            variants.add_unwrapped(json);
            variants.add_dialects(json, body.len());
            variants.before_json = None;
        }
        // The dialects come first, and one of them is JavaScript's. The output of the runtime matters only if that dialect writes
        // the body differently.
        if let Some(reserialized) = reserialized {
            variants.add(&[Code::BodyReserializedJavascript], reserialized.into());
        }
        variants.add_web(body, json.as_ref());
        variants.add_some(Code::BodyPythonBytes, text::python_bytes(body));
        variants.add_some(Code::BodyBytesPrinted, printed_bytes(body, json.as_ref()));
        variants.add_compressed(body);
        if let Some(json) = &json {
            variants.before_json = body.starts_with(BOM).then_some(Code::BodyBomAdded);
            variants.add_respelled(json, body.len());
        }
        variants
    }

    /// Adds a variant, unless it is a duplicate or too long for the remaining room.
    fn add(&mut self, changes: &[Code], bytes: Vec<u8>) {
        if bytes.len() > self.room {
            self.cut = true;
        } else if !self.list.iter().any(|variant| variant.bytes == bytes) {
            self.room = self.room.saturating_sub(bytes.len());
            self.list.push(BodyVariant { bytes, changes: changes.iter().copied().chain(self.before_json).collect() });
        }
    }

    /// Adds a variant if the change can be undone.
    fn add_some(&mut self, change: Code, bytes: Option<Vec<u8>>) {
        if let Some(bytes) = bytes {
            self.add(&[change], bytes);
        }
    }

    /// Adds variants with different ends, without padding, and with an empty body.
    fn add_ends(&mut self, body: &[u8]) {
        for (changes, bytes) in other_ends(body) {
            self.add(&changes, bytes);
        }
        // A buffer may be longer than the body that was read into it.
        let padding = body.iter().rev().take_while(|byte| **byte == 0).count();
        self.add_some(Code::BodyNulPadded, body.get(..body.len().saturating_sub(padding)).map(Into::into));
        // Some senders sign before they have a body, and some providers do not sign the body.
        self.add(&[Code::BodySignedEmpty], Vec::new());
    }

    /// Adds variants with the same characters in a different encoding.
    fn add_encodings(&mut self, body: &[u8]) {
        match core::str::from_utf8(body) {
            // Valid UTF-8 may have been encoded twice. ASCII is the same in all of these encodings.
            Ok(text) if !text.is_ascii() => {
                for windows in [false, true] {
                    self.add_some(Code::BodyDoubleUtf8, text::bytes_of_latin1(text, windows));
                }
            }
            Ok(_) => {}
            Err(_) => {
                self.add(&[Code::BodyLatin1], text::latin1_to_utf8(body, false));
                self.add(&[Code::BodyWindows1252], text::latin1_to_utf8(body, true));
            }
        }
        self.add_some(Code::BodyUtf16, text::utf16_to_utf8(body));
        self.add(&[Code::BodyBomRemoved], [BOM, body].concat());
    }

    /// Adds the body inside a JSON string, or inside an event that contains a request.
    fn add_unwrapped(&mut self, json: &Json<'_>) {
        if let Json::Text(inner) = json {
            self.add(&[Code::BodyDoubleStringified], inner.as_bytes().into());
        }
        let flag = match json.member("isBase64Encoded") {
            Some(Json::Word(word)) => Some(*word == "true"),
            _ => None,
        };
        let (plain, encoded): (&[Code], &[Code]) = match flag {
            Some(true) => (&[Code::BodyEnvelope, Code::BodyBase64Flag], &[Code::BodyEnvelope]),
            Some(false) => (&[Code::BodyEnvelope], &[Code::BodyEnvelope, Code::BodyBase64Flag]),
            None => (&[Code::BodyEnvelope], &[Code::BodyEnvelope, Code::BodyBase64]),
        };
        // The names of the body in AWS Lambda, Google Cloud Functions and queues.
        for name in ["body", "rawBody", "raw_body", "payload"] {
            match json.member(name) {
                Some(Json::Text(inner)) => {
                    self.add(plain, inner.as_bytes().into());
                    if let Some(decoded) = text::base64_decoded(inner.as_bytes()) {
                        self.add(encoded, decoded);
                    }
                }
                Some(inner) => {
                    if let Some(bytes) = listed(inner) {
                        self.add(&[Code::BodyEnvelope, Code::BodyBytesPrinted], bytes);
                    }
                }
                None => {}
            }
        }
    }

    /// Adds variants with restored line breaks, if the indentation shows where they were.
    fn add_line_breaks(&mut self, body: &[u8]) {
        let Some(lines) = line_breaks::restored(body) else { return };
        for (crlf, end) in [(false, "\n"), (true, "\r\n")] {
            let lines = text::line_ends(&lines, crlf);
            self.add(&[Code::BodyLineBreaksLost], [&lines[..], end.as_bytes()].concat());
            self.add(&[Code::BodyLineBreaksLost], lines);
        }
    }

    /// Adds the decompressed body. A gateway may have encoded the compressed body as base64.
    fn add_compressed(&mut self, body: &[u8]) {
        let most = self.room.min(MAX_INFLATED);
        self.add_some(Code::BodyCompressed, compression::inflated(body, most));
        let inside = text::base64_decoded(body).and_then(|decoded| compression::inflated(&decoded, most));
        if let Some(inside) = inside {
            self.add(&[Code::BodyBase64, Code::BodyCompressed], inside);
        }
    }

    /// Adds the same JSON as other programs write it.
    fn add_dialects(&mut self, json: &Json<'_>, length: usize) {
        let most = room_for(length);
        for (code, dialect) in DIALECTS {
            match dialect.write(json, most) {
                Some(bytes) => {
                    if NEWLINE_AFTER.contains(code) {
                        let with_newline = [&bytes[..], b"\n"].concat();
                        self.add(&[*code], bytes);
                        self.add(&[*code, Code::BodyTrailingNewlineRemoved], with_newline);
                    } else {
                        self.add(&[*code], bytes);
                    }
                }
                // The variant was too long, so it is omitted.
                None => self.cut = true,
            }
        }
        // PHP writes an empty object as an empty list, unless objects are requested.
        let mut objects = json.clone();
        objects.map("", &mut |_, value| {
            if matches!(value, Json::List(items) if items.is_empty()) {
                *value = Json::Object(Vec::new());
            }
        });
        self.add_changed(Code::BodyEmptyObjectLost, json, &objects, length);
    }

    /// Adds JSON with one changed value, as most senders write it. If the given body is written differently, that is a second
    /// change.
    fn add_changed(&mut self, change: Code, json: &Json<'_>, other: &Json<'_>, length: usize) {
        for (written, dialect) in USUAL {
            let most = room_for(length);
            // The first variant is the given body.
            let given = self.list.first().map_or(&[][..], |given| &given.bytes);
            let text = given.strip_prefix(BOM).unwrap_or(given);
            let is_same = dialect.write(json, most).is_some_and(|bytes| bytes == text);
            if let Some(bytes) = dialect.write(other, most) {
                let changes = [change, *written];
                self.add(if is_same { &changes[..1] } else { &changes }, bytes);
            }
        }
    }

    /// Adds variants without the changes of HTML forms, base64 and HTML pages.
    fn add_web(&mut self, body: &[u8], json: Option<&Json<'_>>) {
        if let Some(pairs) = text::form(body) {
            // Some providers can send JSON as a field. The field may have any name, but must be one of the first fields.
            for (_, value) in pairs.iter().take(8).filter(|(_, value)| value.starts_with(['{', '['])) {
                self.add(&[Code::BodyFormPayload], value.as_bytes().into());
            }
            // The two encodings write a space as `+` and as `%20`.
            for encode in [text::encode_form as fn(&str) -> String, text::encode_component] {
                self.add(&[Code::BodyFormReencoded], text::write_form(&pairs, encode));
            }
            self.add(&[Code::BodyFormEncoded], encoded_values(body));
        }
        // The inverse: JSON that a form parser extracted from a field, or created from all fields.
        if let (Some(json), Ok(text)) = (json, core::str::from_utf8(body)) {
            for encode in [text::encode_form as fn(&str) -> String, text::encode_component] {
                for name in ["payload", "data"] {
                    self.add(&[Code::BodyFormEncoded], [name, "=", &encode(text)].concat().into_bytes());
                }
                self.add_some(Code::BodyFormEncoded, flat(json).map(|pairs| text::write_form(&pairs, encode)));
            }
        }
        self.add_some(Code::BodyUrlEncoded, text::percent_decoded(body));
        self.add_some(Code::BodyBase64, text::base64_decoded(body));
        self.add(&[Code::BodyBase64Decoded], text::base64_encoded(body));
        self.add_some(Code::BodyHex, hex::decode(body.trim_ascii()).ok());
        // Go writes bytes as a JSON string of base64.
        if let Some(Json::Text(inner)) = json
            && let Some(bytes) = text::base64_decoded(inner.as_bytes())
        {
            self.add(&[Code::BodyBase64, Code::BodyDoubleStringified], bytes);
        }
        if let Ok(text) = core::str::from_utf8(body) {
            self.add_some(Code::BodyHtmlEscaped, text::html_unescaped(text));
            self.add_some(Code::BodySlashesAdded, text::slashes_stripped(text));
            self.add_some(Code::BodyParsedAsForm, json.and_then(unparsed_form));
            // `JSON.stringify` of a text: the sender passes JSON to a client that stringifies its input.
            let string = Json::Text(text.into());
            for (_, dialect) in USUAL {
                self.add_some(Code::BodyStringifiedBySender, dialect.write(&string, room_for(body.len())));
            }
        }
    }

    /// Adds variants with the decimals that a parser removes: `10` as `10.0` and `10.00`.
    ///
    /// Changes one member at a time, because a price has decimals but an id has none.
    fn add_respelled(&mut self, json: &Json<'_>, length: usize) {
        if length > MAX_RESPELLED_BODY {
            self.cut = true;
            return;
        }
        // Members with the same name change together, such as all prices of a list.
        let mut names: Vec<String> = Vec::new();
        json.clone().map("", &mut |name, value| {
            if matches!(value, Json::Number(_)) && names.len() < MAX_RESPELLED && !names.iter().any(|known| known == name) {
                names.push(name.into());
            }
        });
        let one = names.iter().map(|name| (Some(name), false));
        // All prices of an object may change together under any name: first every number that has decimals, then every number.
        let all = [(None, true), (None, false)];
        for ((name, with_fraction), decimals) in one.chain(all).flat_map(|which| [1, 2].map(|decimals| (which, decimals))) {
            let mut other = json.clone();
            other.map("", &mut |under, value| {
                if let Json::Number(text) = value
                    && name.is_none_or(|name| name == under)
                    && (!with_fraction || text.contains('.'))
                {
                    *text = Cow::Owned(with_decimals(text, decimals));
                }
            });
            self.add_changed(Code::BodyNumberSpelling, json, &other, length);
        }
    }
}

/// The dialects whose output some programs end with a newline: Go's Encoder, jq, and programs that read a file.
const NEWLINE_AFTER: [Code; 3] = [Code::BodyReserializedCompact, Code::BodyReserializedGo, Code::BodyReserialized2Spaces];

/// Returns the maximum length of a variant: a small multiple of the length of the given body. Indentation of deep nesting could
/// make the length quadratic.
fn room_for(length: usize) -> usize {
    length.saturating_mul(8).saturating_add(4096)
}

/// Encodes the values of an HTML form again.
fn encoded_values(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let field = |field: &str| match field.split_once('=') {
        Some((name, value)) => [name, "=", &text::encode_form(value)].concat(),
        None => field.into(),
    };
    text.split('&').map(field).collect::<Vec<_>>().join("&").into_bytes()
}

/// Returns the text that a form parser split into names and values. `None` unless the first name looks like JSON.
fn unparsed_form(json: &Json<'_>) -> Option<Vec<u8>> {
    let pairs = flat(json).filter(|pairs| pairs.first().is_some_and(|(name, _)| name.starts_with(['{', '['])))?;
    let field = |(name, value): &(String, String)| {
        if value.is_empty() { name.clone() } else { [name.as_str(), "=", value].concat() }
    };
    Some(pairs.iter().map(field).collect::<Vec<_>>().join("&").into_bytes())
}

/// Returns the members of an object that a form parser may have created: every member is a text or a number.
fn flat(json: &Json<'_>) -> Option<Vec<(String, String)>> {
    let Json::Object(members) = json else { return None };
    let text = |value: &Json<'_>| match value {
        Json::Text(text) => Some(text.clone()),
        Json::Number(text) => Some(text.clone().into_owned()),
        _ => None,
    };
    members.iter().map(|(name, value)| Some((name.clone(), text(value)?))).collect()
}

/// Returns a number with at least `decimals` decimals. A number with an exponent stays unchanged.
fn with_decimals(number: &str, decimals: usize) -> String {
    if number.contains(['e', 'E']) {
        return number.into();
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let zeros = decimals.saturating_sub(fraction.len());
    [whole, ".", fraction, &"0".repeat(zeros)].concat()
}
