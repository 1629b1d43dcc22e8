//! The signatures that a header may hold, read more leniently than a verifier reads them.
//!
//! Each [`FoundSignature`] knows in what it departs from the scheme, so that a match tells what to change. What is read here is only
//! ever compared: a signature that is not written as the scheme says is refused by the verifier all the same.

use alloc::string::String;
use alloc::vec::Vec;

use base64ct::{Base64, Base64Unpadded, Base64UrlUnpadded, Encoding as _};
use percent_encoding::percent_decode;
use subtle::ConstantTimeEq;

use super::code::Code;
use crate::{Encoding, Signature, Syntax};

/// The longest header value that is read, in bytes.
const MAX_VALUE: usize = 4096;
/// The most values of one header that are read, and the most signatures that are kept. The sender decides how many there are.
const MAX_VALUES: usize = 8;
const MAX_SIGNATURES: usize = 64;
/// The fewest bytes of a signature whose match says anything at all.
const SHORTEST: usize = 8;
/// The fewest bytes of a shortened signature whose match is proof.
const PROOF: usize = 16;

/// A signature as it was sent, decoded.
#[derive(Debug)]
pub(super) struct FoundSignature {
    pub(super) bytes: Vec<u8>,
    /// In what it is written otherwise than the scheme says. Nothing, where it is as the scheme says.
    pub(super) changes: Vec<Code>,
}

/// How much of a signature matched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum MatchLength {
    /// All of it.
    Whole,
    /// Its beginning, long enough to be proof.
    Beginning,
    /// A few bytes.
    Few,
}

impl FoundSignature {
    /// Compares with what the MAC would have to be, in constant time. Returns how much of it is there.
    pub(super) fn matches(&self, expected: &[u8]) -> Option<MatchLength> {
        let beginning = expected.get(..self.bytes.len())?;
        // A shortened signature is compared with as much of the MAC: what a column or a log cuts off is the end.
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

/// Returns every signature that the values of the header may hold, those as the scheme says first.
pub(super) fn signatures_in<'v>(signature: &Signature, values: impl Iterator<Item = &'v [u8]>) -> Vec<FoundSignature> {
    let values: Vec<&[u8]> = values.take(MAX_VALUES).filter(|value| value.len() <= MAX_VALUE).map(<[u8]>::trim_ascii).collect();
    let mut reader = Reader { signature, list: Vec::new() };
    for value in &values {
        let Ok(value) = core::str::from_utf8(value) else { continue };
        // A repetition is two headers, or one that the runtime joined with a comma and a space.
        let repeated: &[Code] = if values.len() > 1 { &[Code::HeaderDuplicated] } else { &[] };
        reader.whole(value, repeated);
        if !separated_by_comma(&signature.syntax) && value.contains(", ") {
            value.split(", ").for_each(|copy| reader.whole(copy, &[Code::HeaderDuplicated]));
        }
        reader.loose(value);
    }
    reader.list.sort_by_key(|signature| signature.changes.len());
    reader.list
}

/// Whether a comma is part of the syntax, so that `, ` does not show two headers that were joined.
fn separated_by_comma(syntax: &Syntax) -> bool {
    matches!(syntax, Syntax::Fields { separator, .. } | Syntax::List { separator, .. } if separator.starts_with(','))
}

/// Reading under way: the syntax, and what was found so far.
struct Reader<'s> {
    signature: &'s Signature,
    list: Vec<FoundSignature>,
}

impl Reader<'_> {
    /// Reads a value with the scheme's own syntax.
    fn whole(&mut self, value: &str, changes: &[Code]) {
        match &self.signature.syntax {
            Syntax::Plain => self.text(value, changes),
            Syntax::Prefixed(prefix) => {
                if let Some(text) = value.strip_prefix(prefix.as_ref()) {
                    self.text(text, changes);
                }
            }
            Syntax::Fields { separator, key } => {
                for entry in value.split(separator.as_ref()) {
                    if let Some(text) = entry.strip_prefix(key.as_ref()).and_then(|rest| rest.strip_prefix('=')) {
                        self.text(text, changes);
                    }
                }
            }
            Syntax::List { separator, tag, prefix } => {
                let tag = tag.as_deref().unwrap_or_default();
                let Some(value) = value.strip_prefix(prefix.as_deref().unwrap_or_default()) else { return };
                // A + of base 64 that became a space looks like this list's separator.
                let spaced = value.strip_prefix(tag).filter(|text| separator.as_ref() == " " && text.contains(' '));
                if let Some(text) = spaced {
                    self.text(text, changes);
                }
                for text in value.split(separator.as_ref()).filter_map(|entry| entry.strip_prefix(tag)) {
                    self.text(text, changes);
                }
            }
        }
    }

    /// Reads a value with any other syntax: bare, after a prefix, in a list, in quotes.
    fn loose(&mut self, value: &str) {
        let bare = value.trim_matches(['"', '\'', ' ']);
        if bare != value {
            self.whole(bare, &[Code::SignatureQuoted]);
        }
        self.text(bare, &[self.code_without_prefix()]);
        for token in bare.split([',', ';', ' ', '\t', '\n']).filter(|token| token.len() >= SHORTEST) {
            let token = token.trim_matches(['"', '\'']);
            match split_prefix(token) {
                Some((name, text)) => {
                    let code = self.code_with_prefix(name);
                    self.text(text, &[code]);
                }
                // Of `v1,K5oZ…` the second half; and what comes after a prefix and a space.
                None if token.len() < bare.len() && bare.ends_with(token) => {
                    let code = self.code_with_prefix("");
                    self.text(token, &[code]);
                }
                None => self.text(token, &[self.code_without_prefix()]),
            }
        }
    }

    /// Returns the code of a signature that is there without what the syntax has before it.
    fn code_without_prefix(&self) -> Code {
        match self.signature.syntax {
            Syntax::Plain => Code::SignatureSeparator,
            _ => Code::SignaturePrefixMissing,
        }
    }

    /// Returns the code of a signature that has another prefix or name before it than the syntax.
    fn code_with_prefix(&self, name: &str) -> Code {
        match &self.signature.syntax {
            Syntax::Plain => Code::SignaturePrefixExtra,
            Syntax::Fields { key, .. } if key == name => Code::SignatureSeparator,
            _ => Code::SignaturePrefixWrong,
        }
    }

    /// Decodes a signature's own text, in whichever encoding it is.
    fn text(&mut self, text: &str, changes: &[Code]) {
        let scheme_encoding = self.signature.encoding;
        let mut add = |code: Option<Code>, bytes: Option<Vec<u8>>| {
            let Some(bytes) = bytes.filter(|bytes| bytes.len() >= SHORTEST) else { return };
            let changes: Vec<Code> = changes.iter().copied().chain(code).collect();
            // Several readings may come to the same bytes. The one that is nearest to the scheme is what the sender meant.
            if let Some(known) = self.list.iter_mut().find(|known| known.bytes == bytes) {
                if known.changes.len() > changes.len() {
                    known.changes = changes;
                }
            } else if self.list.len() < MAX_SIGNATURES {
                self.list.push(FoundSignature { bytes, changes });
            }
        };
        let unless = |usual: Encoding, code: Code| (scheme_encoding != usual).then_some(code);
        add(unless(Encoding::Hex, Code::SignatureHex), even_hex(text));
        // As .NET's BitConverter and fingerprints are written: `52-57-A8`.
        let separated: String = text.chars().filter(|character| !":-. ".contains(*character)).collect();
        if separated.len() >= text.len().saturating_mul(2) / 3 && text.contains([':', '-']) {
            add(Some(Code::SignatureHexSeparated), hex::decode(&separated).ok());
        }
        // A sender that encodes the hex digits rather than the bytes.
        let padded = Base64::decode_vec(text).ok();
        if let Some(inner) = padded.as_deref().and_then(|inner| core::str::from_utf8(inner).ok()) {
            add(Some(Code::SignatureBase64OfHex), hex::decode(inner).ok());
        }
        add(unless(Encoding::Base64, Code::SignatureBase64), padded);
        // Without its padding, base 64 in place of hex is mostly that of the other alphabet, which has none.
        let unpadded = match scheme_encoding {
            Encoding::Hex => Code::SignatureBase64Url,
            Encoding::Base64 => Code::SignatureBase64Unpadded,
        };
        add(Some(unpadded), Base64Unpadded::decode_vec(text).ok());
        let url = Base64UrlUnpadded::decode_vec(text.trim_end_matches('=')).ok();
        add(Some(Code::SignatureBase64Url), url);
        // A form decoder makes a space of every `+`.
        if text.contains(['%', ' ']) {
            let spaced = text.replace(' ', "+");
            let decoded = percent_decode(spaced.as_bytes()).decode_utf8().unwrap_or_default();
            add(Some(Code::SignaturePercentEncoded), Base64::decode_vec(&decoded).ok().or_else(|| even_hex(&decoded)));
        }
        // Cut off where base 64 has no end: as many whole groups as there are.
        if scheme_encoding == Encoding::Base64
            && let Some(groups) = text.get(..text.len() & !3)
        {
            add(None, Base64::decode_vec(groups).ok());
        }
    }
}

/// Decodes hex, without the digit that has no other where it was cut off.
fn even_hex(text: &str) -> Option<Vec<u8>> {
    hex::decode(text.get(..text.len() & !1)?).ok()
}

/// Splits what comes before a signature from it: `sha256=5257a8…`, `v1:5257a8…`, `0x5257a8…`.
fn split_prefix(token: &str) -> Option<(&str, &str)> {
    if let Some(text) = token.strip_prefix("0x") {
        return Some(("0x", text));
    }
    let (name, text) = token.split_once(['=', ':'])?;
    // Base 64 may end with `=`, and must not be taken for a name with nothing after it.
    let short = name.len() <= 24 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    (short && text.len() >= SHORTEST).then_some((name, text))
}
