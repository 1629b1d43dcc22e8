//! The bodies that may have been signed, made from the one that was received.
//!
//! What is given is what the receiver has. Each variant is what the sender may have had, if one thing happened on the way. Their order
//! matters: of two changes that lead to the same bytes, the first gives the finding.

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

/// The most bytes that all variants of a body have together.
const MAX_BYTES: usize = 32 << 20;
/// The most bytes that a compressed body is decompressed to.
const MAX_INFLATED: usize = 4 << 20;
/// The most members whose numbers are respelled.
const MAX_RESPELLED: usize = 24;
/// The longest body whose numbers are respelled, in bytes: of longer ones there are tries left for nothing so rare.
const MAX_RESPELLED_BODY: usize = 1 << 16;

/// A body that may have been signed.
pub(super) struct BodyVariant {
    pub(super) bytes: Vec<u8>,
    /// What happened to it on the way. Nothing, for the body as it was given.
    pub(super) changes: Vec<Code>,
}

impl BodyVariant {
    /// Returns the first byte at which the body given is another.
    pub(super) fn offset(&self, given: &[u8]) -> usize {
        let same = self.bytes.iter().zip(given).take_while(|(signed, given)| signed == given);
        same.count()
    }
}

/// Every variant of a body, each once: first the body itself, then the most usual.
pub(super) struct BodyVariants {
    pub(super) list: Vec<BodyVariant>,
    /// Whether there were more than there is room for.
    pub(super) cut: bool,
    room: usize,
    /// What was taken off before the JSON was read, which every variant of the JSON has among its changes.
    before_json: Option<Code>,
}

impl BodyVariants {
    /// Makes all variants. `reserialized` is `JSON.stringify` of the parsed body, where the caller has a runtime to make it.
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
        // After the dialects, one of which is JavaScript's: the runtime's is there for what that does not write the same.
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

    /// Adds a variant, unless it is there already or there is no room left.
    fn add(&mut self, changes: &[Code], bytes: Vec<u8>) {
        if bytes.len() > self.room {
            self.cut = true;
        } else if !self.list.iter().any(|variant| variant.bytes == bytes) {
            self.room = self.room.saturating_sub(bytes.len());
            self.list.push(BodyVariant { bytes, changes: changes.iter().copied().chain(self.before_json).collect() });
        }
    }

    /// Adds a variant if something was there to undo.
    fn add_some(&mut self, change: Code, bytes: Option<Vec<u8>>) {
        if let Some(bytes) = bytes {
            self.add(&[change], bytes);
        }
    }

    /// Changes what stands before and after, and between the lines.
    fn add_ends(&mut self, body: &[u8]) {
        for (changes, bytes) in other_ends(body) {
            self.add(&changes, bytes);
        }
        // A buffer that is longer than what was read into it.
        let padding = body.iter().rev().take_while(|byte| **byte == 0).count();
        self.add_some(Code::BodyNulPadded, body.get(..body.len().saturating_sub(padding)).map(Into::into));
        // Some sender signs before it has a body, and some provider leaves the body out.
        self.add(&[Code::BodySignedEmpty], Vec::new());
    }

    /// Writes the same characters as other bytes.
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

    /// Takes the body out of a JSON string, or out of an event that carries a request.
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
        // The names that AWS Lambda, Google Cloud Functions and queues have for it.
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

    /// Puts line breaks back where indentation shows that there were some.
    fn add_line_breaks(&mut self, body: &[u8]) {
        let Some(lines) = line_breaks::restored(body) else { return };
        for (crlf, end) in [(false, "\n"), (true, "\r\n")] {
            let lines = text::line_ends(&lines, crlf);
            self.add(&[Code::BodyLineBreaksLost], [&lines[..], end.as_bytes()].concat());
            self.add(&[Code::BodyLineBreaksLost], lines);
        }
    }

    /// Decompresses, also what a gateway wrote as base 64.
    fn add_compressed(&mut self, body: &[u8]) {
        let most = self.room.min(MAX_INFLATED);
        self.add_some(Code::BodyCompressed, compression::inflated(body, most));
        let inside = text::base64_decoded(body).and_then(|decoded| compression::inflated(&decoded, most));
        if let Some(inside) = inside {
            self.add(&[Code::BodyBase64, Code::BodyCompressed], inside);
        }
    }

    /// Writes the same JSON as other programs do.
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
                // It became too long, so something was left untried.
                None => self.cut = true,
            }
        }
        // PHP makes an empty list of an empty object, unless it is asked for objects.
        let mut objects = json.clone();
        objects.map("", &mut |_, value| {
            if matches!(value, Json::List(items) if items.is_empty()) {
                *value = Json::Object(Vec::new());
            }
        });
        self.add_changed(Code::BodyEmptyObjectLost, json, &objects, length);
    }

    /// Writes JSON of which one thing was changed as most senders do. What is written otherwise besides is a second change.
    fn add_changed(&mut self, change: Code, json: &Json<'_>, other: &Json<'_>, length: usize) {
        for (written, dialect) in USUAL {
            let most = room_for(length);
            // The body itself is the first of all variants.
            let given = self.list.first().map_or(&[][..], |given| &given.bytes);
            let text = given.strip_prefix(BOM).unwrap_or(given);
            let is_same = dialect.write(json, most).is_some_and(|bytes| bytes == text);
            if let Some(bytes) = dialect.write(other, most) {
                let changes = [change, *written];
                self.add(if is_same { &changes[..1] } else { &changes }, bytes);
            }
        }
    }

    /// Undoes what HTML forms, base 64 and pages make of a body.
    fn add_web(&mut self, body: &[u8], json: Option<&Json<'_>>) {
        if let Some(pairs) = text::form(body) {
            // Some providers can send JSON as a field. Any name will do, and the first few fields.
            for (_, value) in pairs.iter().take(8).filter(|(_, value)| value.starts_with(['{', '['])) {
                self.add(&[Code::BodyFormPayload], value.as_bytes().into());
            }
            // A space is `+` in one and `%20` in the other.
            for encode in [text::encode_form as fn(&str) -> String, text::encode_component] {
                self.add(&[Code::BodyFormReencoded], text::write_form(&pairs, encode));
            }
            self.add(&[Code::BodyFormEncoded], encoded_values(body));
        }
        // The other way round: JSON that a form parser took out of a field, or made of all fields.
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
        // As Go writes bytes: a JSON string of base 64.
        if let Some(Json::Text(inner)) = json
            && let Some(bytes) = text::base64_decoded(inner.as_bytes())
        {
            self.add(&[Code::BodyBase64, Code::BodyDoubleStringified], bytes);
        }
        if let Ok(text) = core::str::from_utf8(body) {
            self.add_some(Code::BodyHtmlEscaped, text::html_unescaped(text));
            self.add_some(Code::BodySlashesAdded, text::slashes_stripped(text));
            self.add_some(Code::BodyParsedAsForm, json.and_then(unparsed_form));
            // `JSON.stringify` of a text: a sender that hands over JSON to a client which stringifies what it is given.
            let string = Json::Text(text.into());
            for (_, dialect) in USUAL {
                self.add_some(Code::BodyStringifiedBySender, dialect.write(&string, room_for(body.len())));
            }
        }
    }

    /// Gives the numbers of one member after another the decimals that a parser drops: `10` as `10.0` and `10.00`.
    ///
    /// One member at a time: a price has decimals where an id has none.
    fn add_respelled(&mut self, json: &Json<'_>, length: usize) {
        if length > MAX_RESPELLED_BODY {
            self.cut = true;
            return;
        }
        // By name, so that all prices of a list change together.
        let mut names: Vec<String> = Vec::new();
        json.clone().map("", &mut |name, value| {
            if matches!(value, Json::Number(_)) && names.len() < MAX_RESPELLED && !names.iter().any(|known| known == name) {
                names.push(name.into());
            }
        });
        let one = names.iter().map(|name| (Some(name), false));
        // All prices of an object too, whatever their names: every number that has decimals, and every number.
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

/// The dialects after whose output some programs put a newline: Go's Encoder, jq, and whatever reads a file.
const NEWLINE_AFTER: [Code; 3] = [Code::BodyReserializedCompact, Code::BodyReserializedGo, Code::BodyReserialized2Spaces];

/// Returns how long a variant may become: a few times what was given. Deep nesting, indented, would become as long as its square.
fn room_for(length: usize) -> usize {
    length.saturating_mul(8).saturating_add(4096)
}

/// Encodes the fields of an HTML form again, whose values were decoded.
fn encoded_values(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let field = |field: &str| match field.split_once('=') {
        Some((name, value)) => [name, "=", &text::encode_form(value)].concat(),
        None => field.into(),
    };
    text.split('&').map(field).collect::<Vec<_>>().join("&").into_bytes()
}

/// Returns the text that a form parser took for names and values. `None` unless the first name looks like JSON.
fn unparsed_form(json: &Json<'_>) -> Option<Vec<u8>> {
    let pairs = flat(json).filter(|pairs| pairs.first().is_some_and(|(name, _)| name.starts_with(['{', '['])))?;
    let field = |(name, value): &(String, String)| {
        if value.is_empty() { name.clone() } else { [name.as_str(), "=", value].concat() }
    };
    Some(pairs.iter().map(field).collect::<Vec<_>>().join("&").into_bytes())
}

/// Returns the members of an object that a form parser may have made: all of them text or numbers.
fn flat(json: &Json<'_>) -> Option<Vec<(String, String)>> {
    let Json::Object(members) = json else { return None };
    let text = |value: &Json<'_>| match value {
        Json::Text(text) => Some(text.clone()),
        Json::Number(text) => Some(text.clone().into_owned()),
        _ => None,
    };
    members.iter().map(|(name, value)| Some((name.clone(), text(value)?))).collect()
}

/// Returns a number with so many decimals at least. One with an exponent is left alone.
fn with_decimals(number: &str, decimals: usize) -> String {
    if number.contains(['e', 'E']) {
        return number.into();
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let zeros = decimals.saturating_sub(fraction.len());
    [whole, ".", fraction, &"0".repeat(zeros)].concat()
}
