//! Verifies a body that is in the memory of the JavaScript runtime.
//!
//! A short body is copied into WebAssembly and verified at once. A long body stays where it is, because the runtime hashes
//! several times as fast: it uses the processor's instructions for SHA-256, which WebAssembly does not have. The core cannot
//! wait for a hash, and the runtime's hash has to be waited for, so the core runs twice:
//!
//! 1. [`RequestedHashes`] records what has to be hashed for each secret. Whatever the core refuses without a hash ends here.
//! 2. The runtime hashes.
//! 3. [`SuppliedHashes`] gives the core those hashes, in the order in which it requested them. The core's second result is
//!    the result.
//!
//! The second run parses the headers again and compares in constant time as always. A hash that is missing is all zeros,
//! which matches nothing.

use std::vec;

use hookward::{Headers, Pieces, Received, RuntimeBody, RuntimeHash, UnixTime, VerificationError, Verifier};
use js_sys::Uint8Array;

use crate::headers::RequestHeaders;
use crate::runtime::{self, JsonBody};

/// A delivery that was verified: proof that a holder of a secret signed this body. Only [`verify`] makes one.
pub(crate) struct VerifiedDelivery {
    body: Uint8Array,
    secret_index: usize,
    reserialized: bool,
}

impl VerifiedDelivery {
    /// Returns the bytes that the signature covers. Use these, and no other copy of the body.
    pub(crate) fn body(&self) -> &Uint8Array {
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

/// Verifies the bytes received and, for schemes whose providers sign `JSON.stringify` of the body, the re-serialized body.
///
/// The re-serialized body is made only if a mismatch is all that is wrong with the bytes received. The origin gets whichever
/// of the two was verified.
pub(crate) async fn verify(
    verifier: &Verifier,
    headers: &RequestHeaders<'_>,
    sent_to: SentTo<'_>,
    received: Uint8Array,
    now: UnixTime,
) -> Result<VerifiedDelivery, VerificationError> {
    let length = u64::from(received.length());
    let error = match verify_body(verifier, headers, sent_to, &received, RuntimeBody::Received { length }, now).await {
        Ok(secret_index) => return Ok(VerifiedDelivery { body: received, secret_index, reserialized: false }),
        Err(error @ VerificationError::SignatureMismatch { .. }) if verifier.reserialize() => error,
        Err(error) => return Err(error),
    };
    let body = JsonBody::parse(&received).and_then(|json| json.stringify()).ok_or(error)?;
    // Whatever is wrong with the re-serialized body, the bytes received did not match, and that is what to report.
    let outcome = verify_body(verifier, headers, sent_to, &body, RuntimeBody::Reserialized, now).await;
    Ok(VerifiedDelivery { body, secret_index: outcome.map_err(|_| error)?, reserialized: true })
}

/// Returns the position of the secret that signed these bytes. `kind` says which body of the delivery they are.
async fn verify_body(
    verifier: &Verifier,
    headers: &RequestHeaders<'_>,
    sent_to: SentTo<'_>,
    body: &Uint8Array,
    kind: RuntimeBody,
    now: UnixTime,
) -> Result<usize, VerificationError> {
    let verify_in_wasm = || {
        let bytes = body.to_vec();
        let member = |_: &[u8], path: &str| JsonBody::parse(body)?.scalar(path);
        let received = Received { member: Some(&member), ..sent_to.received(&headers.0, &bytes) };
        let outcome = match kind {
            RuntimeBody::Received { .. } => verifier.verify_received(&received, now),
            RuntimeBody::Reserialized => verifier.verify_reserialized(&headers.0, &bytes, now),
        };
        outcome.map(|verified| verified.secret_index())
    };
    if !verifier.has_runtime_hash() || !runtime::hashes(body) {
        return verify_in_wasm();
    }
    let mut requested = RequestedHashes(Vec::new());
    match verifier.verify_with_runtime_hash(&headers.0, kind, now, &mut requested) {
        Ok(_) | Err(VerificationError::SignatureMismatch { .. }) => {}
        Err(error) => return Err(error),
    }
    let mut hashes = Vec::with_capacity(requested.0.len());
    // One after another, because each makes a copy of the body.
    for (before, after) in requested.0 {
        let Some(hash) = runtime::sha256(&before, body, &after).await else { return verify_in_wasm() };
        hashes.push(hash);
    }
    let mut supplied = SuppliedHashes(hashes.into_iter());
    verifier.verify_with_runtime_hash(&headers.0, kind, now, &mut supplied).map(|verified| verified.secret_index)
}

/// What the core requests to be hashed: for each secret, the bytes before the body and those after it.
struct RequestedHashes(Vec<(Vec<u8>, Vec<u8>)>);

impl RuntimeHash for RequestedHashes {
    fn sha256(&mut self, pieces: &Pieces<'_>) -> [u8; 32] {
        let (mut before, mut after) = (Vec::new(), None::<Vec<u8>>);
        pieces(&mut |piece| match piece {
            Some(bytes) => after.as_mut().unwrap_or(&mut before).extend_from_slice(bytes),
            None => after = Some(Vec::new()),
        });
        self.0.push((before, after.unwrap_or_default()));
        [0; 32]
    }
}

/// The runtime's hashes, in the order in which they were requested.
struct SuppliedHashes(vec::IntoIter<[u8; 32]>);

impl RuntimeHash for SuppliedHashes {
    fn sha256(&mut self, _: &Pieces<'_>) -> [u8; 32] {
        self.0.next().unwrap_or_default()
    }
}
