//! Prints texts as `JSON.stringify` does. Every text has exactly one printed form, so printed forms can be compared.

use std::fmt::Write;

/// Prints a text as `JSON.stringify` does. `written` is the text in valid JSON, without its quotes.
pub(crate) fn stringify(written: &str, out: &mut String) {
    out.push('"');
    let mut rest = written;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        rest = unescape(escape, out);
    }
    out.push_str(rest);
    out.push('"');
}

/// Appends the character of an escape. `escape` begins after the backslash. Returns the text after the escape.
fn unescape<'w>(escape: &'w str, out: &mut String) -> &'w str {
    let mut characters = escape.chars();
    let kind = characters.next().unwrap_or_default();
    let rest = characters.as_str();
    if kind != 'u' {
        // JavaScript escapes the same characters, except the slash.
        if kind != '/' {
            out.push('\\');
        }
        out.push(kind);
        return rest;
    }
    let (unit, rest) = code_unit(rest);
    // Two escapes may be the halves of a surrogate pair.
    let pair = rest.strip_prefix("\\u").map(code_unit);
    if let Some((low, behind)) = pair
        && let Some(Ok(character)) = char::decode_utf16([unit, low]).next()
        && character.len_utf16() == 2
    {
        out.push(character);
        return behind;
    }
    push_unit(unit, out);
    rest
}

/// Returns the code unit of four hex digits, and the text after them.
fn code_unit(text: &str) -> (u16, &str) {
    let (digits, rest) = text.split_at_checked(4).unwrap_or((text, ""));
    (u16::from_str_radix(digits, 16).unwrap_or_default(), rest)
}

/// Appends a code unit, escaped if `JSON.stringify` escapes it (ECMAScript, `QuoteJSONString`).
fn push_unit(unit: u16, out: &mut String) {
    let escape = match unit {
        0x08 => 'b',
        0x09 => 't',
        0x0a => 'n',
        0x0c => 'f',
        0x0d => 'r',
        0x22 => '"',
        0x5c => '\\',
        _ => '\0',
    };
    if escape != '\0' {
        out.extend(['\\', escape]);
        return;
    }
    match char::from_u32(unit.into()).filter(|character| *character >= ' ') {
        Some(character) => out.push(character),
        // The unit is a control character or half of a surrogate pair. Writing to a String does not fail.
        None => drop(write!(out, "\\u{unit:04x}")),
    }
}
