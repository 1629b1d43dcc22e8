//! Why a request does not verify: which of body, secret, encoding, clock or header is wrong.
//!
//! A program that has the bytes and the secret can try one change after another and see under which the signature matches. Such a
//! match is proof. [`explain`] does that, and adds the result of [`Verifier`](crate::Verifier) and each of its checks.
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
//! An explanation is for the operator, at a desk or in a log that only the operator reads. **Nothing of it may reach the sender of
//! a request**: it shows how far a forgery got. It does not belong on the way of a request either: it costs as much as some
//! thousand verifications.
//!
//! No part of an explanation holds a secret, an expected signature, or content of a body.
//!
//! # How it works
//! [`explain`] is one straight line, and every step is a file. The request is verified once (`result.rs`), and the result is spread
//! over the checks (`check.rs`). A request that is refused is read as each scheme would read it (`scheme_reading.rs`: signatures,
//! keys, timestamp and signed content, each in many variants). The search (`search.rs`) combines these with the variants of the
//! body until a MAC matches. A match becomes proven findings (`proof.rs`); without one, what looks wrong becomes likely findings
//! (`hint.rs`).

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
    /// Every header of the request, not only those of the scheme: a signature may be found under another name.
    pub headers: &'i [(&'i str, &'i [u8])],
    /// The url that the request was sent to, for schemes that sign it: as it is set at the provider, with the query of the request.
    pub url: Option<&'i str>,
    /// The method, in upper case, for schemes that sign it: `POST` if `None`.
    pub method: Option<&'i str>,
    /// The body as the receiver has it, which may differ from the body that was signed.
    pub body: &'i [u8],
    /// The re-serialized body: `JSON.stringify` of the parsed body, if the caller has a JavaScript runtime.
    pub reserialized: Option<&'i [u8]>,
    /// When the request was received.
    pub now: UnixTime,
    /// How far its timestamp may be from `now`, in seconds. The scheme's tolerance if `None`.
    pub tolerance: Option<u32>,
    /// Whether the verifier tries the re-serialized body, for schemes that have it.
    pub reserialize: bool,
    /// The longest body that the verifier accepts, in bytes.
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

    /// Returns the tolerance that applies, in seconds: that of the verifier, or else the scheme's.
    fn tolerance_in_force(&self) -> u32 {
        self.tolerance.unwrap_or(self.scheme.tolerance)
    }
}

/// Hides what a log must not hold.
impl core::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Input({}, {} headers, {} bytes)", self.scheme.id, self.headers.len(), self.body.len())
    }
}

/// The result of a verification, its checks, and what has to change.
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
    /// What to compare in an app that refuses the request. Only for a request that verifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// How many signatures were computed.
    pub tried: u32,
    /// Whether the limit of work was reached before everything was tried.
    pub exhausted: bool,
}

/// Explains why a request does not verify, or confirms that it does.
///
/// The work is bounded for any input: some thousand signatures over at most 64 MiB. It never panics.
///
/// # Errors
/// As [`Verifier::new`](crate::Verifier::new) and [`Verifier::with_tolerance`](crate::Verifier::with_tolerance), with one exception:
/// a secret in another encoding than the scheme says is a [result](VerificationResult::Misconfigured), and explained.
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
