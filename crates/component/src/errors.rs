//! Converts refusals and configuration errors to the types of the interfaces.

use hookward::{ConfigError, HeaderReason, Scheme, SecretReason, VerificationError};

use crate::bindings::exports::hookward::webhooks::types::{
    self, ConfigErrorDetails, InvalidSecret, MalformedHeader, Mismatch, Refusal, RefusalDetails, TooNew, TooOld,
};

/// Returns a refusal with its code, message and details.
pub(crate) fn refusal(scheme: &Scheme, error: VerificationError) -> Refusal {
    Refusal { code: error.code().to_owned(), message: scheme.message(error).to_string(), details: details(scheme, error) }
}

fn details(scheme: &Scheme, error: VerificationError) -> RefusalDetails {
    let name = |role| scheme.header_name(role).to_owned();
    match error {
        VerificationError::BodyTooLarge { limit } => RefusalDetails::BodyTooLarge(limit),
        VerificationError::MissingHeader { header } => RefusalDetails::MissingHeader(name(header)),
        VerificationError::DuplicateHeader { header } => RefusalDetails::DuplicateHeader(name(header)),
        VerificationError::MalformedHeader { header, reason } => {
            RefusalDetails::MalformedHeader(MalformedHeader { header: name(header), reason: header_reason(reason) })
        }
        VerificationError::TooManyCandidates { limit } => RefusalDetails::TooManyCandidates(limit as u64),
        VerificationError::TooManyFields { limit } => RefusalDetails::TooManyFields(limit as u64),
        VerificationError::InvalidUrl => RefusalDetails::InvalidUrl,
        VerificationError::TimestampTooOld { age, tolerance } => RefusalDetails::TimestampTooOld(TooOld { age, tolerance }),
        VerificationError::TimestampTooNew { ahead, tolerance } => RefusalDetails::TimestampTooNew(TooNew { ahead, tolerance }),
        VerificationError::SignatureMismatch { secrets, padded_secret } => {
            RefusalDetails::SignatureMismatch(Mismatch { secrets, padded_secret })
        }
        // `VerificationError` may get more variants. The test of the vectors compares this value with the code, so it detects a
        // missing variant.
        _ => RefusalDetails::MalformedBody,
    }
}

fn header_reason(reason: HeaderReason) -> types::HeaderReason {
    match reason {
        HeaderReason::Empty => types::HeaderReason::Empty,
        HeaderReason::Prefix => types::HeaderReason::Prefix,
        HeaderReason::FieldMissing => types::HeaderReason::FieldMissing,
        HeaderReason::Field => types::HeaderReason::Field,
        HeaderReason::Length => types::HeaderReason::Length,
        HeaderReason::Encoding => types::HeaderReason::Encoding,
        HeaderReason::Timestamp => types::HeaderReason::Timestamp,
        _ => types::HeaderReason::Boundary,
    }
}

/// Returns a configuration error with its code, message and details.
#[allow(clippy::needless_pass_by_value)] // For `map_err`.
pub(crate) fn config_error(error: ConfigError) -> types::ConfigError {
    let details = match &error {
        ConfigError::InvalidSecret { index, reason, .. } => {
            ConfigErrorDetails::InvalidSecret(InvalidSecret { index: *index, reason: secret_reason(*reason) })
        }
        ConfigError::UnknownScheme { id } => ConfigErrorDetails::UnknownScheme(id.clone()),
        ConfigError::InvalidOption { option, .. } => ConfigErrorDetails::InvalidOption((*option).to_owned()),
        ConfigError::InvalidScheme { field, .. } => ConfigErrorDetails::InvalidScheme(field.clone()),
        // `ConfigError` may get more variants, too.
        _ => ConfigErrorDetails::InvalidScheme(String::new()),
    };
    types::ConfigError {
        code: error.code().to_owned(),
        message: error.to_string(),
        scheme: error.scheme().map(str::to_owned),
        details,
    }
}

fn secret_reason(reason: SecretReason) -> types::SecretReason {
    match reason {
        SecretReason::None => types::SecretReason::None,
        SecretReason::Empty => types::SecretReason::Empty,
        _ => types::SecretReason::Encoding,
    }
}
