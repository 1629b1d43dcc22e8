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

use alloc::borrow::Cow;

use subtle::ConstantTimeEq;

use crate::claim::Claim;
use crate::content::Content;
use crate::encoding::Tag;
use crate::error::{ConfigError, VerifyError};
use crate::header::{Candidates, Headers};
use crate::key::{HostHash, Key, Keyring, Secret};
use crate::lint::MAX_TOLERANCE;
use crate::scheme::Scheme;
use crate::time::UnixTime;

/// The longest body that a verifier accepts unless told otherwise, in bytes: 1 MiB.
pub const DEFAULT_MAX_BODY_BYTES: u64 = 1 << 20;

/// Verifies the deliveries of one provider. Built once, used for every request.
///
/// ```
/// use hookward::{UnixTime, Verifier, schemes};
///
/// let verifier = Verifier::new(&schemes::GRILLO, ["votre_secret_partage"])?;
/// let body = br#"{"type":"sensor.online"}"#;
/// // printf '{"type":"sensor.online"}' | openssl dgst -sha256 -hmac votre_secret_partage
/// let signature = "sha256=9c168484dc0cbf3b61e95a83cc499d55f62fa1de64bdaf49fb4595539b128233";
/// let headers = [("X-Grillo-Signature", signature), ("X-Grillo-Event", "sensor.online")];
/// let verified = verifier.verify(&headers, body, UnixTime::from_secs(1_709_064_000)).expect("genuine");
/// assert_eq!(verified.secret_index(), 0);
/// # Ok::<(), hookward::ConfigError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Verifier {
    pub(crate) scheme: Cow<'static, Scheme>,
    content: Content,
    pub(crate) keys: Keyring,
    pub(crate) tolerance: u32,
    max_body_bytes: u64,
    reserialize: bool,
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

/// A delivery that was verified: proof that a holder of a secret signed this body. Only a [`Verifier`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified<'b> {
    body: Body<'b>,
    secret_index: usize,
    timestamp: Option<UnixTime>,
    reserialized: bool,
}

/// Keeps the bytes of a body out of `Debug` output, and so out of logs.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Body<'b>(&'b [u8]);

impl core::fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Body({} bytes)", self.0.len())
    }
}

impl<'b> Verified<'b> {
    /// The bytes that the signature covers. Use these, and no other copy of the body.
    pub fn body(&self) -> &'b [u8] {
        self.body.0
    }

    /// Which secret matched: its position in the list that the verifier was built from. Above 0, a rotation is not over.
    pub fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// When the provider signed it, for schemes with a signed timestamp.
    pub fn timestamp(&self) -> Option<UnixTime> {
        self.timestamp
    }

    /// Whether the signature covers the re-serialized form of the body rather than the bytes received.
    pub fn reserialized(&self) -> bool {
        self.reserialized
    }
}

impl Verifier {
    /// Prepares a verifier from a scheme and its secrets, newest first.
    ///
    /// # Errors
    /// [`ConfigError::InvalidScheme`] if the row is unsafe, [`ConfigError::InvalidSecret`] if a secret is empty or not in
    /// the provider's encoding, [`ConfigError::InvalidOption`] if there are more than [`MAX_SECRETS`](crate::MAX_SECRETS).
    pub fn new<'s, S: Into<Secret<'s>>>(
        scheme: impl Into<Cow<'static, Scheme>>,
        secrets: impl IntoIterator<Item = S>,
    ) -> Result<Self, ConfigError> {
        let scheme = scheme.into();
        scheme.lint()?;
        Ok(Self {
            content: Content::of(&scheme),
            keys: Keyring::new(secrets.into_iter().map(Into::into), scheme.secret)?,
            tolerance: scheme.tolerance,
            max_body_bytes: DEFAULT_MAX_BODY_BYTES,
            reserialize: scheme.reserialized,
            scheme,
        })
    }

    /// Sets how far a timestamp may be from now, in seconds, either way. Without effect where a scheme has no timestamp.
    ///
    /// # Errors
    /// [`ConfigError::InvalidOption`] for 0, which would refuse everything, and for more than 100 years.
    pub fn with_tolerance(mut self, seconds: u32) -> Result<Self, ConfigError> {
        if seconds == 0 || seconds > MAX_TOLERANCE {
            return Err(ConfigError::InvalidOption { option: "tolerance", expected: "a whole number of seconds, 1 or more" });
        }
        self.tolerance = seconds;
        Ok(self)
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
        self.reserialize = on && self.scheme.reserialized;
        self
    }

    /// The scheme that this verifier checks.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The longest body accepted, in bytes. A caller that reads a stream stops there.
    pub fn max_body_bytes(&self) -> u64 {
        self.max_body_bytes
    }

    /// Whether a mismatch over the bytes received is worth a second try over the re-serialized form.
    pub fn reserializes(&self) -> bool {
        self.reserialize
    }

    /// Verifies a delivery over the bytes received. Does not allocate and does not panic, whatever it is given.
    ///
    /// `headers` and `body` are those of the request and not trusted. `now` is the caller's clock.
    ///
    /// # Errors
    /// The first check that failed; the order is at the top of this file and in [`VerifyError`].
    pub fn verify<'b, H: Headers + ?Sized>(
        &self,
        headers: &H,
        body: &'b [u8],
        now: UnixTime,
    ) -> Result<Verified<'b>, VerifyError> {
        self.check_length(u64::try_from(body.len()).unwrap_or(u64::MAX))?;
        self.verdict(headers, body, now)
    }

    /// Verifies the second form of a body whose bytes did not match: `JSON.stringify` of the parsed body, made by the
    /// caller's JSON library, for schemes whose providers sign that.
    ///
    /// The limit on the body's length is not applied again: it is for what was received, which may be shorter (`1e20`).
    ///
    /// # Errors
    /// As [`verify`](Self::verify). Where [`reserializes`](Self::reserializes) is false, always `SignatureMismatch`.
    pub fn verify_reserialized<'b, H: Headers + ?Sized>(
        &self,
        headers: &H,
        form: &'b [u8],
        now: UnixTime,
    ) -> Result<Verified<'b>, VerifyError> {
        if !self.reserialize {
            return Err(self.mismatch());
        }
        self.verdict(headers, form, now).map(|verified| Verified { reserialized: true, ..verified })
    }

    /// Verifies a delivery whose body is hashed by the host rather than here. The verdict is made here all the same.
    ///
    /// Gives the position of the secret that matched, and when the delivery was signed.
    ///
    /// # Errors
    /// As [`verify`](Self::verify) or [`verify_reserialized`](Self::verify_reserialized).
    pub fn verify_hosted<H: Headers + ?Sized>(
        &self,
        headers: &H,
        body: HostedBody,
        now: UnixTime,
        host: &mut impl HostHash,
    ) -> Result<(usize, Option<UnixTime>), VerifyError> {
        match body {
            HostedBody::Received { length } => self.check_length(length)?,
            HostedBody::Reserialized if self.reserialize => {}
            HostedBody::Reserialized => return Err(self.mismatch()),
        }
        self.judge(headers, now, |key, claim| {
            let before = core::iter::once(key.inner_block()).chain(claim.before_body());
            key.tag_of_inner(&host.sha256(before, claim.behind_body()))
        })
    }

    /// Checks everything that can be checked before the body is read: all but its length and the MAC.
    ///
    /// # Errors
    /// As [`verify`](Self::verify), which checks all this again.
    pub fn check_headers<H: Headers + ?Sized>(&self, headers: &H, now: UnixTime) -> Result<(), VerifyError> {
        let time = Claim::read(&self.scheme, &self.content, headers, &mut Candidates::none())?.time();
        time.map_or(Ok(()), |time| time.within(self.tolerance, now))
    }

    fn check_length(&self, length: u64) -> Result<(), VerifyError> {
        if length > self.max_body_bytes {
            return Err(VerifyError::BodyTooLarge { limit: self.max_body_bytes });
        }
        Ok(())
    }

    /// All checks but that of the length, over a body that is here.
    fn verdict<'b, H: Headers + ?Sized>(&self, headers: &H, body: &'b [u8], now: UnixTime) -> Result<Verified<'b>, VerifyError> {
        let (secret_index, timestamp) = self.judge(headers, now, |key, claim| key.tag(claim.signed_content(body)))?;
        Ok(Verified { body: Body(body), secret_index, timestamp, reserialized: false })
    }

    /// All checks but that of the length. `tag` computes what the signature would be under a key.
    ///
    /// Every secret and every signature is tried, match or not, so that the time taken does not tell which it was.
    fn judge<H: Headers + ?Sized>(
        &self,
        headers: &H,
        now: UnixTime,
        mut tag: impl FnMut(&Key, &Claim<'_, H>) -> Tag,
    ) -> Result<(usize, Option<UnixTime>), VerifyError> {
        let mut candidates = Candidates::none();
        let claim = Claim::read(&self.scheme, &self.content, headers, &mut candidates)?;
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

    fn mismatch(&self) -> VerifyError {
        VerifyError::SignatureMismatch {
            secrets: u32::try_from(self.keys.iter().len()).unwrap_or(u32::MAX),
            padded_secret: self.keys.padded(),
        }
    }
}

impl Candidates {
    fn contain(&self, expected: &Tag) -> bool {
        self.iter().fold(subtle::Choice::from(0), |any, tag| any | tag.ct_eq(expected)).into()
    }
}
