//! The budget: the maximum work for one explanation, for any input.
//!
//! The number of variants depends on the request, and a sender must not be able to keep a tool busy.

/// The maximum number of MACs.
const MAX_TRIES: u32 = 6000;
/// The maximum number of hashed bytes.
const MAX_BYTES: u64 = 64 << 20;

/// The used part of the budget.
pub(super) struct Budget {
    tries: u32,
    bytes: u64,
    /// Whether the budget did not suffice for a MAC.
    pub(super) exhausted: bool,
}

impl Budget {
    /// Creates an unused budget.
    pub(super) const fn new() -> Self {
        Self { tries: 0, bytes: 0, exhausted: false }
    }

    /// Takes one MAC over `length` bytes from the budget. Returns `false` if the rest of the budget does not suffice.
    pub(super) fn take(&mut self, length: usize) -> bool {
        // A MAC also hashes a key, its paddings and at least one block.
        let bytes = self.bytes.saturating_add(u64::try_from(length).unwrap_or(u64::MAX)).saturating_add(256);
        if self.tries >= MAX_TRIES || bytes > MAX_BYTES {
            self.exhausted = true;
            return false;
        }
        self.bytes = bytes;
        self.tries = self.tries.saturating_add(1);
        true
    }

    /// Returns the number of MACs taken from the budget.
    pub(super) const fn tried(&self) -> u32 {
        self.tries
    }
}
