//! The scratch area in the module's memory, and the values packed in it.
//!
//! Everything but a compiled scheme and a body is packed, one value after another: a byte for its kind, four bytes for its length,
//! little-endian, and its bytes.

use alloc::vec::Vec;

use hookward::Slots;

/// Shared by all verifiers: calls are synchronous, so no two are ever under way. It grows to the largest body seen, which the limit on
/// the body's length bounds, and keeps its address while it does not grow.
#[derive(Default)]
pub(crate) struct Scratch(Vec<u8>);

impl Scratch {
    pub(crate) const fn empty() -> Self {
        Self(Vec::new())
    }

    /// Makes room and returns the address, or `None` where there is no memory for that.
    ///
    /// Running out must not be a panic: that would end this module, and with it every verifier, for as long as the process lives.
    pub(crate) fn reserve(&mut self, length: usize) -> Option<usize> {
        let more = length.saturating_sub(self.0.len());
        self.0.try_reserve(more).or_else(|_| self.0.try_reserve_exact(more)).ok()?;
        self.0.resize(length.max(self.0.len()), 0);
        Some(self.0.as_ptr() as usize)
    }

    /// Returns the first bytes, and those after them. Lengths beyond the area, which the glue never passes, read as empty.
    pub(crate) fn split(&self, first: usize, second: usize) -> (&[u8], &[u8]) {
        let (first, rest) = self.0.split_at_checked(first).unwrap_or_default();
        (first, rest.get(..second).unwrap_or_default())
    }

    /// Returns the first bytes, and all after them, to be written to.
    pub(crate) fn split_mut(&mut self, first: usize) -> (&[u8], &mut [u8]) {
        let (first, rest) = self.0.split_at_mut_checked(first).unwrap_or_default();
        (first, rest)
    }

    pub(crate) fn wipe(&mut self, length: usize) {
        self.0.iter_mut().take(length).for_each(|byte| *byte = 0);
    }

    /// Packs texts, each of the kind of its position. Returns their length.
    pub(crate) fn write(&mut self, texts: &[&str]) -> Option<i32> {
        let mut packed = Vec::new();
        for (kind, text) in (0_u8..).zip(texts) {
            packed.push(kind);
            packed.extend(u32::try_from(text.len()).ok()?.to_le_bytes());
            packed.extend(text.as_bytes());
        }
        self.reserve(packed.len())?;
        self.0.get_mut(..packed.len())?.copy_from_slice(&packed);
        i32::try_from(packed.len()).ok()
    }
}

/// Unpacks values, each with its kind. Trailing bytes are ignored.
pub(crate) fn unpack(bytes: &[u8]) -> Unpacked<'_> {
    Unpacked(bytes)
}

/// Unpacks a few texts, each in the place that its kind has. One that is not there is empty.
pub(crate) fn unpack_texts(bytes: &[u8]) -> [&[u8]; 4] {
    let mut texts: [&[u8]; 4] = [&[]; 4];
    for (kind, value) in unpack(bytes) {
        if let Some(place) = texts.get_mut(usize::from(kind)) {
            *place = value;
        }
    }
    texts
}

pub(crate) struct Unpacked<'p>(&'p [u8]);

impl<'p> Iterator for Unpacked<'p> {
    type Item = (u8, &'p [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let ([kind, length @ ..], rest) = self.0.split_first_chunk::<5>()?;
        let (value, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        self.0 = rest;
        Some((*kind, value))
    }
}

/// The required headers, packed: the kind of each is its slot.
pub(crate) struct PackedHeaders<'p>(pub(crate) &'p [u8]);

impl Slots for PackedHeaders<'_> {
    // Called in many places, each of which would otherwise have a copy of it.
    #[inline(never)]
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]> {
        unpack(self.0).filter(|(kind, _)| usize::from(*kind) == slot).nth(nth).map(|(_, value)| value)
    }
}
