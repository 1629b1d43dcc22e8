//! The order of the checks, and the verdict.
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
//! The first that fails is the answer. What comes before the MAC costs next to nothing and says nothing of the secret;
//! the MAC is computed over the bytes as they came, part by part, and compared in constant time.

use subtle::{Choice, ConstantTimeEq};

use crate::claim::Claim;
use crate::encoding::Tag;
use crate::error::{ConfigError, VerifyError};
use crate::header::{Candidates, Slots};
use crate::key::{HostHash, Key, Keyring, Secret};
use crate::plan::Plan;
use crate::time::UnixTime;

/// The longest body that a verifier accepts unless told otherwise, in bytes: 1 MiB.
pub const DEFAULT_MAX_BODY_BYTES: u64 = 1 << 20;

/// Makes the verdicts of one verifier, over headers that are held by slot.
///
/// A [`Verifier`](crate::Verifier) is one of these, and a scheme with its names.
#[derive(Clone, Debug)]
pub struct Judge {
    pub(crate) plan: Plan,
    pub(crate) keys: Keyring,
    pub(crate) tolerance: u32,
    pub(crate) max_body_bytes: u64,
    pub(crate) reserialize: bool,
}

/// What the host has of a body that it hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostedBody {
    /// The bytes received.
    Received {
        /// How many, for the limit.
        length: u64,
    },
    /// Their re-serialized form.
    Reserialized,
}

/// Which secret matched, by its position, and when the delivery was signed.
pub type Match = (usize, Option<UnixTime>);

impl Judge {
    /// Prepares the secrets, newest first, for a plan that was made of a scheme that passed the lint.
    pub(crate) fn new<'s>(
        plan: Plan,
        tolerance: u32,
        secrets: impl IntoIterator<Item = Secret<'s>>,
    ) -> Result<Self, ConfigError> {
        let keys = Keyring::new(secrets, plan.secret)?;
        Ok(Self { keys, tolerance, max_body_bytes: DEFAULT_MAX_BODY_BYTES, reserialize: plan.reserialized, plan })
    }

    /// Sets the longest body accepted, in bytes.
    #[must_use]
    pub fn with_max_body_bytes(mut self, bytes: u64) -> Self {
        self.max_body_bytes = bytes;
        self
    }

    /// Turns the second, re-serialized form of the body off, for schemes that have it. It cannot be turned on for others.
    #[must_use]
    pub fn with_reserialize(mut self, on: bool) -> Self {
        self.reserialize = on && self.plan.reserialized;
        self
    }

    /// Whether a mismatch over the bytes received is worth a second try over the re-serialized form.
    pub fn reserializes(&self) -> bool {
        self.reserialize
    }

    /// As [`Verifier::verify`](crate::Verifier::verify).
    ///
    /// # Errors
    /// The first check that failed.
    pub fn verify(&self, headers: &impl Slots, body: &[u8], now: UnixTime) -> Result<Match, VerifyError> {
        self.check_length(u64::try_from(body.len()).unwrap_or(u64::MAX))?;
        self.verdict(headers, body, now)
    }

    /// As [`Verifier::verify_reserialized`](crate::Verifier::verify_reserialized).
    ///
    /// # Errors
    /// The first check that failed.
    pub fn verify_reserialized(&self, headers: &impl Slots, form: &[u8], now: UnixTime) -> Result<Match, VerifyError> {
        if !self.reserialize {
            return Err(self.mismatch());
        }
        self.verdict(headers, form, now)
    }

    /// As [`Verifier::verify_hosted`](crate::Verifier::verify_hosted).
    ///
    /// # Errors
    /// The first check that failed.
    pub fn verify_hosted(
        &self,
        headers: &impl Slots,
        body: HostedBody,
        now: UnixTime,
        host: &mut impl HostHash,
    ) -> Result<Match, VerifyError> {
        match body {
            HostedBody::Received { length } => self.check_length(length)?,
            HostedBody::Reserialized if self.reserialize => {}
            HostedBody::Reserialized => return Err(self.mismatch()),
        }
        self.judge(headers, now, |key, claim| {
            let before = core::iter::once(key.inner_block()).chain(claim.parts().map_while(|part| part));
            let behind = claim.parts().skip_while(Option::is_some).flatten();
            key.tag_of_inner(&host.sha256(before, behind))
        })
    }

    /// As [`Verifier::check_headers`](crate::Verifier::check_headers).
    ///
    /// # Errors
    /// The first check that failed.
    pub fn check_headers(&self, headers: &impl Slots, now: UnixTime) -> Result<(), VerifyError> {
        let time = Claim::read(&self.plan, headers, &mut Candidates::none())?.time();
        time.map_or(Ok(()), |time| time.within(self.tolerance, now))
    }

    fn check_length(&self, length: u64) -> Result<(), VerifyError> {
        if length > self.max_body_bytes {
            return Err(VerifyError::BodyTooLarge { limit: self.max_body_bytes });
        }
        Ok(())
    }

    /// All checks but that of the length, over a body that is here.
    fn verdict(&self, headers: &impl Slots, body: &[u8], now: UnixTime) -> Result<Match, VerifyError> {
        self.judge(headers, now, |key, claim| key.tag(claim.parts().map(|part| part.unwrap_or(body))))
    }

    /// All checks but that of the length. `tag` computes what the signature would be under a key.
    ///
    /// Every secret and every signature is tried, match or not, so that the time taken does not tell which it was.
    fn judge<H: Slots>(
        &self,
        headers: &H,
        now: UnixTime,
        mut tag: impl FnMut(&Key, &Claim<'_, H>) -> Tag,
    ) -> Result<Match, VerifyError> {
        let mut candidates = Candidates::none();
        let claim = Claim::read(&self.plan, headers, &mut candidates)?;
        if let Some(time) = claim.time() {
            time.within(self.tolerance, now)?;
        }
        let mut matching = None;
        for (index, key) in self.keys.iter().enumerate() {
            if candidates.contain(&tag(key, &claim)) {
                matching = matching.or(Some(index));
            }
        }
        Ok((matching.ok_or(self.mismatch())?, claim.time()))
    }

    pub(crate) fn mismatch(&self) -> VerifyError {
        VerifyError::SignatureMismatch {
            secrets: u32::try_from(self.keys.iter().len()).unwrap_or(u32::MAX),
            padded_secret: self.keys.padded(),
        }
    }
}

impl Candidates {
    /// Whether one of them is the tag expected, in a time that does not depend on how much of it is.
    fn contain(&self, expected: &Tag) -> bool {
        self.iter().fold(Choice::from(0), |any, tag| any | same(tag, expected)).into()
    }
}

/// Compares eight bytes at a time, and always all of them.
fn same(tag: &Tag, expected: &Tag) -> Choice {
    let ((left, _), (right, _)) = (tag.as_chunks(), expected.as_chunks());
    let pairs = left.iter().zip(right).map(|(left, right)| (u64::from_le_bytes(*left), u64::from_le_bytes(*right)));
    pairs.fold(Choice::from(1), |all, (left, right)| all & left.ct_eq(&right))
}
