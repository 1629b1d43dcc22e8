//! JSON whose line breaks were lost, as `curl -d @file` takes them out, and its lines put back.
//!
//! Where a line began can be told by the indentation that is left. What has none cannot be told, but for the last bracket of a value.

use alloc::vec::Vec;

/// Returns the JSON with its line breaks, each of them `\n`, and none at its end. `None` where nothing shows that there were any.
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

/// The lines so far.
struct Lines {
    out: Vec<u8>,
    /// How many brackets are open.
    depth: usize,
    /// Whether the value under way has line breaks.
    broken: bool,
    /// Whether a line break was put in.
    any: bool,
}

impl Lines {
    /// Adds the white space before a byte: indentation is two characters at least, or a tab.
    fn space(&mut self, run: &[u8], next: u8) {
        let indented = run.len() > 1 || run == b"\t";
        let ends_value = self.depth == 1 && matches!(next, b'}' | b']') && self.broken && run.is_empty();
        // One value after another, each on a line of its own.
        let begins_value = self.depth == 0 && matches!(next, b'{' | b'[') && run.is_empty() && !self.out.is_empty();
        if indented || ends_value || begins_value {
            self.out.push(b'\n');
            self.any = true;
            self.broken = indented || self.broken && ends_value;
        }
        self.out.extend_from_slice(run);
    }
}
