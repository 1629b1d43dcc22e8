//! Texts, as `JSON.stringify` prints them. One value has one spelling, so that spellings can be compared.

use std::fmt::Write;

/// Appends what `JSON.stringify` prints for a text: `written` is how valid JSON has it, without the quotes around it.
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

/// Appends the character that an escape stands for, without the backslash before it. Returns what is behind it.
fn unescape<'w>(escape: &'w str, out: &mut String) -> &'w str {
    let mut characters = escape.chars();
    let kind = characters.next().unwrap_or_default();
    let rest = characters.as_str();
    if kind != 'u' {
        // Of the others, JavaScript has no escape for the slash alone.
        if kind != '/' {
            out.push('\\');
        }
        out.push(kind);
        return rest;
    }
    let (unit, rest) = code_unit(rest);
    // Two escapes may be the halves of one character.
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

/// Returns the code unit that four hex digits stand for, and what is behind them.
fn code_unit(text: &str) -> (u16, &str) {
    let (digits, rest) = text.split_at_checked(4).unwrap_or((text, ""));
    (u16::from_str_radix(digits, 16).unwrap_or_default(), rest)
}

/// Appends a code unit, escaped where `JSON.stringify` escapes it (ECMAScript, `QuoteJSONString`).
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
        // A control character, or half of a pair. Writing to a String does not fail.
        None => drop(write!(out, "\\u{unit:04x}")),
    }
}
