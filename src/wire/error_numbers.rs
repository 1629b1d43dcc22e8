//! A refusal as numbers, for an interface that passes only numbers. The conversion is possible in both directions.
//!
//! The first number is the position of the code in [`VerificationError::CODES`]. The others are the role of the header, the
//! position of the reason in [`HeaderReason::ALL`], and two details of some refusals. A number that a refusal does not have is 0.

use crate::error::{HeaderReason, HeaderRole, VerificationError};

/// A refusal as numbers: code, role of the header, reason, and two details.
pub type ErrorNumbers = [u64; 5];

/// The role of the first header that the content names. The role of the nth header is this number plus n.
const CONTENT: u64 = 2;

impl HeaderReason {
    /// Every reason, in the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::Empty,
        Self::Prefix,
        Self::FieldMissing,
        Self::Field,
        Self::Length,
        Self::Encoding,
        Self::Timestamp,
        Self::Boundary,
    ];
}

impl VerificationError {
    /// Every code, in the order of their numbers.
    pub const CODES: [&'static str; 11] = [
        "body_too_large",
        "missing_header",
        "duplicate_header",
        "malformed_header",
        "too_many_candidates",
        "timestamp_too_old",
        "timestamp_too_new",
        "signature_mismatch",
        "too_many_fields",
        "invalid_url",
        "malformed_body",
    ];

    /// Returns the refusal as numbers.
    pub fn to_numbers(self) -> ErrorNumbers {
        match self {
            Self::BodyTooLarge { limit } => [0, 0, 0, limit, 0],
            Self::MissingHeader { header } => [1, role(header), 0, 0, 0],
            Self::DuplicateHeader { header } => [2, role(header), 0, 0, 0],
            Self::MalformedHeader { header, reason } => [3, role(header), reason as u64, 0, 0],
            Self::TooManyCandidates { limit } => [4, 0, 0, limit as u64, 0],
            Self::TimestampTooOld { age, tolerance } => [5, 0, 0, age, tolerance.into()],
            Self::TimestampTooNew { ahead, tolerance } => [6, 0, 0, ahead, tolerance.into()],
            Self::TooManyFields { limit } => [8, 0, 0, limit as u64, 0],
            Self::InvalidUrl => [9, 0, 0, 0, 0],
            Self::MalformedBody => [10, 0, 0, 0, 0],
            // The position counts from 1 here, because 0 means no position.
            Self::SignatureMismatch { secrets, padded_secret } => {
                [7, 0, 0, secrets.into(), padded_secret.map_or(0, |index| u64::from(index).saturating_add(1))]
            }
        }
    }

    /// Returns the refusal for these numbers. Returns `None` if they are not a refusal.
    pub fn from_numbers([code, header, reason, first, second]: ErrorNumbers) -> Option<Self> {
        let header = match header {
            0 => HeaderRole::Signature,
            1 => HeaderRole::Timestamp,
            nth => HeaderRole::Content(u8::try_from(nth.checked_sub(CONTENT)?).ok()?),
        };
        Some(match code {
            0 => Self::BodyTooLarge { limit: first },
            1 => Self::MissingHeader { header },
            2 => Self::DuplicateHeader { header },
            3 => Self::MalformedHeader { header, reason: *HeaderReason::ALL.get(usize::try_from(reason).ok()?)? },
            4 => Self::TooManyCandidates { limit: usize::try_from(first).ok()? },
            5 => Self::TimestampTooOld { age: first, tolerance: u32::try_from(second).ok()? },
            6 => Self::TimestampTooNew { ahead: first, tolerance: u32::try_from(second).ok()? },
            7 => {
                let padded = second.checked_sub(1).map(u32::try_from).transpose().ok()?;
                Self::SignatureMismatch { secrets: u32::try_from(first).ok()?, padded_secret: padded }
            }
            8 => Self::TooManyFields { limit: usize::try_from(first).ok()? },
            9 => Self::InvalidUrl,
            10 => Self::MalformedBody,
            _ => return None,
        })
    }
}

fn role(header: HeaderRole) -> u64 {
    match header {
        HeaderRole::Signature => 0,
        HeaderRole::Timestamp => 1,
        HeaderRole::Content(nth) => CONTENT.saturating_add(nth.into()),
    }
}
