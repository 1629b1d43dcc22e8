//! The checks of a verification in their order, with their outcomes.
//!
//! This file checks nothing. The error alone determines which check failed, and the observed values are read from the input.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::Input;
use super::found_timestamp::FoundTimestamp;
use super::verification_result::VerificationResult;
use crate::{Encoding, HeaderReason, HeaderRole, Syntax, TimeUnit, Timestamp, VerificationError};

/// One of the checks that a verification makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// The body is not longer than the limit.
    BodyLength,
    /// Every required header is present exactly once.
    Headers,
    /// The signature is well formed.
    Signature,
    /// The timestamp is well formed.
    Timestamp,
    /// The timestamp is inside the window.
    Window,
    /// A secret produces one of the signatures.
    Mac,
}

impl Step {
    /// Every check, in the order in which they are made.
    pub const ALL: [Self; 6] = [Self::BodyLength, Self::Headers, Self::Signature, Self::Timestamp, Self::Window, Self::Mac];
}

/// The outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum State {
    /// The check passed.
    Passed,
    /// The check failed, and the request is refused.
    Failed,
    /// The check was skipped: the scheme has nothing to check, or an earlier check failed.
    Skipped,
}

/// A check, its outcome, and the expected and observed values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Check {
    /// The check.
    pub check: Step,
    /// The outcome of the check.
    pub state: State,
    /// The condition of the check, as a phrase for the operator.
    pub expected: String,
    /// The observed value, as a phrase for the operator. Never a secret, a signature or a body.
    pub seen: String,
}

/// Returns every check of the verification with its outcome.
///
/// The verifier stops at the first check that fails, so one error determines the outcome of every check.
pub(super) fn checks(input: &Input<'_>, result: &VerificationResult<'_>) -> Vec<Check> {
    let error = result.refusal().map(|refusal| refusal.error);
    let failed = error.map(step_of);
    let check = |step: Step| {
        let nothing = matches!(step, Step::Timestamp | Step::Window) && input.scheme.timestamp.is_none();
        let state = match failed {
            _ if nothing => State::Skipped,
            Some(at) if at == step => State::Failed,
            // The order of the steps is the order of the verification.
            Some(at) if at < step => State::Skipped,
            _ => State::Passed,
        };
        let seen = match (state, error) {
            (State::Skipped, _) if nothing => "nothing to check".into(),
            (State::Skipped, _) => "not checked: an earlier check failed".into(),
            (State::Failed, Some(error)) => seen_where_failed(input, error),
            _ => seen_where_passed(input, step),
        };
        Check { check: step, state, expected: expected(input, step), seen }
    };
    Step::ALL.into_iter().map(check).collect()
}

/// Returns the check that causes an error.
fn step_of(error: VerificationError) -> Step {
    match error {
        VerificationError::BodyTooLarge { .. } | VerificationError::TooManyFields { .. } => Step::BodyLength,
        VerificationError::InvalidUrl
        | VerificationError::MissingHeader { .. }
        | VerificationError::DuplicateHeader { .. }
        | VerificationError::MalformedHeader { reason: HeaderReason::Empty | HeaderReason::Boundary, .. } => Step::Headers,
        VerificationError::MalformedBody | VerificationError::MalformedHeader { header: HeaderRole::Timestamp, .. } => {
            Step::Timestamp
        }
        VerificationError::MalformedHeader { .. } | VerificationError::TooManyCandidates { .. } => Step::Signature,
        VerificationError::TimestampTooOld { .. } | VerificationError::TimestampTooNew { .. } => Step::Window,
        VerificationError::SignatureMismatch { .. } => Step::Mac,
    }
}

/// Returns the condition of a check, as a phrase.
fn expected(input: &Input<'_>, step: Step) -> String {
    let scheme = input.scheme;
    match step {
        Step::BodyLength => format!("at most {} bytes", input.max_body_bytes),
        Step::Headers => {
            let signatures: Vec<&str> = scheme.signature_headers().collect();
            let others = scheme.required_headers().skip(signatures.len());
            let names: Vec<String> = core::iter::once(signatures.join(" or ")).chain(others.map(Into::into)).collect();
            let url = if scheme.signs_url() { ", and the URL" } else { "" };
            format!("{}, once{url}", names.join(", "))
        }
        Step::Signature => {
            let length = scheme.signature.encoding.text_length(scheme.algorithm.mac_length());
            let text = match scheme.signature.encoding {
                Encoding::Hex => format!("{length} hex digits"),
                Encoding::Base64 => format!("{length} characters of base64"),
                Encoding::Base64Url | Encoding::Base64UrlPadded => format!("{length} characters of base64 for URLs"),
            };
            match &scheme.signature.syntax {
                Syntax::Plain => text,
                Syntax::Prefixed(prefix) => format!("{prefix} and {text}"),
                Syntax::Fields { separator, key, .. } => format!("{text} in the field {key}=, fields separated by {separator:?}"),
                Syntax::List { separator, tag, prefix, .. } => {
                    let [prefix, tag] =
                        [prefix, tag].map(|text| text.as_deref().map(|text| format!("{text} and ")).unwrap_or_default());
                    let many = if prefix.is_empty() { "" } else { "a list: " };
                    format!("{prefix}{many}{tag}{text}, entries separated by {separator:?}")
                }
            }
        }
        Step::Timestamp => match scheme.timestamp.as_ref().map(Timestamp::unit) {
            None => "no timestamp: the scheme has none".into(),
            Some(TimeUnit::Seconds) => "seconds since 1970, in digits".into(),
            Some(TimeUnit::SecondsOrMillis) => "seconds or milliseconds since 1970, in digits".into(),
            Some(TimeUnit::Millis) => "milliseconds since 1970, in digits".into(),
            Some(TimeUnit::Rfc3339) => "an RFC 3339 date and time".into(),
            Some(TimeUnit::Iso8601) => "an ISO 8601 date and time".into(),
            Some(TimeUnit::HttpDate) => "an HTTP date".into(),
        },
        Step::Window if scheme.timestamp.is_none() => "no window: the scheme has no timestamp".into(),
        Step::Window => format!("at most {} s before or after now", input.tolerance_in_force()),
        Step::Mac => format!("the HMAC-{} of the signed content with a secret", scheme.algorithm.name()),
    }
}

/// Returns the observed value of a check that passed, as a phrase.
fn seen_where_passed(input: &Input<'_>, step: Step) -> String {
    match step {
        Step::BodyLength => format!("{} bytes", input.body.len()),
        Step::Headers => "each once".into(),
        Step::Signature | Step::Timestamp => "valid".into(),
        Step::Window => {
            // The result of a mismatch contains no timestamp, although the window was checked before the signature.
            let unit = input.scheme.timestamp.as_ref().map(Timestamp::unit);
            let time = unit.and_then(|unit| FoundTimestamp::find(input, input.scheme)?.time_in(unit));
            time.map_or_else(String::new, |time| {
                let distance = input.now.as_millis().saturating_sub(time.as_millis()).div_euclid(1000);
                if distance >= 0 { format!("{distance} s ago") } else { format!("{} s ahead", distance.unsigned_abs()) }
            })
        }
        Step::Mac => "a secret that produces the signature".into(),
    }
}

/// Returns the observed value of a check that failed, as a phrase. For a header, this is its length, because its value may be a
/// signature.
fn seen_where_failed(input: &Input<'_>, error: VerificationError) -> String {
    let scheme = input.scheme;
    match error {
        VerificationError::BodyTooLarge { .. } => format!("{} bytes", input.body.len()),
        VerificationError::MissingHeader { header } => format!("no {}", scheme.header_name(header)),
        VerificationError::DuplicateHeader { header } => {
            let name = scheme.header_name(header);
            match scheme.timestamp_field(header) {
                Some(field) => format!("{name} with the field {field}= more than once"),
                None => format!("{name} more than once"),
            }
        }
        VerificationError::MalformedHeader { header, reason } => {
            let name = scheme.header_name(header);
            let length = input.values(name).next().map_or(0, <[u8]>::len);
            let what = match reason {
                HeaderReason::Empty => "empty",
                HeaderReason::Prefix => "without the prefix",
                HeaderReason::FieldMissing => "without the field",
                HeaderReason::Field => "not a list of fields",
                HeaderReason::Length => "with a signature of a different length",
                HeaderReason::Encoding => "with an invalid character",
                HeaderReason::Timestamp => "not a timestamp in this unit",
                HeaderReason::Boundary => "with a character that could move the boundary between two signed parts",
            };
            format!("{name} of {length} characters, {what}")
        }
        VerificationError::TooManyCandidates { limit } => format!("more than {limit} signatures"),
        VerificationError::TooManyFields { limit } => format!("more than {limit} fields of a form"),
        VerificationError::InvalidUrl => "no URL or method that could have been signed".into(),
        VerificationError::MalformedBody => "no timestamp in the body".into(),
        VerificationError::TimestampTooOld { age, .. } => format!("{age} s ago"),
        VerificationError::TimestampTooNew { ahead, .. } => format!("{ahead} s ahead"),
        VerificationError::SignatureMismatch { secrets: 1, .. } => "the secret does not produce the signature".into(),
        VerificationError::SignatureMismatch { secrets, .. } => format!("none of the {secrets} secrets produces the signature"),
    }
}
