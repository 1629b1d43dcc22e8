//! The runtime's SHA-256, which may use processor instructions that WebAssembly does not have.

use alloc::vec::Vec;

use hookward::{Pieces, RuntimeHash};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../modules/runtime-hash.js")]
extern "C" {
    /// Replaces the first 32 bytes at `address` with the SHA-256 of the `length` bytes there.
    ///
    /// The body that the runtime has is hashed after the first `hole` bytes. With [`NO_HOLE`], the bytes already contain the
    /// body.
    fn sha256(address: usize, length: usize, hole: usize);
}

/// The value of `hole` if the bytes to hash contain the body.
const NO_HOLE: usize = usize::MAX;

/// The data that the runtime requires to hash a body.
pub(crate) struct BodyHash<'a> {
    /// The bytes before and after the body, which are joined here first. The owner keeps this buffer, so that it is allocated
    /// only once.
    pub(crate) around: &'a mut Vec<u8>,
    pub(crate) space: BodySpace<'a>,
}

/// A body with room before it. The bytes before the body are written into the room, so that all bytes are in one piece.
pub(crate) struct BodySpace<'a> {
    pub(crate) bytes: &'a mut [u8],
    /// The length of the room, in bytes. 0 if the body is not here.
    pub(crate) room: usize,
    pub(crate) length: usize,
}

impl RuntimeHash for BodyHash<'_> {
    fn sha256(&mut self, pieces: &Pieces<'_>) -> [u8; 32] {
        let around = &mut *self.around;
        around.clear();
        let mut boundary = 0;
        pieces(&mut |piece| match piece {
            Some(bytes) => around.extend_from_slice(bytes),
            None => boundary = around.len(),
        });
        let (hashed, hole) = match self.space.fill(around.split_at_checked(boundary).unwrap_or_default()) {
            Some(whole) => (whole, NO_HOLE),
            None => (around.as_mut_slice(), boundary),
        };
        sha256(hashed.as_mut_ptr() as usize, hashed.len(), hole);
        // At least 32 bytes always precede the body. They begin with a block made from the key, which is wiped here.
        let digest = hashed.first_chunk().copied().unwrap_or_default();
        hashed.get_mut(..boundary).unwrap_or_default().fill(0);
        around.fill(0);
        digest
    }
}

impl BodySpace<'_> {
    /// Writes the bytes before and after the body around it, and returns all bytes. Returns `None` if they do not fit.
    fn fill(&mut self, (before, after): (&[u8], &[u8])) -> Option<&mut [u8]> {
        let start = self.room.checked_sub(before.len())?;
        let body_end = self.room.checked_add(self.length)?;
        let end = body_end.checked_add(after.len())?;
        // The bytes after the body are written first. If they do not fit, no bytes made from the key remain here.
        self.bytes.get_mut(body_end..end)?.copy_from_slice(after);
        self.bytes.get_mut(start..self.room)?.copy_from_slice(before);
        self.bytes.get_mut(start..end)
    }
}
