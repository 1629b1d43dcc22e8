//! A delivery that was verified.

use crate::engine::Verified;
use crate::unix_time::UnixTime;

/// A verified delivery: proof that a holder of a secret signed this body. Only a [`Verifier`](crate::Verifier) creates one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifiedDelivery<'b> {
    body: Body<'b>,
    verified: Verified,
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

impl<'b> VerifiedDelivery<'b> {
    pub(crate) fn new(body: &'b [u8], verified: Verified, reserialized: bool) -> Self {
        Self { body: Body(body), verified, reserialized }
    }

    /// Returns the bytes that the signature covers. Use these, and no other copy of the body.
    pub fn body(&self) -> &'b [u8] {
        self.body.0
    }

    /// Returns the position of the secret that matched, in the list that the verifier was built from. Above 0, a rotation is not over.
    pub fn secret_index(&self) -> usize {
        self.verified.secret_index
    }

    /// Returns when the provider signed it, for schemes with a signed timestamp.
    pub fn timestamp(&self) -> Option<UnixTime> {
        self.verified.timestamp
    }

    /// Returns whether the signature covers the re-serialized body rather than the bytes received.
    pub fn reserialized(&self) -> bool {
        self.reserialized
    }
}
