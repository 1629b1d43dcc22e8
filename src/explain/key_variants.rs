//! Variants of the given secrets: the keys that may have signed.
//!
//! People copy secrets, and programs read them from files, variables and secret managers. Each of these changes texts in its own
//! way. Each variant undoes one such change, so that a match shows what to correct.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use base64ct::{Base64, Base64Unpadded, Base64UrlUnpadded, Encoding as _};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use super::code::Code;
use crate::{Scheme, Secret, SecretEncoding};

/// The maximum length of a secret for which variants are created, in bytes. The secrets of all providers are much shorter.
const MAX_READ: usize = 8192;
/// The maximum number of keys from one text that contains several secrets.
const MAX_LISTED: usize = 16;

/// A key that may have signed.
pub(super) struct KeyVariant {
    pub(super) bytes: Vec<u8>,
    /// The position of the secret from which the key was made.
    pub(super) index: u32,
    /// The problems with that secret. Empty for a key as given.
    pub(super) changes: Vec<Code>,
}

/// Every key, without duplicates.
pub(super) struct KeyVariants {
    /// The keys of the secrets as given.
    pub(super) given: Vec<KeyVariant>,
    /// The other variants of each secret, most common first.
    pub(super) others: Vec<KeyVariant>,
    /// The encoding of the scheme's secrets.
    encoding: SecretEncoding,
}

impl KeyVariants {
    /// Creates every variant of every secret for a scheme. The secrets as given come first, in every encoding of the scheme.
    pub(super) fn of(secrets: &[Secret<'_>], scheme: &Scheme) -> Self {
        let encoding = scheme.secret_encoding.first();
        let prefix = scheme.secret_prefix.as_deref().unwrap_or_default();
        let mut keys = Self { given: Vec::new(), others: Vec::new(), encoding };
        for (index, secret) in (0..).zip(secrets) {
            match secret {
                Secret::Text(text) => {
                    let text = text.strip_prefix(prefix).unwrap_or(text);
                    scheme.secret_encoding.0.iter().for_each(|one| keys.add_some(index, &[], decoded(text, *one)));
                }
                Secret::Bytes(bytes) => keys.add(index, &[], (*bytes).into()),
            }
        }
        // A second loop is necessary, so that a correct secret is not recorded as a variant of a secret before it.
        for (index, secret) in (0..).zip(secrets) {
            match secret {
                Secret::Text(text) if text.len() <= MAX_READ => {
                    keys.add_text(index, text.strip_prefix(prefix).unwrap_or(text), encoding);
                }
                Secret::Bytes(bytes) if bytes.len() <= MAX_READ => keys.add_bytes(index, bytes, encoding),
                _ => {}
            }
        }
        // A sender without a secret may sign with these texts. They bypass `add`, which ignores an empty key.
        for missing in ["", "undefined", "null", "None"] {
            keys.others.push(KeyVariant { bytes: missing.into(), index: 0, changes: vec![Code::SecretEmptyAtSender] });
        }
        keys
    }

    /// Adds a key, unless it is a duplicate. An empty key is ignored, because anyone could have signed with it. A different code
    /// reports it.
    fn add(&mut self, index: u32, changes: &[Code], bytes: Vec<u8>) {
        if !bytes.is_empty() && !self.given.iter().chain(&self.others).any(|key| key.bytes == bytes) {
            let list = if changes.is_empty() { &mut self.given } else { &mut self.others };
            // The scheme decodes text, so a secret that was not decoded was passed as bytes.
            let scheme_code = decode_code(self.encoding);
            let change = |code: &Code| if Some(*code) == scheme_code { Code::SecretBytesEncoded } else { *code };
            list.push(KeyVariant { bytes, index, changes: changes.iter().map(change).collect() });
        }
    }

    /// Adds a key if the text could be decoded.
    fn add_some(&mut self, index: u32, changes: &[Code], bytes: Option<Vec<u8>>) {
        if let Some(bytes) = bytes {
            self.add(index, changes, bytes);
        }
    }

    /// Adds the variants of bytes. The bytes may be a text that should have been decoded, or they were decoded although they are
    /// a text.
    fn add_bytes(&mut self, index: u32, bytes: &[u8], encoding: SecretEncoding) {
        if let Ok(text) = core::str::from_utf8(bytes) {
            if encoding != SecretEncoding::Utf8 {
                self.add_some(index, &[Code::SecretBytesEncoded], decoded(text, encoding));
            }
            self.add_text(index, text, SecretEncoding::Utf8);
        }
        self.add(index, &[Code::SecretWhitespace], bytes.trim_ascii().into());
        self.add_encoded(index, bytes);
    }

    /// Adds the variants of a text.
    fn add_text(&mut self, index: u32, text: &str, encoding: SecretEncoding) {
        for (code, other) in spellings(text) {
            self.add_some(index, &[code], decoded(&other, encoding));
        }
        // A newline often prevents decoding, so white space is also removed.
        let trimmed = text.trim();
        let and_trimmed = |code| if trimmed == text { vec![code] } else { vec![code, Code::SecretWhitespace] };
        for (code, bytes) in encodings(trimmed, encoding) {
            // A secret may be encoded twice, as in a Kubernetes manifest, with a newline inside the outer encoding.
            if let Ok(inner) = core::str::from_utf8(&bytes) {
                let twice = match (decode_code(encoding), code) {
                    (Some(Code::SecretBase64Decode), Code::SecretPrefix) => Code::SecretBase64Twice,
                    _ => code,
                };
                let around = if inner.trim_end_matches(['\n', '\r']) == inner.trim() {
                    Code::SecretTrailingNewline
                } else {
                    Code::SecretWhitespace
                };
                let mut changes = and_trimmed(twice);
                if inner.trim() != inner && !changes.contains(&around) {
                    changes.push(around);
                }
                self.add_some(index, &changes, decoded(inner.trim(), encoding));
            }
            self.add(index, &and_trimmed(code), bytes);
        }
        for (mut changes, undecoded) in undecoded(trimmed).into_iter().filter(|_| encoding != SecretEncoding::Utf8) {
            if trimmed != text {
                changes.push(Code::SecretWhitespace);
            }
            self.add(index, &changes, undecoded.into());
        }
        // In a line with a comment, the first entry is the secret.
        for (at, one) in listed(text).enumerate().take(MAX_LISTED) {
            let code = if at == 0 && text.contains(" #") { Code::SecretComment } else { Code::SecretList };
            self.add_some(index, &[code], decoded(one, encoding));
        }
        self.add_encoded(index, text.as_bytes());
        self.add(index, &and_trimmed(Code::SecretHashed), hex::encode(Sha256::digest(trimmed)).into_bytes());
    }

    /// Adds the encoded texts of a key, for a sender that does not decode its secret.
    fn add_encoded(&mut self, index: u32, key: &[u8]) {
        let base64 = Base64::encode_string(key);
        self.add(index, &[Code::SecretBase64Encode], ["whsec_", base64.as_str()].concat().into_bytes());
        self.add(index, &[Code::SecretBase64Encode], base64.trim_end_matches('=').into());
        self.add(index, &[Code::SecretBase64Encode], base64.into_bytes());
        self.add(index, &[Code::SecretHexEncode], hex::encode(key).into_bytes());
        self.add(index, &[Code::SecretHexEncode], hex::encode_upper(key).into_bytes());
    }
}

/// Decodes a text with one encoding of secrets.
fn decoded(text: &str, encoding: SecretEncoding) -> Option<Vec<u8>> {
    Secret::Text(text).key(encoding).ok().map(Cow::into_owned)
}

/// Prefixes that some senders remove from a secret, or that belong to a header.
const PREFIXES: [(&str, Code); 6] = [
    ("v1,whsec_", Code::SecretV1WhsecPrefix),
    ("v1,", Code::SecretV1WhsecPrefix),
    ("whsec_", Code::SecretWhsecPrefix),
    ("Bearer ", Code::SecretPrefix),
    ("bearer ", Code::SecretPrefix),
    ("sha256=", Code::SecretPrefix),
];

/// Returns the same secret as different texts, with the change that each undoes.
fn spellings(text: &str) -> Vec<(Code, String)> {
    let mut all: Vec<(Code, String)> = Vec::new();
    let mut add = |code, text: &str| all.push((code, text.into()));
    let unended = text.trim_end_matches(['\n', '\r']);
    add(Code::SecretTrailingNewline, unended);
    let trimmed = text.trim();
    add(Code::SecretTrailingWhitespace, text.trim_end());
    add(Code::SecretWhitespace, trimmed);
    add(Code::SecretBom, trimmed.strip_prefix('\u{feff}').unwrap_or(trimmed));
    // Curly quotes come from a word processor or a chat.
    for quote in ['"', '\'', '`', '“', '‘'] {
        let closing = match quote {
            '“' => '”',
            '‘' => '’',
            same => same,
        };
        if let Some(inner) = trimmed.strip_prefix(quote).and_then(|rest| rest.strip_suffix(closing)) {
            add(Code::SecretQuoted, inner);
        }
    }
    for (prefix, code) in PREFIXES {
        if let Some(rest) = trimmed.strip_prefix(prefix) {
            add(code, rest);
        }
    }
    add(Code::SecretInvisible, &trimmed.replace(is_invisible, ""));
    // An escape at the end was a newline that is not part of the secret. Any other escape was a newline that is part of it.
    if let Some(rest) = trimmed.strip_suffix("\\n") {
        add(Code::SecretEscapedNewline, rest.trim_end_matches("\\r"));
    }
    add(Code::SecretEscapedNewline, &text.replace("\\n", "\n"));
    // The text may be a line of an .env file or of a shell script.
    if let Some((name, value)) = trimmed.split_once('=') {
        let name = name.trim().strip_prefix("export ").unwrap_or(name.trim());
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            let value = value.trim();
            let bare = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
            add(Code::SecretNameAndValue, bare.unwrap_or(value));
        }
    }
    if let Ok(decoded) = percent_decode_str(trimmed).decode_utf8() {
        add(Code::SecretUrlEncoded, &decoded);
    }
    // Hex is often displayed in one case, but used for signing in the other.
    add(Code::SecretCase, &trimmed.to_ascii_lowercase());
    add(Code::SecretCase, &trimmed.to_ascii_uppercase());
    // The last two are mistakes of the sender, which the receiver must repeat.
    add(Code::SecretNewlineMissing, &[text, "\n"].concat());
    add(Code::SecretWhsecMissing, &["whsec_", trimmed].concat());
    all
}

/// Returns the keys of a text in other encodings than the scheme's.
fn encodings(text: &str, encoding: SecretEncoding) -> Vec<(Code, Vec<u8>)> {
    let bare = text.strip_prefix("v1,").unwrap_or(text);
    let bare = bare.strip_prefix("whsec_").unwrap_or(bare);
    let mut all = Vec::new();
    // If the scheme decodes with the same encoding, the problem is the prefix before the encoded text.
    let decode = |code| if decode_code(encoding) == Some(code) { Code::SecretPrefix } else { code };
    // Both alphabets are tried, with or without padding, because most programs check neither.
    let unpadded = bare.trim_end_matches('=');
    for key in [Base64Unpadded::decode_vec(unpadded), Base64UrlUnpadded::decode_vec(unpadded)].into_iter().flatten() {
        all.push((decode(Code::SecretBase64Decode), key));
    }
    if let Ok(key) = hex::decode(bare) {
        all.push((decode(Code::SecretHexDecode), key));
    }
    all
}

/// Returns the texts that a sender may use as the key without decoding: the whole text, then the text without its prefixes.
fn undecoded(text: &str) -> Vec<(Vec<Code>, &str)> {
    let mut all = vec![(vec![Code::SecretNotDecoded], text)];
    for (prefix, code) in [("v1,", Code::SecretV1WhsecPrefix), ("whsec_", Code::SecretWhsecPrefix)] {
        if let Some((changes, rest)) = all.last().and_then(|(known, text)| Some((known.clone(), text.strip_prefix(prefix)?))) {
            all.push((changes.into_iter().chain([code]).collect(), rest));
        }
    }
    all
}

/// Returns the code for a secret that must be decoded with this encoding.
fn decode_code(encoding: SecretEncoding) -> Option<Code> {
    match encoding {
        SecretEncoding::Utf8 => None,
        SecretEncoding::Hex => Some(Code::SecretHexDecode),
        SecretEncoding::Base64 | SecretEncoding::Whsec => Some(Code::SecretBase64Decode),
    }
}

/// Splits a text that contains several secrets.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '|', '\n', ' ', '\t']).map(str::trim).filter(move |one| !one.is_empty() && *one != text)
}

/// Returns whether a character is invisible: a mark, a joiner, a control character or a space that no keyboard has.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{2064}' | '\u{a0}' | '\u{ad}')
        || character.is_control()
}
