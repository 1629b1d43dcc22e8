//! A hash that the caller lends to a build that does not contain it.
//!
//! The WebAssembly module that every program loads contains only SHA-256. Only the few schemes that require a different hash
//! import it.

use crate::encoding::MacBytes;
use crate::scheme::Algorithm;

/// A hash outside this crate, with one computation at a time. Its input is derived from the key and is equally secret.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "wire"), allow(dead_code))] // Only a caller of `Engine` lends one.
pub struct LentHash {
    /// The function that begins a computation.
    pub begin: fn(Algorithm),
    /// The function that adds bytes.
    pub update: fn(&[u8]),
    /// The function that ends the computation, and writes the hash to the beginning of the bytes.
    pub finish: fn(&mut MacBytes),
}

/// Prints only the name of the type.
impl core::fmt::Debug for LentHash {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("LentHash")
    }
}

/// A key for a lent hash: the first blocks of the two messages of an HMAC (RFC 2104, section 2).
#[cfg(feature = "wire")]
#[derive(Clone)]
pub(crate) struct LentKey {
    algorithm: Algorithm,
    inner: alloc::vec::Vec<u8>,
    outer: alloc::vec::Vec<u8>,
    hash: LentHash,
}

#[cfg(feature = "wire")]
impl LentKey {
    pub(crate) fn new(algorithm: Algorithm, key: &[u8], hash: LentHash) -> Self {
        let length = if algorithm == Algorithm::Sha512 { 128 } else { 64 };
        let mut block = if key.len() > length {
            hash.of(algorithm, &[key]).get(..algorithm.mac_length()).unwrap_or_default().to_vec()
        } else {
            key.to_vec()
        };
        block.resize(length, 0);
        let combined = |with: u8| block.iter().map(|byte| byte ^ with).collect();
        Self { algorithm, inner: combined(crate::key::INNER), outer: combined(crate::key::OUTER), hash }
    }

    /// Returns the MAC of a message. Does not allocate.
    pub(crate) fn mac(&self, feed: &dyn Fn(&mut crate::key::Sink<'_>)) -> MacBytes {
        let LentHash { begin, update, finish } = self.hash;
        begin(self.algorithm);
        update(&self.inner);
        feed(&mut |piece| update(piece));
        let mut inner = [0; size_of::<MacBytes>()];
        finish(&mut inner);
        self.hash.of(self.algorithm, &[&self.outer, inner.get(..self.algorithm.mac_length()).unwrap_or_default()])
    }
}

#[cfg(feature = "wire")]
impl LentHash {
    /// Returns the hash of some bytes, padded with zeros.
    fn of(self, algorithm: Algorithm, pieces: &[&[u8]]) -> MacBytes {
        (self.begin)(algorithm);
        pieces.iter().copied().for_each(self.update);
        let mut hash = [0; size_of::<MacBytes>()];
        (self.finish)(&mut hash);
        hash
    }
}
