//! Why a delivery does not verify: which of body, secret, encoding, clock or header is wrong.
//!
//! A program that has the bytes and the secret can try one change after another and see under which the signature matches; such a
//! match is proof. [`explain`] does that, with the verdict of [`Verifier`] beside it and each of its checks.
//!
//! ```
//! use hookward::explain::{Code, Confidence, Input, explain};
//! use hookward::{Secret, UnixTime, schemes};
//!
//! // Signed over `key` and this sentence. The secret was read from a file, with the newline at its end.
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
//! It is for the operator, at a desk or in a log that only the operator reads. **Nothing of it may reach the sender of a request**: it
//! says how far a forgery got. Nor does it belong on the way of a request: it costs as much as some thousand verifications.
//!
//! No part of an answer holds a secret, an expected signature, or content of a body.

mod algorithm;
mod body;
mod budget;
mod check;
mod code;
mod finding;
mod header;
mod hint;
mod json;
mod search;
mod secret;
mod signature;
mod text;
mod timestamp;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

pub use check::{Check, State, Step};
pub use code::{Code, Subject};
pub use finding::{Confidence, Finding};

use crate::{
    ConfigError, DEFAULT_MAX_BODY_BYTES, Description, Scheme, Secret, SecretFault, UnixTime, Verified, Verifier, VerifyError,
    schemes,
};

use body::Forms;
use budget::Budget;
use finding::{Facts, chain};
use search::{Hit, Target, search};
use signature::Match;

/// A delivery, and how it was to be verified.
#[derive(Clone, Copy)]
pub struct Input<'i> {
    /// The scheme that it was to be verified by.
    pub scheme: &'i Scheme,
    /// The secrets, newest first.
    pub secrets: &'i [Secret<'i>],
    /// Every header of the request, not only those of the scheme: a signature may be found under another name.
    pub headers: &'i [(&'i str, &'i [u8])],
    /// The body as the receiver has it. Whether that is what was sent is one of the questions.
    pub body: &'i [u8],
    /// `JSON.stringify` of the parsed body, where the caller has a JavaScript engine to make it.
    pub reserialized: Option<&'i [u8]>,
    /// When the delivery was received.
    pub now: UnixTime,
    /// How far its timestamp may be from that, in seconds. The scheme's own if `None`.
    pub tolerance: Option<u32>,
    /// Whether the verifier tries the re-serialized form, for schemes that have it.
    pub reserialize: bool,
    /// The longest body that the verifier accepts, in bytes.
    pub max_body_bytes: u64,
    /// The schemes that it may be in truth.
    pub others: &'i [&'i Scheme],
}

impl<'i> Input<'i> {
    /// A delivery that was to be verified with a verifier's defaults, and may be any of the built-in schemes in truth.
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
            body,
            reserialized: None,
            now,
            tolerance: None,
            reserialize: true,
            max_body_bytes: DEFAULT_MAX_BODY_BYTES,
            others: &schemes::ALL,
        }
    }

    fn verifier(&self, secrets: &[Secret<'_>]) -> Result<Verifier, ConfigError> {
        let verifier = Verifier::new(self.scheme.clone(), secrets.iter().copied())?;
        let verifier = self.tolerance.map_or(Ok(verifier.clone()), |seconds| verifier.with_tolerance(seconds))?;
        Ok(verifier.with_max_body_bytes(self.max_body_bytes).with_reserialize(self.reserialize))
    }

    /// The verdict over the bytes received, then over the second form, as every caller of a verifier has it.
    fn verdict(&self, verifier: &Verifier) -> Result<Verified<'i>, VerifyError> {
        let verdict = verifier.verify(self.headers, self.body, self.now);
        match (verdict, self.reserialized) {
            (Err(VerifyError::SignatureMismatch { .. }), Some(form)) if verifier.reserializes() => {
                verifier.verify_reserialized(self.headers, form, self.now)
            }
            (verdict, _) => verdict,
        }
    }
}

/// Hides what a log must not hold.
impl core::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Input({}, {} headers, {} bytes)", self.scheme.id, self.headers.len(), self.body.len())
    }
}

/// What is known of a delivery: the verdict, how it came about, and what has to change.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Explanation<'i> {
    /// The id of the scheme asked about.
    pub scheme: String,
    /// What [`Verifier`] says.
    pub verdict: Verdict<'i>,
    /// Every check, in the order in which they are made.
    pub checks: Vec<Check>,
    /// What is wrong, most telling first: what is proven before what is likely. Empty if the delivery verifies.
    pub findings: Vec<Finding>,
    /// How many signatures were computed.
    pub tried: u32,
    /// Whether the work allowed ended before everything was tried.
    pub exhausted: bool,
}

/// What [`Verifier`] says of a delivery.
#[derive(Clone, Debug)]
pub enum Verdict<'i> {
    /// It is genuine.
    Verified {
        /// Which secret matched.
        secret_index: usize,
        /// Whether the signature covers the re-serialized form.
        reserialized: bool,
        /// When it was signed, for schemes with a signed timestamp.
        timestamp: Option<UnixTime>,
    },
    /// It is refused.
    Refused {
        /// Why.
        error: VerifyError,
        /// The same for people, as the verifier describes it.
        description: Description<'i>,
    },
    /// No verifier can be built: a secret is not in the scheme's encoding.
    Misconfigured(ConfigError),
}

/// `{ "ok": true, "secretIndex": 0, "reserialized": false, "timestamp": 1709064000000 }`, or `{ "ok": false, "code": … }` with the
/// message and the facts of the refusal. A timestamp is in milliseconds since the epoch.
impl Serialize for Verdict<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Refused<R> {
            ok: bool,
            #[serde(flatten)]
            refusal: R,
        }
        match self {
            Self::Verified { secret_index, reserialized, timestamp } => {
                let mut record = serializer.serialize_map(None)?;
                record.serialize_entry("ok", &true)?;
                record.serialize_entry("secretIndex", secret_index)?;
                record.serialize_entry("reserialized", reserialized)?;
                if let Some(time) = timestamp {
                    record.serialize_entry("timestamp", &time.as_millis())?;
                }
                record.end()
            }
            Self::Misconfigured(fault) => Refused { ok: false, refusal: fault }.serialize(serializer),
            Self::Refused { description, .. } => Refused { ok: false, refusal: *description }.serialize(serializer),
        }
    }
}

/// Explains why a delivery does not verify, or confirms that it does.
///
/// The work is bounded, whatever the input: at most some thousand signatures over at most 64 MiB. It does not panic.
///
/// # Errors
/// As [`Verifier::new`] and [`Verifier::with_tolerance`], but for a secret in another encoding than the scheme says: that is a verdict,
/// and explained.
pub fn explain<'i>(input: &Input<'i>) -> Result<Explanation<'i>, ConfigError> {
    // A secret that cannot be decoded is a fault in the set-up, and one of the most usual, so it is explained like any other. For what
    // is left to check, its text stands in for it.
    let fault = match input.verifier(input.secrets) {
        Err(fault @ ConfigError::InvalidSecret { fault: SecretFault::Encoding, .. }) => Some(fault),
        Err(error) => return Err(error),
        Ok(_) => None,
    };
    let as_bytes = |secret: &Secret<'i>| match secret {
        Secret::Text(text) if fault.is_some() => Secret::Bytes(text.as_bytes()),
        other => *other,
    };
    let verifier = input.verifier(&input.secrets.iter().map(as_bytes).collect::<Vec<_>>())?;
    let tolerance = input.tolerance.unwrap_or(input.scheme.tolerance);
    let scheme = input.scheme.id.to_string();
    let judged = match input.verdict(&verifier) {
        // Somebody signed with the text of a secret that this scheme would decode.
        Ok(_) if fault.is_some() => Err(VerifyError::SignatureMismatch { secrets: 1, padded_secret: None }),
        judged => judged,
    };
    let checks = check::checks(input, &verifier, tolerance, judged.err());
    let error = match judged {
        Ok(genuine) => {
            let verdict = Verdict::Verified {
                secret_index: genuine.secret_index(),
                reserialized: genuine.reserialized(),
                timestamp: genuine.timestamp(),
            };
            return Ok(Explanation { scheme, verdict, checks, findings: Vec::new(), tried: 0, exhausted: false });
        }
        Err(error) => error,
    };

    let others = input.others.iter().filter(|other| other.id != input.scheme.id);
    let mut targets = alloc::vec![Target::asked(input)];
    targets.extend(others.filter_map(|other| Target::other(input, other)));
    let forms = Forms::of(input.body, input.reserialized);
    let mut budget = Budget::new();
    let hit = search(&targets, &forms, &mut budget);
    let findings = match &hit {
        Some(hit) => proven(input, &forms, hit, tolerance, error, fault.as_ref()),
        None => hint::hints(input, &targets, tolerance, error, fault.as_ref()),
    };
    let exhausted = hit.is_none() && (budget.exhausted || forms.cut);
    let verdict = match fault {
        Some(fault) => Verdict::Misconfigured(fault),
        None => Verdict::Refused { error, description: input.scheme.describe(error) },
    };
    Ok(Explanation { scheme, verdict, checks, findings, tried: budget.tried(), exhausted })
}

/// What a match proves: what was changed for it, and what else refuses the delivery.
fn proven(
    input: &Input<'_>,
    forms: &Forms,
    hit: &Hit<'_, '_>,
    tolerance: u32,
    error: VerifyError,
    fault: Option<&ConfigError>,
) -> Vec<Finding> {
    let confidence = if hit.how == Match::Few { Confidence::Likely } else { Confidence::Proven };
    let target = hit.target.scheme;
    let facts = Facts {
        offset: forms.list.get(hit.form).map(|form| form.offset(input.body)),
        secret_index: Some(hit.secret_index),
        header: None,
        other: Some(target.id.to_string()),
        skew: None,
    };
    let mut findings = Vec::new();
    let mut add = |code: Code, facts: &Facts| {
        let known = findings.iter().any(|finding: &Finding| finding.code == code);
        if !known {
            findings.push(Finding::new(code, confidence, input.scheme, facts));
        }
    };
    for change in &hit.changes {
        add(change.code, &Facts { header: change.header.clone(), ..facts.clone() });
    }
    for (code, other) in hint::refusals(input, target, tolerance, error) {
        add(code, &other);
    }
    if let (Some(ConfigError::InvalidSecret { index, .. }), true) = (fault, findings.is_empty()) {
        let facts = Facts { secret_index: Some(*index), ..Facts::default() };
        findings.push(Finding::new(Code::SecretMalformed, confidence, input.scheme, &facts));
    }
    if findings.is_empty() {
        // The signature is right, and something beside it in its header is not.
        findings.push(Finding::new(Code::SignatureSeparator, confidence, input.scheme, &facts));
    }
    chain(findings)
}
