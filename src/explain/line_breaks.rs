//! Restores the line breaks of JSON, which `curl -d @file` removes, for example.
//!
//! The remaining indentation shows where a line began. The beginning of a line without indentation cannot be found, except before
//! the last bracket of a value, and between two values.

use alloc::vec::Vec;

/// Returns the JSON with line breaks, each written as `\n`, without one at the end. `None` if nothing shows that there were line
/// breaks.
pub(super) fn restored(body: &[u8]) -> Option<Vec<u8>> {
    if body.iter().any(|byte| matches!(byte, b'\n' | b'\r')) || !matches!(body.first(), Some(b'{' | b'[')) {
        return None;
    }
    let mut lines = Lines { out: Vec::with_capacity(body.len().saturating_add(64)), depth: 0, broken: false, any: false };
    let (mut in_text, mut escaped, mut space) = (false, false, 0_usize);
    for (at, byte) in body.iter().enumerate() {
        if !in_text && matches!(byte, b' ' | b'\t') {
            space = space.saturating_add(1);
            continue;
        }
        if !in_text {
            lines.space(body.get(at.saturating_sub(space)..at).unwrap_or_default(), *byte);
            space = 0;
        }
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => lines.depth = lines.depth.saturating_add(1),
            b'}' | b']' if !in_text => lines.depth = lines.depth.saturating_sub(1),
            _ => {}
        }
        lines.out.push(*byte);
    }
    lines.any.then_some(lines.out)
}

/// The lines written so far.
struct Lines {
    out: Vec<u8>,
    /// The number of open brackets.
    depth: usize,
    /// Whether the current value has line breaks.
    broken: bool,
    /// Whether a line break was inserted.
    any: bool,
}

impl Lines {
    /// Adds the white space before a byte, after a line break if one was lost. Indentation has at least two characters, or is one
    /// tab.
    fn space(&mut self, run: &[u8], next: u8) {
        let indented = run.len() > 1 || run == b"\t";
        let ends_value = self.depth == 1 && matches!(next, b'}' | b']') && self.broken && run.is_empty();
        // Several values follow one another, each on its own line.
        let begins_value = self.depth == 0 && matches!(next, b'{' | b'[') && run.is_empty() && !self.out.is_empty();
        if indented || ends_value || begins_value {
            self.out.push(b'\n');
            self.any = true;
            self.broken = indented || self.broken && ends_value;
        }
        self.out.extend_from_slice(run);
    }
}
