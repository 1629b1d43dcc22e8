//! What makes a challenge one that must get no response as it is described.
//!
//! The response to a challenge must never be a valid signature of a delivery. `{mac}` is the MAC of the token alone, under the
//! key that deliveries are signed with, and whoever sends an unsigned challenge chooses the token. So no content that could be a token may
//! ever be verified:
//!
//! - A signed content with a literal that has a character which no token has, as the colons of `v0:{timestamp}:{body}`, never
//!   is a token.
//! - Elsewhere, as with `{body}` alone, the engine refuses a body that could be a token. A JSON object or a list never could, because of its
//!   braces; a number or a word could, and providers that send those, or plain text, cannot have `{mac}`: their genuine deliveries
//!   would be lost.

use alloc::borrow::ToOwned;
use alloc::string::ToString;

use crate::challenge::{Challenge, ChallengeMethod, ChallengeValue};
use crate::compiled_challenge::{PART_MAC, PART_TOKEN, has_separator, parts_of};
use crate::error::{ConfigError, SchemeReason};
use crate::scheme::{Scheme, Text};
use crate::template::Part;

/// The most bytes of a name or a value: in a compiled scheme, one byte has the length.
const MAX_TEXT: usize = 255;

/// Checks the challenge of a scheme, if it has one.
///
/// # Errors
/// [`ConfigError::InvalidScheme`] with the property that is wrong.
pub(crate) fn lint(scheme: &Scheme) -> Result<(), ConfigError> {
    let Some(challenge) = &scheme.challenge else { return Ok(()) };
    let problem = match challenge.method {
        ChallengeMethod::Post if !is_signed(challenge) => {
            "for POST, write `when` ({ header or body; is }) and `token` ({ body }), and no `verifyToken`"
        }
        ChallengeMethod::Get if !is_in_query(challenge) => "for GET, write `token` ({ query }), and `when` only as { query, is }",
        ChallengeMethod::Head if *challenge != (Challenge { method: ChallengeMethod::Head, ..Challenge::default() }) => {
            "for HEAD, write only `method`"
        }
        _ if !challenge.response.as_ref().is_none_or(|text| is_response(text)) => {
            "`response` must be a JSON object in ASCII, with {token} or {mac} in its strings"
        }
        _ if challenge.has_mac() && !has_separator(scheme) && !signs_json(scheme) => {
            "{mac} could be the signature of a delivery. Use it only with JSON deliveries that are not reserialized, or with a \
             literal in signedContent that has other characters than letters, digits, - and _"
        }
        _ => return Ok(()),
    };
    let reason = SchemeReason::Shape(problem.to_string());
    Err(ConfigError::InvalidScheme { scheme: None, field: "challenge".to_owned(), reason })
}

/// Whether a challenge by POST has its parts where they are verified before anything of it is read.
fn is_signed(Challenge { when, token, verify_token, .. }: &Challenge) -> bool {
    let when = when.as_ref().map(ChallengeValue::kinds);
    (when == Some(HEADER | IS) || when == Some(BODY | IS))
        && token.as_ref().map(ChallengeValue::kinds) == Some(BODY)
        && verify_token.is_none()
}

/// Whether a challenge by GET has its parts in the query.
fn is_in_query(Challenge { when, token, verify_token, .. }: &Challenge) -> bool {
    when.as_ref().is_none_or(|when| when.kinds() == QUERY | IS)
        && token.as_ref().map(ChallengeValue::kinds) == Some(QUERY)
        && verify_token.as_ref().is_none_or(is_text)
}

/// What a value has, and that a text in it is empty or too long.
const HEADER: u8 = 1;
const BODY: u8 = 2;
const QUERY: u8 = 4;
const IS: u8 = 8;
const WRONG: u8 = 16;

impl ChallengeValue {
    fn kinds(&self) -> u8 {
        let texts = [(HEADER, &self.header), (BODY, &self.body), (QUERY, &self.query), (IS, &self.is)];
        texts.iter().fold(0, |all, (kind, text)| match text {
            Some(text) if is_text(text) => all | kind,
            Some(_) => all | WRONG,
            None => all,
        })
    }
}

fn is_text(text: &Text) -> bool {
    (1..=MAX_TEXT).contains(&text.len())
}

/// Whether a text may be JSON, and has a token or a MAC in it.
fn is_response(text: &str) -> bool {
    text.starts_with("{\"")
        && text.ends_with("\"}")
        && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        && parts_of(text).any(|part| matches!(part, PART_TOKEN | PART_MAC))
}

/// Whether deliveries are JSON, byte for byte as they are signed: then the engine sees whether one could be a token.
fn signs_json(scheme: &Scheme) -> bool {
    let is_json = |text: &str| {
        let name = text.split(';').next().unwrap_or_default().trim_ascii_end();
        name == "application/json" || name.ends_with("+json")
    };
    let has_body = scheme.signed_content.parts().any(|part| part == Part::Body);
    has_body && !scheme.reserialized && scheme.content_types.iter().all(|text| is_json(text))
}
