//! A finding: one thing that is wrong with a request, and how sure that is.

use alloc::string::{String, ToString};

use serde::Serialize;

use super::code::{Code, Subject};
use crate::{Encoding, Scheme};

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The signature matched once this was changed, and nothing but what [`Finding::also`] names beside it.
    Proven,
    /// It looks like that.
    Likely,
}

/// One thing that is wrong with a request.
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
    /// The message for the operator: what it means and what to do. Never a secret, a signature or a body.
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
    /// The id of the scheme that the request fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// By how many seconds the timestamp is before or after the time given, rounded up. The code says which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skew: Option<u64>,
}

/// A departure from the scheme under which a signature matched, and the header in which it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) code: Code,
    pub(super) header: Option<String>,
}

impl Change {
    /// Creates a change that shows in no header of its own.
    pub(super) const fn of(code: Code) -> Self {
        Self { code, header: None }
    }

    /// Creates a change that shows in a header.
    pub(super) fn in_header(code: Code, name: &str) -> Self {
        Self { code, header: Some(name.into()) }
    }

    /// Whether two changes are one mention: of one code, which is of one header each where several may be concerned.
    pub(super) fn is_mention_of(&self, other: &Self) -> bool {
        self.code == other.code && (self.code != Code::HeaderNotSigned || self.header == other.header)
    }

    /// Creates the change of a header that is there under another name.
    pub(super) fn renamed(name: &str) -> Self {
        Self::in_header(Code::HeaderRenamed, name)
    }
}

/// What is known besides a finding's code: what its message has places for, and what its record has.
#[derive(Clone, Default)]
pub(super) struct FindingDetails {
    pub(super) offset: Option<usize>,
    pub(super) secret_index: Option<u32>,
    pub(super) header: Option<String>,
    /// The id of the scheme that the request fits.
    pub(super) scheme: Option<String>,
    /// Whose signature it is, for the place that a message has for it.
    pub(super) signature: Option<String>,
    pub(super) skew: Option<u64>,
    /// A phrase that no fact of the record has, for the place that some messages have for it.
    pub(super) detail: Option<String>,
}

impl FindingDetails {
    /// Creates the details of a finding about one header.
    pub(super) fn about_header(name: &str) -> Self {
        Self { header: Some(name.into()), ..Self::default() }
    }

    /// Creates the details of a finding whose message has a place for a phrase.
    pub(super) fn with_detail(detail: String) -> Self {
        Self { detail: Some(detail), ..Self::default() }
    }

    /// Creates the details of a finding about one secret.
    pub(super) fn about_secret(index: u32) -> Self {
        Self { secret_index: Some(index), ..Self::default() }
    }
}

/// The longest header name that is repeated in an explanation. A name comes with the request, and may be of any length.
const MAX_NAME: usize = 128;

impl Finding {
    /// Creates a finding about a request that was to be verified by `scheme`. It keeps the details that belong to its subject.
    pub(super) fn new(code: Code, confidence: Confidence, scheme: &Scheme, details: &FindingDetails) -> Self {
        let subject = code.subject();
        let name = details.header.as_deref().unwrap_or(&scheme.signature.header);
        let header = code.message().contains("{header}").then(|| printable(name));
        let skew = matches!(code, Code::TimestampTooOld | Code::TimestampTooNew).then_some(details.skew).flatten();
        let message = code
            .message()
            .replace("{scheme}", &scheme.name)
            .replace("{is}", if confidence == Confidence::Proven { "is" } else { "looks like" })
            .replace("{signature}", details.signature.as_deref().unwrap_or_default())
            .replace("{other}", details.scheme.as_deref().unwrap_or_default())
            .replace("{header}", header.as_deref().unwrap_or_default())
            .replace("{own}", &scheme.signature.header)
            .replace("{algorithm}", scheme.algorithm.name())
            .replace("{encoding}", encoding_name(scheme.signature.encoding))
            .replace("{detail}", details.detail.as_deref().unwrap_or_default())
            .replace("{skew}", &skew.unwrap_or_default().to_string());
        Self {
            code,
            subject,
            confidence,
            message,
            also: None,
            offset: details.offset.filter(|_| subject == Subject::Body),
            secret_index: details.secret_index.filter(|_| subject == Subject::Secret),
            header,
            scheme: details.scheme.clone().filter(|_| subject == Subject::Scheme),
            skew,
        }
    }
}

/// Returns the name of an encoding for people.
const fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Hex => "hex",
        Encoding::Base64 => "base64",
        Encoding::Base64Url | Encoding::Base64UrlPadded => "base64 for URLs",
    }
}

/// Returns a name that came with the request, without what has no place in a line of a log.
fn printable(name: &str) -> String {
    name.chars().filter(char::is_ascii_graphic).take(MAX_NAME).collect()
}
