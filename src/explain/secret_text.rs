//! Describes the problem with a secret that is not in the encoding of its scheme.

use alloc::format;

use super::finding::FindingDetails;
use crate::{Secret, SecretEncoding};

/// Returns the details of a secret that cannot be decoded. They contain only the invalid character, and no other character of the
/// secret.
pub(super) fn malformed_secret(secrets: &[Secret<'_>], index: u32, encoding: SecretEncoding) -> FindingDetails {
    let secret = usize::try_from(index).ok().and_then(|index| secrets.get(index));
    let text = match secret {
        Some(Secret::Text(text)) => *text,
        _ => "",
    };
    let (name, prefix) = match encoding {
        SecretEncoding::Hex => ("hex", ""),
        SecretEncoding::Whsec => ("base64", "whsec_"),
        _ => ("base64", ""),
    };
    // The prefix contains characters of the base64url alphabet.
    let digits = text.strip_prefix(prefix).unwrap_or(text);
    let belongs = |character: char| match encoding {
        SecretEncoding::Hex => character.is_ascii_hexdigit(),
        _ => character.is_ascii_alphanumeric() || "+/-_".contains(character),
    };
    let padding =
        if encoding == SecretEncoding::Hex { 0 } else { digits.bytes().rev().take(2).take_while(|byte| *byte == b'=').count() };
    let digits = digits.get(..digits.len().saturating_sub(padding)).unwrap_or_default();
    let before = text.chars().count().saturating_sub(digits.chars().count()).saturating_sub(padding);
    let odd = (1_usize..).zip(digits.chars()).find(|(_, character)| !belongs(*character));
    let detail = match odd {
        None if digits.starts_with("whsec_") => format!(", {name} without the prefix whsec_"),
        Some((nth, character)) => {
            let nth = nth.saturating_add(before);
            format!(", {name}: its character number {nth} is {}", described(character))
        }
        None => format!(", {name}: its number of characters does not fit"),
    };
    FindingDetails { detail: Some(detail), ..FindingDetails::about_secret(index) }
}

/// Returns a printable form of a character. A character that is not visible ASCII becomes its Unicode number.
fn described(character: char) -> alloc::string::String {
    if character.is_ascii_graphic() { format!("{character}") } else { format!("U+{:04X}", u32::from(character)) }
}
