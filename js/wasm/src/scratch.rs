//! The scratch area in the module's memory, and the packed headers in it.

use std::cell::RefCell;

use hookward::{Headers, Scheme};

thread_local! {
    /// Shared by all verifiers: calls are synchronous, so no two are ever under way. It grows to the largest body seen,
    /// which the limit on the body's length bounds, and keeps its address while it does not grow.
    pub(crate) static SCRATCH: RefCell<Scratch> = const { RefCell::new(Scratch(Vec::new())) };
}

pub(crate) struct Scratch(Vec<u8>);

impl Scratch {
    /// Makes room and gives the address, or `None` where there is no memory for that.
    ///
    /// Running out must not be a panic: that would end this module, and with it every verifier, for as long as the process
    /// lives.
    pub(crate) fn reserve(&mut self, length: usize) -> Option<usize> {
        let more = length.saturating_sub(self.0.len());
        self.0.try_reserve(more).or_else(|_| self.0.try_reserve_exact(more)).ok()?;
        self.0.resize(length.max(self.0.len()), 0);
        Some(self.0.as_ptr() as usize)
    }

    /// The headers and the body. Lengths beyond the area, which the glue never gives, read as empty.
    pub(crate) fn split(&self, headers: usize, body: usize) -> (&[u8], &[u8]) {
        let (headers, rest) = self.0.split_at_checked(headers).unwrap_or_default();
        (headers, rest.get(..body).unwrap_or_default())
    }
}

/// The headers that matter to a scheme, one after another: a byte for which one of [`Scheme::verdict_headers`] it is, four
/// for the length of its value, little-endian, and the value.
pub(crate) struct Packed<'p> {
    scheme: &'p Scheme,
    bytes: &'p [u8],
}

impl<'p> Packed<'p> {
    pub(crate) fn new(scheme: &'p Scheme, bytes: &'p [u8]) -> Self {
        Self { scheme, bytes }
    }
}

impl Headers for Packed<'_> {
    fn values<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h [u8]> {
        let place = self.scheme.verdict_headers().position(|header| header == name);
        self.values_at(place.unwrap_or(usize::MAX), name)
    }

    fn values_at<'h>(&'h self, place: usize, _name: &'h str) -> impl Iterator<Item = &'h [u8]> {
        let mut rest = self.bytes;
        std::iter::from_fn(move || {
            let ([slot, length @ ..], after) = rest.split_first_chunk::<5>()?;
            let (value, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = after;
            Some((usize::from(*slot), value))
        })
        .filter(move |(slot, _)| *slot == place)
        .map(|(_, value)| value)
    }
}
