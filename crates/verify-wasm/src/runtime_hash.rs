//! The runtime's SHA-256, which may use processor instructions that WebAssembly does not have.

use alloc::vec::Vec;

use hookward::{Pieces, RuntimeHash};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../modules/runtime-hash.js")]
extern "C" {
    /// Writes over the first 32 bytes at `address` the SHA-256 of the `length` bytes there. The body that the runtime holds is hashed
    /// after the first `hole` of them; [`NO_HOLE`] if it is among them already. The module's one import.
    fn sha256(address: usize, length: usize, hole: usize);
}

/// The bytes to be hashed contain the body.
const NO_HOLE: usize = usize::MAX;

/// What the runtime needs to hash a body.
pub(crate) struct BodyHash<'a> {
    /// The bytes before and after the body, put together here first. Kept by its owner, so that it is allocated once.
    pub(crate) around: &'a mut Vec<u8>,
    pub(crate) space: BodySpace<'a>,
}

/// A body with room before it, so that the bytes before it can be put there and all of it is in one piece.
pub(crate) struct BodySpace<'a> {
    pub(crate) bytes: &'a mut [u8],
    /// How much room there is; 0 if the body is not here.
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
        // The bytes before the body are never fewer: they begin with a block made from the key, which is wiped.
        let digest = hashed.first_chunk().copied().unwrap_or_default();
        hashed.get_mut(..boundary).unwrap_or_default().fill(0);
        around.fill(0);
        digest
    }
}

impl BodySpace<'_> {
    /// Puts the bytes before and after the body around it, and returns all of it. `None` if there is no room for them.
    fn fill(&mut self, (before, after): (&[u8], &[u8])) -> Option<&mut [u8]> {
        let start = self.room.checked_sub(before.len())?;
        let body_end = self.room.checked_add(self.length)?;
        let end = body_end.checked_add(after.len())?;
        // The bytes after it first: if they do not fit, nothing made from the key is left here.
        self.bytes.get_mut(body_end..end)?.copy_from_slice(after);
        self.bytes.get_mut(start..self.room)?.copy_from_slice(before);
        self.bytes.get_mut(start..end)
    }
}
