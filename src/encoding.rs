//! Decoding of signatures, which is strict, and of secrets, which is lenient because base64 secrets are written in several ways.
//!
//! A signature must have the exact length, and no character is skipped. Base64 has only one accepted spelling. A decoder that
//! stops at the first invalid character, as Node's `Buffer.from(text, "hex")` does, accepts two different headers as the same
//! signature.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use base64ct::{Base64, Encoding as _};

use crate::error::{HeaderReason, OddCharacter, SecretReason};
use crate::scheme::{Encoding, SecretEncoding};

/// The length of a SHA-256, in bytes.
pub(crate) const SHA256_LEN: usize = 32;

/// The length of the longest MAC, in bytes: SHA-512's.
const MAX_MAC_LEN: usize = 64;

/// A MAC: a decoded signature or the expected one. Shorter MACs are padded with zeros. A MAC is never printed.
pub(crate) type MacBytes = [u8; MAX_MAC_LEN];

impl Encoding {
    /// Returns the number of characters that encode this number of bytes.
    pub(crate) const fn text_length(self, bytes: usize) -> usize {
        match self {
            Self::Hex => bytes.saturating_mul(2),
            Self::Base64 | Self::Base64UrlPadded => bytes.div_ceil(3).saturating_mul(4),
            Self::Base64Url => bytes.saturating_mul(4).div_ceil(3),
        }
    }
}

#[cfg(feature = "explain")]
impl Encoding {
    /// Returns an encoded MAC of zeros.
    pub(crate) fn zeros(self, algorithm: crate::scheme::Algorithm) -> alloc::string::String {
        encode(self, &alloc::vec![0; algorithm.mac_length()])
    }
}

/// Decodes a signature that fills `mac` exactly.
pub(crate) fn decode_signature(encoding: Encoding, text: &[u8], mac: &mut [u8]) -> Result<(), HeaderReason> {
    let length = mac.len();
    if text.len() != encoding.text_length(length) {
        return Err(HeaderReason::Length);
    }
    if encoding == Encoding::Hex {
        // `const_hex` decodes with SIMD, also in WebAssembly. It skips a leading `0x`, but then too few digits remain.
        return const_hex::decode_to_slice(text, mac).map_err(|_| HeaderReason::Encoding);
    }
    let mut standard = [b'='; MAX_BASE64_LEN];
    let text =
        if encoding == Encoding::Base64 { text } else { to_standard(text, &mut standard).ok_or(HeaderReason::Encoding)? };
    let decoded = from_base64(text, mac).ok_or(HeaderReason::Encoding)?;
    if decoded == length { Ok(()) } else { Err(HeaderReason::Length) }
}

/// Decodes base64 and returns the number of bytes. Refuses wrong padding and spare bits in the last character that are not zero.
#[inline(never)]
fn from_base64(text: &[u8], bytes: &mut [u8]) -> Option<usize> {
    Base64::decode(text, bytes).ok().map(<[u8]>::len)
}

/// The length of the longest MAC in base64.
const MAX_BASE64_LEN: usize = 88;

/// Converts URL-safe base64 to the standard alphabet, with padding. Returns `None` for `+` and `/`, which only the standard
/// alphabet has.
fn to_standard<'s>(text: &[u8], standard: &'s mut [u8; MAX_BASE64_LEN]) -> Option<&'s [u8]> {
    for (place, digit) in standard.iter_mut().zip(text) {
        *place = match digit {
            b'-' => b'+',
            b'_' => b'/',
            b'+' | b'/' => return None,
            other => *other,
        };
    }
    standard.get(..text.len().next_multiple_of(4))
}

/// Encodes a signature as its provider does. Hex is in lower case.
pub(crate) fn encode(encoding: Encoding, mac: &[u8]) -> String {
    let mut text = vec![0; encoding.text_length(mac.len()).next_multiple_of(4)];
    let length = match encoding {
        Encoding::Hex => const_hex::encode_to_slice(mac, &mut text).map_or(0, |()| mac.len().saturating_mul(2)),
        _ => Base64::encode(mac, &mut text).map_or(0, str::len),
    };
    text.truncate(length);
    if matches!(encoding, Encoding::Base64Url | Encoding::Base64UrlPadded) {
        for digit in &mut text {
            *digit = match *digit {
                b'+' => b'-',
                b'/' => b'_',
                other => other,
            };
        }
    }
    text.truncate(encoding.text_length(mac.len()));
    String::from_utf8(text).unwrap_or_default()
}

/// The prefix of some base64 secrets.
const WHSEC: &str = "whsec_";

/// Decodes a secret to its key.
pub(crate) fn decode_secret(encoding: SecretEncoding, text: &str) -> Result<Cow<'_, [u8]>, SecretReason> {
    let base64 = |text| decode_base64(text).ok_or(SecretReason::Encoding);
    let decoded: Vec<u8> = match encoding {
        SecretEncoding::Utf8 => return Ok(Cow::Borrowed(text.as_bytes())),
        SecretEncoding::Hex => decode_hex(text.as_bytes()).ok_or(SecretReason::Encoding)?,
        SecretEncoding::Base64 => base64(text)?,
        SecretEncoding::Whsec => base64(text.strip_prefix(WHSEC).unwrap_or(text))?,
    };
    Ok(Cow::Owned(decoded))
}

impl SecretEncoding {
    /// Returns the first character of a secret that this encoding does not allow. Returns `None` if all characters are allowed
    /// and the secret is truncated.
    pub fn odd_character(self, text: &str) -> Option<OddCharacter> {
        let digits = text.trim_end_matches('=');
        let odd = |character: char| match self {
            Self::Utf8 => false,
            Self::Hex => !character.is_ascii_hexdigit(),
            Self::Base64 | Self::Whsec => !character.is_ascii_alphanumeric() && !matches!(character, '+' | '/' | '-' | '_'),
        };
        let text = if self == Self::Hex { text } else { digits };
        let (before, character) = text.chars().enumerate().find(|(_, character)| odd(*character))?;
        Some(OddCharacter { position: u32::try_from(before).ok()?.saturating_add(1), character })
    }
}

fn decode_hex(text: &[u8]) -> Option<Vec<u8>> {
    let mut key = vec![0; text.len() / 2];
    // `const_hex` skips a leading `0x`, but then too few digits remain.
    if text.len().is_multiple_of(2) && const_hex::decode_to_slice(text, &mut key).is_ok() { Some(key) } else { None }
}

/// Decodes base64 leniently, as libraries do for secrets: in either alphabet, with or without padding, and with any spare bits.
///
/// Signatures are decoded strictly, because a sender may choose their spelling. The owner of a secret gains nothing from a
/// different spelling.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    // All characters of the prefix are valid in the URL-safe alphabet. Without this check, the prefix would become part of a
    // wrong key.
    if text.starts_with(WHSEC) {
        return None;
    }
    let digits = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    // `A` encodes zeros. If it replaces the padding, the spare bits are in bytes that are cut off.
    let missing = match digits.len() % 4 {
        0 => 0,
        1 => return None,
        some => 4_usize.saturating_sub(some),
    };
    let mut standard = digits.as_bytes().to_vec();
    for digit in &mut standard {
        *digit = match *digit {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        };
    }
    standard.resize(standard.len().saturating_add(missing), b'A');
    let mut key = vec![0; standard.len()];
    let length = from_base64(&standard, &mut key)?;
    key.truncate(length.saturating_sub(missing));
    Some(key)
}
