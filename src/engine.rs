//! The order of the checks.
//!
//! ```text
//!   body within its limit         BodyTooLarge
//!   headers present, once         MissingHeader, DuplicateHeader, InvalidUrl
//!   signatures well formed        MalformedHeader, TooManyCandidates
//!   timestamp well formed         MalformedHeader
//!   timestamp inside the window   TimestampTooOld, TimestampTooNew
//!   form readable                 TooManyFields
//!   a MAC matches a signature     SignatureMismatch
//!   timestamp of the body         MalformedBody, TimestampTooOld, TimestampTooNew
//! ```
//!
//! The first check that fails determines the result. The checks before the MAC cost almost nothing and reveal nothing about the
//! secret. The MAC is computed over the bytes received, part by part, and compared in constant time.

use subtle::{Choice, ConstantTimeEq};

use crate::candidates::{Candidates, groups};
use crate::compiled_scheme::{CompiledScheme, SIGNATURE_SLOT};
use crate::encoding::{MacBytes, SHA256_LEN, decode_signature};
use crate::error::{ConfigError, VerificationError};
use crate::form::Form;
use crate::headers::Slots;
use crate::key::{Keyring, PreparedKey, Secret, sha256};
use crate::lent_hash::LentHash;
use crate::parsed_headers::ParsedHeaders;
use crate::runtime_hash::{RuntimeBody, RuntimeHash};
use crate::scheme::Encoding;
use crate::signed_content::{ContentPart, SignedContent};
use crate::unix_time::UnixTime;
use crate::url;

/// The maximum number of groups of fields in a signature header. Each group requires a MAC over the body.
const MAX_GROUPS: usize = 4;

/// The maximum length of a body, in bytes, if the verifier has no other limit: 1 MiB.
pub const DEFAULT_MAX_BODY_BYTES: u64 = 1 << 20;

/// The engine, which runs the checks of one compiled scheme on headers by slot.
///
/// A [`Verifier`](crate::Verifier) consists of an engine and the scheme with the header names for its slots.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(crate) scheme: CompiledScheme,
    pub(crate) keys: Keyring,
    pub(crate) tolerance: u32,
    pub(crate) max_body_bytes: u64,
    pub(crate) reserialize: bool,
}

/// The facts about a delivery that passed all checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The position of the secret that matched, in the list that the verifier was built from.
    pub secret_index: usize,
    /// The time of signing, if the scheme has a signed timestamp.
    pub timestamp: Option<UnixTime>,
}

impl Engine {
    /// Creates an engine from a compiled scheme that passed the lint, and from its secrets, newest first.
    pub(crate) fn new<'s>(
        scheme: CompiledScheme,
        tolerance: u32,
        secrets: impl IntoIterator<Item = Secret<'s>>,
        lent: Option<LentHash>,
    ) -> Result<Self, ConfigError> {
        let keys = Keyring::new(secrets, &scheme, lent)?;
        Ok(Self { keys, tolerance, max_body_bytes: DEFAULT_MAX_BODY_BYTES, reserialize: scheme.reserialized, scheme })
    }

    /// Sets the maximum length of a body, in bytes.
    #[must_use]
    pub fn with_max_body_bytes(mut self, bytes: u64) -> Self {
        self.max_body_bytes = bytes;
        self
    }

    /// Sets whether to verify the re-serialized body. It cannot be enabled for schemes that do not have it.
    #[must_use]
    pub fn with_reserialize(mut self, on: bool) -> Self {
        self.reserialize = on && self.scheme.reserialized;
        self
    }

    /// Returns whether to try the re-serialized body after a mismatch over the bytes received.
    pub fn reserialize(&self) -> bool {
        self.reserialize
    }

    /// Verifies like [`Verifier::verify`](crate::Verifier::verify).
    ///
    /// # Errors
    /// Returns the error of the first check that failed.
    pub fn verify(&self, headers: &impl Slots, body: &[u8], now: UnixTime) -> Result<Verified, VerificationError> {
        self.check_length(u64::try_from(body.len()).unwrap_or(u64::MAX))?;
        self.check_body(headers, body, now)
    }

    /// Verifies like [`Verifier::verify_reserialized`](crate::Verifier::verify_reserialized).
    ///
    /// # Errors
    /// Returns the error of the first check that failed.
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

    /// Verifies like [`Verifier::verify_with_runtime_hash`](crate::Verifier::verify_with_runtime_hash).
    ///
    /// # Errors
    /// Returns the error of the first check that failed.
    pub fn verify_with_runtime_hash(
        &self,
        headers: &impl Slots,
        body: RuntimeBody,
        now: UnixTime,
        runtime: &mut dyn RuntimeHash,
    ) -> Result<Verified, VerificationError> {
        match body {
            // The engine cannot read this body, so it could be a token.
            RuntimeBody::Received { length } if self.scheme.challenge.refuses(length, core::iter::empty()) => {
                return Err(self.mismatch());
            }
            RuntimeBody::Received { length } => self.check_length(length)?,
            RuntimeBody::Reserialized if self.reserialize => {}
            RuntimeBody::Reserialized => return Err(self.mismatch()),
        }
        if !self.scheme.has_runtime_hash() {
            return Err(self.mismatch());
        }
        self.check_groups(headers, now, Some(&mut ByRuntime(runtime)))?.ok_or(self.mismatch())
    }

    /// Checks the headers like [`Verifier::check_headers`](crate::Verifier::check_headers).
    ///
    /// # Errors
    /// Returns the error of the first check that failed.
    pub fn check_headers(&self, headers: &impl Slots, now: UnixTime) -> Result<(), VerificationError> {
        self.check_groups(headers, now, None).map(|_| ())
    }

    /// Returns whether the runtime's hash can be used. This requires SHA-256 and a content that contains the body, byte for byte.
    pub fn has_runtime_hash(&self) -> bool {
        self.scheme.has_runtime_hash()
    }

    /// Returns whether the scheme's timestamp is in the body. If so, a delivery is verified only after
    /// [`check_body_time`](Self::check_body_time) has accepted its timestamp.
    pub fn has_timestamp_in_body(&self) -> bool {
        self.scheme.has_timestamp_in_body()
    }

    /// Checks the timestamp of a body whose signature matched. `text` is the value of the member that the scheme names.
    ///
    /// # Errors
    /// Returns [`VerificationError::MalformedBody`] if the timestamp is missing or not in the unit of the scheme. Otherwise,
    /// returns the same errors as for any timestamp.
    pub fn check_body_time(&self, text: Option<&[u8]>, now: UnixTime) -> Result<UnixTime, VerificationError> {
        let unit = self.scheme.timestamp.as_ref().map(|timestamp| timestamp.unit);
        let time = unit.zip(text).and_then(|(unit, text)| UnixTime::parse(text, unit)).ok_or(VerificationError::MalformedBody)?;
        time.within(self.tolerance, now).map(|()| time)
    }

    fn check_length(&self, length: u64) -> Result<(), VerificationError> {
        if length > self.max_body_bytes {
            return Err(VerificationError::BodyTooLarge { limit: self.max_body_bytes });
        }
        Ok(())
    }

    /// Runs all checks except the check of the length, on a body in memory.
    fn check_body(&self, headers: &impl Slots, body: &[u8], now: UnixTime) -> Result<Verified, VerificationError> {
        let verified = if self.scheme.signs_form() {
            // Errors of the headers come first.
            self.check_headers(headers, now)?;
            let form = Form::parse(body)?;
            self.check_groups(headers, now, Some(&mut Here { body, form: Some(&form) }))?
        } else {
            self.check_groups(headers, now, Some(&mut Here { body, form: None }))?
        };
        let is_challenge = self.scheme.challenge.refuses(u64::try_from(body.len()).unwrap_or(u64::MAX), body.iter().copied());
        match verified {
            Some(verified) if !is_challenge && self.has_body_hash(headers, body) => Ok(verified),
            _ => Err(self.mismatch()),
        }
    }

    /// Returns whether the signed URL contains the hash of the body. Returns true for a scheme without a body hash.
    fn has_body_hash(&self, headers: &impl Slots, body: &[u8]) -> bool {
        let name = self.scheme.body_hash.as_slice();
        if name.is_empty() {
            return true;
        }
        let url = headers.value(self.scheme.url_slot(), 0).unwrap_or_default();
        let mut signed = [0; SHA256_LEN];
        let decoded = url::parameter(url, name).map(|text| decode_signature(Encoding::Hex, text, &mut signed));
        decoded == Some(Ok(())) && bool::from(signed.ct_eq(&sha256(body)))
    }

    /// Runs all checks of the headers, and then the checks of the signature, with the MACs that `macs` computes. Returns the
    /// verified facts if a signature matches.
    ///
    /// Tries every group, secret and signature, even after a match, so that the duration does not reveal which one matched. All
    /// groups must be valid, and one must match. Most schemes have no groups.
    fn check_groups<H: Slots>(
        &self,
        headers: &H,
        now: UnixTime,
        mut macs: Option<&mut dyn Macs<H>>,
    ) -> Result<Option<Verified>, VerificationError> {
        let mut verified = None;
        let has_groups = !self.scheme.groups.is_empty();
        let value = if has_groups { headers.value(SIGNATURE_SLOT, 0).unwrap_or_default().trim_ascii() } else { &[] };
        for (nth, group) in groups(&self.scheme, value).enumerate() {
            if nth == MAX_GROUPS {
                return Err(VerificationError::TooManyCandidates { limit: MAX_GROUPS });
            }
            let mut candidates = Candidates::none();
            let parsed = ParsedHeaders::parse(&self.scheme, headers, has_groups.then_some(group), &mut candidates)?;
            if let Some(time) = parsed.time() {
                time.within(self.tolerance, now)?;
            }
            let Some(macs) = &mut macs else { continue };
            for (index, key) in self.keys.iter() {
                if macs.mac(key, &parsed.content()).is_some_and(|mac| candidates.contain(&mac)) {
                    verified = verified.or(Some(Verified { secret_index: *index, timestamp: parsed.time() }));
                }
            }
        }
        Ok(verified)
    }

    pub(crate) fn mismatch(&self) -> VerificationError {
        VerificationError::SignatureMismatch {
            secrets: u32::try_from(self.keys.secrets()).unwrap_or(u32::MAX),
            padded_secret: self.keys.padded(),
        }
    }
}

/// A way to compute the MAC of a request.
trait Macs<H> {
    /// Returns the MAC of a signed content under a key, or `None` if it cannot be computed.
    fn mac(&mut self, key: &PreparedKey, content: &SignedContent<'_, H>) -> Option<MacBytes>;
}

/// The computation of the MAC by this crate, over a body in memory.
struct Here<'b> {
    body: &'b [u8],
    form: Option<&'b Form<'b>>,
}

impl<H: Slots> Macs<H> for Here<'_> {
    fn mac(&mut self, key: &PreparedKey, content: &SignedContent<'_, H>) -> Option<MacBytes> {
        Some(key.mac(&|sink| content.feed(self.body, self.form, sink)))
    }
}

/// The computation of the MAC with the runtime's hash, over a body in the memory of the runtime.
struct ByRuntime<'r>(&'r mut dyn RuntimeHash);

impl<H: Slots> Macs<H> for ByRuntime<'_> {
    fn mac(&mut self, key: &PreparedKey, content: &SignedContent<'_, H>) -> Option<MacBytes> {
        let key = key.for_runtime()?;
        let inner = self.0.sha256(&|sink| {
            sink(Some(key.inner_block()));
            content.each_part(&mut |part| match part {
                ContentPart::Bytes(bytes) => sink(Some(bytes)),
                ContentPart::Body | ContentPart::Form => sink(None),
            });
        });
        Some(key.mac_of_inner_hash(&inner))
    }
}

impl Candidates {
    /// Returns whether a candidate equals the expected MAC. The duration does not depend on the number of equal bytes.
    fn contain(&self, expected: &MacBytes) -> bool {
        self.iter().fold(Choice::from(0), |any, mac| any | same(mac, expected)).into()
    }
}

/// Compares all bytes, eight at a time.
fn same(mac: &MacBytes, expected: &MacBytes) -> Choice {
    let ((left, _), (right, _)) = (mac.as_chunks(), expected.as_chunks());
    let pairs = left.iter().zip(right).map(|(left, right)| (u64::from_le_bytes(*left), u64::from_le_bytes(*right)));
    pairs.fold(Choice::from(1), |all, (left, right)| all & left.ct_eq(&right))
}
