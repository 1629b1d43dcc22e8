//! Converts a signature that matched to findings: the changes of the match, and the other causes of the refusal.
//!
//! A matching signature cannot be created without the secret. Every change that was necessary for the match is therefore proven.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::Input;
use super::causes::other_causes;
use super::code::Code;
use super::finding::{Confidence, Finding, FindingDetails};
use super::found_signature::MatchLength;
use super::search::SignatureMatch;
use super::secret_text::malformed_secret;
use super::verification_result::Refusal;
use crate::{ConfigError, VerificationError};

/// Returns the findings that a match proves, most significant first.
pub(super) fn proven(input: &Input<'_>, refusal: Refusal<'_>, found: &SignatureMatch<'_, '_>) -> Vec<Finding> {
    // A few bytes may match by chance.
    let confidence = if found.length == MatchLength::Few { Confidence::Likely } else { Confidence::Proven };
    let details = FindingDetails {
        offset: Some(found.body.offset(input.body)),
        secret_index: Some(found.secret_index),
        header: None,
        scheme: Some(found.reading.scheme.id.to_string()),
        signature: Some(found.reading.signature()),
        ..FindingDetails::default()
    };
    // A change may be found in two ways, and a cause may also be a change. The first finding is the most significant.
    let mut findings: Vec<Finding> = Vec::new();
    for change in &found.changes {
        let details = FindingDetails { header: change.header.clone(), ..details.clone() };
        findings.push(Finding::new(change.code, confidence, input.scheme, &details));
    }
    let mut add = |code: Code, details: &FindingDetails| {
        if !findings.iter().any(|finding| finding.code == code) {
            findings.push(Finding::new(code, confidence, input.scheme, details));
        }
    };
    let has = |code| found.changes.iter().any(|change| change.code == code);
    let is_one = input.values(&input.scheme.signature.header).nth(1).is_none();
    let joined = [Code::SignatureNotAlone, Code::SignatureSeveral, Code::SignaturePercentEncoded];
    let looks_joined = joined.into_iter().any(has);
    let in_pieces = has(Code::HeaderSplit) || is_one && looks_joined;
    let causes = other_causes(input, found.reading, Some(found.signature), refusal.error);
    // An HTTP date contains a comma and a space, so it looks like two joined headers.
    let is_date = causes.iter().any(|(code, _)| *code == Code::TimestampHttpDate);
    for (code, cause) in causes {
        // The pieces of one value are not duplicates. If a `+` after a comma became a space, no header was duplicated either.
        if !((in_pieces || is_date) && code == Code::HeaderDuplicated) {
            add(code, &cause);
        }
    }
    // The signature is correct, and no other cause of the refusal is known. The remaining causes are the encoding of the secret
    // or a missing header. For any other error, nothing is proven.
    if findings.is_empty() {
        let (code, confidence, details) = match (refusal.config_error, refusal.error) {
            (Some(ConfigError::InvalidSecret { index, .. }), _) => {
                (Code::SecretMalformed, confidence, malformed_secret(input.secrets, *index, input.scheme.secret_encoding.first()))
            }
            (None, VerificationError::MissingHeader { header }) => {
                (Code::HeaderMissing, confidence, FindingDetails::about_header(input.scheme.header_name(header)))
            }
            _ => (Code::SignatureMalformed, Confidence::Likely, details),
        };
        findings.push(Finding::new(code, confidence, input.scheme, &details));
    }
    linked(findings)
}

/// Links the findings of one match: the first refers to the second, and each of the others refers to the first.
fn linked(mut findings: Vec<Finding>) -> Vec<Finding> {
    let (first, second) = (findings.first().map(|finding| finding.code), findings.get(1).map(|finding| finding.code));
    for (at, finding) in findings.iter_mut().enumerate() {
        finding.also = if at == 0 { second } else { first };
    }
    findings
}
