//! The signatures that a header may hold, read more leniently than a verifier reads them.
//!
//! Each [`Candidate`] knows in what it departs from the scheme, so that a match says what to change.

use alloc::string::String;
use alloc::vec::Vec;

use base64ct::{Base64, Base64Unpadded, Base64UrlUnpadded, Encoding as _};
use percent_encoding::percent_decode;
use subtle::ConstantTimeEq;

use super::code::Code;
use crate::{Encoding, Signature, Syntax};

/// The longest header value that is read, in bytes, and the most candidates that are kept.
const MAX_VALUE: usize = 4096;
const MAX_CANDIDATES: usize = 64;
/// The fewest bytes of a signature whose match says anything at all.
const SHORTEST: usize = 8;
/// The fewest bytes of a shortened signature whose match is proof.
const PROOF: usize = 16;

/// A signature as it was sent, decoded.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) tag: Vec<u8>,
    /// In what it is written otherwise than the scheme says. Nothing, where it is as the scheme says.
    pub(super) changes: Vec<Code>,
}

/// How much of a signature matched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Match {
    Whole,
    /// Its beginning, long enough to be proof.
    Beginning,
    /// A few bytes.
    Few,
}

impl Candidate {
    /// Compares with what the signature would have to be.
    pub(super) fn matches(&self, expected: &[u8]) -> Option<Match> {
        let beginning = expected.get(..self.tag.len())?;
        if self.tag.len() < SHORTEST || !bool::from(beginning.ct_eq(&self.tag)) {
            return None;
        }
        Some(match self.tag.len() {
            length if length == expected.len() => Match::Whole,
            length if length >= PROOF => Match::Beginning,
            _ => Match::Few,
        })
    }
}

/// Every signature that the values of the header may hold, those as the scheme says first.
pub(super) fn read<'v>(signature: &Signature, values: impl Iterator<Item = &'v [u8]>) -> Vec<Candidate> {
    let values: Vec<&[u8]> = values.take(8).filter(|value| value.len() <= MAX_VALUE).map(<[u8]>::trim_ascii).collect();
    let mut reader = Reader { signature, list: Vec::new() };
    for value in &values {
        let Ok(value) = core::str::from_utf8(value) else { continue };
        let repeated: &[Code] = if values.len() > 1 { &[Code::HeaderDuplicated] } else { &[] };
        reader.whole(value, repeated);
        if !comma_is_its_own(&signature.syntax) && value.contains(", ") {
            value.split(", ").for_each(|copy| reader.whole(copy, &[Code::HeaderDuplicated]));
        }
        reader.loose(value);
    }
    reader.list.sort_by_key(|candidate| candidate.changes.len());
    reader.list
}

fn comma_is_its_own(syntax: &Syntax) -> bool {
    matches!(syntax, Syntax::Fields { separator, .. } | Syntax::List { separator, .. } if separator.starts_with(','))
}

struct Reader<'s> {
    signature: &'s Signature,
    list: Vec<Candidate>,
}

impl Reader<'_> {
    /// A value with the syntax that the scheme says.
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
            Syntax::List { separator, tag } => {
                // A + of base 64 that became a space looks like this list's separator.
                let spaced = value.strip_prefix(tag.as_ref()).filter(|text| separator.as_ref() == " " && text.contains(' '));
                if let Some(text) = spaced {
                    self.text(text, changes);
                }
                for text in value.split(separator.as_ref()).filter_map(|entry| entry.strip_prefix(tag.as_ref())) {
                    self.text(text, changes);
                }
            }
        }
    }

    /// A value with any other syntax: bare, behind a prefix, in a list, in quotes.
    fn loose(&mut self, value: &str) {
        let bare = value.trim_matches(['"', '\'', ' ']);
        if bare != value {
            self.whole(bare, &[Code::SignatureQuoted]);
        }
        self.text(bare, &[self.without_front()]);
        for token in bare.split([',', ';', ' ', '\t', '\n']).filter(|token| token.len() >= SHORTEST) {
            let token = token.trim_matches(['"', '\'']);
            match front(token) {
                Some((name, text)) => {
                    let code = self.with_front(name);
                    self.text(text, &[code]);
                }
                // Of `v1,K5oZ…` the second half; and a prefix with a space behind it.
                None if token.len() < bare.len() && bare.ends_with(token) => {
                    let code = self.with_front("");
                    self.text(token, &[code]);
                }
                None => self.text(token, &[self.without_front()]),
            }
        }
    }

    fn without_front(&self) -> Code {
        match self.signature.syntax {
            Syntax::Plain => Code::SignatureSeparator,
            _ => Code::SignaturePrefixMissing,
        }
    }

    fn with_front(&self, name: &str) -> Code {
        match &self.signature.syntax {
            Syntax::Plain => Code::SignaturePrefixExtra,
            Syntax::Fields { key, .. } if key == name => Code::SignatureSeparator,
            _ => Code::SignaturePrefixWrong,
        }
    }

    /// A signature's own text, in whichever encoding.
    fn text(&mut self, text: &str, changes: &[Code]) {
        let as_said = self.signature.encoding;
        let mut add = |code: Option<Code>, tag: Option<Vec<u8>>| {
            let Some(tag) = tag.filter(|tag| tag.len() >= SHORTEST) else { return };
            let changes: Vec<Code> = changes.iter().copied().chain(code).collect();
            if let Some(known) = self.list.iter_mut().find(|known| known.tag == tag) {
                if known.changes.len() > changes.len() {
                    known.changes = changes;
                }
            } else if self.list.len() < MAX_CANDIDATES {
                self.list.push(Candidate { tag, changes });
            }
        };
        let unless = |said: Encoding, code: Code| (as_said != said).then_some(code);
        add(unless(Encoding::Hex, Code::SignatureHex), even_hex(text));
        let separated: String = text.chars().filter(|character| !":-. ".contains(*character)).collect();
        if separated.len() >= text.len().saturating_mul(2) / 3 && text.contains([':', '-']) {
            add(Some(Code::SignatureHexSeparated), hex::decode(&separated).ok());
        }
        let padded = Base64::decode_vec(text).ok();
        if let Some(inner) = padded.as_deref().and_then(|inner| core::str::from_utf8(inner).ok()) {
            add(Some(Code::SignatureBase64OfHex), hex::decode(inner).ok());
        }
        add(unless(Encoding::Base64, Code::SignatureBase64), padded);
        // Without its padding, base 64 in place of hex is mostly that of the other alphabet, which has none.
        let unpadded = match as_said {
            Encoding::Hex => Code::SignatureBase64Url,
            Encoding::Base64 => Code::SignatureBase64Unpadded,
        };
        add(Some(unpadded), Base64Unpadded::decode_vec(text).ok());
        let url = Base64UrlUnpadded::decode_vec(text.trim_end_matches('=')).ok();
        add(Some(Code::SignatureBase64Url), url);
        if text.contains(['%', ' ']) {
            let spaced = text.replace(' ', "+");
            let decoded = percent_decode(spaced.as_bytes()).decode_utf8().unwrap_or_default();
            add(Some(Code::SignaturePercentEncoded), Base64::decode_vec(&decoded).ok().or_else(|| even_hex(&decoded)));
        }
        // Cut off where base 64 has no end: as many whole groups as there are.
        if as_said == Encoding::Base64
            && let Some(groups) = text.get(..text.len() & !3)
        {
            add(None, Base64::decode_vec(groups).ok());
        }
    }
}

/// Hex, less a digit that has no other.
fn even_hex(text: &str) -> Option<Vec<u8>> {
    hex::decode(text.get(..text.len() & !1)?).ok()
}

/// What stands in front of a signature, and the signature: `sha256=5257a8…`, `v1:5257a8…`, `0x5257a8…`.
fn front(token: &str) -> Option<(&str, &str)> {
    if let Some(text) = token.strip_prefix("0x") {
        return Some(("0x", text));
    }
    let (name, text) = token.split_once(['=', ':'])?;
    let short = name.len() <= 24 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    (short && text.len() >= SHORTEST).then_some((name, text))
}

/// Whether a value is a word that stands where a signature was never computed.
pub(super) fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let bare = value.rsplit(['=', ',']).next().unwrap_or(value).trim();
    let words = ["undefined", "null", "none", "nil", "nan", "true", "false", "[object object]", "[object promise]", "signature"];
    words.contains(&bare.to_ascii_lowercase().as_str()) || value.contains("${") || value.contains("{{") || value.contains('<')
}
