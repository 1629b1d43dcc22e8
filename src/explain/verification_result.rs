//! The result of the verification that is explained, as the caller of a verifier receives it.
//!
//! The request is verified only here. The result contains everything that the later steps require from the verification, so they
//! do not need the verifier.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::Input;
use super::json::raw_member;
use crate::{ConfigError, ErrorMessage, Received, Secret, SecretReason, UnixTime, VerificationError, Verified, Verifier};

/// The result of a verification.
#[derive(Clone, Debug)]
pub enum VerificationResult<'i> {
    /// The request is genuine.
    Verified {
        /// The position of the secret that matched.
        secret_index: usize,
        /// Whether the signature covers the re-serialized body.
        reserialized: bool,
        /// The time of signing, for schemes with a signed timestamp.
        timestamp: Option<UnixTime>,
    },
    /// The request is refused.
    Refused {
        /// The error of the first check that failed.
        error: VerificationError,
        /// The message for the operator, the same as the verifier's.
        message: ErrorMessage<'i>,
    },
    /// No verifier can be built: a secret is not in the scheme's encoding.
    Misconfigured {
        /// The configuration error.
        config_error: ConfigError,
        /// The error of the first check that fails if the undecoded text of each secret is used as the key. `SignatureMismatch`
        /// if none fails.
        error: VerificationError,
    },
}

/// The error of a request that does not verify, from which the findings are derived.
#[derive(Clone, Copy)]
pub(super) struct Refusal<'r> {
    /// The error of the first check that failed.
    pub(super) error: VerificationError,
    /// The configuration error, if no verifier could be built.
    pub(super) config_error: Option<&'r ConfigError>,
}

impl VerificationResult<'_> {
    /// Returns the refusal of the request. `None` if the request verifies.
    pub(super) fn refusal(&self) -> Option<Refusal<'_>> {
        match self {
            Self::Verified { .. } => None,
            Self::Refused { error, .. } => Some(Refusal { error: *error, config_error: None }),
            Self::Misconfigured { config_error, error } => Some(Refusal { error: *error, config_error: Some(config_error) }),
        }
    }
}

/// Verifies the request, once.
///
/// A secret that cannot be decoded is one of the most common configuration errors, so it becomes a result. Its undecoded text is
/// then used as the key, so that the other checks can run.
pub(super) fn verify<'i>(input: &Input<'i>) -> Result<VerificationResult<'i>, ConfigError> {
    match verifier(input, input.secrets) {
        Ok(verifier) => Ok(match received_then_reserialized(input, &verifier) {
            Ok((Verified { secret_index, timestamp }, reserialized)) => {
                VerificationResult::Verified { secret_index, reserialized, timestamp }
            }
            Err(error) => VerificationResult::Refused { error, message: input.scheme.message(error) },
        }),
        Err(config_error @ ConfigError::InvalidSecret { reason: SecretReason::Encoding, .. }) => {
            let stand_in = verifier(input, &input.secrets.iter().map(undecoded).collect::<Vec<_>>())?;
            let error = match received_then_reserialized(input, &stand_in) {
                // The sender signed with the undecoded text of the secret. This scheme decodes its secrets, so no verifier
                // accepts the signature.
                Ok(_) => VerificationError::SignatureMismatch { secrets: 1, padded_secret: None },
                Err(error) => error,
            };
            Ok(VerificationResult::Misconfigured { config_error, error })
        }
        Err(config_error) => Err(config_error),
    }
}

/// Builds the verifier that the input describes, with these secrets.
fn verifier(input: &Input<'_>, secrets: &[Secret<'_>]) -> Result<Verifier, ConfigError> {
    let verifier = Verifier::of_any(Cow::Owned(input.scheme.clone()), secrets)?.with_max_body_bytes(input.max_body_bytes);
    let verifier = verifier.with_reserialize(input.reserialize);
    match input.tolerance {
        Some(seconds) => verifier.with_tolerance(seconds),
        None => Ok(verifier),
    }
}

/// Verifies over the received bytes, then over the re-serialized body, like every caller of a verifier. Also returns whether the
/// re-serialized body matched.
///
/// If the scheme signs no body, authenticates the request.
fn received_then_reserialized(input: &Input<'_>, verifier: &Verifier) -> Result<(Verified, bool), VerificationError> {
    let received =
        Received { headers: input.headers, body: input.body, url: input.url, method: input.method, member: Some(&member) };
    if input.scheme.unsigned_body {
        let found = verifier.engine.verify(&verifier.slots(&received), input.body, input.now)?;
        return Ok((found, false));
    }
    let delivery = match (verifier.verify_received(&received, input.now), input.reserialized) {
        (Err(VerificationError::SignatureMismatch { .. }), Some(body)) if verifier.reserialize() => {
            verifier.verify_reserialized(input.headers, body, input.now)
        }
        (received, _) => received,
    }?;
    let found = Verified { secret_index: delivery.secret_index(), timestamp: delivery.timestamp() };
    Ok((found, delivery.reserialized()))
}

/// Returns a member of a JSON body as text.
pub(super) fn member(body: &[u8], path: &str) -> Option<String> {
    let raw = raw_member(body, path)?;
    if raw.starts_with('"') { serde_json::from_str(raw).ok() } else { Some(raw.into()) }
}

/// Returns the secret with its undecoded text as the key.
fn undecoded<'s>(secret: &Secret<'s>) -> Secret<'s> {
    match secret {
        Secret::Text(text) => Secret::Bytes(text.as_bytes()),
        Secret::Bytes(bytes) => Secret::Bytes(bytes),
    }
}

/// Serializes as `{ "ok": true, "secretIndex": 0, "reserialized": false, "timestamp": 1709064000000 }`, with milliseconds since
/// the epoch.
///
/// A refusal serializes as `{ "ok": false, "code": "…", "message": "…" }`, with the details of the refusal or of the
/// [`ConfigError`].
impl Serialize for VerificationResult<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Verified { secret_index, reserialized, timestamp } => {
                let mut record = serializer.serialize_map(None)?;
                record.serialize_entry("ok", &true)?;
                record.serialize_entry("secretIndex", secret_index)?;
                record.serialize_entry("reserialized", reserialized)?;
                if let Some(time) = timestamp {
                    record.serialize_entry("timestamp", &time.as_millis())?;
                }
                record.end()
            }
            Self::Refused { message, .. } => RefusedRecord { ok: false, facts: message }.serialize(serializer),
            Self::Misconfigured { config_error, .. } => RefusedRecord { ok: false, facts: config_error }.serialize(serializer),
        }
    }
}

/// The record of an error, with `ok` set to `false`.
#[derive(Serialize)]
struct RefusedRecord<'f, F: Serialize> {
    ok: bool,
    #[serde(flatten)]
    facts: &'f F,
}
