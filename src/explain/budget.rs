//! The budget: how much work one explanation may be, whatever it is given.
//!
//! The request decides how many variants there are, and whoever sends it must not be able to keep a tool busy.

/// The most MACs that are computed.
const MAX_TRIES: u32 = 6000;
/// The most bytes that are hashed.
const MAX_BYTES: u64 = 64 << 20;

/// What is left of it.
pub(super) struct Budget {
    tries: u32,
    bytes: u64,
    /// Whether something was left untried.
    pub(super) exhausted: bool,
}

impl Budget {
    /// Creates a budget of which nothing is spent.
    pub(super) const fn new() -> Self {
        Self { tries: 0, bytes: 0, exhausted: false }
    }

    /// Takes one MAC over so many bytes out of it. Returns false if that is more than there is.
    pub(super) fn take(&mut self, length: usize) -> bool {
        // A key, its paddings and a block of the hash at least.
        let bytes = self.bytes.saturating_add(u64::try_from(length).unwrap_or(u64::MAX)).saturating_add(256);
        if self.tries >= MAX_TRIES || bytes > MAX_BYTES {
            self.exhausted = true;
            return false;
        }
        self.bytes = bytes;
        self.tries = self.tries.saturating_add(1);
        true
    }

    /// Returns how many MACs were computed.
    pub(super) const fn tried(&self) -> u32 {
        self.tries
    }
}
