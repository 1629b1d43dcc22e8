//! Variants of a body with different line ends, or with a different beginning or end.
//!
//! Editors, shells and form fields add and remove newlines, white space and byte order marks. Two such changes may happen
//! together, so the variants also combine two of them. The variants do not re-serialize JSON, although the result may look
//! similar.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::code::Code;
use super::text;

/// UTF-8's byte order mark.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// The maximum length of a body for which two changes are combined, in bytes. For longer bodies, the budget suffices only for
/// single changes.
const MAX_TWO: usize = 1 << 16;

/// Returns every variant with different ends, and the changes that it undoes. Variants with one change come first.
pub(super) fn other_ends(body: &[u8]) -> Vec<(Vec<Code>, Vec<u8>)> {
    let mut all: Vec<(bool, Vec<Code>, Vec<u8>)> = Vec::new();
    let unmarked = body.strip_prefix(BOM).map(|rest| (Some(Code::BodyBomAdded), rest));
    for (mark, rest) in core::iter::once((None, body)).chain(unmarked) {
        for (line_ends, lines) in lines(rest) {
            for (rarely, end, bytes) in ends(&lines) {
                let changes: Vec<Code> = line_ends.into_iter().chain(end.iter().copied()).chain(mark).collect();
                let most = if body.len() > MAX_TWO { 1 } else { 2 };
                if (1..=most).contains(&changes.len()) {
                    all.push((rarely, changes, bytes.into_owned()));
                }
            }
        }
    }
    all.sort_by_key(|(rarely, changes, _)| (changes.len(), *rarely));
    all.into_iter().map(|(_, changes, bytes)| (changes, bytes)).collect()
}

/// Returns a body with its own line ends, with LF and with CR LF.
fn lines(body: &[u8]) -> Vec<(Option<Code>, Cow<'_, [u8]>)> {
    let mut all = Vec::from([(None, Cow::Borrowed(body))]);
    for (code, crlf) in [(Code::BodyCrlf, false), (Code::BodyLf, true)] {
        let other = text::line_ends(body, crlf);
        if other != body {
            all.push((Some(code), Cow::Owned(other)));
        }
    }
    all
}

/// Whether the end is rare, the changes that the variant undoes, and the bytes of the variant.
type End<'b> = (bool, &'static [Code], Cow<'b, [u8]>);

/// Returns a body with its own end and with every other end.
fn ends(body: &[u8]) -> Vec<End<'_>> {
    const WHITESPACE: &[Code] = &[Code::BodyWhitespaceAdded];
    let mut all: Vec<End<'_>> = Vec::from([(false, &[][..], Cow::Borrowed(body))]);
    let unended = body.strip_suffix(b"\n").map(|body| body.strip_suffix(b"\r").unwrap_or(body));
    all.extend(unended.map(|body| (false, &[Code::BodyTrailingNewlineAdded][..], body.into())));
    let trimmed = body.trim_ascii();
    if trimmed.len() < body.len() {
        all.push((false, WHITESPACE, trimmed.into()));
    }
    let behind = body.get(body.trim_ascii_end().len()..).unwrap_or_default();
    for newline in [&b"\n"[..], b"\r\n"] {
        all.push((newline.len() > 1, &[Code::BodyTrailingNewlineRemoved], [body, newline].concat().into()));
        // The signed body ended with a newline, and the given body has additional white space. That newline is still in the body,
        // or was removed.
        if trimmed.len() < body.len() && trimmed != unended.unwrap_or(body) {
            let is_there = behind.windows(newline.len()).any(|part| part == newline);
            let changes = if is_there { WHITESPACE } else { &[Code::BodyWhitespaceAdded, Code::BodyTrailingNewlineRemoved] };
            all.push((true, changes, [trimmed, newline].concat().into()));
        }
    }
    all
}
