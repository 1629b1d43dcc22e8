//! The lint of challenges: refuses a challenge that must not get the response that the scheme describes.
//!
//! The response to a challenge must never be a valid signature of a delivery. `{mac}` is the MAC of the token alone, under the
//! key that signs deliveries. The sender of an unsigned challenge chooses the token. Therefore a content that could be a token
//! must never verify:
//!
//! - A signed content is never a token if it has a literal with a character that no token has, such as the colons of
//!   `v0:{timestamp}:{body}`.
//! - For other contents, such as `{body}` alone, the engine refuses a body that could be a token. A JSON object or a list could
//!   not, because of its braces or brackets. A number or a word could. Providers that send those, or plain text, cannot have
//!   `{mac}`, because their genuine deliveries would be lost.

use alloc::borrow::ToOwned;
use alloc::string::ToString;

use crate::challenge::{Challenge, ChallengeMethod, ChallengeValue};
use crate::compiled_challenge::{PART_MAC, PART_TOKEN, has_separator, parts_of};
use crate::error::{ConfigError, SchemeReason};
use crate::scheme::{Scheme, Text};
use crate::template::Part;

/// The maximum length of a name or a value, in bytes. A compiled scheme stores the length in one byte.
const MAX_TEXT: usize = 255;

/// Checks the challenge of a scheme, if it has one.
///
/// # Errors
/// Returns [`ConfigError::InvalidScheme`] with the property that is wrong.
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

/// Returns whether the parts of a POST challenge are in the headers or the body. These are read only after verification.
fn is_signed(Challenge { when, token, verify_token, .. }: &Challenge) -> bool {
    let when = when.as_ref().map(ChallengeValue::kinds);
    (when == Some(HEADER | IS) || when == Some(BODY | IS))
        && token.as_ref().map(ChallengeValue::kinds) == Some(BODY)
        && verify_token.is_none()
}

/// Returns whether the parts of a GET challenge are in the query.
fn is_in_query(Challenge { when, token, verify_token, .. }: &Challenge) -> bool {
    when.as_ref().is_none_or(|when| when.kinds() == QUERY | IS)
        && token.as_ref().map(ChallengeValue::kinds) == Some(QUERY)
        && verify_token.as_ref().is_none_or(is_text)
}

/// The parts of a value, as flags. `WRONG` marks a text that is empty or too long.
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

/// Returns whether a text may be JSON and contains a token or a MAC.
fn is_response(text: &str) -> bool {
    text.starts_with("{\"")
        && text.ends_with("\"}")
        && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        && parts_of(text).any(|part| matches!(part, PART_TOKEN | PART_MAC))
}

/// Returns whether deliveries are JSON and signed byte for byte. Then the engine can recognize a body that could be a token.
fn signs_json(scheme: &Scheme) -> bool {
    let is_json = |text: &str| {
        let name = text.split(';').next().unwrap_or_default().trim_ascii_end();
        name == "application/json" || name.ends_with("+json")
    };
    let has_body = scheme.signed_content.parts().any(|part| part == Part::Body);
    has_body && !scheme.reserialized && scheme.content_types.iter().all(|text| is_json(text))
}
