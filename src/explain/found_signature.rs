//! Finds the signatures of a header, more leniently than a verifier does.
//!
//! Each [`FoundSignature`] records its differences from the scheme, so that a match shows what to change. The signatures found
//! here are only compared. The verifier still refuses a signature that is not written as the scheme specifies.

use alloc::string::String;
use alloc::vec::Vec;

use base64ct::{Base64, Base64Unpadded, Base64Url, Base64UrlUnpadded, Encoding as _};
use percent_encoding::percent_decode;
use subtle::ConstantTimeEq;

use super::code::Code;
use super::finding::Change;
use super::header_syntax::{HeaderSyntax, SEPARATORS};
use crate::{Encoding, Scheme, Signature, Syntax, Timestamp};

/// The maximum length of a header value that is read, in bytes.
pub(super) const MAX_VALUE: usize = 4096;
/// The maximum number of values of one header that are read, and of signatures that are kept. The sender determines how many
/// exist.
const MAX_VALUES: usize = 8;
pub(super) const MAX_SIGNATURES: usize = 64;
/// The maximum number of signatures from a header that the scheme does not name.
const MAX_IN_OTHER_HEADER: usize = 2;
/// The minimum length of a signature that is compared, in bytes.
const SHORTEST: usize = 8;
/// The minimum length of a truncated signature whose match is proof, in bytes.
const PROOF: usize = 16;

/// A signature as it was sent, decoded.
#[derive(Debug)]
pub(super) struct FoundSignature {
    pub(super) bytes: Vec<u8>,
    /// The differences from the way the scheme specifies. Empty if none exist.
    pub(super) changes: Vec<Change>,
}

/// The part of a signature that matched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum MatchLength {
    /// The whole signature.
    Whole,
    /// The beginning, long enough to be proof.
    Beginning,
    /// A few bytes, too short to be proof.
    Few,
}

impl FoundSignature {
    /// Compares the signature with the expected MAC in constant time. Returns the part that matched.
    pub(super) fn matches(&self, expected: &[u8]) -> Option<MatchLength> {
        let beginning = expected.get(..self.bytes.len())?;
        // A truncated signature is compared with the beginning of the MAC, because database columns and logs cut off the end.
        if self.bytes.len() < SHORTEST || !bool::from(beginning.ct_eq(&self.bytes)) {
            return None;
        }
        Some(match self.bytes.len() {
            length if length == expected.len() => MatchLength::Whole,
            length if length >= PROOF => MatchLength::Beginning,
            _ => MatchLength::Few,
        })
    }
}

/// Returns every signature that the values of the header may contain, first those without differences from the scheme.
pub(super) fn signatures_in<'v>(scheme: &Scheme, values: impl Iterator<Item = &'v [u8]>) -> Vec<FoundSignature> {
    let values = values.take(MAX_VALUES).filter(|value| value.len() <= MAX_VALUE);
    let values: Vec<&str> = values.filter_map(|value| core::str::from_utf8(value.trim_ascii()).ok()).collect();
    let mut reader = Reader::of(scheme);
    let syntax = HeaderSyntax::of(scheme);
    match values.as_slice() {
        [value] => {
            // A runtime joins the values of a repeated header with a comma and a space.
            let pieces: Vec<&str> = value.split(", ").collect();
            let copies = pieces.iter().filter(|piece| reader.is_copy(piece, &syntax)).count();
            let in_pieces = copies == 0 && !syntax.separates_by_comma() && reader.is_copy(&pieces.join(","), &syntax);
            let in_copies = pieces.len() > 1 && copies == pieces.len();
            if in_copies || in_pieces {
                reader.several(&pieces, &syntax);
            }
            if !in_copies && reader.unlisted(value, &syntax) {
                return reader.list;
            }
            if !in_copies {
                reader.whole(value, &[]);
            }
        }
        several => reader.several(several, &syntax),
    }
    for value in &values {
        reader.loose(value, &syntax);
    }
    reader.list.sort_by_key(|signature| signature.changes.len());
    reader.list
}

/// Returns every whole signature in a header that the scheme does not name.
pub(super) fn signatures_in_other_header(scheme: &Scheme, name: &str, value: &[u8]) -> Vec<FoundSignature> {
    let mut list = signatures_in(scheme, core::iter::once(value));
    list.retain(|signature| signature.bytes.len() == scheme.algorithm.mac_length());
    list.truncate(MAX_IN_OTHER_HEADER);
    for signature in &mut list {
        signature.changes.insert(0, Change::in_header(Code::SignatureOtherHeader, name));
    }
    list
}

/// A reader of signatures: the scheme, and the signatures found so far.
struct Reader<'s> {
    scheme: &'s Scheme,
    signature: &'s Signature,
    /// The length of a whole signature after decoding, in bytes.
    whole: usize,
    list: Vec<FoundSignature>,
}

impl<'s> Reader<'s> {
    /// Creates a reader for a scheme.
    fn of(scheme: &'s Scheme) -> Self {
        Self { scheme, signature: &scheme.signature, whole: scheme.algorithm.mac_length(), list: Vec::new() }
    }

    /// Reads a value with the scheme's own syntax.
    fn whole(&mut self, value: &str, changes: &[Code]) {
        match &self.signature.syntax {
            Syntax::Plain => self.text(value, changes),
            Syntax::Prefixed(prefix) => {
                if let Some(text) = value.strip_prefix(prefix.as_ref()) {
                    self.text(text, changes);
                }
            }
            Syntax::Fields { separator, key, optional_space, groups } => {
                let groups = groups.as_deref().filter(|groups| !groups.is_empty());
                let groups: Vec<&str> = groups.map_or_else(|| Vec::from([value]), |groups| value.split(groups).collect());
                for entry in groups.into_iter().flat_map(|group| entries(group, separator, *optional_space)) {
                    if let Some(text) = entry.strip_prefix(key.as_ref()).and_then(|rest| rest.strip_prefix('=')) {
                        self.text(text, changes);
                    }
                }
            }
            Syntax::List { separator, tag, prefix, optional_space } => {
                let first = usize::from(matches!(self.scheme.timestamp, Some(Timestamp::Position { .. })));
                let tag = tag.as_deref().unwrap_or_default();
                let Some(value) = value.strip_prefix(prefix.as_deref().unwrap_or_default()) else { return };
                // A + of base64 that became a space looks like the separator of this list.
                let spaced = value.strip_prefix(tag).filter(|text| separator.as_ref() == " " && text.contains(' '));
                if let Some(text) = spaced {
                    self.text(text, changes);
                }
                for text in entries(value, separator, *optional_space).skip(first).filter_map(|entry| entry.strip_prefix(tag)) {
                    self.text(text, changes);
                }
            }
        }
    }

    /// Returns whether a value is a complete header, with signatures in any encoding.
    fn is_copy(&self, value: &str, syntax: &HeaderSyntax<'_>) -> bool {
        let mut reader = Self::of(self.scheme);
        reader.whole(value, &[]);
        !reader.list.is_empty() && syntax.has_timestamp_field(value)
    }

    /// Reads several values of one header. If only the joined values are complete, they are the pieces of one value. Otherwise,
    /// they are copies.
    fn several(&mut self, values: &[&str], syntax: &HeaderSyntax<'_>) {
        let joined = values.join(",");
        if !values.iter().any(|value| self.is_copy(value, syntax)) && self.is_copy(&joined, syntax) {
            self.whole(&joined, &[Code::HeaderSplit]);
        } else {
            for value in values {
                self.whole(value, &[Code::HeaderDuplicated]);
            }
        }
    }

    /// Reads several whole signatures, if the scheme allows only one, or one in each field. Returns whether the value contains
    /// them.
    fn unlisted(&mut self, value: &str, syntax: &HeaderSyntax<'_>) -> bool {
        if matches!(self.signature.syntax, Syntax::List { .. }) || syntax.is_complete(value) {
            return false;
        }
        for separator in SEPARATORS {
            let mut reader = Self::of(self.scheme);
            let mut pieces = 0_usize;
            for piece in value.split(separator) {
                pieces = pieces.saturating_add(1);
                let text = split_prefix(piece).unwrap_or(piece);
                reader.text(text, &[Code::SignatureSeveral]);
            }
            // Each piece is one signature in the scheme's encoding. With a different encoding, the length would differ.
            reader.list.retain(|one| one.bytes.len() == self.whole && one.changes.len() == 1);
            if pieces > 1 && reader.list.len() == pieces {
                self.list = reader.list;
                return true;
            }
        }
        false
    }

    /// Reads a value with any other syntax: bare, after a prefix, in a list, in quotes.
    fn loose(&mut self, value: &str, syntax: &HeaderSyntax<'_>) {
        let bare = value.trim_matches(['"', '\'', ' ']);
        let quoted: &[Code] = if bare == value { &[] } else { &[Code::SignatureQuoted] };
        if !quoted.is_empty() {
            self.whole(bare, quoted);
        }
        for separator in SEPARATORS {
            let other = syntax.reseparated(bare, separator).filter(|other| self.is_copy(other, syntax));
            if let Some(other) = other {
                self.whole(&other, &[quoted, &[Code::SignatureSeparator]].concat());
            }
        }
        let mut at = 0;
        for piece in bare.split([',', ';', ' ', '\t', '\n']) {
            let before = bare.get(..at).unwrap_or_default();
            at = at.saturating_add(piece.len()).saturating_add(1);
            let token = piece.trim_matches(['"', '\'']);
            if token.len() >= SHORTEST {
                let text = split_prefix(token).unwrap_or(token);
                let lead = [before, token.strip_suffix(text).unwrap_or_default()].concat();
                let is_last = lead.len().saturating_add(text.len()) == bare.len();
                if let Some(departure) = syntax.departure(&lead, is_last) {
                    self.text(text, &[quoted, &departure].concat());
                }
            }
        }
    }

    /// Decodes the text of a signature in any encoding.
    fn text(&mut self, text: &str, changes: &[Code]) {
        let mut add = |codes: &[Code], bytes: Option<Vec<u8>>| {
            let Some(bytes) = bytes.filter(|bytes| bytes.len() >= SHORTEST) else { return };
            let changes: Vec<Change> = changes.iter().chain(codes).copied().map(Change::of).collect();
            // Several encodings may lead to the same bytes. The one with the fewest differences from the scheme is kept.
            if let Some(known) = self.list.iter_mut().find(|known| known.bytes == bytes) {
                if departure(&known.changes) > departure(&changes) {
                    known.changes = changes;
                }
            } else if self.list.len() < MAX_SIGNATURES {
                self.list.push(FoundSignature { bytes, changes });
            }
        };
        let encoding = self.signature.encoding;
        let in_hex = encoding == Encoding::Hex;
        let for_urls = matches!(encoding, Encoding::Base64Url | Encoding::Base64UrlPadded);
        let hex_code: &[Code] = if in_hex { &[] } else { &[Code::SignatureHex] };
        let base64_code: &[Code] = if encoding == Encoding::Base64 { &[] } else { &[Code::SignatureBase64] };
        add(hex_code, hex::decode(text).ok());
        // .NET's BitConverter and fingerprints write hex digits in this format: `52-57-A8`.
        let separated: String = text.chars().filter(|character| !":-. ".contains(*character)).collect();
        if separated.len() >= text.len().saturating_mul(2) / 3 && text.contains([':', '-']) {
            add(&[hex_code, &[Code::SignatureHexSeparated]].concat(), hex::decode(&separated).ok());
        }
        // Some senders encode the hex digits instead of the bytes.
        let padded = Base64::decode_vec(text).ok();
        if let Some(inner) = padded.as_deref().and_then(|inner| core::str::from_utf8(inner).ok()) {
            add(&[Code::SignatureBase64OfHex], hex::decode(inner).ok());
        }
        let digits = text.trim_end_matches('=');
        let url = Base64UrlUnpadded::decode_vec(digits).ok();
        // A text without the characters in which the two alphabets differ belongs to both.
        if for_urls {
            let is_padded = Base64Url::decode_vec(text).is_ok() && digits != text;
            let padding: &[Code] = match encoding {
                Encoding::Base64Url if digits != text => &[Code::SignatureBase64Padded],
                Encoding::Base64UrlPadded if !is_padded && !digits.len().is_multiple_of(4) => &[Code::SignatureBase64Unpadded],
                _ => &[],
            };
            add(padding, url);
        } else if digits.contains(['-', '_']) {
            // The base64url alphabet is recognized only by its two characters. It has no padding.
            add(&[Code::SignatureBase64Url], url);
        }
        add(base64_code, padded);
        add(&[base64_code, &[Code::SignatureBase64Unpadded]].concat(), Base64Unpadded::decode_vec(digits).ok());
        // A form decoder replaces every `+` with a space.
        if text.contains(['%', ' ']) {
            let spaced = text.replace(' ', "+");
            let decoded = percent_decode(spaced.as_bytes()).decode_utf8().unwrap_or_default();
            let percent = [Code::SignaturePercentEncoded];
            add(&percent, if for_urls { in_encoding(encoding, &decoded) } else { None });
            add(&[base64_code, &percent].concat(), Base64::decode_vec(&decoded).ok());
            add(&[hex_code, &percent].concat(), hex::decode(&*decoded).ok());
        }
        // A whole signature may have other text after it. A signature may also be cut off in the middle of a group of characters.
        let (length, group) = (encoding.text_length(self.whole), if in_hex { 1 } else { 3 });
        let end = if text.len() > length { length } else { text.len() & !group };
        let (head, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let is_digits = rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte));
        // Without padding, the last group of a whole signature may have fewer than four characters.
        let is_whole = text.len() == length && encoding == Encoding::Base64Url;
        if text.len() <= length && is_digits && !is_whole {
            add(&[], in_encoding(encoding, head));
        } else if text.len() > length && !rest.trim_matches(['"', '\'', ' ']).is_empty() {
            add(&[Code::SignatureNotAlone], in_encoding(encoding, head));
        }
    }
}

/// Returns the fields or entries of a value, as the scheme separates them.
fn entries<'v>(value: &'v str, separator: &'v str, optional_space: bool) -> impl Iterator<Item = &'v str> {
    value.split(separator).map(move |entry| if optional_space { entry.trim_start() } else { entry })
}

/// Decodes a text in one encoding, with padding or without.
fn in_encoding(encoding: Encoding, text: &str) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Hex => hex::decode(text).ok(),
        Encoding::Base64 => Base64::decode_vec(text).ok(),
        Encoding::Base64Url | Encoding::Base64UrlPadded => Base64UrlUnpadded::decode_vec(text.trim_end_matches('=')).ok(),
    }
}

/// Returns the distance of a signature from the scheme. If two have the same number of differences, one that knows the text
/// beside the signature is closer.
fn departure(changes: &[Change]) -> (usize, bool) {
    (changes.len(), changes.iter().any(|change| change.code == Code::SignatureNotAlone))
}

/// Returns the text after a prefix, as in `sha256=5257a8…`, `v1:5257a8…` or `0x5257a8…`. `None` if no prefix exists.
fn split_prefix(token: &str) -> Option<&str> {
    if let Some(text) = token.strip_prefix("0x") {
        return Some(text);
    }
    let (name, text) = token.split_once(['=', ':'])?;
    // Base64 may end with `=`, and must not be read as a name with an empty value.
    let short = name.len() <= 24 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    (short && text.len() >= SHORTEST).then_some(text)
}
