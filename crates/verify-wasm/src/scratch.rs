//! The scratch area in the module's memory, and what is packed in it.
//!
//! Everything but a row and a body is there as entries, one after another: a byte that says what it is, four bytes for its length,
//! little-endian, and its bytes.

use alloc::vec::Vec;

use hookward::{Slots, UnixTime};

/// Shared by all verifiers: calls are synchronous, so no two are ever under way. It grows to the largest body seen, which the limit on
/// the body's length bounds, and keeps its address while it does not grow.
#[derive(Default)]
pub(crate) struct Area(Vec<u8>);

impl Area {
    pub(crate) const fn empty() -> Self {
        Self(Vec::new())
    }

    /// Makes room and gives the address, or `None` where there is no memory for that.
    ///
    /// Running out must not be a panic: that would end this module, and with it every verifier, for as long as the process lives.
    pub(crate) fn reserve(&mut self, length: usize) -> Option<usize> {
        let more = length.saturating_sub(self.0.len());
        self.0.try_reserve(more).or_else(|_| self.0.try_reserve_exact(more)).ok()?;
        self.0.resize(length.max(self.0.len()), 0);
        Some(self.0.as_ptr() as usize)
    }

    /// The first bytes, and those behind them. Lengths beyond the area, which the glue never gives, read as empty.
    pub(crate) fn split(&self, first: usize, second: usize) -> (&[u8], &[u8]) {
        let (first, rest) = self.0.split_at_checked(first).unwrap_or_default();
        (first, rest.get(..second).unwrap_or_default())
    }

    /// The first bytes, and all behind them, to be written to.
    pub(crate) fn split_mut(&mut self, first: usize) -> (&[u8], &mut [u8]) {
        let (first, rest) = self.0.split_at_mut_checked(first).unwrap_or_default();
        (first, rest)
    }

    pub(crate) fn wipe(&mut self, length: usize) {
        self.0.iter_mut().take(length).for_each(|byte| *byte = 0);
    }

    /// Writes texts as entries, numbered from 0. Gives how long they are.
    pub(crate) fn write(&mut self, texts: &[&str]) -> Option<i32> {
        let mut packed = Vec::new();
        for (number, text) in (0_u8..).zip(texts) {
            packed.push(number);
            packed.extend(u32::try_from(text.len()).ok()?.to_le_bytes());
            packed.extend(text.as_bytes());
        }
        self.reserve(packed.len())?;
        self.0.get_mut(..packed.len())?.copy_from_slice(&packed);
        i32::try_from(packed.len()).ok()
    }
}

/// The entries that are packed in bytes. What is left over at the end is none.
pub(crate) fn entries(bytes: &[u8]) -> Entries<'_> {
    Entries(bytes)
}

pub(crate) struct Entries<'p>(&'p [u8]);

impl<'p> Iterator for Entries<'p> {
    type Item = (u8, &'p [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let ([kind, length @ ..], rest) = self.0.split_first_chunk::<5>()?;
        let (value, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        self.0 = rest;
        Some((*kind, value))
    }
}

/// The headers that take part in a verdict, each an entry of its slot.
pub(crate) struct Packed<'p>(pub(crate) &'p [u8]);

impl Slots for Packed<'_> {
    // Asked for in many places, each of which would otherwise have a copy of it.
    #[inline(never)]
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]> {
        entries(self.0).filter(|(at, _)| usize::from(*at) == slot).nth(nth).map(|(_, value)| value)
    }
}

/// A moment as JavaScript has it.
#[allow(clippy::cast_precision_loss)] // A moment that a `Date` can hold is exact.
pub(crate) fn millis(time: UnixTime) -> f64 {
    time.as_millis() as f64
}
