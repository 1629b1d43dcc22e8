//! Authenticating requests whose signature does not cover the body.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::engine::Verified;
use crate::error::{ConfigError, SchemeReason, VerificationError};
use crate::headers::Headers;
use crate::key::Secret;
use crate::received::Received;
use crate::scheme::Scheme;
use crate::sign::Unsigned;
use crate::unix_time::UnixTime;
use crate::verifier::Verifier;

/// Authenticates the requests of a provider whose signature does not cover the body. Build it once and use it for every request.
///
/// The signature covers a URL, a parameter or headers. Anyone who has seen such a request can replace its body, so the result is
/// not a [`VerifiedDelivery`](crate::VerifiedDelivery). Request the data from the provider's API, by a signed value such as an
/// id in the URL.
///
/// # Examples
/// ```
/// use hookward::{Authenticator, Received, UnixTime, schemes};
///
/// let authenticator = Authenticator::new(&schemes::PLIVO_V2, ["auth_token"])?;
/// let url = "https://app.example.com/answer";
/// // printf 'https://app.example.com/answer05429567804466091622' | openssl dgst -sha256 -hmac auth_token -binary | base64
/// let headers = [
///     ("X-Plivo-Signature-V2", "gw/QF7wgddgoe6cDt6EkhOdokXKXq37VLLeNAxFLDvE="),
///     ("X-Plivo-Signature-V2-Nonce", "05429567804466091622"),
/// ];
/// let received = Received { url: Some(url), ..Received::new(&headers, b"") };
/// let authenticated = authenticator.authenticate(&received, UnixTime::from_secs(1_709_064_000)).expect("genuine");
/// assert_eq!(authenticated.secret_index(), 0);
/// # Ok::<(), hookward::ConfigError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Authenticator(Verifier);

/// An authenticated request: proof that a holder of a secret signed the content of the scheme. The content does not include the
/// body. Only an [`Authenticator`] creates one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authenticated(Verified);

impl Authenticated {
    /// Returns the position of the secret that matched, in the list that the authenticator was built from.
    pub fn secret_index(&self) -> usize {
        self.0.secret_index
    }

    /// Returns the time of signing, if the scheme has a signed timestamp.
    pub fn timestamp(&self) -> Option<UnixTime> {
        self.0.timestamp
    }
}

impl Authenticator {
    /// Prepares an authenticator from a scheme with `unsigned_body`, and its secrets, newest first.
    ///
    /// # Errors
    /// Returns the errors of [`Verifier::new`], and [`ConfigError::InvalidScheme`] if the scheme signs the body. For such a
    /// scheme, use a [`Verifier`].
    pub fn new<'s, S: Into<Secret<'s>>>(
        scheme: impl Into<Cow<'static, Scheme>>,
        secrets: impl IntoIterator<Item = S>,
    ) -> Result<Self, ConfigError> {
        let verifier = Verifier::of_any(scheme.into(), &secrets.into_iter().map(Into::into).collect::<Vec<_>>())?;
        if !verifier.scheme().unsigned_body {
            let reason = SchemeReason::Shape("the scheme signs the body, which a Verifier is for".into());
            return Err(
                ConfigError::InvalidScheme { scheme: None, field: "unsignedBody".into(), reason }.about(&verifier.scheme().id)
            );
        }
        Ok(Self(verifier))
    }

    /// Sets the tolerance: how far the timestamp may be in the past or in the future, in seconds. Has no effect if the scheme has
    /// no timestamp.
    ///
    /// # Errors
    /// Returns the same errors as [`Verifier::with_tolerance`].
    pub fn with_tolerance(self, seconds: u32) -> Result<Self, ConfigError> {
        Ok(Self(self.0.with_tolerance(seconds)?))
    }

    /// Sets the maximum length of a body, in bytes.
    #[must_use]
    pub fn with_max_body_bytes(self, bytes: u64) -> Self {
        Self(self.0.with_max_body_bytes(bytes))
    }

    /// Returns the scheme that this authenticator checks.
    pub fn scheme(&self) -> &Scheme {
        self.0.scheme()
    }

    /// Authenticates a request. Only the length of its body is checked.
    ///
    /// # Errors
    /// Returns the same errors as [`Verifier::verify_received`].
    pub fn authenticate<H: Headers + ?Sized>(
        &self,
        received: &Received<'_, H>,
        now: UnixTime,
    ) -> Result<Authenticated, VerificationError> {
        self.0.engine.verify(&self.0.slots(received), received.body, now).map(Authenticated)
    }

    /// Signs a request with the newest secret. Returns the headers to send with it, with names in lower case.
    pub fn sign(&self, unsigned: &Unsigned<'_>) -> Vec<(String, String)> {
        self.0.sign(unsigned)
    }

    /// Returns a verifier that signs requests, with or without a flaw. It refuses every request that it is asked to verify.
    #[cfg(feature = "testing")]
    pub fn signer(self) -> Verifier {
        self.0
    }
}
