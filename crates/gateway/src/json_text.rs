//! Values as JSON text in which every character can be seen.

use std::fmt::Write;

use serde::Serialize;

/// Prints a value as JSON. Characters that a terminal or an editor obeys, or does not show, are escaped, so that none of them can
/// change how the rest of a line is read.
///
/// JSON itself escapes line breaks and other C0 controls. A reader of the JSON gets the text as it was.
pub fn to_json(value: &impl Serialize) -> String {
    visible(serde_json::to_string(value).unwrap_or_default())
}

/// Adds a member with a text to the JSON of an object, whose end is still missing.
pub(crate) fn add_member(json: &mut String, name: &str, text: &str) {
    if json.len() > 1 {
        json.push(',');
    }
    json.push_str(&[&*to_json(&name), ":", &to_json(&text)].concat());
}

fn visible(text: String) -> String {
    // Nearly every line.
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

/// The most marks that are stacked on one letter. No language needs more; a pile of them covers other lines.
const MAX_MARKS: u32 = 3;

/// Whether a character is a mark on the letter before it.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Whether a character has no shape of its own, or none that is known: controls, marks of direction, spaces but for U+0020, line
/// separators, fillers, what joins or has no width, variation selectors, tags, private use.
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
