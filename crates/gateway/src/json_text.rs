//! Values as JSON text in which every character is visible.

use std::fmt::Write;

use serde::Serialize;

/// Prints a value as JSON. Escapes the characters that control a terminal or an editor, and the characters that are invisible.
/// Otherwise, these characters could change how the rest of a line is read.
///
/// JSON itself escapes line breaks and other C0 controls. A JSON parser returns the original text.
pub fn to_json(value: &impl Serialize) -> String {
    visible(serde_json::to_string(value).unwrap_or_default())
}

/// Adds a member with a text to the JSON of an object that is not closed yet.
pub(crate) fn add_member(json: &mut String, name: &str, text: &str) {
    if json.len() > 1 {
        json.push(',');
    }
    json.push_str(&[&*to_json(&name), ":", &to_json(&text)].concat());
}

fn visible(text: String) -> String {
    // Nearly all lines require no escape.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    let (mut units, mut marks) = ([0; 2], 0_u32);
    for character in text.chars() {
        marks = if is_mark(character) { marks.saturating_add(1) } else { 0 };
        if marks <= MAX_MARKS && !is_hidden(character) {
            escaped.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut units) {
            // Writing to a String does not fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(*unit));
        }
    }
    escaped
}

/// The maximum number of marks on one letter. No language needs more, and a stack of marks covers other lines.
const MAX_MARKS: u32 = 3;

/// Returns whether a character is a mark on the previous letter.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Returns whether a character has no visible shape, or no known shape. These are controls, direction marks, spaces except
/// U+0020, line separators, fillers, joiners, characters without width, variation selectors, tags and private use.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{7f}'..='\u{a0}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{1680}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{2000}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}'
        | '\u{2800}'
        | '\u{3000}'
        | '\u{3164}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        // Planes 14 to 16.
        | '\u{e0000}'..)
}
