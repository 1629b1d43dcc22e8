//! Values as JSON text in which every character can be seen.

use std::fmt::Write;

use serde::Serialize;

/// Prints a value as JSON. Characters that a terminal or an editor obeys, or does not show, are escaped, so that none of them can
/// change how the rest of a line is read.
///
/// JSON itself escapes line breaks and other C0 controls. A reader of the JSON gets the text as it was.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    // Nearly every line.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    let mut units = [0; 2];
    for character in text.chars() {
        if !is_hidden(character) {
            escaped.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut units) {
            // Writing to a String does not fail.
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    }
    escaped
}

/// Whether a character has no shape of its own: controls, marks of direction, line separators, what joins or has no width, tags.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}
