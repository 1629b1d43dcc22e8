//! A compiled challenge: the values of a challenge that a response requires, as bytes.

use alloc::vec::Vec;

use crate::challenge::{Challenge, ChallengeMethod};
use crate::scheme::Scheme;
use crate::template::Part;

/// The maximum number of characters in a token.
pub(crate) const MAX_TOKEN: u64 = 128;

/// The bytes for the token and its MAC in a compiled response. The text of a response has no control characters.
pub(crate) const TOKEN: u8 = 0;
pub(crate) const MAC: u8 = 1;

/// The placeholders for the token and its MAC in the response of a scheme.
pub(crate) const PART_TOKEN: &str = "{token}";
pub(crate) const PART_MAC: &str = "{mac}";

/// The values of a [`Challenge`] that a response requires, compiled once when the verifier is built. Empty for a scheme without a
/// challenge.
///
/// The bytes are, in order: the flags, the length of the value that distinguishes a challenge from other requests, that value,
/// and the response with [`TOKEN`] and [`MAC`] in it. This format requires no code for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompiledChallenge(pub(crate) Vec<u8>);

/// The flag of a challenge that is a signed delivery.
pub(crate) const SIGNED: u8 = 1;
/// The flag of a challenge with a verify token.
pub(crate) const VERIFIED: u8 = 2;
/// The flag of a scheme that must refuse a body that could be a token, because its signature could be a response.
const GUARDED: u8 = 4;

impl CompiledChallenge {
    /// Compiles the challenge of a scheme that passed the lint. The length of a value therefore fits in one byte.
    pub(crate) fn of(scheme: &Scheme) -> Self {
        let Some(challenge) = &scheme.challenge else { return Self(Vec::new()) };
        let when = challenge.when.as_ref().and_then(|when| when.is.as_ref()).map(|is| is.as_bytes()).unwrap_or_default();
        let flags = [
            (SIGNED, challenge.method == ChallengeMethod::Post),
            (VERIFIED, challenge.verify_token.is_some()),
            (GUARDED, challenge.has_mac() && !has_separator(scheme)),
        ];
        let flags = flags.into_iter().filter(|(_, on)| *on).fold(0, |all, (flag, _)| all | flag);
        let length = u8::try_from(when.len()).unwrap_or_default();
        Self([&[flags, length], when, &challenge.compiled_response()].concat())
    }

    /// Returns the flags, the value that distinguishes a challenge, and the response. Returns `None` without a challenge.
    pub(crate) fn parts(&self) -> Option<(u8, &[u8], &[u8])> {
        let ([flags, length], rest) = self.0.split_first_chunk()?;
        let (when, response) = rest.split_at_checked(usize::from(*length))?;
        Some((*flags, when, response))
    }

    /// Returns whether to refuse a body that could be a token. A token is neither empty nor too long.
    pub(crate) fn refuses(&self, length: u64, mut body: impl Iterator<Item = u8>) -> bool {
        (1..=MAX_TOKEN).contains(&length) && self.0.first().is_some_and(|flags| flags & GUARDED != 0) && body.all(is_token_byte)
    }
}

impl Challenge {
    /// Returns whether the response contains the MAC of the token.
    pub(crate) fn has_mac(&self) -> bool {
        self.response.as_ref().is_some_and(|text| parts_of(text).any(|part| part == PART_MAC))
    }

    fn compiled_response(&self) -> Vec<u8> {
        let text = self.response.as_deref().unwrap_or(if self.token.is_some() { PART_TOKEN } else { "" });
        let mut compiled = Vec::new();
        for part in parts_of(text) {
            match part {
                PART_TOKEN => compiled.push(TOKEN),
                PART_MAC => compiled.push(MAC),
                text => compiled.extend_from_slice(text.as_bytes()),
            }
        }
        compiled
    }
}

/// Returns whether the signed content has a literal that no token can contain.
pub(crate) fn has_separator(scheme: &Scheme) -> bool {
    scheme.signed_content.parts().any(|part| matches!(part, Part::Literal(text) if !text.bytes().all(is_token_byte)))
}

/// Returns whether a token may contain a byte. The allowed bytes have no meaning in HTML, JSON, a header or a signed content.
pub(crate) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Returns the parts of a text: `{token}`, `{mac}`, and the texts around them. The code of a string search would be larger.
pub(crate) fn parts_of(mut text: &str) -> impl Iterator<Item = &str> {
    core::iter::from_fn(move || {
        let part = [PART_TOKEN, PART_MAC].into_iter().find(|part| text.starts_with(part));
        let end = part.map_or_else(
            || text.bytes().skip(1).position(|byte| byte == b'{').map_or(text.len(), |at| at.saturating_add(1)),
            str::len,
        );
        let (part, after) = text.split_at_checked(end)?;
        text = after;
        (!part.is_empty()).then_some(part)
    })
}
