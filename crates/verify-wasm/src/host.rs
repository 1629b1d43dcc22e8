//! The host's SHA-256, which may have instructions that WebAssembly has not.

use alloc::vec::Vec;

use hookward::HostHash;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../host.js")]
extern "C" {
    /// Writes over the first 32 bytes at `address` the SHA-256 of the `length` bytes there, with the body that the host holds put in
    /// behind the first `hole` of them; [`NO_HOLE`] if it is there already. The module's one import.
    fn sha256(address: usize, length: usize, hole: usize);
}

/// What is hashed has no hole for the body.
const NO_HOLE: usize = usize::MAX;

/// What the host needs to hash a body.
pub(crate) struct Host<'a> {
    /// What stands before and behind the body, put together here first. Kept by its owner, so that it is allocated once.
    pub(crate) around: &'a mut Vec<u8>,
    pub(crate) place: Place<'a>,
}

/// Where a body is: behind some room, where what stands before it is put, so that all of it is in one piece.
pub(crate) struct Place<'a> {
    pub(crate) bytes: &'a mut [u8],
    /// How much room there is; none if the body is not here.
    pub(crate) room: usize,
    pub(crate) length: usize,
}

impl HostHash for Host<'_> {
    fn sha256<'p>(&mut self, before: impl Iterator<Item = &'p [u8]>, behind: impl Iterator<Item = &'p [u8]>) -> [u8; 32] {
        let around = &mut *self.around;
        around.clear();
        before.for_each(|part| around.extend_from_slice(part));
        let border = around.len();
        behind.for_each(|part| around.extend_from_slice(part));
        let (hashed, hole) = match self.place.fill(around.split_at_checked(border).unwrap_or_default()) {
            Some(whole) => (whole, NO_HOLE),
            None => (around.as_mut_slice(), border),
        };
        sha256(hashed.as_mut_ptr() as usize, hashed.len(), hole);
        // What is before the body is never shorter: it begins with a block of the key's, which is not to be left about.
        let digest = hashed.first_chunk().copied().unwrap_or_default();
        hashed.get_mut(..border).unwrap_or_default().fill(0);
        around.fill(0);
        digest
    }
}

impl Place<'_> {
    /// Puts the body's surroundings in their places, and gives all of it. `None` if there is no room for them.
    fn fill(&mut self, (before, behind): (&[u8], &[u8])) -> Option<&mut [u8]> {
        let start = self.room.checked_sub(before.len())?;
        let end = self.room.checked_add(self.length)?;
        let after = end.checked_add(behind.len())?;
        // What is behind first: if that does not fit, nothing of the key's is left here.
        self.bytes.get_mut(end..after)?.copy_from_slice(behind);
        self.bytes.get_mut(start..self.room)?.copy_from_slice(before);
        self.bytes.get_mut(start..after)
    }
}
