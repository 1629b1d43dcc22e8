//! Verifies a body that is in the memory of a host.
//!
//! A short body is verified at once. A long body stays where it is, if the host hashes several times as fast: a runtime of JavaScript
//! uses the processor's instructions for SHA-256, which WebAssembly does not have. Nothing here waits for a hash, so the core runs
//! several times:
//!
//! 1. [`RequestedHashes`] records what has to be hashed for each secret. Whatever the core refuses without a hash ends here.
//! 2. The host hashes, and calls again with all hashes that it has made.
//! 3. [`SuppliedHashes`] gives the core those hashes, in the order of its requests. The result of this run counts.
//!
//! The second run parses the headers again and compares in constant time as always. A hash that is missing is all zeros,
//! which matches nothing.

use std::slice;

use hookward::{Headers, Pieces, Received, RuntimeBody, RuntimeHash, UnixTime, VerificationError, Verifier};

use crate::headers::RequestHeaders;
use crate::request::Body;

/// A SHA-256 of a host.
pub type Sha256 = [u8; 32];

/// A delivery that was verified: proof that a holder of a secret signed this body. Only [`verify`] makes one.
pub(crate) struct VerifiedDelivery<B> {
    body: B,
    secret_index: usize,
    reserialized: bool,
}

impl<B> VerifiedDelivery<B> {
    /// Returns the body that the signature covers. Use this, and no other copy of it.
    pub(crate) fn body(&self) -> &B {
        &self.body
    }

    /// Returns the position of the secret that matched. Above 0, a rotation is not over.
    pub(crate) fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// Whether the signature covers the re-serialized body rather than the bytes received.
    pub(crate) fn reserialized(&self) -> bool {
        self.reserialized
    }
}

/// The url and the method that a delivery was sent to.
#[derive(Clone, Copy)]
pub(crate) struct SentTo<'t> {
    pub(crate) url: Option<&'t str>,
    pub(crate) method: &'t str,
}

impl<'t> SentTo<'t> {
    /// Returns a request that was sent there.
    pub(crate) fn received<H: Headers + ?Sized>(self, headers: &'t H, body: &'t [u8]) -> Received<'t, H> {
        Received { url: self.url, method: Some(self.method), ..Received::new(headers, body) }
    }
}

/// What a host is to hash: the bytes before the body and those after it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ToHash {
    /// The bytes before the body. They are made from the key, and are as secret.
    pub before: Vec<u8>,
    /// The bytes after the body, as secret.
    pub after: Vec<u8>,
}

/// Why there is no verified delivery, or none yet.
pub(crate) enum Unverified {
    Refused(VerificationError),
    /// The host has to hash these messages first, around the re-serialized body or the bytes received.
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

/// The hashes that a host has made so far. `None`: it can make none, and bodies are hashed here, however long.
pub type Hashes<'h> = Option<&'h [Sha256]>;

/// What one verification has, whichever body it is of.
pub(crate) struct Verification<'v, 'h> {
    pub(crate) verifier: &'v Verifier,
    pub(crate) headers: &'v RequestHeaders<'v>,
    pub(crate) sent_to: SentTo<'v>,
    pub(crate) hashes: Hashes<'h>,
    pub(crate) now: UnixTime,
}

impl Verification<'_, '_> {
    /// Verifies the bytes received and, for schemes whose providers sign `JSON.stringify` of the body, the re-serialized body.
    ///
    /// The re-serialized body is made only if a mismatch is all that is wrong with the bytes received. The origin gets whichever
    /// of the two was verified.
    pub(crate) fn verify<B: Body>(mut self, received: B) -> Result<VerifiedDelivery<B>, Unverified> {
        let length = received.length();
        let error = match self.verify_body(&received, RuntimeBody::Received { length }) {
            Ok(secret_index) => return Ok(VerifiedDelivery { body: received, secret_index, reserialized: false }),
            Err(Unverified::Refused(error @ VerificationError::SignatureMismatch { .. })) if self.verifier.reserialize() => error,
            Err(error) => return Err(error),
        };
        let body = received.reserialized().ok_or(error)?;
        // Whatever is wrong with the re-serialized body, the bytes received did not match, and that is what to report.
        match self.verify_body(&body, RuntimeBody::Reserialized) {
            Ok(secret_index) => Ok(VerifiedDelivery { body, secret_index, reserialized: true }),
            Err(Unverified::Refused(_)) => Err(error.into()),
            Err(hashes) => Err(hashes),
        }
    }

    /// Returns the position of the secret that signed these bytes. `kind` says which body of the delivery they are.
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

/// What the core requests to be hashed, for each secret.
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
