//! Strict decoding of signatures and secrets: one accepted spelling, exact lengths, nothing skipped.
//!
//! A decoder that stops at the first odd character, as Node's `Buffer.from(text, "hex")` does, lets two different headers
//! stand for one signature. These refuse instead.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use base64ct::{Base64, Encoding as _};

use crate::error::{Malformed, SecretFault};
use crate::scheme::{Encoding, SecretEncoding};

/// The length of a tag, in bytes: SHA-256's.
pub(crate) const TAG_LEN: usize = 32;

/// The length of a tag in hex and in base 64, in characters.
const HEX_LEN: usize = 64;
const BASE64_LEN: usize = 44;

/// A signature, decoded. Never printed: that of a forgery is the attacker's, but the same type holds the expected one.
pub(crate) type Tag = [u8; TAG_LEN];

/// Decodes a signature of exactly [`TAG_LEN`] bytes, in its place.
pub(crate) fn decode_tag(encoding: Encoding, text: &[u8], tag: &mut Tag) -> Result<(), Malformed> {
    let length = match encoding {
        Encoding::Hex => HEX_LEN,
        Encoding::Base64 => BASE64_LEN,
    };
    if text.len() != length {
        return Err(Malformed::Length);
    }
    match encoding {
        Encoding::Hex => {
            // In vectors, WebAssembly's too. It would skip a `0x`; then too few digits are left.
            const_hex::decode_to_slice(text, tag).map_err(|_| Malformed::Encoding)?;
        }
        Encoding::Base64 => {
            // Refuses wrong padding, and bits left over in the last character, which must be zero.
            let decoded = Base64::decode(text, tag).map_err(|_| Malformed::Encoding)?;
            if decoded.len() != TAG_LEN {
                return Err(Malformed::Length);
            }
        }
    }
    Ok(())
}

/// Writes a signature as its provider does: hex in lower case, base 64 with padding.
pub(crate) fn encode(encoding: Encoding, tag: &[u8]) -> alloc::string::String {
    match encoding {
        Encoding::Hex => hex::encode(tag),
        Encoding::Base64 => Base64::encode_string(tag),
    }
}

/// The key that a secret, written down as `encoding` says, stands for.
pub(crate) fn decode_secret(encoding: SecretEncoding, text: &str) -> Result<Cow<'_, [u8]>, SecretFault> {
    let base64 = |text| Base64::decode_vec(text).map_err(|_| SecretFault::Encoding);
    let decoded: Vec<u8> = match encoding {
        SecretEncoding::Utf8 => return Ok(Cow::Borrowed(text.as_bytes())),
        SecretEncoding::Hex => hex::decode(text).map_err(|_| SecretFault::Encoding)?,
        SecretEncoding::Base64 => base64(text)?,
        SecretEncoding::Whsec => base64(text.strip_prefix("whsec_").unwrap_or(text))?,
    };
    Ok(Cow::Owned(decoded))
}
