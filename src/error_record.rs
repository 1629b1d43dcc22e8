//! Errors as records for JSON: the code, the message and the details.
//!
//! The names are the same in the JavaScript package and in the log of the Worker.

use alloc::string::ToString;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::error::{ConfigError, VerificationError};
use crate::message::ErrorMessage;

/// `{ "code": "malformed_header", "message": "…", "header": "x-gilbert-signature", "reason": "length" }`
impl Serialize for ErrorMessage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_map(None)?;
        record.serialize_entry("code", self.error.code())?;
        record.serialize_entry("message", &self.to_string())?;
        match self.error {
            VerificationError::BodyTooLarge { limit } => record.serialize_entry("limit", &limit)?,
            VerificationError::MissingHeader { header } | VerificationError::DuplicateHeader { header } => {
                record.serialize_entry("header", self.scheme.header_name(header))?;
            }
            VerificationError::MalformedHeader { header, reason } => {
                record.serialize_entry("header", self.scheme.header_name(header))?;
                record.serialize_entry("reason", &reason)?;
            }
            VerificationError::TooManyCandidates { limit } | VerificationError::TooManyFields { limit } => {
                record.serialize_entry("limit", &limit)?;
            }
            VerificationError::InvalidUrl | VerificationError::MalformedBody => {}
            VerificationError::TimestampTooOld { age, tolerance } => {
                record.serialize_entry("age", &age)?;
                record.serialize_entry("tolerance", &tolerance)?;
            }
            VerificationError::TimestampTooNew { ahead, tolerance } => {
                record.serialize_entry("ahead", &ahead)?;
                record.serialize_entry("tolerance", &tolerance)?;
            }
            VerificationError::SignatureMismatch { secrets, padded_secret } => {
                record.serialize_entry("secrets", &secrets)?;
                if let Some(index) = padded_secret {
                    record.serialize_entry("paddedSecret", &index)?;
                }
            }
        }
        record.end()
    }
}

/// `{ "code": "invalid_secret", "message": "…", "scheme": "gilbert", "index": 0, "reason": "empty" }`
impl Serialize for ConfigError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_map(None)?;
        record.serialize_entry("code", self.code())?;
        record.serialize_entry("message", &self.to_string())?;
        if let Some(scheme) = self.scheme() {
            record.serialize_entry("scheme", scheme)?;
        }
        match self {
            Self::InvalidSecret { index, reason, .. } => {
                record.serialize_entry("index", index)?;
                record.serialize_entry("reason", reason)?;
            }
            Self::UnknownScheme { id } => record.serialize_entry("id", id)?,
            Self::InvalidScheme { field, .. } => record.serialize_entry("field", field)?,
            Self::InvalidOption { option, .. } => record.serialize_entry("option", option)?,
        }
        record.end()
    }
}
