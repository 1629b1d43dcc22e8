//! The errors: why a delivery was refused, or why a verifier could not be built.
//!
//! The two types of error occur at different times and concern different people. A [`VerificationError`] is about one request,
//! and an attacker may have caused it. It is `Copy`, contains only numbers and names, and costs nothing to create. A
//! [`ConfigError`] is about the configuration of the program. It occurs when a verifier is built, before any request.
//!
//! Neither type ever contains a secret, an expected signature or a body. Send neither error to the sender of a refused delivery.
//! Always respond with [`SENDER_MESSAGE`](crate::SENDER_MESSAGE), and log the error.

use alloc::string::String;
use core::fmt;

/// The only text to send to the sender of a refused delivery, for every reason.
///
/// A more specific text would help an attacker find out how many checks a forgery passed.
pub const SENDER_MESSAGE: &str = "invalid signature";

/// The header of a scheme that an error is about. [`Scheme::header_name`](crate::Scheme::header_name) returns its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeaderRole {
    /// The header that carries the signature.
    Signature,
    /// The header that carries the timestamp.
    Timestamp,
    /// The nth header (from 0) that the signed content names, such as `webhook-id`.
    Content(u8),
}

/// The reason why a header is malformed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum HeaderReason {
    /// The value is empty.
    Empty,
    /// The signature does not begin with the scheme's prefix, such as `sha256=`. The sender cannot choose the algorithm: `sha1=`
    /// is as wrong as no prefix.
    Prefix,
    /// A field such as `t=` or `v1=` is missing, or no entry of a list has the scheme's tag.
    FieldMissing,
    /// A field is not of the form `key=value`.
    Field,
    /// The signature has the wrong number of characters for its algorithm and encoding.
    Length,
    /// The signature has a character that its encoding does not allow.
    Encoding,
    /// The timestamp is not in the scheme's unit, such as digits only, or RFC 3339.
    Timestamp,
    /// A header that is part of the signed content has a character that could move the boundary between two parts, or that is not
    /// visible ASCII.
    Boundary,
}

/// The reason why a delivery was refused.
///
/// A delivery is refused by the first check that fails. [`code`](Self::code) is the stable name.
/// [`Verifier::message`](crate::Verifier::message) returns a message for the operator, which states what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VerificationError {
    /// The body is longer than the maximum of the verifier.
    BodyTooLarge {
        /// The maximum length of a body, in bytes.
        limit: u64,
    },
    /// A required header is missing.
    MissingHeader {
        /// The header that is missing.
        header: HeaderRole,
    },
    /// A header, or a field in it, occurs more than once. The correct copy cannot be determined.
    DuplicateHeader {
        /// The header that occurs more than once.
        header: HeaderRole,
    },
    /// A header exists, but cannot be parsed.
    MalformedHeader {
        /// The header that cannot be parsed.
        header: HeaderRole,
        /// The reason why the header is malformed.
        reason: HeaderReason,
    },
    /// The signature header has too many signatures or too many groups of fields.
    TooManyCandidates {
        /// The maximum number of signatures or of groups.
        limit: usize,
    },
    /// The form in the body has too many fields.
    TooManyFields {
        /// The maximum number of fields in a form.
        limit: usize,
    },
    /// The URL or the method that the signature covers is missing, or is not visible ASCII. The program must pass it.
    InvalidUrl,
    /// The signature matches, but the member of the body that contains the timestamp is missing or cannot be parsed.
    MalformedBody,
    /// The timestamp is too old. The delivery is a replay or a late retry, or a clock is wrong.
    TimestampTooOld {
        /// The age of the timestamp, in whole seconds, rounded up.
        age: u64,
        /// The maximum age, in seconds.
        tolerance: u32,
    },
    /// The timestamp is too far in the future. A clock is wrong.
    TimestampTooNew {
        /// The time from now to the timestamp, in whole seconds, rounded up.
        ahead: u64,
        /// The maximum time from now, in seconds.
        tolerance: u32,
    },
    /// None of the signatures matches the body under any secret.
    SignatureMismatch {
        /// The number of secrets that were tried.
        secrets: u32,
        /// The position of a secret that begins or ends with white space. Usually, the white space is a newline from the file or
        /// the environment variable.
        padded_secret: Option<u32>,
    },
}

impl VerificationError {
    /// Returns the stable code of this refusal: the same string in Rust, in JavaScript and in logs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BodyTooLarge { .. } => "body_too_large",
            Self::MissingHeader { .. } => "missing_header",
            Self::DuplicateHeader { .. } => "duplicate_header",
            Self::MalformedHeader { .. } => "malformed_header",
            Self::TooManyCandidates { .. } => "too_many_candidates",
            Self::TooManyFields { .. } => "too_many_fields",
            Self::InvalidUrl => "invalid_url",
            Self::MalformedBody => "malformed_body",
            Self::TimestampTooOld { .. } => "timestamp_too_old",
            Self::TimestampTooNew { .. } => "timestamp_too_new",
            Self::SignatureMismatch { .. } => "signature_mismatch",
        }
    }
}

/// Prints only the code. [`Verifier::message`](crate::Verifier::message) returns the message.
impl fmt::Display for VerificationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl core::error::Error for VerificationError {}

/// The reason why a secret cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum SecretReason {
    /// No secret is configured.
    None,
    /// The secret is empty, blank, or only zeros after decoding. Anyone could sign with it.
    Empty,
    /// The secret is not in the encoding that the scheme's provider uses.
    Encoding,
}

/// The reason why a scheme cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeReason {
    /// A required text is empty.
    Empty,
    /// A content type is not a media type in lower case, or is multipart, with a boundary that differs from body to body.
    ContentType,
    /// A header prefix has fewer than two words, or is a prefix that proxies, frameworks or many providers use.
    HeaderPrefix,
    /// A header name is not a lower-case token (RFC 9110, section 5.6.2).
    HeaderName,
    /// A header of the scheme is not signed, and only a proxy, the connection or the receiver may set it.
    ReservedHeader,
    /// The signed content has a text in braces that is neither a part, such as `{body}`, nor the name of a header.
    Template,
    /// The signed content contains `${`, as in a JavaScript template. The `$` would be signed.
    Dollar,
    /// The signed content contains neither `{body}` exactly once, nor `{form}`, nor a URL with the hash of the body.
    Body,
    /// The scheme has a body hash, but the signed content also contains the body, or contains neither `{url}` nor `{query}`.
    BodyHash,
    /// The signature does not cover the body, so a body must not be passed on.
    UnsignedBody,
    /// The build does not support the hash.
    NoHash,
    /// The scheme has several signature headers or groups, but only one of them can have the timestamp.
    SeveralTimestamps,
    /// The scheme has a timestamp that is not part of the signed content. Anyone could change it.
    UnsignedTimestamp,
    /// The signed content names a timestamp that the scheme does not have.
    NoTimestamp,
    /// Two variable parts have no separator between them, or a separator that the value of a part may contain. The boundary
    /// between them could be moved without changing the signature.
    Boundary,
    /// The timestamp is in a field or an entry that the signature header does not have.
    NoFields,
    /// A number is out of range.
    Range,
    /// The value has the wrong shape. The text states the expected shape.
    Shape(String),
}

/// A character of a secret that its encoding does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OddCharacter {
    /// Its position in the secret, from 1.
    pub position: u32,
    /// The character. No secret in that encoding can contain it.
    pub character: char,
}

/// The reason why a verifier could not be built. Nothing was verified or accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// A secret cannot be used.
    InvalidSecret {
        /// The id of the scheme, if known.
        scheme: Option<String>,
        /// The position of the secret in the list, from 0.
        index: u32,
        /// The reason why the secret cannot be used.
        reason: SecretReason,
        /// The first invalid character, if the secret has one.
        odd: Option<OddCharacter>,
    },
    /// No built-in scheme has this id.
    UnknownScheme {
        /// The requested id.
        id: String,
    },
    /// The scheme is unsafe or cannot be read.
    InvalidScheme {
        /// The id of the scheme, if known.
        scheme: Option<String>,
        /// The property that is wrong, such as `signedContent` or `signature.header`.
        field: String,
        /// The reason why the property cannot be used.
        reason: SchemeReason,
    },
    /// An option is out of range.
    InvalidOption {
        /// The id of the scheme, if known.
        scheme: Option<String>,
        /// The name of the option, such as `tolerance`.
        option: &'static str,
        /// The allowed values, as a phrase.
        expected: &'static str,
    },
}

impl ConfigError {
    /// Returns the stable code of this error: the same string in Rust, in JavaScript and in logs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InvalidSecret { .. } => "invalid_secret",
            Self::UnknownScheme { .. } => "unknown_scheme",
            Self::InvalidScheme { .. } => "invalid_scheme",
            Self::InvalidOption { .. } => "invalid_option",
        }
    }

    /// Returns the id of the scheme that this error is about, if known.
    pub fn scheme(&self) -> Option<&str> {
        match self {
            Self::InvalidSecret { scheme, .. } | Self::InvalidScheme { scheme, .. } | Self::InvalidOption { scheme, .. } => {
                scheme.as_deref()
            }
            Self::UnknownScheme { .. } => None,
        }
    }

    /// Sets the scheme that this error is about. An empty text is not an id.
    pub(crate) fn about(mut self, id: &str) -> Self {
        if let Self::InvalidSecret { scheme, .. } | Self::InvalidScheme { scheme, .. } | Self::InvalidOption { scheme, .. } =
            &mut self
        {
            *scheme = (!id.is_empty()).then(|| id.into());
        }
        self
    }
}

impl core::error::Error for ConfigError {}
