//! The checks of a verification in their order, and how each came out.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::Input;
use super::timestamp::stamp;
use crate::{Encoding, HeaderRole, Malformed, Scheme, Syntax, TimeUnit, Timestamp, UnixTime, Verifier, VerifyError};

/// One of the checks that a verification makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// The body is no longer than is accepted.
    BodyLength,
    /// Every header that the scheme needs is there once.
    Headers,
    /// The signature is well formed.
    Signature,
    /// The timestamp is well formed.
    Timestamp,
    /// The timestamp is inside the window.
    Window,
    /// A secret gives one of the signatures.
    Mac,
}

impl Step {
    /// Every check, in the order in which they are made.
    pub const ALL: [Self; 6] = [Self::BodyLength, Self::Headers, Self::Signature, Self::Timestamp, Self::Window, Self::Mac];
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum State {
    /// It holds.
    Passed,
    /// It does not, and the delivery is refused for it.
    Failed,
    /// It was not made: the scheme has nothing to check there, or an earlier check failed.
    Skipped,
}

/// A check, and what was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Check {
    /// Which one.
    pub check: Step,
    /// How it came out.
    pub state: State,
    /// What would pass, in words for people.
    pub expected: String,
    /// What there was, in words for people. Never a secret, a signature or a body.
    pub seen: String,
}

/// Every check of a verification that came out so.
pub(super) fn checks(input: &Input<'_>, verifier: &Verifier, tolerance: u32, refusal: Option<VerifyError>) -> Vec<Check> {
    let scheme = verifier.scheme();
    let failed = refusal.map(step);
    let of = |check: Step| {
        let nothing = matches!(check, Step::Timestamp | Step::Window) && scheme.timestamp.is_none();
        let state = match failed {
            _ if nothing => State::Skipped,
            Some(at) if at == check => State::Failed,
            Some(at) if at < check => State::Skipped,
            _ => State::Passed,
        };
        let seen = match (state, refusal) {
            (State::Skipped, _) if nothing => "nothing to check".into(),
            (State::Skipped, _) => "not checked, since a check before failed".into(),
            (State::Failed, Some(error)) => seen_in(input, scheme, error),
            _ => seen(input, scheme, check),
        };
        Check { check, state, expected: expected(verifier, tolerance, check), seen }
    };
    Step::ALL.into_iter().map(of).collect()
}

/// The check for which a delivery was refused.
pub(super) fn step(error: VerifyError) -> Step {
    match error {
        VerifyError::BodyTooLarge { .. } => Step::BodyLength,
        VerifyError::MissingHeader { .. }
        | VerifyError::DuplicateHeader { .. }
        | VerifyError::MalformedHeader { fault: Malformed::Empty | Malformed::Boundary, .. } => Step::Headers,
        VerifyError::MalformedHeader { header: HeaderRole::Timestamp, .. } => Step::Timestamp,
        VerifyError::MalformedHeader { .. } | VerifyError::TooManyCandidates { .. } => Step::Signature,
        VerifyError::TimestampTooOld { .. } | VerifyError::TimestampTooNew { .. } => Step::Window,
        VerifyError::SignatureMismatch { .. } => Step::Mac,
    }
}

fn expected(verifier: &Verifier, tolerance: u32, check: Step) -> String {
    let scheme = verifier.scheme();
    match check {
        Step::BodyLength => format!("{} bytes at most", verifier.max_body_bytes()),
        Step::Headers => {
            let names: Vec<&str> = scheme.verdict_headers().collect();
            format!("{}, once", names.join(", "))
        }
        Step::Signature => {
            let text = match scheme.signature.encoding {
                Encoding::Hex => "64 hex digits",
                Encoding::Base64 => "44 characters of base 64",
            };
            match &scheme.signature.syntax {
                Syntax::Plain => text.into(),
                Syntax::Prefixed(prefix) => format!("{prefix} and {text}"),
                Syntax::Fields { separator, key } => format!("{text} in the field {key}=, fields separated by {separator:?}"),
                Syntax::List { separator, tag } => format!("{tag} and {text}, entries separated by {separator:?}"),
            }
        }
        Step::Timestamp => match scheme.timestamp.as_ref().map(Timestamp::unit) {
            None => "no timestamp: the scheme has none".into(),
            Some(TimeUnit::Seconds) => "seconds since 1970, in digits".into(),
            Some(TimeUnit::Millis) => "milliseconds since 1970, in digits".into(),
            Some(TimeUnit::Rfc3339) => "an RFC 3339 date and time".into(),
        },
        Step::Window if scheme.timestamp.is_none() => "no window: the scheme has no timestamp".into(),
        Step::Window => format!("{tolerance} s from now at most, either way"),
        Step::Mac => "the HMAC-SHA256 of the signed content under a secret".into(),
    }
}

/// What was seen where a check passed.
fn seen(input: &Input<'_>, scheme: &Scheme, check: Step) -> String {
    match check {
        Step::BodyLength => format!("{} bytes", input.body.len()),
        Step::Headers => "each of them once".into(),
        Step::Signature | Step::Timestamp => "as it should be".into(),
        Step::Window => {
            let unit = scheme.timestamp.as_ref().map(Timestamp::unit);
            let time = unit.and_then(|unit| UnixTime::parse(stamp(input, scheme)?.value, unit));
            time.map_or_else(String::new, |time| {
                let distance = input.now.as_millis().saturating_sub(time.as_millis()).div_euclid(1000);
                if distance >= 0 { format!("{distance} s ago") } else { format!("{} s ahead", distance.unsigned_abs()) }
            })
        }
        Step::Mac => "a secret that gives the signature".into(),
    }
}

/// What was seen where a check failed.
fn seen_in(input: &Input<'_>, scheme: &Scheme, error: VerifyError) -> String {
    match error {
        VerifyError::BodyTooLarge { .. } => format!("{} bytes", input.body.len()),
        VerifyError::MissingHeader { header } => format!("no {}", scheme.header_name(header)),
        VerifyError::DuplicateHeader { header } => {
            format!("{} more than once, or with a field twice", scheme.header_name(header))
        }
        VerifyError::MalformedHeader { header, fault } => {
            let name = scheme.header_name(header);
            let length = input.values(name).next().map_or(0, <[u8]>::len);
            let what = match fault {
                Malformed::Empty => "empty",
                Malformed::Prefix => "without the prefix",
                Malformed::FieldMissing => "without the field",
                Malformed::Field => "not a list of fields",
                Malformed::Length => "with a signature of another length",
                Malformed::Encoding => "with a character that does not belong there",
                Malformed::Timestamp => "not a timestamp in this unit",
                Malformed::Boundary => "with a character that could move the border between two signed parts",
            };
            format!("{name} of {length} characters, {what}")
        }
        VerifyError::TooManyCandidates { limit } => format!("more than {limit} signatures"),
        VerifyError::TimestampTooOld { age, .. } => format!("{age} s ago"),
        VerifyError::TimestampTooNew { ahead, .. } => format!("{ahead} s ahead"),
        VerifyError::SignatureMismatch { secrets: 1, .. } => "the secret does not give the signature".into(),
        VerifyError::SignatureMismatch { secrets, .. } => format!("none of {secrets} secrets gives the signature"),
    }
}
