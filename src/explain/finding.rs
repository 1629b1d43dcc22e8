//! A finding: one thing that is wrong with a request, and its confidence.

use alloc::string::{String, ToString};

use serde::Serialize;

use super::code::{Code, Subject};
use crate::{Encoding, Scheme};

/// The confidence of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The signature matched after this change was undone. No other change was undone, except the one in [`Finding::also`].
    Proven,
    /// The request looks like that, but nothing proves it.
    Likely,
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Finding {
    /// The code of the finding.
    pub code: Code,
    /// The subject of the finding.
    pub subject: Subject,
    /// The confidence of the finding.
    pub confidence: Confidence,
    /// The message for the operator: the meaning, and what to do. Never contains a secret, a signature or a body.
    pub message: String,
    /// The other change that was necessary for the signature to match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<Code>,
    /// The position of the first byte at which the given body differs from the signed body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<usize>,
    /// The position of the secret with the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_index: Option<u32>,
    /// The name of the header with the problem, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The id of the scheme that the request fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The distance between the timestamp and the given time, in seconds, rounded up. The code states whether the timestamp is
    /// too old or too new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skew: Option<u64>,
}

/// A difference from the scheme with which a signature matched, and the header that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) code: Code,
    pub(super) header: Option<String>,
}

impl Change {
    /// Creates a change that belongs to no header.
    pub(super) const fn of(code: Code) -> Self {
        Self { code, header: None }
    }

    /// Creates a change that belongs to a header.
    pub(super) fn in_header(code: Code, name: &str) -> Self {
        Self { code, header: Some(name.into()) }
    }

    /// Returns whether two changes become one finding: both have the same code. For a code that may apply to several headers,
    /// both must also have the same header.
    pub(super) fn is_mention_of(&self, other: &Self) -> bool {
        self.code == other.code && (self.code != Code::HeaderNotSigned || self.header == other.header)
    }

    /// Creates the change for a header that has a different name in the request.
    pub(super) fn renamed(name: &str) -> Self {
        Self::in_header(Code::HeaderRenamed, name)
    }
}

/// The details of a finding: the values for its message and its fields.
#[derive(Clone, Default)]
pub(super) struct FindingDetails {
    pub(super) offset: Option<usize>,
    pub(super) secret_index: Option<u32>,
    pub(super) header: Option<String>,
    /// The id of the scheme that the request fits.
    pub(super) scheme: Option<String>,
    /// A phrase for the signature and its provider, for the message.
    pub(super) signature: Option<String>,
    pub(super) skew: Option<u64>,
    /// An additional phrase for some messages, which is not a field of the finding.
    pub(super) detail: Option<String>,
}

impl FindingDetails {
    /// Creates the details of a finding about one header.
    pub(super) fn about_header(name: &str) -> Self {
        Self { header: Some(name.into()), ..Self::default() }
    }

    /// Creates the details of a finding whose message contains an additional phrase.
    pub(super) fn with_detail(detail: String) -> Self {
        Self { detail: Some(detail), ..Self::default() }
    }

    /// Creates the details of a finding about one secret.
    pub(super) fn about_secret(index: u32) -> Self {
        Self { secret_index: Some(index), ..Self::default() }
    }
}

/// The maximum length of a header name in an explanation. The name comes from the request, and may have any length.
const MAX_NAME: usize = 128;

impl Finding {
    /// Creates a finding about a request for a verifier of `scheme`. Only the details of its subject are kept.
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

/// Returns the name of an encoding in plain words.
const fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Hex => "hex",
        Encoding::Base64 => "base64",
        Encoding::Base64Url | Encoding::Base64UrlPadded => "base64 for URLs",
    }
}

/// Returns a name from the request for a line of a log: only visible ASCII characters, and at most `MAX_NAME` of them.
fn printable(name: &str) -> String {
    name.chars().filter(char::is_ascii_graphic).take(MAX_NAME).collect()
}
