//! SHA-256 of the runtime that this code runs in, for long bodies.

use crate::encoding::SHA256_LEN;

/// The runtime's SHA-256, for bodies that stay with the runtime.
///
/// Node hashes with processor instructions that WebAssembly does not have, which pays for long bodies. The bytes that it is
/// given are made from the key, and are as secret.
pub trait RuntimeHash {
    /// Returns the SHA-256 of a message, whose pieces `pieces` passes on, `None` in the place of the body. Called once for each secret.
    fn sha256(&mut self, pieces: &Pieces<'_>) -> [u8; SHA256_LEN];
}

/// Passes on the pieces of a message, `None` in the place of the body.
pub type Pieces<'p> = dyn Fn(&mut dyn FnMut(Option<&[u8]>)) + 'p;

/// The body that the runtime hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuntimeBody {
    /// The bytes received.
    Received {
        /// Their number, for the limit.
        length: u64,
    },
    /// The re-serialized body.
    Reserialized,
}
