//! The host's SHA-256, for bodies that are not worth carrying into this module's memory.

use alloc::vec::Vec;

use hookward::HostHash;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../host.js")]
extern "C" {
    /// Writes over the first 32 bytes at `address` the SHA-256 of the first `before` bytes there, the body at hand, and the rest of the
    /// `length` bytes there. The module's one import.
    fn sha256(address: usize, length: usize, before: usize);
}

/// What stands before and behind the body, put together to cross the boundary in one piece.
pub(crate) struct Host<'a>(pub(crate) &'a mut Vec<u8>);

impl HostHash for Host<'_> {
    fn sha256<'p>(&mut self, before: impl Iterator<Item = &'p [u8]>, behind: impl Iterator<Item = &'p [u8]>) -> [u8; 32] {
        let around = &mut *self.0;
        around.clear();
        before.for_each(|part| around.extend_from_slice(part));
        let length = around.len();
        behind.for_each(|part| around.extend_from_slice(part));
        sha256(around.as_mut_ptr() as usize, around.len(), length);
        // What is before the body is never shorter: it begins with a block of the key's.
        let digest = around.first_chunk().copied().unwrap_or_default();
        around.fill(0);
        digest
    }
}
