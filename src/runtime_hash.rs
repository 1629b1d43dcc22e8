//! The SHA-256 of the runtime that this code runs in, for long bodies.

use crate::encoding::SHA256_LEN;

/// The runtime's SHA-256, for bodies that stay in the memory of the runtime.
///
/// Node hashes with processor instructions that WebAssembly does not have, so it is faster for long bodies. The input is derived
/// from the key and is equally secret.
pub trait RuntimeHash {
    /// Returns the SHA-256 of a message. `pieces` passes on its pieces, with `None` instead of the body. It is called
    /// once for each key, in each group of fields.
    fn sha256(&mut self, pieces: &Pieces<'_>) -> [u8; SHA256_LEN];
}

/// A function that passes on the pieces of a message, with `None` instead of the body.
pub type Pieces<'p> = dyn Fn(&mut dyn FnMut(Option<&[u8]>)) + 'p;

/// The body that the runtime hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuntimeBody {
    /// The bytes received.
    Received {
        /// The number of bytes, for the limit.
        length: u64,
    },
    /// The re-serialized body.
    Reserialized,
}
