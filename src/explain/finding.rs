//! What was found, and how sure that is.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;

use super::code::{Code, Subject};
use crate::Scheme;

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The signature matched once this was changed, and nothing but what [`Finding::also`] names beside it.
    Proven,
    /// It looks like that.
    Likely,
}

/// One thing that is wrong with a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// What it is about.
    pub subject: Subject,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it means and what to do, for people. Never a secret, a signature or a body.
    pub message: String,
    /// What else had to be changed for the signature to match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<Code>,
    /// The first byte at which the body given differs from the one signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<usize>,
    /// The position of the secret that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_index: Option<u32>,
    /// The name of the header that it is about, as it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The id of the scheme that the delivery fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// By how many seconds the timestamp is before or behind the time given, rounded up. The code says which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skew: Option<u64>,
}

/// A departure from the scheme, and the header in which it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) code: Code,
    pub(super) header: Option<String>,
}

impl Change {
    pub(super) const fn of(code: Code) -> Self {
        Self { code, header: None }
    }
}

/// The facts of a finding: what its sentence has places for.
#[derive(Clone, Default)]
pub(super) struct Facts {
    pub(super) offset: Option<usize>,
    pub(super) secret_index: Option<u32>,
    pub(super) header: Option<String>,
    pub(super) other: Option<String>,
    pub(super) skew: Option<u64>,
}

/// The longest header name that is repeated in an answer.
const MAX_NAME: usize = 128;

impl Finding {
    /// A finding about a delivery of `scheme`. Of the facts, those stay that belong to its subject.
    pub(super) fn new(code: Code, confidence: Confidence, scheme: &Scheme, facts: &Facts) -> Self {
        let subject = code.subject();
        let said = facts.header.as_deref().unwrap_or(&scheme.signature.header);
        let header = code.sentence().contains("{header}").then(|| printable(said));
        let skew = matches!(code, Code::TimestampTooOld | Code::TimestampTooNew).then_some(facts.skew).flatten();
        let message = code
            .sentence()
            .replace("{scheme}", &scheme.name)
            .replace("{other}", facts.other.as_deref().unwrap_or_default())
            .replace("{header}", header.as_deref().unwrap_or_default())
            .replace("{skew}", &skew.unwrap_or_default().to_string());
        Self {
            code,
            subject,
            confidence,
            message,
            also: None,
            offset: facts.offset.filter(|_| subject == Subject::Body),
            secret_index: facts.secret_index.filter(|_| subject == Subject::Secret),
            header,
            scheme: facts.other.clone().filter(|_| subject == Subject::Scheme),
            skew,
        }
    }
}

/// A name that came with the request, without what has no place in a line of text.
fn printable(name: &str) -> String {
    name.chars().filter(char::is_ascii_graphic).take(MAX_NAME).collect()
}

/// The changes of one match as findings: the first names the second, each of the others the first.
pub(super) fn chain(mut findings: Vec<Finding>) -> Vec<Finding> {
    let (first, second) = (findings.first().map(|finding| finding.code), findings.get(1).map(|finding| finding.code));
    for (at, finding) in findings.iter_mut().enumerate() {
        finding.also = if at == 0 { second } else { first };
    }
    findings
}
