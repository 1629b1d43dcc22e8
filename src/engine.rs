//! The order of the checks.
//!
//! ```text
//!   body within its limit         BodyTooLarge
//!   headers present, once         MissingHeader, DuplicateHeader
//!   signatures well formed        MalformedHeader, TooManyCandidates
//!   timestamp well formed         MalformedHeader
//!   timestamp inside the window   TimestampTooOld, TimestampTooNew
//!   a MAC matches a signature     SignatureMismatch
//! ```
//!
//! The first check that fails determines the result. The checks before the MAC cost next to nothing and reveal nothing of the
//! secret. The MAC is computed over the bytes received, part by part, and compared in constant time.

use subtle::{Choice, ConstantTimeEq};

use crate::candidates::Candidates;
use crate::compiled_scheme::CompiledScheme;
use crate::encoding::MacBytes;
use crate::error::{ConfigError, VerificationError};
use crate::headers::Slots;
use crate::key::{Keyring, PreparedKey, Secret};
use crate::parsed_headers::ParsedHeaders;
use crate::runtime_hash::{RuntimeBody, RuntimeHash};
use crate::unix_time::UnixTime;

/// The longest body that a verifier accepts unless told otherwise, in bytes: 1 MiB.
pub const DEFAULT_MAX_BODY_BYTES: u64 = 1 << 20;

/// Runs the checks of one compiled scheme, over headers that are held by slot.
///
/// A [`Verifier`](crate::Verifier) is an engine and the scheme whose header names fill its slots.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(crate) scheme: CompiledScheme,
    pub(crate) keys: Keyring,
    pub(crate) tolerance: u32,
    pub(crate) max_body_bytes: u64,
    pub(crate) reserialize: bool,
}

/// What the checks established about a delivery that passed all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The position of the secret that matched, in the list that the verifier was built from.
    pub secret_index: usize,
    /// When the provider signed it, for schemes with a signed timestamp.
    pub timestamp: Option<UnixTime>,
}

impl Engine {
    /// Prepares the secrets, newest first, for a scheme that was compiled after it passed the lint.
    pub(crate) fn new<'s>(
        scheme: CompiledScheme,
        tolerance: u32,
        secrets: impl IntoIterator<Item = Secret<'s>>,
    ) -> Result<Self, ConfigError> {
        let keys = Keyring::new(secrets, scheme.secret_encoding)?;
        Ok(Self { keys, tolerance, max_body_bytes: DEFAULT_MAX_BODY_BYTES, reserialize: scheme.reserialized, scheme })
    }

    /// Sets the longest body accepted, in bytes.
    #[must_use]
    pub fn with_max_body_bytes(mut self, bytes: u64) -> Self {
        self.max_body_bytes = bytes;
        self
    }

    /// Turns the re-serialized body off, for schemes that have it. It cannot be turned on for others.
    #[must_use]
    pub fn with_reserialize(mut self, on: bool) -> Self {
        self.reserialize = on && self.scheme.reserialized;
        self
    }

    /// Whether to try the re-serialized body after a mismatch over the bytes received.
    pub fn reserialize(&self) -> bool {
        self.reserialize
    }

    /// Verifies as [`Verifier::verify`](crate::Verifier::verify) does.
    ///
    /// # Errors
    /// The first check that failed.
    pub fn verify(&self, headers: &impl Slots, body: &[u8], now: UnixTime) -> Result<Verified, VerificationError> {
        self.check_length(u64::try_from(body.len()).unwrap_or(u64::MAX))?;
        self.check_body(headers, body, now)
    }

    /// Verifies as [`Verifier::verify_reserialized`](crate::Verifier::verify_reserialized) does.
    ///
    /// # Errors
    /// The first check that failed.
    pub fn verify_reserialized(
        &self,
        headers: &impl Slots,
        reserialized: &[u8],
        now: UnixTime,
    ) -> Result<Verified, VerificationError> {
        if !self.reserialize {
            return Err(self.mismatch());
        }
        self.check_body(headers, reserialized, now)
    }

    /// Verifies as [`Verifier::verify_with_runtime_hash`](crate::Verifier::verify_with_runtime_hash) does.
    ///
    /// # Errors
    /// The first check that failed.
    pub fn verify_with_runtime_hash(
        &self,
        headers: &impl Slots,
        body: RuntimeBody,
        now: UnixTime,
        runtime: &mut impl RuntimeHash,
    ) -> Result<Verified, VerificationError> {
        match body {
            RuntimeBody::Received { length } => self.check_length(length)?,
            RuntimeBody::Reserialized if self.reserialize => {}
            RuntimeBody::Reserialized => return Err(self.mismatch()),
        }
        self.check_signature(headers, now, |key, parsed| {
            let before = core::iter::once(key.inner_block()).chain(parsed.content().map_while(|part| part));
            let after = parsed.content().skip_while(Option::is_some).flatten();
            key.mac_of_inner_hash(&runtime.sha256(before, after))
        })
    }

    /// Checks as [`Verifier::check_headers`](crate::Verifier::check_headers) does.
    ///
    /// # Errors
    /// The first check that failed.
    pub fn check_headers(&self, headers: &impl Slots, now: UnixTime) -> Result<(), VerificationError> {
        let time = ParsedHeaders::parse(&self.scheme, headers, &mut Candidates::none())?.time();
        time.map_or(Ok(()), |time| time.within(self.tolerance, now))
    }

    fn check_length(&self, length: u64) -> Result<(), VerificationError> {
        if length > self.max_body_bytes {
            return Err(VerificationError::BodyTooLarge { limit: self.max_body_bytes });
        }
        Ok(())
    }

    /// Runs all checks but that of the length, over a body that is in this memory.
    fn check_body(&self, headers: &impl Slots, body: &[u8], now: UnixTime) -> Result<Verified, VerificationError> {
        self.check_signature(headers, now, |key, parsed| key.mac(parsed.content().map(|part| part.unwrap_or(body))))
    }

    /// Runs all checks but that of the length. `mac` computes what the signature would be under a key.
    ///
    /// Every secret and every signature is tried, match or not, so that the time taken does not tell which it was.
    fn check_signature<H: Slots>(
        &self,
        headers: &H,
        now: UnixTime,
        mut mac: impl FnMut(&PreparedKey, &ParsedHeaders<'_, H>) -> MacBytes,
    ) -> Result<Verified, VerificationError> {
        let mut candidates = Candidates::none();
        let parsed = ParsedHeaders::parse(&self.scheme, headers, &mut candidates)?;
        if let Some(time) = parsed.time() {
            time.within(self.tolerance, now)?;
        }
        let mut matching = None;
        for (index, key) in self.keys.iter().enumerate() {
            if candidates.contain(&mac(key, &parsed)) {
                matching = matching.or(Some(index));
            }
        }
        Ok(Verified { secret_index: matching.ok_or(self.mismatch())?, timestamp: parsed.time() })
    }

    pub(crate) fn mismatch(&self) -> VerificationError {
        VerificationError::SignatureMismatch {
            secrets: u32::try_from(self.keys.iter().len()).unwrap_or(u32::MAX),
            padded_secret: self.keys.padded(),
        }
    }
}

impl Candidates {
    /// Whether one of them is the expected MAC, in a time that does not depend on how much of it is.
    fn contain(&self, expected: &MacBytes) -> bool {
        self.iter().fold(Choice::from(0), |any, mac| any | same(mac, expected)).into()
    }
}

/// Compares eight bytes at a time, and always all of them.
fn same(mac: &MacBytes, expected: &MacBytes) -> Choice {
    let ((left, _), (right, _)) = (mac.as_chunks(), expected.as_chunks());
    let pairs = left.iter().zip(right).map(|(left, right)| (u64::from_le_bytes(*left), u64::from_le_bytes(*right)));
    pairs.fold(Choice::from(1), |all, (left, right)| all & left.ct_eq(&right))
}
