//! Why a delivery was refused, and why a verifier could not be built.
//!
//! Two types, because they are found at different times and by different people. A [`VerificationError`] is about one request and
//! may have been caused by an attacker: it is `Copy`, holds numbers and names only, and costs nothing to make. A
//! [`ConfigError`] is about the program's own set-up and appears when a verifier is built, before any request.
//!
//! Neither ever holds a secret, an expected signature or a body. The sender of a refused delivery should see neither:
//! answer [`SENDER_MESSAGE`](crate::SENDER_MESSAGE), always, and log the rest.

use alloc::string::String;
use core::fmt;

/// The one thing to tell the sender of a refused delivery, whatever the reason.
///
/// Anything more precise helps an attacker to find out how far a forgery got.
pub const SENDER_MESSAGE: &str = "invalid signature";

/// Which header of a scheme an error is about. [`Scheme::header_name`](crate::Scheme::header_name) gives its name.
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

/// What is wrong with a header that is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum HeaderReason {
    /// The value is empty.
    Empty,
    /// The signature does not begin with the scheme's prefix, such as `sha256=`. An algorithm named by the sender is
    /// never believed: `sha1=` is as wrong as no prefix.
    Prefix,
    /// A field such as `t=` or `v1=` is not there, or no entry of a list has the scheme's tag.
    FieldMissing,
    /// A field is not of the form `key=value`.
    Field,
    /// The signature has the wrong number of characters for its algorithm and encoding.
    Length,
    /// The signature has a character that its encoding does not allow.
    Encoding,
    /// The timestamp is not in the scheme's unit: digits only, or RFC 3339.
    Timestamp,
    /// A header that is part of the signed content has a character that could move the boundary between two parts,
    /// or that is not printable ASCII.
    Boundary,
}

/// Why a delivery was refused.
///
/// The order is that of the checks: a delivery is refused for the first that fails. [`code`](Self::code) is the
/// stable name; [`Verifier::message`](crate::Verifier::message) returns a message for the operator that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VerificationError {
    /// The body is longer than the verifier accepts, in bytes.
    BodyTooLarge {
        /// The most that is accepted, in bytes.
        limit: u64,
    },
    /// A header that the scheme needs is not there.
    MissingHeader {
        /// Which one.
        header: HeaderRole,
    },
    /// A header, or a field inside it, is there more than once. Which copy is the true one cannot be known.
    DuplicateHeader {
        /// Which one.
        header: HeaderRole,
    },
    /// A header is there and cannot be read.
    MalformedHeader {
        /// Which one.
        header: HeaderRole,
        /// What is wrong with it.
        reason: HeaderReason,
    },
    /// The header lists more signatures than are worth checking.
    TooManyCandidates {
        /// The most that are checked.
        limit: usize,
    },
    /// The form in the body has more fields than are worth sorting.
    TooManyFields {
        /// The most that a form may have.
        limit: usize,
    },
    /// The url or the method that the signature covers is missing, or is not printable ASCII. The program has to pass it.
    InvalidUrl,
    /// The signature matches, but the member of the body that holds the timestamp is missing or cannot be read.
    MalformedBody,
    /// The timestamp is too long ago: a replay, a slow retry, or a clock that is wrong.
    TimestampTooOld {
        /// How long ago, in whole seconds, rounded up.
        age: u64,
        /// How long ago it may be, in seconds.
        tolerance: u32,
    },
    /// The timestamp is too far in the future: a clock that is wrong.
    TimestampTooNew {
        /// How far, in whole seconds, rounded up.
        ahead: u64,
        /// How far it may be, in seconds.
        tolerance: u32,
    },
    /// No secret gives any of the signatures sent, over the bytes given.
    SignatureMismatch {
        /// How many secrets were tried.
        secrets: u32,
        /// The position of a secret that begins or ends with white space: most often a newline that came along
        /// with the file or the environment variable it was read from.
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

/// Prints the code alone; [`Verifier::message`](crate::Verifier::message) prints the message.
impl fmt::Display for VerificationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl core::error::Error for VerificationError {}

/// What is wrong with a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum SecretReason {
    /// There is no secret at all.
    None,
    /// The secret is empty, blank, or zeros alone once it is decoded: anyone could sign with it.
    Empty,
    /// The secret is not in the encoding that the scheme's provider uses.
    Encoding,
}

/// What is wrong with a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeReason {
    /// A text that must not be empty is.
    Empty,
    /// A content type is not a media type in lower case, or has a boundary that differs from body to body.
    ContentType,
    /// A prefix is not of two words or more, or is what the headers of proxies, of frameworks or of many providers begin with.
    HeaderPrefix,
    /// A header name is not a lower-case token (RFC 9110, section 5.6.2).
    HeaderName,
    /// A header that the signature does not cover is one that only a proxy, the connection or the receiver may set.
    ReservedHeader,
    /// The signed content has braces around what is neither a part, such as `{body}`, nor the name of a header.
    Template,
    /// The signed content has `${` in it: a template of JavaScript, whose `$` would be signed.
    Dollar,
    /// The signed content does not have `{body}` exactly once, nor `{form}`, nor a url with the body's hash.
    Body,
    /// The signed content has more than the scheme's other properties allow, such as a url's hash and the body itself.
    BodyHash,
    /// The signature does not cover the body, and what was to be built hands on a body.
    UnsignedBody,
    /// This build does not have the hash.
    NoHash,
    /// Several signature headers, or groups, and a timestamp that only one of them can have.
    SeveralTimestamps,
    /// There is a timestamp that is not part of the signed content: anyone could change it.
    UnsignedTimestamp,
    /// The signed content names a timestamp that the scheme does not have.
    NoTimestamp,
    /// Two variable parts follow one another with no separator, or with one that a part's value may contain.
    /// The boundary between them could be moved without changing the signature.
    Boundary,
    /// A timestamp is taken from a field or an entry that the signature header does not have.
    NoFields,
    /// A number is out of range.
    Range,
    /// The value has the wrong shape. The text is that of the reader, and names what it expected.
    Shape(String),
}

/// A character of a secret that its encoding does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OddCharacter {
    /// Its position in the secret, from 1.
    pub position: u32,
    /// The character. No secret in that encoding can hold it.
    pub character: char,
}

/// Why a verifier could not be built. Nothing was verified and nothing was let through.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// A secret cannot be used.
    InvalidSecret {
        /// The id of the scheme that it is for, where that is known.
        scheme: Option<String>,
        /// Its position in the list given, from 0.
        index: u32,
        /// What is wrong with it.
        reason: SecretReason,
        /// The first character that does not belong there, where that is what is wrong.
        odd: Option<OddCharacter>,
    },
    /// There is no built-in scheme of that name.
    UnknownScheme {
        /// The name asked for.
        id: String,
    },
    /// The scheme is unsafe or cannot be read.
    InvalidScheme {
        /// The scheme's id, where that is known.
        scheme: Option<String>,
        /// The property that is wrong, such as `signedContent` or `signature.header`.
        field: String,
        /// What is wrong with it.
        reason: SchemeReason,
    },
    /// An option is out of range.
    InvalidOption {
        /// The id of the scheme that it is for, where that is known.
        scheme: Option<String>,
        /// Its name, such as `tolerance`.
        option: &'static str,
        /// What would be right, as a phrase.
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

    /// Returns the id of the scheme that this error is about, where that is known.
    pub fn scheme(&self) -> Option<&str> {
        match self {
            Self::InvalidSecret { scheme, .. } | Self::InvalidScheme { scheme, .. } | Self::InvalidOption { scheme, .. } => {
                scheme.as_deref()
            }
            Self::UnknownScheme { .. } => None,
        }
    }

    /// Sets the scheme that this error is about, unless it has none: a text that is empty is no id.
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
