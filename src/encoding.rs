//! Strict decoding of signatures and secrets: one accepted spelling, exact lengths, nothing skipped.
//!
//! A decoder that stops at the first odd character, as Node's `Buffer.from(text, "hex")` does, lets two different headers stand for one
//! signature. These refuse instead. No branch and no address depends on a character, since a secret may be what is decoded: each is
//! compared with every range of its alphabet by arithmetic, as the crates `base16ct` and `base64ct` do it.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::error::{Malformed, SecretFault};
use crate::hash::DIGEST_LEN;
use crate::scheme::{Encoding, SecretEncoding};

/// The length of a tag, in bytes: SHA-256's.
pub(crate) const TAG_LEN: usize = DIGEST_LEN;

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
    let decoded = match encoding {
        Encoding::Hex => decode_hex(text, tag),
        Encoding::Base64 => decode_base64(text, tag),
    };
    if decoded.ok_or(Malformed::Encoding)? == TAG_LEN { Ok(()) } else { Err(Malformed::Length) }
}

/// Writes a signature as its provider does: hex in lower case, base 64 with padding.
pub(crate) fn encode_tag(encoding: Encoding, tag: &Tag, text: &mut Vec<u8>) {
    let (alphabet, bits): (&[u8], u8) = match encoding {
        Encoding::Hex => (b"0123456789abcdef", 4),
        Encoding::Base64 => (b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6),
    };
    let mask = u16::MAX.checked_shr(u32::from(16_u8.saturating_sub(bits))).unwrap_or_default();
    // A bit for each that has come and has not been written, from the lowest up.
    let (mut held, mut count) = (0_u16, 0_u8);
    let mut write = |value: u16| text.extend(alphabet.get(usize::from(value & mask)));
    for byte in tag {
        held = held << 8 | u16::from(*byte);
        count = count.saturating_add(8);
        while let Some(left) = count.checked_sub(bits) {
            write(held >> left);
            count = left;
        }
    }
    if count > 0 {
        // 32 bytes are 42 characters and two thirds of one, and so one character of padding.
        write(held << bits.saturating_sub(count));
        text.push(b'=');
    }
}

/// The key that a secret, written down as `encoding` says, stands for.
pub(crate) fn decode_secret(encoding: SecretEncoding, text: &[u8]) -> Result<Cow<'_, [u8]>, SecretFault> {
    if encoding == SecretEncoding::Utf8 {
        return Ok(Cow::Borrowed(text));
    }
    let mut key = alloc::vec![0; text.len()];
    let length = match encoding {
        SecretEncoding::Hex => decode_hex(text, &mut key),
        SecretEncoding::Whsec => decode_base64(text.strip_prefix(b"whsec_").unwrap_or(text), &mut key),
        _ => decode_base64(text, &mut key),
    };
    key.truncate(length.ok_or(SecretFault::Encoding)?);
    Ok(Cow::Owned(key))
}

/// Base 16, either case (RFC 4648, section 8). Gives how many bytes it stands for, which `bytes` has room for.
fn decode_hex(text: &[u8], bytes: &mut [u8]) -> Option<usize> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    let mut right = true;
    for (characters, bytes) in text.chunks(8).zip(bytes.chunks_mut(4)) {
        let mut eight = [b'0'; 8];
        eight.iter_mut().zip(characters).for_each(|(place, character)| *place = *character);
        let (decoded, all_right) = four_bytes(u64::from_le_bytes(eight));
        right &= all_right;
        bytes.iter_mut().zip(decoded).for_each(|(place, byte)| *place = byte);
    }
    right.then_some(text.len() / 2)
}

/// Eight characters of base 16 at once, a byte of the number each, and whether all of them are such.
fn four_bytes(characters: u64) -> ([u8; 4], bool) {
    const EACH: u64 = u64::MAX / 255;
    const HIGH: u64 = EACH << 7;
    // The high bit of each byte that is at least so much. All are below 0x80 where it counts, so that nothing is carried over.
    let low = characters & !HIGH;
    let at_least = |bytes: u64, least: u8| bytes.wrapping_add(EACH.wrapping_mul(0x80_u64.wrapping_sub(least.into())));
    // The bit that makes a letter lower case; no other character becomes a letter by it.
    let folded = low | EACH << 5;
    let digits = at_least(low, b'0') & !at_least(low, b'9' + 1) & HIGH;
    let letters = at_least(folded, b'a') & !at_least(folded, b'f' + 1) & HIGH;
    let nibbles = (low & EACH.wrapping_mul(15)).wrapping_add((letters >> 7).wrapping_mul(9));
    let pairs = (nibbles << 4 | nibbles >> 8).to_le_bytes();
    let [first, _, second, _, third, _, fourth, _] = pairs;
    ([first, second, third, fourth], (digits | letters) & !characters & HIGH == HIGH)
}

/// Base 64 with padding, in its one canonical spelling (RFC 4648, section 4). Gives how many bytes it stands for; `None` also where
/// `bytes` has no room for them.
fn decode_base64(text: &[u8], bytes: &mut [u8]) -> Option<usize> {
    let (groups, []) = text.as_chunks::<4>() else { return None };
    let padding = text.iter().rev().take(2).take_while(|byte| **byte == b'=').count();
    let length = groups.len().saturating_mul(3).saturating_sub(padding);
    let significant = text.len().saturating_sub(padding);
    let mut places = bytes.get_mut(..length)?.iter_mut();
    // Padding reads as zeros, of which nothing may be left over: bits in the last character that stand for no byte must be zero.
    let (mut wrong, mut left_over) = (0, 0);
    for (group, first) in groups.iter().zip((0_usize..).step_by(4)) {
        let mut held = 0;
        for (character, at) in group.iter().zip(first..) {
            let value = if at < significant { sextet(*character) } else { 0 };
            wrong |= value;
            held = held << 6 | value & 63;
        }
        let [_, decoded @ ..] = held.to_be_bytes();
        for byte in decoded {
            match places.next() {
                Some(place) => *place = byte,
                None => left_over |= byte,
            }
        }
    }
    (wrong >= 0 && left_over == 0).then_some(length)
}

/// The value of a character of base 64; below zero if it is none.
fn sextet(character: u8) -> i32 {
    let letters = range(character, b'A', b'Z', 0) | range(character, b'a', b'z', 26);
    let others = range(character, b'0', b'9', 52) | range(character, b'+', b'+', 62) | range(character, b'/', b'/', 63);
    (letters | others).wrapping_sub(1)
}

/// One more than the value of a character in a range of an alphabet that begins with `value`; 0 outside it.
fn range(character: u8, first: u8, last: u8, value: i32) -> i32 {
    let offset = i32::from(character).wrapping_sub(first.into());
    // Below zero, and so all ones, if the character is outside on either side.
    let outside = (offset | i32::from(last).wrapping_sub(character.into())) >> 31;
    !outside & offset.wrapping_add(value).wrapping_add(1)
}
