//! The bodies that may have been signed, made from the one that was received.
//!
//! What is given is what the receiver has. Each form is what the sender may have had, if one thing happened on the way.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::code::Code;
use super::json::{DIALECTS, Json, USUAL};
use super::text;

/// The most bytes that all forms of a body have together.
const MAX_FORMS: usize = 32 << 20;
/// The most members whose numbers are respelled.
const MAX_RESPELLED: usize = 24;
/// The longest body whose numbers are respelled, in bytes: of longer ones there are tries left for nothing so rare.
const MAX_RESPELLED_BODY: usize = 1 << 16;

/// A body that may have been signed.
pub(super) struct Form {
    pub(super) bytes: Vec<u8>,
    /// What happened to it on the way. Nothing, for the body as it was given.
    pub(super) changes: Vec<Code>,
}

impl Form {
    /// The first byte at which the body given is another.
    pub(super) fn offset(&self, given: &[u8]) -> usize {
        let same = self.bytes.iter().zip(given).take_while(|(signed, given)| signed == given);
        same.count()
    }
}

/// Every form of a body, each once: first the body itself, then the most usual.
pub(super) struct Forms {
    pub(super) list: Vec<Form>,
    /// Whether there were more than there is room for.
    pub(super) cut: bool,
    room: usize,
}

impl Forms {
    /// All forms. `host` is `JSON.stringify` of the parsed body, where the caller has a JavaScript engine to make it.
    pub(super) fn of(body: &[u8], host: Option<&[u8]>) -> Self {
        let first = Form { bytes: body.into(), changes: Vec::new() };
        let mut forms = Self { list: vec![first], cut: body.len() > MAX_FORMS, room: MAX_FORMS };
        if forms.cut {
            return forms;
        }
        forms.ends(body);
        forms.encodings(body);
        let json = Json::read(body.strip_prefix(BOM).unwrap_or(body).trim_ascii());
        if let Some(json) = &json {
            forms.wrapped(json);
            forms.dialects(json, body.len());
        }
        if let Some(host) = host {
            forms.add(&[Code::BodyReserializedJavascript], host.into());
        }
        forms.web(body, json.as_ref());
        forms.rare(body);
        if let Some(json) = &json {
            forms.respelled(json, body.len());
        }
        forms
    }

    fn add(&mut self, changes: &[Code], bytes: Vec<u8>) {
        if bytes.len() > self.room {
            self.cut = true;
        } else if !self.list.iter().any(|form| form.bytes == bytes) {
            self.room = self.room.saturating_sub(bytes.len());
            self.list.push(Form { bytes, changes: changes.into() });
        }
    }

    fn add_some(&mut self, change: Code, bytes: Option<Vec<u8>>) {
        if let Some(bytes) = bytes {
            self.add(&[change], bytes);
        }
    }

    /// What stands before and behind, and between the lines.
    fn ends(&mut self, body: &[u8]) {
        let trimmed = body.strip_suffix(b"\n").map(|body| body.strip_suffix(b"\r").unwrap_or(body));
        self.add_some(Code::BodyTrailingNewlineAdded, trimmed.map(Into::into));
        self.add(&[Code::BodyTrailingNewlineRemoved], [body, b"\n"].concat());
        self.add_some(Code::BodyBomAdded, body.strip_prefix(BOM).map(Into::into));
        self.add(&[Code::BodyWhitespaceAdded], body.trim_ascii().into());
        self.add(&[Code::BodyCrlf], text::line_ends(body, false));
        self.add(&[Code::BodyLf], text::line_ends(body, true));
        // An editor of Windows does both.
        if let Some(trimmed) = trimmed {
            self.add(&[Code::BodyCrlf, Code::BodyTrailingNewlineAdded], text::line_ends(trimmed, false));
        }
        self.add(&[Code::BodyTrailingNewlineRemoved], [body, b"\r\n"].concat());
        let padding = body.iter().rev().take_while(|byte| **byte == 0).count();
        self.add_some(Code::BodyNulPadded, body.get(..body.len().saturating_sub(padding)).map(Into::into));
        self.add(&[Code::BodySignedEmpty], Vec::new());
    }

    /// The same characters as other bytes.
    fn encodings(&mut self, body: &[u8]) {
        match core::str::from_utf8(body) {
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

    /// A text in a JSON string, or the JSON of an event that carries a request.
    fn wrapped(&mut self, json: &Json<'_>) {
        if let Json::Text(inner) = json {
            self.add(&[Code::BodyDoubleStringified], inner.as_bytes().into());
        }
        for name in ["body", "rawBody", "raw_body", "payload"] {
            let Some(Json::Text(inner)) = json.member(name) else { continue };
            self.add(&[Code::BodyEnvelope], inner.as_bytes().into());
            self.add_some(Code::BodyEnvelope, text::base64_decoded(inner.as_bytes()));
        }
    }

    /// The same JSON, as other programs write it.
    fn dialects(&mut self, json: &Json<'_>, length: usize) {
        let most = room_for(length);
        for (code, dialect) in DIALECTS {
            match json.write(dialect, most) {
                Some(bytes) => {
                    if NEWLINE_BEHIND.contains(code) {
                        let with_newline = [&bytes[..], b"\n"].concat();
                        self.add(&[*code], bytes);
                        self.add(&[*code, Code::BodyTrailingNewlineRemoved], with_newline);
                    } else {
                        self.add(&[*code], bytes);
                    }
                }
                None => self.cut = true,
            }
        }
        let mut objects = json.clone();
        objects.map("", &mut |_, value| {
            if matches!(value, Json::List(items) if items.is_empty()) {
                *value = Json::Object(Vec::new());
            }
        });
        for dialect in USUAL {
            self.add_some(Code::BodyEmptyObjectLost, objects.write(dialect, most));
        }
    }

    /// What forms, base 64 and pages make of a body.
    fn web(&mut self, body: &[u8], json: Option<&Json<'_>>) {
        if let Some(pairs) = text::form(body) {
            for (_, value) in pairs.iter().take(8).filter(|(_, value)| value.starts_with(['{', '['])) {
                self.add(&[Code::BodyFormPayload], value.as_bytes().into());
            }
            for encode in [text::encode_form as fn(&str) -> String, text::encode_component] {
                self.add(&[Code::BodyFormReencoded], text::write_form(&pairs, encode));
            }
            self.add(&[Code::BodyFormEncoded], encoded_values(body));
        }
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
        if let Ok(text) = core::str::from_utf8(body) {
            self.add_some(Code::BodyHtmlEscaped, text::html_unescaped(text));
            self.add_some(Code::BodySlashesAdded, text::slashes_stripped(text));
            self.add_some(Code::BodyParsedAsForm, json.and_then(unparsed_form));
            let string = Json::Text(text.into());
            for dialect in USUAL {
                self.add_some(Code::BodyStringifiedBySender, string.write(dialect, room_for(body.len())));
            }
        }
    }

    fn rare(&mut self, body: &[u8]) {
        self.add_some(Code::BodyPythonBytes, text::python_bytes(body));
    }

    /// The numbers of one member after another with the decimals that a parser drops: `10` as `10.0` and `10.00`.
    fn respelled(&mut self, json: &Json<'_>, length: usize) {
        if length > MAX_RESPELLED_BODY {
            self.cut = true;
            return;
        }
        let mut names: Vec<String> = Vec::new();
        json.clone().map("", &mut |name, value| {
            if matches!(value, Json::Number(_)) && names.len() < MAX_RESPELLED && !names.iter().any(|known| known == name) {
                names.push(name.into());
            }
        });
        for (name, decimals) in names.iter().flat_map(|name| [1, 2].map(|decimals| (name, decimals))) {
            let mut other = json.clone();
            other.map("", &mut |under, value| {
                if let Json::Number(text) = value
                    && under == name
                {
                    *text = Cow::Owned(with_decimals(text, decimals));
                }
            });
            for dialect in USUAL {
                self.add_some(Code::BodyNumberSpelling, other.write(dialect, room_for(length)));
            }
        }
    }
}

/// UTF-8's byte order mark.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// The dialects behind whose output some programs put a newline: Go's Encoder, jq, and whatever reads a file.
const NEWLINE_BEHIND: [Code; 3] = [Code::BodyReserializedCompact, Code::BodyReserializedGo, Code::BodyReserialized2Spaces];

/// How long a form may become: a few times what was given. Deep nesting, indented, would become as long as its square.
fn room_for(length: usize) -> usize {
    length.saturating_mul(8).saturating_add(4096)
}

/// The fields of a form whose values were decoded, encoded again.
fn encoded_values(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let field = |field: &str| match field.split_once('=') {
        Some((name, value)) => [name, "=", &text::encode_form(value)].concat(),
        None => field.into(),
    };
    text.split('&').map(field).collect::<Vec<_>>().join("&").into_bytes()
}

/// The text that a form parser took for names and values, where the first name looks like the beginning of JSON.
fn unparsed_form(json: &Json<'_>) -> Option<Vec<u8>> {
    let pairs = flat(json).filter(|pairs| pairs.first().is_some_and(|(name, _)| name.starts_with(['{', '['])))?;
    let field = |(name, value): &(String, String)| {
        if value.is_empty() { name.clone() } else { [name.as_str(), "=", value].concat() }
    };
    Some(pairs.iter().map(field).collect::<Vec<_>>().join("&").into_bytes())
}

/// The members of an object that a form parser may have made: all of them text or numbers.
fn flat(json: &Json<'_>) -> Option<Vec<(String, String)>> {
    let Json::Object(members) = json else { return None };
    let text = |value: &Json<'_>| match value {
        Json::Text(text) => Some(text.clone()),
        Json::Number(text) => Some(text.clone().into_owned()),
        _ => None,
    };
    members.iter().map(|(name, value)| Some((name.clone(), text(value)?))).collect()
}

/// A number with so many decimals at least. One with an exponent is left alone.
fn with_decimals(number: &str, decimals: usize) -> String {
    if number.contains(['e', 'E']) {
        return number.into();
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let zeros = decimals.saturating_sub(fraction.len());
    [whole, ".", fraction, &"0".repeat(zeros)].concat()
}
