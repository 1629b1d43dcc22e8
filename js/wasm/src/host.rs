//! The host's SHA-256, for bodies that are not worth carrying into this module's memory.

use std::cell::RefCell;

use hookward::HostHash;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../host.js")]
extern "C" {
    /// Writes over the first 32 bytes of `around` the SHA-256 of its first `before` bytes, the body at hand, and the rest of it.
    fn sha256(around: &mut [u8], before: usize);
}

thread_local! {
    /// Kept from call to call, so that it is allocated once.
    pub(crate) static HOST: RefCell<Host> = const { RefCell::new(Host { around: Vec::new() }) };
}

/// What stands before and behind the body, put together to cross the boundary in one piece.
pub(crate) struct Host {
    around: Vec<u8>,
}

impl HostHash for Host {
    fn sha256<'p>(&mut self, before: impl Iterator<Item = &'p [u8]>, behind: impl Iterator<Item = &'p [u8]>) -> [u8; 32] {
        self.around.clear();
        before.for_each(|part| self.around.extend_from_slice(part));
        let length = self.around.len();
        behind.for_each(|part| self.around.extend_from_slice(part));
        sha256(&mut self.around, length);
        // What is before the body is never shorter: it begins with a block of the key's.
        let digest = self.around.first_chunk().copied().unwrap_or_default();
        self.around.fill(0);
        digest
    }
}
