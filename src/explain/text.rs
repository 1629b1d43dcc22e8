//! Undoes changes to a body as text, for bytes that need not be JSON.
//!
//! A function returns `None` if there is nothing to undo, so that no unnecessary variant is created.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use base64ct::{Base64, Encoding as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

/// The characters that `encodeURIComponent` escapes.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Encodes as `encodeURIComponent` does: a space becomes `%20`.
pub(super) fn encode_component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// Encodes as an HTML form does: a space becomes `+`.
pub(super) fn encode_form(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Decodes percent escapes and `+`. `None` if the body contains neither.
pub(super) fn percent_decoded(body: &[u8]) -> Option<Vec<u8>> {
    if !body.contains(&b'%') && !body.contains(&b'+') {
        return None;
    }
    let spaced: Vec<u8> = body.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    Some(percent_decode(&spaced).collect())
}

/// Parses the names and values of an HTML form. `None` if the body does not look like one.
pub(super) fn form(body: &[u8]) -> Option<Vec<(String, String)>> {
    let looks = body.contains(&b'=') && !body.first().is_some_and(|byte| b"{[\"< ".contains(byte));
    looks.then(|| form_urlencoded::parse(body).into_owned().collect())
}

/// Encodes names and values as an HTML form.
pub(super) fn write_form(pairs: &[(String, String)], encode: fn(&str) -> String) -> Vec<u8> {
    let fields: Vec<String> = pairs.iter().map(|(name, value)| [encode(name), encode(value)].join("=")).collect();
    fields.join("&").into_bytes()
}

/// Returns the original bytes of a text, if they were read as Latin-1 or Windows-1252 and written as UTF-8.
pub(super) fn bytes_of_latin1(text: &str, windows: bool) -> Option<Vec<u8>> {
    let byte = |character: char| {
        let place = WINDOWS_1252.chars().position(|other| windows && other == character && other != '\u{fffd}');
        match place {
            Some(place) => u8::try_from(place).ok().map(|place| place.saturating_add(0x80)),
            None => u8::try_from(character).ok(),
        }
    };
    text.chars().map(byte).collect()
}

/// Converts Latin-1 or Windows-1252 to UTF-8.
pub(super) fn latin1_to_utf8(body: &[u8], windows: bool) -> Vec<u8> {
    let character = |byte: &u8| match byte.checked_sub(0x80) {
        Some(place) if windows && place < 0x20 => WINDOWS_1252.chars().nth(place.into()).unwrap_or(char::from(*byte)),
        _ => char::from(*byte),
    };
    body.iter().map(character).collect::<String>().into_bytes()
}

/// The characters of Windows-1252 from 0x80 to 0x9F. Latin-1 has control characters there.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Converts UTF-16 to UTF-8. The byte order mark or the zero byte of the first character determines the byte order.
pub(super) fn utf16_to_utf8(body: &[u8]) -> Option<Vec<u8>> {
    let (rest, big) = match body {
        [0xff, 0xfe, rest @ ..] => (rest, false),
        [0xfe, 0xff, rest @ ..] => (rest, true),
        [first, 0, ..] if *first != 0 => (body, false),
        [0, second, ..] if *second != 0 => (body, true),
        _ => return None,
    };
    let (pairs, []) = rest.as_chunks::<2>() else { return None };
    let units = pairs.iter().map(|pair| if big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) });
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().map(String::into_bytes)
}

/// Decodes base64 in either alphabet, with or without padding, on one line or several lines.
pub(super) fn base64_decoded(body: &[u8]) -> Option<Vec<u8>> {
    let text: Vec<u8> = body
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace() && **byte != b'=')
        // The base64url alphabet has these two characters instead of `+` and `/`.
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => *other,
        })
        .collect();
    let text = core::str::from_utf8(&text).ok().filter(|text| !text.is_empty())?;
    base64ct::Base64Unpadded::decode_vec(text).ok()
}

/// Encodes as base64 with padding.
pub(super) fn base64_encoded(body: &[u8]) -> Vec<u8> {
    Base64::encode_string(body).into_bytes()
}

/// Decodes the HTML escapes of a text. `None` if the text contains none.
pub(super) fn html_unescaped(text: &str) -> Option<Vec<u8>> {
    // The ampersand is the last escape, so that no text is decoded twice.
    const ESCAPES: [(&str, &str); 8] = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let plain = ESCAPES.iter().fold(Cow::Borrowed(text), |text, (escape, character)| replaced(text, escape, character));
    (plain != text).then(|| plain.into_owned().into_bytes())
}

fn replaced<'t>(text: Cow<'t, str>, from: &str, to: &str) -> Cow<'t, str> {
    if text.contains(from) { Cow::Owned(text.replace(from, to)) } else { text }
}

/// Removes the backslashes that PHP's `addslashes` adds before quotes and backslashes. `None` if no quote has a backslash.
pub(super) fn slashes_stripped(text: &str) -> Option<Vec<u8>> {
    if !text.contains("\\\"") {
        return None;
    }
    let (mut plain, mut characters) = (String::with_capacity(text.len()), text.chars());
    while let Some(character) = characters.next() {
        plain.push(if character == '\\' { characters.next()? } else { character });
    }
    Some(plain.into_bytes())
}

/// Decodes the bytes of Python's `b'…'`. `None` for any other text.
pub(super) fn python_bytes(body: &[u8]) -> Option<Vec<u8>> {
    let ([b'b', b'\'', inner @ .., b'\''] | [b'b', b'"', inner @ .., b'"']) = body else { return None };
    let (mut plain, mut bytes) = (Vec::with_capacity(inner.len()), inner.iter().copied());
    while let Some(byte) = bytes.next() {
        plain.push(match byte {
            b'\\' => match bytes.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'x' => {
                    let digits = [bytes.next()?, bytes.next()?];
                    u8::from_str_radix(core::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                other => other,
            },
            other => other,
        });
    }
    Some(plain)
}

/// Converts every line end to `\n` or `\r\n`. A single `\r` is not a line end.
pub(super) fn line_ends(body: &[u8], crlf: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut before = 0;
    for (at, byte) in body.iter().enumerate() {
        let follows = body.get(at.saturating_add(1)) == Some(&b'\n');
        match byte {
            b'\r' if follows && !crlf => {}
            b'\n' if crlf && before != b'\r' => out.extend_from_slice(b"\r\n"),
            other => out.push(*other),
        }
        before = *byte;
    }
    out
}
