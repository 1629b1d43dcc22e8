//! The response to a challenge, determined from the values in a request.
//!
//! The core reads neither a query nor JSON. The caller reads both, and reads a signed challenge only after verification. A value
//! that occurs more than once counts as missing, because the correct one cannot be determined.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use subtle::ConstantTimeEq;

use crate::challenge::Challenge;
use crate::compiled_challenge::{MAC, MAX_TOKEN, SIGNED, TOKEN, VERIFIED, is_token_byte};
use crate::engine::Engine;
use crate::key::PreparedKey;
use crate::verifier::Verifier;

/// The values in a request that the [`Challenge`] of its scheme names. A missing value is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChallengeValues<'v> {
    /// The value that distinguishes a challenge from other requests: [`Challenge::when`].
    pub when: &'v [u8],
    /// The token: [`Challenge::token`].
    pub token: &'v [u8],
    /// The verify token in the request: [`Challenge::verify_token`].
    pub verify_token: &'v [u8],
    /// The verify token that the operator has configured at the provider.
    pub expected_verify_token: &'v [u8],
}

/// The reason why a challenge gets no response. The sender gets the same response as for any refused delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum ChallengeReason {
    /// The request has the method of a challenge, but is not a challenge.
    Condition,
    /// The verify token is missing or wrong.
    VerifyToken,
    /// The token is missing, too long, or has a character that could have a meaning in the place that displays the token.
    Token,
}

impl ChallengeReason {
    /// The code of the refusal: the same string in Rust, in JavaScript and in logs.
    pub const CODE: &'static str = "invalid_challenge";

    /// Every reason, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Condition, Self::VerifyToken, Self::Token];
}

/// Prints the message for the operator.
impl fmt::Display for ChallengeReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Condition => "The request has the method of a challenge, but is no challenge. Send deliveries with POST.",
            Self::VerifyToken => {
                "The verify token of the challenge is missing or wrong. Set the same token in the option challenge and at the \
                 provider."
            }
            Self::Token => {
                "The challenge has no valid token (1 to 128 letters, digits, - and _, once). If the provider sends different \
                 tokens, report this."
            }
        })
    }
}

impl core::error::Error for ChallengeReason {}

impl Challenge {
    /// Returns the media type of the response.
    pub fn content_type(&self) -> &'static str {
        if self.response.is_some() { "application/json" } else { "text/plain; charset=utf-8" }
    }
}

impl Verifier {
    /// Returns the body of the response to a challenge, from the values that its scheme names.
    ///
    /// Returns `None` if the request is not a challenge.
    ///
    /// Verify a signed challenge first. A MAC in the response is computed with the newest secret. Send the body with
    /// [`Challenge::content_type`], `x-content-type-options: nosniff` and the status 200.
    ///
    /// # Examples
    /// ```
    /// # #[cfg(feature = "serde")] {
    /// use hookward::{ChallengeValues, Scheme, Verifier};
    ///
    /// let scheme: Scheme = serde_json::from_str(r#"{
    ///     "id": "acme",
    ///     "name": "Acme",
    ///     "docs": "https://acme.example/webhooks",
    ///     "signature": { "header": "x-acme-signature", "syntax": "plain", "encoding": "hex" },
    ///     "signedContent": "{body}",
    ///     "challenge": { "method": "GET", "token": { "query": "challenge" } }
    /// }"#).unwrap();
    /// let verifier = Verifier::new(scheme, ["a secret"]).unwrap();
    /// let values = ChallengeValues { token: b"pogchamp-kappa", ..ChallengeValues::default() };
    /// assert_eq!(verifier.respond_to_challenge(&values).unwrap().unwrap(), "pogchamp-kappa");
    /// # }
    /// ```
    ///
    /// # Errors
    /// Returns the reason why there is no response.
    pub fn respond_to_challenge(&self, values: &ChallengeValues<'_>) -> Result<Option<String>, ChallengeReason> {
        self.engine.respond_to_challenge(values)
    }

    /// Responds like [`Verifier::respond_to_challenge`], for a name that has no secret.
    ///
    /// A MAC in the response is computed with a separate key, which is the MAC of the name. No challenge can request this MAC if
    /// the name has a character that no token has.
    ///
    /// # Errors
    /// Returns the reason why there is no response.
    #[doc(hidden)]
    pub fn respond_to_challenge_of(&self, name: &str, values: &ChallengeValues<'_>) -> Result<Option<String>, ChallengeReason> {
        let mac = self.engine.keys.newest().map(|key| key.mac(&|sink| sink(name.as_bytes())));
        let key = mac.and_then(|mac| PreparedKey::new(self.engine.scheme.algorithm, &mac, None));
        self.engine.respond(key.as_ref(), values)
    }
}

impl Engine {
    /// Responds like [`Verifier::respond_to_challenge`].
    ///
    /// # Errors
    /// Returns the reason why there is no response.
    pub fn respond_to_challenge(&self, values: &ChallengeValues<'_>) -> Result<Option<String>, ChallengeReason> {
        self.respond(self.keys.newest(), values)
    }

    fn respond(&self, key: Option<&PreparedKey>, values: &ChallengeValues<'_>) -> Result<Option<String>, ChallengeReason> {
        let Some((flags, when, template)) = self.scheme.challenge.parts() else { return Ok(None) };
        if !when.is_empty() && values.when != when {
            return if flags & SIGNED != 0 { Ok(None) } else { Err(ChallengeReason::Condition) };
        }
        if flags & VERIFIED != 0 {
            let expected = values.expected_verify_token;
            // The comparison of tokens with different lengths ends at once. This reveals only the length.
            if expected.is_empty() || !bool::from(values.verify_token.ct_eq(expected)) {
                return Err(ChallengeReason::VerifyToken);
            }
        }
        let token = values.token;
        if !template.is_empty()
            && (token.is_empty() || token.len() as u64 > MAX_TOKEN || !token.iter().copied().all(is_token_byte))
        {
            return Err(ChallengeReason::Token);
        }
        let mut response = Vec::new();
        for byte in template {
            let mac: String;
            response.extend_from_slice(match *byte {
                TOKEN => token,
                MAC => {
                    mac = self.signature(key, &|sink| sink(token));
                    mac.as_bytes()
                }
                _ => core::slice::from_ref(byte),
            });
        }
        // The text of a response is ASCII, and so is a token.
        Ok(Some(String::from_utf8(response).unwrap_or_default()))
    }
}
