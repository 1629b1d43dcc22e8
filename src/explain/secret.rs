//! The keys that may have been meant, made from the secrets that were given.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use base64ct::{Base64, Base64Unpadded, Base64UrlUnpadded, Encoding as _};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use super::code::Code;
use crate::{Secret, SecretEncoding};

/// The longest secret that is read in other ways, in bytes. No provider's comes near it.
const MAX_READ: usize = 8192;
/// The most keys that are made of one text with several secrets in it.
const MAX_LISTED: usize = 16;

/// A key that may have signed.
pub(super) struct Key {
    pub(super) bytes: Vec<u8>,
    /// The position of the secret it was made from.
    pub(super) index: u32,
    /// What is wrong with that secret. Nothing, for a key as it was given.
    pub(super) changes: Vec<Code>,
}

/// Every key, each once.
pub(super) struct Keys {
    /// The secrets as they were given.
    pub(super) given: Vec<Key>,
    /// The other readings of each, most usual first.
    pub(super) others: Vec<Key>,
}

impl Keys {
    pub(super) fn of(secrets: &[Secret<'_>], encoding: SecretEncoding) -> Self {
        let mut keys = Self { given: Vec::new(), others: Vec::new() };
        for (index, secret) in (0..).zip(secrets) {
            match secret {
                Secret::Text(text) => keys.add_some(index, &[], decoded(text, encoding)),
                Secret::Bytes(bytes) => keys.add(index, &[], (*bytes).into()),
            }
        }
        for (index, secret) in (0..).zip(secrets) {
            match secret {
                Secret::Text(text) if text.len() <= MAX_READ => keys.read(index, text, encoding),
                Secret::Bytes(bytes) if bytes.len() <= MAX_READ => keys.read_bytes(index, bytes, encoding),
                _ => {}
            }
        }
        for missing in ["", "undefined", "null", "None"] {
            keys.others.push(Key { bytes: missing.into(), index: 0, changes: vec![Code::SecretEmptyAtSender] });
        }
        keys
    }

    /// An empty key is none: anybody could have signed with it, and there is a code for that.
    fn add(&mut self, index: u32, changes: &[Code], bytes: Vec<u8>) {
        if !bytes.is_empty() && !self.given.iter().chain(&self.others).any(|key| key.bytes == bytes) {
            let list = if changes.is_empty() { &mut self.given } else { &mut self.others };
            list.push(Key { bytes, index, changes: changes.into() });
        }
    }

    fn add_some(&mut self, index: u32, changes: &[Code], bytes: Option<Vec<u8>>) {
        if let Some(bytes) = bytes {
            self.add(index, changes, bytes);
        }
    }

    /// Every other reading of bytes, which may be a text that was meant to be decoded, or decoded though they were a text.
    fn read_bytes(&mut self, index: u32, bytes: &[u8], encoding: SecretEncoding) {
        if let Ok(text) = core::str::from_utf8(bytes) {
            let code = if encoding == SecretEncoding::Hex { Code::SecretHexDecode } else { Code::SecretBase64Decode };
            self.add_some(index, &[code], decoded(text, encoding));
            self.read(index, text, SecretEncoding::Utf8);
        }
        self.add(index, &[Code::SecretWhitespace], bytes.trim_ascii().into());
        self.encode(index, bytes);
    }

    /// Every other reading of a text.
    fn read(&mut self, index: u32, text: &str, encoding: SecretEncoding) {
        for (code, other) in spellings(text) {
            self.add_some(index, &[code], decoded(&other, encoding));
        }
        // What is in the way of decoding is often a newline, so that goes too.
        let trimmed = text.trim();
        let and_trimmed = |code| if trimmed == text { vec![code] } else { vec![code, Code::SecretWhitespace] };
        for (code, bytes) in encodings(trimmed, encoding) {
            if let Ok(inner) = core::str::from_utf8(&bytes) {
                self.add_some(index, &and_trimmed(code), decoded(inner.trim(), encoding));
                let unended = inner.trim_end();
                if unended != inner {
                    self.add(index, &[code, Code::SecretTrailingNewline], unended.into());
                }
            }
            self.add(index, &and_trimmed(code), bytes);
        }
        for (at, one) in listed(text).enumerate().take(MAX_LISTED) {
            let code = if at == 0 && text.contains(" #") { Code::SecretComment } else { Code::SecretList };
            self.add_some(index, &[code], decoded(one, encoding));
        }
        self.encode(index, text.as_bytes());
        self.add(index, &and_trimmed(Code::SecretHashed), hex::encode(Sha256::digest(trimmed)).into_bytes());
    }

    /// The texts that a key may have been decoded from.
    fn encode(&mut self, index: u32, key: &[u8]) {
        let base64 = Base64::encode_string(key);
        self.add(index, &[Code::SecretBase64Encode], ["whsec_", base64.as_str()].concat().into_bytes());
        self.add(index, &[Code::SecretBase64Encode], base64.trim_end_matches('=').into());
        self.add(index, &[Code::SecretBase64Encode], base64.into_bytes());
        self.add(index, &[Code::SecretHexEncode], hex::encode(key).into_bytes());
        self.add(index, &[Code::SecretHexEncode], hex::encode_upper(key).into_bytes());
    }
}

/// The key that a text stands for, as the scheme says.
fn decoded(text: &str, encoding: SecretEncoding) -> Option<Vec<u8>> {
    match encoding {
        SecretEncoding::Utf8 => Some(text.as_bytes().into()),
        SecretEncoding::Hex => hex::decode(text).ok(),
        SecretEncoding::Base64 => Base64::decode_vec(text).ok(),
        SecretEncoding::Whsec => Base64::decode_vec(text.strip_prefix("whsec_").unwrap_or(text)).ok(),
    }
}

/// What stands in front of a secret and is taken off by some senders, or belongs to a header.
const PREFIXES: [(&str, Code); 6] = [
    ("v1,whsec_", Code::SecretV1WhsecPrefix),
    ("v1,", Code::SecretV1WhsecPrefix),
    ("whsec_", Code::SecretWhsecPrefix),
    ("Bearer ", Code::SecretPrefix),
    ("bearer ", Code::SecretPrefix),
    ("sha256=", Code::SecretPrefix),
];

/// The same secret as another text.
fn spellings(text: &str) -> Vec<(Code, String)> {
    let mut all: Vec<(Code, String)> = Vec::new();
    let mut add = |code, text: &str| all.push((code, text.into()));
    let unended = text.trim_end_matches(['\n', '\r']);
    add(Code::SecretTrailingNewline, unended);
    let trimmed = text.trim();
    add(Code::SecretTrailingWhitespace, text.trim_end());
    add(Code::SecretWhitespace, trimmed);
    add(Code::SecretBom, trimmed.strip_prefix('\u{feff}').unwrap_or(trimmed));
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
    if let Some(rest) = trimmed.strip_suffix("\\n") {
        add(Code::SecretEscapedNewline, rest.trim_end_matches("\\r"));
    }
    add(Code::SecretEscapedNewline, &text.replace("\\n", "\n"));
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
    add(Code::SecretCase, &trimmed.to_ascii_lowercase());
    add(Code::SecretCase, &trimmed.to_ascii_uppercase());
    add(Code::SecretNewlineMissing, &[text, "\n"].concat());
    add(Code::SecretWhsecMissing, &["whsec_", trimmed].concat());
    all
}

/// The same text with another encoding than the scheme's.
fn encodings(text: &str, encoding: SecretEncoding) -> Vec<(Code, Vec<u8>)> {
    let bare = text.strip_prefix("v1,").unwrap_or(text);
    let bare = bare.strip_prefix("whsec_").unwrap_or(bare);
    let mut all = Vec::new();
    let unpadded = bare.trim_end_matches('=');
    for key in [Base64Unpadded::decode_vec(unpadded), Base64UrlUnpadded::decode_vec(unpadded)].into_iter().flatten() {
        all.push((Code::SecretBase64Decode, key));
    }
    if let Ok(key) = hex::decode(bare) {
        all.push((Code::SecretHexDecode, key));
    }
    if encoding != SecretEncoding::Utf8 {
        all.push((Code::SecretNotDecoded, text.into()));
        all.push((Code::SecretNotDecoded, bare.into()));
    }
    all
}

/// The secrets in a text that holds several.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '|', '\n', ' ', '\t']).map(str::trim).filter(move |one| !one.is_empty() && *one != text)
}

/// Marks, joiners and the spaces that no keyboard has.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{2064}' | '\u{a0}' | '\u{ad}')
        || character.is_control()
}

/// Whether a secret looks like the name of an environment variable, or like code that would read one.
pub(super) fn is_variable_name(text: &str) -> bool {
    let text = text.trim();
    let named = text.contains('_')
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let read = ["process.env.", "import.meta.env.", "os.environ", "ENV[", "$_ENV", "getenv(", "env(", "Deno.env", "secrets."];
    named || read.iter().any(|start| text.starts_with(start))
}

/// Whether a secret looks like a reference to a variable that was to be replaced: `$NAME`, `${NAME}`, `%NAME%`, `{{ name }}`.
pub(super) fn is_unexpanded(text: &str) -> bool {
    let text = text.trim();
    let between = |start: &str, end: &str| text.len() > start.len() && text.starts_with(start) && text.ends_with(end);
    between("${", "}")
        || between("{{", "}}")
        || between("$(", ")")
        || between("<%", "%>")
        || between("%", "%") && is_variable_name(text.trim_matches('%'))
        || text.strip_prefix('$').is_some_and(is_variable_name)
}

/// Whether a secret looks like one from an example, left as it was.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim().trim_matches(['"', '\'', '<', '>']).to_ascii_lowercase();
    let text = text.strip_prefix("whsec_").unwrap_or(&text);
    let words = [
        "your",
        "changeme",
        "change_me",
        "change-me",
        "replace",
        "placeholder",
        "example",
        "xxx",
        "todo",
        "insert",
        "dummy",
        "•",
        "●",
        "my_secret",
        "my-secret",
        "mysecret",
        "secret_here",
        "secret-here",
        "undefined",
        "null",
        "none",
        "...",
        "…",
        "***",
    ];
    ["secret", "test", "webhook_secret", "webhook-secret", "signing_secret", "password"].contains(&text)
        || words.iter().any(|word| text.contains(word))
}
