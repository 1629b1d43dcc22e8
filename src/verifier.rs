//! The verifier: a scheme and its engine. It looks up headers by name.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::compiled_scheme::CompiledScheme;
use crate::engine::{Engine, Verified};
use crate::error::{ConfigError, SchemeReason, SecretReason, VerificationError};
use crate::headers::{ByName, Headers};
use crate::key::Secret;
use crate::lint::MAX_TOLERANCE;
use crate::received::{MemberOf, Received};
use crate::runtime_hash::{RuntimeBody, RuntimeHash};
use crate::scheme::{Scheme, SecretEncoding, Text, Timestamp};
use crate::unix_time::UnixTime;
use crate::verified_delivery::VerifiedDelivery;

/// The method of a request if none is given.
pub(crate) const DEFAULT_METHOD: &str = "POST";

/// The URL and the method of a request, if only headers and body are given.
const NO_REQUEST_LINE: [Option<&str>; 2] = [None, Some(DEFAULT_METHOD)];

/// A verifier for the deliveries of one provider. Build it once and use it for every request.
///
/// # Examples
/// ```
/// use hookward::{UnixTime, Verifier, schemes};
///
/// let verifier = Verifier::new(&schemes::GRILLO, ["votre_secret_partage"])?;
/// let body = br#"{"type":"sensor.online"}"#;
/// // printf '{"type":"sensor.online"}' | openssl dgst -sha256 -hmac votre_secret_partage
/// let signature = "sha256=9c168484dc0cbf3b61e95a83cc499d55f62fa1de64bdaf49fb4595539b128233";
/// let headers = [("X-Grillo-Signature", signature), ("X-Grillo-Event", "sensor.online")];
/// let delivery = verifier.verify(&headers, body, UnixTime::from_secs(1_709_064_000)).expect("genuine");
/// assert_eq!(delivery.secret_index(), 0);
/// # Ok::<(), hookward::ConfigError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Verifier {
    pub(crate) scheme: Cow<'static, Scheme>,
    /// The names of the required headers, each at the position of its slot.
    names: Vec<Text>,
    pub(crate) engine: Engine,
}

impl Verifier {
    /// Prepares a verifier from a scheme and its secrets, newest first.
    ///
    /// # Errors
    /// Returns [`ConfigError::InvalidScheme`] if the scheme is unsafe or does not sign the body (use an
    /// [`Authenticator`](crate::Authenticator)), [`ConfigError::InvalidSecret`] if a secret is empty or not in the provider's
    /// encoding, and [`ConfigError::InvalidOption`] for more than [`MAX_SECRETS`](crate::MAX_SECRETS) secrets.
    ///
    /// # Examples
    /// ```
    /// use hookward::{ConfigError, Verifier, schemes};
    ///
    /// // While a secret is replaced, the new one comes first.
    /// let verifier = Verifier::new(&schemes::SMARTERBOT, ["new secret", "old secret"])?;
    /// assert_eq!(verifier.scheme().id, "smarterbot");
    ///
    /// // A secret that is not set is found here, not at the first delivery.
    /// let error = Verifier::new(&schemes::SMARTERBOT, [""]).unwrap_err();
    /// assert!(matches!(error, ConfigError::InvalidSecret { index: 0, .. }));
    /// # Ok::<(), ConfigError>(())
    /// ```
    pub fn new<'s, S: Into<Secret<'s>>>(
        scheme: impl Into<Cow<'static, Scheme>>,
        secrets: impl IntoIterator<Item = S>,
    ) -> Result<Self, ConfigError> {
        let scheme = scheme.into();
        if scheme.unsigned_body {
            let unusable =
                ConfigError::InvalidScheme { scheme: None, field: "unsignedBody".into(), reason: SchemeReason::UnsignedBody };
            return Err(unusable.about(&scheme.id));
        }
        Self::of_any(scheme, &secrets.into_iter().map(Into::into).collect::<Vec<_>>())
    }

    /// Prepares a verifier for any scheme, including schemes that do not sign the body. The body of such a scheme must not be
    /// passed on.
    pub(crate) fn of_any(scheme: Cow<'static, Scheme>, secrets: &[Secret<'_>]) -> Result<Self, ConfigError> {
        scheme.lint()?;
        let engine = Engine::new(CompiledScheme::of(&scheme), scheme.tolerance, secrets.iter().copied(), None)
            .map_err(|error| with_odd_character(error, secrets, scheme.secret_encoding.first()).about(&scheme.id))?;
        let names = scheme.required_headers().map(|name| Text::Owned(name.into())).collect();
        Ok(Self { scheme, names, engine })
    }

    /// Sets the tolerance: how far the timestamp may be in the past or in the future, in seconds. Has no effect if the scheme has
    /// no timestamp.
    ///
    /// # Errors
    /// Returns [`ConfigError::InvalidOption`] for 0, which would refuse everything, and for more than 100 years.
    ///
    /// # Examples
    /// ```
    /// use hookward::{Verifier, schemes};
    ///
    /// let verifier = Verifier::new(&schemes::SMARTERBOT, ["a secret"])?.with_tolerance(60)?;
    /// assert!(verifier.with_tolerance(0).is_err());
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn with_tolerance(mut self, seconds: u32) -> Result<Self, ConfigError> {
        if seconds == 0 || seconds > MAX_TOLERANCE {
            return Err(ConfigError::InvalidOption {
                scheme: Some(self.scheme.id.clone().into_owned()),
                option: "tolerance",
                expected: "a whole number of seconds, 1 to 3155760000",
            });
        }
        self.engine.tolerance = seconds;
        Ok(self)
    }

    /// Sets the maximum length of a body, in bytes.
    ///
    /// # Examples
    /// ```
    /// use hookward::{UnixTime, VerificationError, Verifier, schemes};
    ///
    /// let verifier = Verifier::new(&schemes::GILBERT, ["key"])?.with_max_body_bytes(4);
    /// let headers = [("x-gilbert-signature", "00")];
    /// let refused = verifier.verify(&headers, b"12345", UnixTime::from_secs(0));
    /// assert_eq!(refused, Err(VerificationError::BodyTooLarge { limit: 4 }));
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    #[must_use]
    pub fn with_max_body_bytes(mut self, bytes: u64) -> Self {
        self.engine = self.engine.with_max_body_bytes(bytes);
        self
    }

    /// Sets whether to verify the re-serialized body. Has no effect if the scheme does not have `reserialized`.
    #[must_use]
    pub fn with_reserialize(mut self, on: bool) -> Self {
        self.engine = self.engine.with_reserialize(on);
        self
    }

    /// Returns the scheme that this verifier checks.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Returns the maximum length of a body, in bytes. A caller that reads a stream stops at this length.
    pub fn max_body_bytes(&self) -> u64 {
        self.engine.max_body_bytes
    }

    /// Returns whether to try the re-serialized body after a mismatch over the bytes received.
    pub fn reserialize(&self) -> bool {
        self.engine.reserialize()
    }

    /// Verifies a delivery over the bytes received. Never allocates and never panics.
    ///
    /// `headers` and `body` come from the request and are not trusted. `now` is the current time. If the scheme also signs the
    /// URL or the method, use [`verify_received`](Self::verify_received).
    ///
    /// # Errors
    /// Returns the [`VerificationError`] of the first check that failed.
    ///
    /// # Examples
    /// ```
    /// use hookward::{UnixTime, Verifier, schemes};
    ///
    /// let verifier = Verifier::new(&schemes::INBOUNDFLOW, ["inbound_secret"])?;
    /// let headers = [
    ///     ("x-inboundflow-timestamp", "1709064000"),
    ///     ("x-inboundflow-signature", "sha256=b907ed8633dde1ab531f1c41c51e86a3bb2f2a9bdbefce5b54599e7521b81b9f"),
    /// ];
    /// let body = br#"{"id":"evt_1"}"#;
    ///
    /// let delivery = verifier.verify(&headers, body, UnixTime::from_secs(1_709_064_010)).expect("genuine");
    /// assert_eq!(delivery.timestamp(), Some(UnixTime::from_secs(1_709_064_000)));
    ///
    /// // The same delivery, sent again an hour later.
    /// let refused = verifier.verify(&headers, body, UnixTime::from_secs(1_709_067_600)).unwrap_err();
    /// assert_eq!(refused.code(), "timestamp_too_old");
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn verify<'b, H: Headers + ?Sized>(
        &self,
        headers: &H,
        body: &'b [u8],
        now: UnixTime,
    ) -> Result<VerifiedDelivery<'b>, VerificationError> {
        let verified = self.engine.verify(&self.by_name(headers, NO_REQUEST_LINE), body, now)?;
        self.delivery(body, None, verified, now, false)
    }

    /// Verifies a request, for schemes that sign its URL or its method, or that have their timestamp in the body.
    ///
    /// # Errors
    /// Returns the same errors as [`verify`](Self::verify). Also returns [`VerificationError::InvalidUrl`] if the scheme signs a
    /// URL and none is given, and [`VerificationError::MalformedBody`] if the scheme has a timestamp in the body and the body has
    /// none.
    ///
    /// # Examples
    /// ```
    /// use hookward::{Received, UnixTime, Verifier, schemes};
    ///
    /// let verifier = Verifier::new(&schemes::SQUARE, ["square_key"])?;
    /// let headers = [("x-square-hmacsha256-signature", "U5Aku7Gm8ypuoZ3WxUhWGwXQMv3LYUIZJ/CDrFYXEgc=")];
    /// // The url that is set at the provider, from your configuration.
    /// let url = Some("https://api.example.com/webhooks/square");
    /// let received = Received { url, ..Received::new(&headers, br#"{"type":"payment.updated"}"#) };
    /// assert!(verifier.verify_received(&received, UnixTime::from_secs(1_709_064_000)).is_ok());
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn verify_received<'b, H: Headers + ?Sized>(
        &self,
        received: &Received<'b, H>,
        now: UnixTime,
    ) -> Result<VerifiedDelivery<'b>, VerificationError> {
        let verified = self.engine.verify(&self.slots(received), received.body, now)?;
        self.delivery(received.body, received.member, verified, now, false)
    }

    /// Verifies the re-serialized body, if the bytes received did not match.
    ///
    /// The re-serialized body is the parsed body as `JSON.stringify` prints it. The caller creates it with its JSON library. It
    /// is for schemes whose providers sign it.
    ///
    /// The limit on the body's length applies only to the bytes received, which may be fewer (`1e20`).
    ///
    /// # Errors
    /// Returns the same errors as [`verify`](Self::verify). If [`reserialize`](Self::reserialize) returns false, always returns
    /// `SignatureMismatch`.
    ///
    /// # Examples
    /// ```
    /// use hookward::{UnixTime, VerificationError, Verifier, schemes};
    ///
    /// let verifier = Verifier::new(&schemes::GRILLO, ["votre_secret_partage"])?;
    /// let signature = "sha256=9c168484dc0cbf3b61e95a83cc499d55f62fa1de64bdaf49fb4595539b128233";
    /// let headers = [("x-grillo-signature", signature)];
    /// let now = UnixTime::from_secs(1_709_064_000);
    ///
    /// let received = br#"{ "type": "sensor.online" }"#;
    /// let refused = verifier.verify(&headers, received, now).unwrap_err();
    /// assert!(matches!(refused, VerificationError::SignatureMismatch { .. }) && verifier.reserialize());
    ///
    /// // What JSON.stringify prints of the parsed body.
    /// let reserialized = br#"{"type":"sensor.online"}"#;
    /// let delivery = verifier.verify_reserialized(&headers, reserialized, now).expect("genuine");
    /// assert!(delivery.reserialized());
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn verify_reserialized<'b, H: Headers + ?Sized>(
        &self,
        headers: &H,
        reserialized: &'b [u8],
        now: UnixTime,
    ) -> Result<VerifiedDelivery<'b>, VerificationError> {
        let verified = self.engine.verify_reserialized(&self.by_name(headers, NO_REQUEST_LINE), reserialized, now)?;
        self.delivery(reserialized, None, verified, now, true)
    }

    /// Returns a delivery whose signature matched, if the timestamp in its body is also accepted.
    fn delivery<'b>(
        &self,
        body: &'b [u8],
        member: Option<MemberOf<'_>>,
        mut verified: Verified,
        now: UnixTime,
        reserialized: bool,
    ) -> Result<VerifiedDelivery<'b>, VerificationError> {
        // Without this check, the methods of an `Authenticator` could pass on a body that anyone may have changed.
        if self.scheme.unsigned_body {
            return Err(self.engine.mismatch());
        }
        if let Some(Timestamp::Body { body: path, .. }) = &self.scheme.timestamp {
            let text = member.and_then(|member| member(body, path));
            verified.timestamp = Some(self.engine.check_body_time(text.as_deref().map(str::as_bytes), now)?);
        }
        Ok(VerifiedDelivery::new(body, verified, reserialized))
    }

    /// Verifies a delivery whose body the runtime hashes with SHA-256. Makes the same checks as [`verify`](Self::verify).
    ///
    /// # Errors
    /// Returns the same errors as [`verify`](Self::verify) or [`verify_reserialized`](Self::verify_reserialized). Always returns
    /// `SignatureMismatch` for a scheme with a different hash, or whose content is not the body byte for byte. Returns
    /// `MalformedBody` if the timestamp is in the body.
    ///
    /// # Examples
    /// ```
    /// use hookward::{Pieces, RuntimeBody, RuntimeHash, UnixTime, Verifier, schemes};
    /// use sha2::{Digest, Sha256};
    ///
    /// /// Hashes with this crate's SHA-256 what a runtime would hash with its own.
    /// struct Runtime(&'static [u8]);
    ///
    /// impl RuntimeHash for Runtime {
    ///     fn sha256(&mut self, pieces: &Pieces<'_>) -> [u8; 32] {
    ///         let mut hash = Sha256::new();
    ///         pieces(&mut |piece| hash.update(piece.unwrap_or(self.0)));
    ///         hash.finalize().into()
    ///     }
    /// }
    ///
    /// let verifier = Verifier::new(&schemes::GILBERT, ["key"])?;
    /// let headers = [("x-gilbert-signature", "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8")];
    /// let body = b"The quick brown fox jumps over the lazy dog";
    /// let (length, now) = (body.len() as u64, UnixTime::from_secs(1_709_064_000));
    /// let verified = verifier.verify_with_runtime_hash(&headers, RuntimeBody::Received { length }, now, &mut Runtime(body));
    /// assert!(verified.is_ok());
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn verify_with_runtime_hash<H: Headers + ?Sized>(
        &self,
        headers: &H,
        body: RuntimeBody,
        now: UnixTime,
        runtime: &mut dyn RuntimeHash,
    ) -> Result<Verified, VerificationError> {
        let verified = self.engine.verify_with_runtime_hash(&self.by_name(headers, NO_REQUEST_LINE), body, now, runtime)?;
        if self.engine.has_timestamp_in_body() { Err(VerificationError::MalformedBody) } else { Ok(verified) }
    }

    /// Returns whether [`verify_with_runtime_hash`](Self::verify_with_runtime_hash) can verify every delivery of the scheme.
    ///
    /// This requires that only headers and body are signed, and that verification reads nothing from the body.
    pub fn has_runtime_hash(&self) -> bool {
        let of_request = self.scheme.signs_url() || self.scheme.signs_method() || self.engine.has_timestamp_in_body();
        self.engine.has_runtime_hash() && !of_request && self.scheme.challenge.is_none()
    }

    /// Checks the headers and the timestamp, before the body is read.
    ///
    /// It does not check the length of the body, the signature, or a timestamp in the body.
    ///
    /// # Errors
    /// Returns the same errors as [`verify`](Self::verify), which makes the same checks again.
    ///
    /// # Examples
    /// ```
    /// use hookward::{UnixTime, Verifier, schemes};
    ///
    /// let verifier = Verifier::new(&schemes::GILBERT, ["key"])?;
    /// let headers = [("content-type", "application/json")];
    /// // Refused before a byte of the body is read.
    /// let refused = verifier.check_headers(&headers, UnixTime::from_secs(1_709_064_000)).unwrap_err();
    /// assert_eq!(refused.code(), "missing_header");
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn check_headers<H: Headers + ?Sized>(&self, headers: &H, now: UnixTime) -> Result<(), VerificationError> {
        self.check_received_headers(&Received::new(headers, &[]), now)
    }

    /// Checks the headers like [`check_headers`](Self::check_headers), and also the URL and the method. The body is not read.
    ///
    /// # Errors
    /// Returns the same errors as [`verify_received`](Self::verify_received), which makes the same checks again.
    pub fn check_received_headers<H: Headers + ?Sized>(
        &self,
        received: &Received<'_, H>,
        now: UnixTime,
    ) -> Result<(), VerificationError> {
        self.engine.check_headers(&self.slots(received), now)
    }

    pub(crate) fn slots<'h, H: Headers + ?Sized>(&'h self, received: &Received<'h, H>) -> ByName<'h, H> {
        self.by_name(received.headers, [received.url, Some(received.method.unwrap_or(DEFAULT_METHOD))])
    }

    pub(crate) fn by_name<'h, H: Headers + ?Sized>(
        &'h self,
        headers: &'h H,
        request_line: [Option<&'h str>; 2],
    ) -> ByName<'h, H> {
        ByName { names: &self.names, headers, request_line }
    }
}

/// Adds the first invalid character to an error about a secret that cannot be decoded.
fn with_odd_character(mut error: ConfigError, secrets: &[Secret<'_>], encoding: SecretEncoding) -> ConfigError {
    if let ConfigError::InvalidSecret { index, reason: SecretReason::Encoding, odd, .. } = &mut error
        && let Some(Secret::Text(text)) = usize::try_from(*index).ok().and_then(|index| secrets.get(index))
    {
        *odd = encoding.odd_character(text);
    }
    error
}
