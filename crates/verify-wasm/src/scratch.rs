//! The scratch area in the module's memory, and the values packed in it.
//!
//! All values except a compiled scheme and a body are packed, one after another. A packed value has one byte for its kind, four
//! bytes for its length (little-endian), and its bytes.

use alloc::vec::Vec;

use hookward::Slots;

/// The scratch area, which all verifiers share. Calls are synchronous, so only one call runs at a time. The area grows to the
/// length of the largest body so far, which is limited by the maximum length of a body. The address changes only when the area
/// grows.
#[derive(Default)]
pub(crate) struct Scratch(Vec<u8>);

impl Scratch {
    pub(crate) const fn empty() -> Self {
        Self(Vec::new())
    }

    /// Reserves `length` bytes and returns the address. Returns `None` if not enough memory exists.
    ///
    /// A lack of memory must not cause a panic. A panic would end this module with every verifier, for as long as the process
    /// lives.
    pub(crate) fn reserve(&mut self, length: usize) -> Option<usize> {
        let more = length.saturating_sub(self.0.len());
        self.0.try_reserve(more).or_else(|_| self.0.try_reserve_exact(more)).ok()?;
        self.0.resize(length.max(self.0.len()), 0);
        Some(self.0.as_ptr() as usize)
    }

    /// Returns the first bytes, and the bytes after them. Lengths beyond the area, which the glue never passes, result in empty
    /// slices.
    pub(crate) fn split(&self, first: usize, second: usize) -> (&[u8], &[u8]) {
        let (first, rest) = self.0.split_at_checked(first).unwrap_or_default();
        (first, rest.get(..second).unwrap_or_default())
    }

    /// Returns the first bytes, and all bytes after them for writing.
    pub(crate) fn split_mut(&mut self, first: usize) -> (&[u8], &mut [u8]) {
        let (first, rest) = self.0.split_at_mut_checked(first).unwrap_or_default();
        (first, rest)
    }

    pub(crate) fn wipe(&mut self, length: usize) {
        self.0.iter_mut().take(length).for_each(|byte| *byte = 0);
    }

    /// Packs texts, and returns the length of the packed texts. The kind of a text is its position.
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

/// Unpacks up to four texts, each to the position of its kind. A missing text is empty.
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

/// The packed required headers. The kind of a header is its slot.
pub(crate) struct PackedHeaders<'p>(pub(crate) &'p [u8]);

impl Slots for PackedHeaders<'_> {
    // It is called in many places. If it were inlined, each place would have its own copy.
    #[inline(never)]
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]> {
        unpack(self.0).filter(|(kind, _)| usize::from(*kind) == slot).nth(nth).map(|(_, value)| value)
    }
}
