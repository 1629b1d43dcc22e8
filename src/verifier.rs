//! The verifier: a scheme, and the judge that goes by it. Headers are held by name here.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::error::{ConfigError, VerifyError};
use crate::header::{ByName, Headers};
use crate::key::{HostHash, Secret};
use crate::lint::MAX_TOLERANCE;
use crate::plan::Plan;
use crate::scheme::{Scheme, Text};
use crate::time::UnixTime;
use crate::verify::{HostedBody, Judge, Match};

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
    /// The names of the headers that take part in the verdict, each in its slot.
    names: Vec<Text>,
    pub(crate) judge: Judge,
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
    fn new(body: &'b [u8], (secret_index, timestamp): Match, reserialized: bool) -> Self {
        Self { body: Body(body), secret_index, timestamp, reserialized }
    }

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
        let judge = Judge::new(Plan::of(&scheme), scheme.tolerance, secrets.into_iter().map(Into::into))?;
        let names = scheme.verdict_headers().map(|name| Text::Owned(name.into())).collect();
        Ok(Self { scheme, names, judge })
    }

    /// Sets how far a timestamp may be from now, in seconds, either way. Without effect where a scheme has no timestamp.
    ///
    /// # Errors
    /// [`ConfigError::InvalidOption`] for 0, which would refuse everything, and for more than 100 years.
    pub fn with_tolerance(mut self, seconds: u32) -> Result<Self, ConfigError> {
        if seconds == 0 || seconds > MAX_TOLERANCE {
            return Err(ConfigError::InvalidOption {
                option: "tolerance",
                expected: "a whole number of seconds, 1 to 3155760000",
            });
        }
        self.judge.tolerance = seconds;
        Ok(self)
    }

    /// Sets the longest body accepted, in bytes.
    #[must_use]
    pub fn with_max_body_bytes(mut self, bytes: u64) -> Self {
        self.judge = self.judge.with_max_body_bytes(bytes);
        self
    }

    /// Turns the second, re-serialized form of the body off, for schemes that have it. It cannot be turned on for others.
    #[must_use]
    pub fn with_reserialize(mut self, on: bool) -> Self {
        self.judge = self.judge.with_reserialize(on);
        self
    }

    /// The scheme that this verifier checks.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The longest body accepted, in bytes. A caller that reads a stream stops there.
    pub fn max_body_bytes(&self) -> u64 {
        self.judge.max_body_bytes
    }

    /// Whether a mismatch over the bytes received is worth a second try over the re-serialized form.
    pub fn reserializes(&self) -> bool {
        self.judge.reserializes()
    }

    /// Verifies a delivery over the bytes received. Does not allocate and does not panic, whatever it is given.
    ///
    /// `headers` and `body` are those of the request and not trusted. `now` is the caller's clock.
    ///
    /// # Errors
    /// The first check that failed; the order is at the top of `verify.rs` and in [`VerifyError`].
    pub fn verify<'b, H: Headers + ?Sized>(
        &self,
        headers: &H,
        body: &'b [u8],
        now: UnixTime,
    ) -> Result<Verified<'b>, VerifyError> {
        self.judge.verify(&self.by_name(headers), body, now).map(|found| Verified::new(body, found, false))
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
        self.judge.verify_reserialized(&self.by_name(headers), form, now).map(|found| Verified::new(form, found, true))
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
    ) -> Result<Match, VerifyError> {
        self.judge.verify_hosted(&self.by_name(headers), body, now, host)
    }

    /// Checks everything that can be checked before the body is read: all but its length and the MAC.
    ///
    /// # Errors
    /// As [`verify`](Self::verify), which checks all this again.
    pub fn check_headers<H: Headers + ?Sized>(&self, headers: &H, now: UnixTime) -> Result<(), VerifyError> {
        self.judge.check_headers(&self.by_name(headers), now)
    }

    pub(crate) fn by_name<'h, H: Headers + ?Sized>(&'h self, headers: &'h H) -> ByName<'h, H> {
        ByName { names: &self.names, headers }
    }
}
