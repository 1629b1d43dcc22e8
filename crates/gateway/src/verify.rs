//! Verifies a body that is in the memory of a host.
//!
//! A short body is verified at once. A long body stays in the host's memory if the host hashes several times faster than this
//! code: a JavaScript runtime uses the processor's instructions for SHA-256, which WebAssembly does not have. This code cannot
//! wait for a hash, so the core runs several times:
//!
//! 1. [`RequestedHashes`] records the data to hash for each secret. If the core refuses the delivery without a hash, the
//!    verification ends here.
//! 2. The host hashes the data, and calls again with all hashes that it has made.
//! 3. [`SuppliedHashes`] passes these hashes to the core, in the order of its requests. The result of this run counts.
//!
//! The second run parses the headers again, and compares in constant time as always. A missing hash is all zeros, which matches
//! nothing.

use std::slice;

use hookward::{Headers, Pieces, Received, RuntimeBody, RuntimeHash, UnixTime, VerificationError, Verifier};

use crate::headers::RequestHeaders;
use crate::request::Body;

/// A SHA-256 of a host.
pub type Sha256 = [u8; 32];

/// A verified delivery: proof that a holder of a secret signed this body. Only [`verify`] creates a verified delivery.
pub(crate) struct VerifiedDelivery<B> {
    body: B,
    secret_index: usize,
    reserialized: bool,
}

impl<B> VerifiedDelivery<B> {
    /// Returns the body that the signature covers. Use only this body, and no other copy of it.
    pub(crate) fn body(&self) -> &B {
        &self.body
    }

    /// Returns the position of the secret that matched. A position above 0 means that a rotation is not complete.
    pub(crate) fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// Returns whether the signature covers the re-serialized body instead of the bytes received.
    pub(crate) fn reserialized(&self) -> bool {
        self.reserialized
    }
}

/// The URL and the method to which a delivery was sent.
#[derive(Clone, Copy)]
pub(crate) struct SentTo<'t> {
    pub(crate) url: Option<&'t str>,
    pub(crate) method: &'t str,
}

impl<'t> SentTo<'t> {
    /// Returns a request that was sent to this URL with this method.
    pub(crate) fn received<H: Headers + ?Sized>(self, headers: &'t H, body: &'t [u8]) -> Received<'t, H> {
        Received { url: self.url, method: Some(self.method), ..Received::new(headers, body) }
    }
}

/// A message for a host to hash: the bytes before the body, and the bytes after the body.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ToHash {
    /// The bytes before the body. They are made from the key, and are as secret as the key.
    pub before: Vec<u8>,
    /// The bytes after the body. They are as secret as the bytes before the body.
    pub after: Vec<u8>,
}

/// The reason why a delivery is not verified, or not yet.
pub(crate) enum Unverified {
    Refused(VerificationError),
    /// The host has to hash these messages first. They contain the re-serialized body or the bytes received.
    NeedsHashes {
        messages: Vec<ToHash>,
        reserialized: bool,
    },
}

impl From<VerificationError> for Unverified {
    fn from(error: VerificationError) -> Self {
        Self::Refused(error)
    }
}

/// The hashes that a host has made so far. `None` if the host cannot hash. In this case, bodies of any length are hashed here.
pub type Hashes<'h> = Option<&'h [Sha256]>;

/// The data of one verification, which is the same for both bodies.
pub(crate) struct Verification<'v, 'h> {
    pub(crate) verifier: &'v Verifier,
    pub(crate) headers: &'v RequestHeaders<'v>,
    pub(crate) sent_to: SentTo<'v>,
    pub(crate) hashes: Hashes<'h>,
    pub(crate) now: UnixTime,
}

impl Verification<'_, '_> {
    /// Verifies the bytes received. For schemes whose providers sign the output of `JSON.stringify`, also verifies the
    /// re-serialized body.
    ///
    /// The re-serialized body is made only if a signature mismatch is the only error of the bytes received. The origin gets the
    /// body that was verified.
    pub(crate) fn verify<B: Body>(mut self, received: B) -> Result<VerifiedDelivery<B>, Unverified> {
        let length = received.length();
        let error = match self.verify_body(&received, RuntimeBody::Received { length }) {
            Ok(secret_index) => return Ok(VerifiedDelivery { body: received, secret_index, reserialized: false }),
            Err(Unverified::Refused(error @ VerificationError::SignatureMismatch { .. })) if self.verifier.reserialize() => error,
            Err(error) => return Err(error),
        };
        let body = received.reserialized().ok_or(error)?;
        // For every error of the re-serialized body, the mismatch of the bytes received is reported.
        match self.verify_body(&body, RuntimeBody::Reserialized) {
            Ok(secret_index) => Ok(VerifiedDelivery { body, secret_index, reserialized: true }),
            Err(Unverified::Refused(_)) => Err(error.into()),
            Err(hashes) => Err(hashes),
        }
    }

    /// Returns the position of the secret that signed a body. `kind` states which body of the delivery it is.
    fn verify_body(&mut self, body: &impl Body, kind: RuntimeBody) -> Result<usize, Unverified> {
        let Self { verifier, headers: RequestHeaders(headers), now, .. } = *self;
        let Some(hashes) = self.hashes.filter(|_| verifier.has_runtime_hash() && body.has_host_hash()) else {
            let member = |_: &[u8], path: &str| body.scalar(path);
            let received = Received { member: Some(&member), ..self.sent_to.received(headers, body.bytes()) };
            let outcome = match kind {
                RuntimeBody::Received { .. } => verifier.verify_received(&received, now),
                RuntimeBody::Reserialized => verifier.verify_reserialized(headers, body.bytes(), now),
            };
            return Ok(outcome?.secret_index());
        };
        let mut requested = RequestedHashes(Vec::new());
        match verifier.verify_with_runtime_hash(headers, kind, now, &mut requested) {
            Ok(_) | Err(VerificationError::SignatureMismatch { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        let Some((own, others)) = hashes.split_at_checked(requested.0.len()) else {
            let reserialized = matches!(kind, RuntimeBody::Reserialized);
            return Err(Unverified::NeedsHashes { messages: requested.0, reserialized });
        };
        self.hashes = Some(others);
        let mut supplied = SuppliedHashes(own.iter());
        Ok(verifier.verify_with_runtime_hash(headers, kind, now, &mut supplied)?.secret_index)
    }
}

/// The messages that the host has to hash for the core, one for each secret.
struct RequestedHashes(Vec<ToHash>);

impl RuntimeHash for RequestedHashes {
    fn sha256(&mut self, pieces: &Pieces<'_>) -> Sha256 {
        let (mut before, mut after) = (Vec::new(), None::<Vec<u8>>);
        pieces(&mut |piece| match piece {
            Some(bytes) => after.as_mut().unwrap_or(&mut before).extend_from_slice(bytes),
            None => after = Some(Vec::new()),
        });
        self.0.push(ToHash { before, after: after.unwrap_or_default() });
        [0; 32]
    }
}

/// The host's hashes, in the order in which they were requested.
struct SuppliedHashes<'h>(slice::Iter<'h, Sha256>);

impl RuntimeHash for SuppliedHashes<'_> {
    fn sha256(&mut self, _: &Pieces<'_>) -> Sha256 {
        self.0.next().copied().unwrap_or_default()
    }
}
