//! Explains why a request does not verify: the body, the secret, an encoding, the clock or a header is wrong.
//!
//! A program with the bytes and the secret can try one change after another, until the signature matches. Such a match is proof.
//! [`explain`] does that. It also returns the result of [`Verifier`](crate::Verifier) and every check.
//!
//! ```
//! use hookward::explain::{Code, Confidence, Input, explain};
//! use hookward::{Secret, UnixTime, schemes};
//!
//! // Signed over the well-known text under `key`. The secret was read from a file, with the newline at its end.
//! let secrets = [Secret::Text("key\n")];
//! let headers = [("X-Gilbert-Signature", &b"f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"[..])];
//! let body = b"The quick brown fox jumps over the lazy dog";
//! let explanation = explain(&Input::new(&schemes::GILBERT, &secrets, &headers, body, UnixTime::from_secs(0)))?;
//!
//! let finding = &explanation.findings[0];
//! assert_eq!((finding.code, finding.confidence), (Code::SecretTrailingNewline, Confidence::Proven));
//! # Ok::<(), hookward::ConfigError>(())
//! ```
//!
//! An explanation is for the operator, in a tool or in a log that only the operator reads. **Nothing of it may reach the sender
//! of a request**, because it shows how close a forgery is. Do not call [`explain`] for every request: it costs as much as
//! several thousand verifications.
//!
//! No part of an explanation contains a secret, an expected signature, or content of a body.
//!
//! # How it works
//! [`explain`] runs a fixed sequence of steps, and every step has its own file. The request is verified once
//! (`verification_result.rs`), and the result determines the outcome of every check (`check.rs`). A refused request is read as
//! each scheme reads it (`scheme_reading.rs`: signatures, keys, timestamp and signed content, with many variants). The search
//! (`search.rs`) combines these with the variants of the body until a MAC matches. A match becomes proven findings (`proof.rs`).
//! Without a match, likely findings describe what looks wrong (`hint.rs`).

mod advice;
mod body_ends;
mod body_variants;
mod budget;
mod causes;
mod check;
mod code;
mod compression;
mod content_variants;
mod finding;
mod found_signature;
mod found_timestamp;
mod guess;
mod header_lookup;
mod header_syntax;
mod hint;
mod json;
mod json_dialect;
mod key_variants;
mod line_breaks;
mod placeholder;
mod printed_bytes;
mod proof;
mod scheme_reading;
mod search;
mod secret_text;
mod signing_method;
mod text;
mod url_variants;
mod verification_result;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;

pub use check::{Check, State, Step};
pub use code::{Code, Subject};
pub use finding::{Confidence, Finding};
pub use guess::{Guess, UnknownRequest, guess};
pub use verification_result::VerificationResult;

use advice::advice;
use body_variants::BodyVariants;
use budget::Budget;
use check::checks;
use hint::hints;
use proof::proven;
use scheme_reading::SchemeReadings;
use search::{Search, search};
use verification_result::verify;

use crate::{ConfigError, DEFAULT_MAX_BODY_BYTES, Scheme, Secret, UnixTime, schemes};

/// A request that was received, and the options of the verifier that refused it.
#[derive(Clone, Copy)]
pub struct Input<'i> {
    /// The scheme of the verifier.
    pub scheme: &'i Scheme,
    /// The secrets, newest first.
    pub secrets: &'i [Secret<'i>],
    /// Every header of the request, not only the headers of the scheme. A signature may be in a header with a different name.
    pub headers: &'i [(&'i str, &'i [u8])],
    /// The URL that the request was sent to, for schemes that sign it: the URL configured at the provider, with the query of the
    /// request.
    pub url: Option<&'i str>,
    /// The method, in upper case, for schemes that sign it. Default: `POST`.
    pub method: Option<&'i str>,
    /// The body of the receiver, which may differ from the signed body.
    pub body: &'i [u8],
    /// The re-serialized body: `JSON.stringify` of the parsed body, if the caller has a JavaScript runtime.
    pub reserialized: Option<&'i [u8]>,
    /// The time at which the request was received.
    pub now: UnixTime,
    /// The tolerance of the verifier, in seconds. Default: the tolerance of the scheme.
    pub tolerance: Option<u32>,
    /// Whether the verifier also tries the re-serialized body, for schemes that allow this.
    pub reserialize: bool,
    /// The maximum length of a body for the verifier, in bytes.
    pub max_body_bytes: u64,
    /// The other schemes that the request may belong to.
    pub others: &'i [&'i Scheme],
}

impl<'i> Input<'i> {
    /// Creates the input for a verifier with default options. The request may belong to any of the built-in schemes.
    pub fn new(
        scheme: &'i Scheme,
        secrets: &'i [Secret<'i>],
        headers: &'i [(&'i str, &'i [u8])],
        body: &'i [u8],
        now: UnixTime,
    ) -> Self {
        Self {
            scheme,
            secrets,
            headers,
            url: None,
            method: None,
            body,
            reserialized: None,
            now,
            tolerance: None,
            reserialize: true,
            max_body_bytes: DEFAULT_MAX_BODY_BYTES,
            others: &schemes::ALL,
        }
    }

    /// Returns the tolerance that applies, in seconds: the tolerance of the verifier, otherwise of the scheme.
    fn tolerance_in_force(&self) -> u32 {
        self.tolerance.unwrap_or(self.scheme.tolerance)
    }
}

/// Hides the values that a log must not contain.
impl core::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Input({}, {} headers, {} bytes)", self.scheme.id, self.headers.len(), self.body.len())
    }
}

/// The result of a verification, its checks, and the necessary changes.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Explanation<'i> {
    /// The id of the scheme.
    pub scheme: String,
    /// The result of the verification.
    pub result: VerificationResult<'i>,
    /// Every check, in the order in which they are made.
    pub checks: Vec<Check>,
    /// The causes, proven ones first. Empty if the request verifies.
    pub findings: Vec<Finding>,
    /// Advice on what to compare in an app that refuses the request. Only for a request that verifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// The number of computed signatures.
    pub tried: u32,
    /// Whether the limit of work was reached before every variant was tried.
    pub exhausted: bool,
}

/// Explains why a request does not verify, or confirms that it does.
///
/// The work is bounded for any input: several thousand signatures over at most 64 MiB. It never panics.
///
/// # Errors
/// Returns the errors of [`Verifier::new`](crate::Verifier::new) and
/// [`Verifier::with_tolerance`](crate::Verifier::with_tolerance), with one exception: a secret in a different encoding than the
/// scheme specifies is a [result](VerificationResult::Misconfigured), and is explained.
///
/// # Examples
/// ```
/// use hookward::explain::{Code, Confidence, Input, explain};
/// use hookward::{Secret, UnixTime, schemes};
///
/// // The secret was read from a file that ends with a newline.
/// let secrets = [Secret::from("key\n")];
/// let signature = b"f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
/// let headers = [("x-gilbert-signature", &signature[..])];
/// let body = b"The quick brown fox jumps over the lazy dog";
/// let input = Input::new(&schemes::GILBERT, &secrets, &headers, body, UnixTime::from_secs(1_709_064_000));
///
/// let explanation = explain(&input)?;
/// assert_eq!(explanation.findings[0].confidence, Confidence::Proven);
/// assert_eq!(explanation.findings[0].code, Code::SecretTrailingNewline);
/// # Ok::<(), hookward::ConfigError>(())
/// ```
pub fn explain<'i>(input: &Input<'i>) -> Result<Explanation<'i>, ConfigError> {
    let scheme = input.scheme.id.to_string();
    let result = verify(input)?;
    let checks = checks(input, &result);
    let advice = advice(input, &result);
    let Some(refusal) = result.refusal() else {
        return Ok(Explanation { scheme, result, checks, findings: Vec::new(), advice, tried: 0, exhausted: false });
    };

    let readings = SchemeReadings::of(input);
    let bodies = BodyVariants::of(input.body, input.reserialized);
    let Search { found, tried, exhausted } = search(&readings, &bodies, Budget::new());

    let findings = match &found {
        Some(found) => proven(input, refusal, found),
        None => hints(input, refusal, &readings),
    };
    Ok(Explanation { scheme, result, checks, findings, advice, tried, exhausted })
}
