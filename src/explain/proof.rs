//! From a signature that matched to findings: what was changed for the match, and what else refuses the request.
//!
//! Nobody without the secret can make a signature that matches, so whatever was changed for the match is proven to be wrong.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::Input;
use super::causes::other_causes;
use super::code::Code;
use super::finding::{Confidence, Finding, FindingDetails};
use super::found_signature::MatchLength;
use super::search::SignatureMatch;
use super::verification_result::Refusal;
use crate::ConfigError;

/// Returns what a match proves, most telling first.
pub(super) fn proven(input: &Input<'_>, refusal: Refusal<'_>, found: &SignatureMatch<'_, '_>) -> Vec<Finding> {
    // A few bytes can match by chance.
    let confidence = if found.length == MatchLength::Few { Confidence::Likely } else { Confidence::Proven };
    let details = FindingDetails {
        offset: Some(found.body.offset(input.body)),
        secret_index: Some(found.secret_index),
        header: None,
        scheme: Some(found.reading.scheme.id.to_string()),
        skew: None,
    };
    // One change may be found in two ways, and a cause may be a change too. The first mention is the more telling.
    let mut findings: Vec<Finding> = Vec::new();
    let mut add = |code: Code, details: &FindingDetails| {
        if !findings.iter().any(|finding| finding.code == code) {
            findings.push(Finding::new(code, confidence, input.scheme, details));
        }
    };
    for change in &found.changes {
        add(change.code, &FindingDetails { header: change.header.clone(), ..details.clone() });
    }
    for (code, cause) in other_causes(input, found.reading, refusal.error) {
        add(code, &cause);
    }
    // The signature is right and nothing else refuses the request. What is left is the secret's encoding, or something beside the
    // signature in its header.
    if findings.is_empty() {
        let (code, details) = match refusal.config_error {
            Some(ConfigError::InvalidSecret { index, .. }) => (Code::SecretMalformed, FindingDetails::about_secret(*index)),
            _ => (Code::SignatureSeparator, details),
        };
        findings.push(Finding::new(code, confidence, input.scheme, &details));
    }
    linked(findings)
}

/// Links the findings of one match: the first names the second, and each of the others names the first.
fn linked(mut findings: Vec<Finding>) -> Vec<Finding> {
    let (first, second) = (findings.first().map(|finding| finding.code), findings.get(1).map(|finding| finding.code));
    for (at, finding) in findings.iter_mut().enumerate() {
        finding.also = if at == 0 { second } else { first };
    }
    findings
}
