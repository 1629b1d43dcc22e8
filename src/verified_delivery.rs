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

/// The bytes of a body. `Debug` does not print them, to keep them out of logs.
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

    /// Returns the bytes that the signature covers. Use only these bytes, and no other copy of the body.
    pub fn body(&self) -> &'b [u8] {
        self.body.0
    }

    /// Returns the position of the secret that matched, in the list that the verifier was built from. If it is above 0, a
    /// rotation is not finished.
    pub fn secret_index(&self) -> usize {
        self.verified.secret_index
    }

    /// Returns the time of signing, if the scheme has a signed timestamp.
    pub fn timestamp(&self) -> Option<UnixTime> {
        self.verified.timestamp
    }

    /// Returns whether the signature covers the re-serialized body instead of the bytes received.
    pub fn reserialized(&self) -> bool {
        self.reserialized
    }
}
