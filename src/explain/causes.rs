//! Causes of a refusal other than the signature. They are certain, whether a signature matches or not.
//!
//! The verifier stops at the first check that fails. The causes after that check are found too, so that an operator can correct
//! all of them at once.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::Input;
use super::code::Code;
use super::finding::FindingDetails;
use super::found_signature::{FoundSignature, MAX_VALUE, signatures_in};
use super::found_timestamp::unit_code;
use super::header_syntax::HeaderSyntax;
use super::scheme_reading::SchemeReading;
use crate::{HeaderReason, HeaderRole, Scheme, Timestamp, VerificationError};

/// The code of a cause, and the details for its message.
type Cause = (Code, FindingDetails);

/// Returns the causes of the refusal other than the signature: a header, the window, the length of the body.
///
/// `matched` is the signature that matched, if any. `error` is the error of the input's scheme. Of these errors, only a body that
/// is too long also applies to other schemes.
pub(super) fn other_causes(
    input: &Input<'_>,
    reading: &SchemeReading<'_>,
    matched: Option<&FoundSignature>,
    error: VerificationError,
) -> Vec<Cause> {
    let mut causes = Vec::new();
    let about = |header| FindingDetails::about_header(reading.scheme.header_name(header));
    let entries = unreadable_entries(input, reading.scheme, matched);
    match error {
        VerificationError::BodyTooLarge { .. } => causes.push(without_details(Code::BodyTooLarge)),
        _ if reading.is_other => {}
        // In a list, an entry that ends at its comma looks like two headers that were joined.
        VerificationError::DuplicateHeader { header: HeaderRole::Signature }
        | VerificationError::MalformedHeader { header: HeaderRole::Signature, .. }
            if !entries.is_empty() =>
        {
            let detail = entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let details = FindingDetails { detail: Some(detail), ..about(HeaderRole::Signature) };
            causes.push((Code::SignatureEntryMalformed, details));
        }
        VerificationError::DuplicateHeader { header } => {
            let repeated_field = reading.scheme.timestamp_field(header).is_some();
            let code = if repeated_field { Code::TimestampRepeated } else { Code::HeaderDuplicated };
            causes.push((code, about(header)));
        }
        VerificationError::MalformedHeader { header, reason: HeaderReason::Empty } => {
            causes.push((Code::HeaderEmpty, about(header)));
        }
        VerificationError::TooManyCandidates { .. } => causes.push(without_details(Code::SignatureTooMany)),
        VerificationError::MalformedHeader { header, reason: HeaderReason::Boundary } => {
            causes.push((Code::HeaderAmbiguous, about(header)));
        }
        _ => {}
    }
    let of_time = causes_of_time(input, reading);
    // The verifier found no timestamp. Here, no timestamp was found either, or one that only a lenient reading accepts.
    if of_time.is_empty() && matches!(error, VerificationError::MalformedHeader { header: HeaderRole::Timestamp, .. }) {
        causes.push(without_details(Code::TimestampMalformed));
    }
    causes.extend(of_time);
    causes
}

/// Returns the positions of the unreadable entries in a list of signatures, from 1.
fn unreadable_entries(input: &Input<'_>, scheme: &Scheme, matched: Option<&FoundSignature>) -> Vec<usize> {
    let mut values = input.values(&scheme.signature.header);
    let (Some(value), None) = (values.next(), values.next()) else { return Vec::new() };
    let is_matched = |entry: &str| {
        let found = signatures_in(scheme, core::iter::once(entry.as_bytes()));
        found.iter().any(|signature| matched.is_some_and(|matched| matched.bytes == signature.bytes))
    };
    // Two joined lists also have a comma after an entry.
    let is_joined =
        |value: &str| value.contains(", ") && value.split(", ").all(|copy| HeaderSyntax::of(scheme).is_complete(copy));
    let is_known = [Code::HeaderDuplicated, Code::SignatureSeveral];
    let copied = matched.is_some_and(|matched| matched.changes.iter().any(|change| is_known.contains(&change.code)));
    if copied || core::str::from_utf8(value).is_ok_and(is_joined) {
        return Vec::new();
    }
    let value = core::str::from_utf8(value).ok().filter(|value| value.len() <= MAX_VALUE).unwrap_or_default();
    HeaderSyntax::of(scheme).unreadable_entries(value.trim(), is_matched)
}

/// Returns the problems with the timestamp: its unit, its text, and its distance from now.
fn causes_of_time(input: &Input<'_>, reading: &SchemeReading<'_>) -> Vec<Cause> {
    let tolerance = input.tolerance_in_force();
    let (Some(unit), Some(timestamp)) = (reading.scheme.timestamp.as_ref().map(Timestamp::unit), reading.timestamp) else {
        return Vec::new();
    };
    let strict = timestamp.time_in(unit);
    if strict.is_some_and(|time| time.within(tolerance, input.now).is_ok()) {
        return Vec::new();
    }
    let Some((sent_unit, time)) = timestamp.time_in_any_unit(Some(unit)) else {
        return Vec::from([without_details(Code::TimestampMalformed)]);
    };
    let mut causes = Vec::new();
    if sent_unit != unit {
        causes.push(without_details(unit_code(sent_unit)));
    } else if strict.is_none() {
        causes.push(without_details(Code::TimestampMalformed));
    }
    // A wrong unit would put every timestamp outside the window, so the window is applied to the intended time.
    let ahead = time.as_millis().saturating_sub(input.now.as_millis());
    if ahead.unsigned_abs() > u64::from(tolerance).saturating_mul(1000) {
        // The refusal also rounds up.
        let skew = ahead.unsigned_abs().div_ceil(1000);
        let code = if ahead < 0 { Code::TimestampTooOld } else { Code::TimestampTooNew };
        causes.push((code, FindingDetails { skew: Some(skew), ..FindingDetails::default() }));
    }
    causes
}

/// Creates a cause whose message needs no details.
fn without_details(code: Code) -> Cause {
    (code, FindingDetails::default())
}
