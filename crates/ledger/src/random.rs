//! Random numbers, made from the one random number of a step.

/// SplitMix64. Its numbers spread attempts over time and identify holders. No secret is made from them.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number that fits a JavaScript number, and is not 0.
    pub(crate) fn holder(&mut self) -> i64 {
        i64::try_from(self.next() >> 12).unwrap_or(1).max(1)
    }

    pub(crate) fn coin(&mut self) -> bool {
        self.next() & (1 << 40) != 0
    }

    /// Returns a time that is up to a fifth shorter or longer.
    pub(crate) fn jitter(&mut self, time: i64) -> i64 {
        let share = i64::try_from((self.next() >> 20) % 401).unwrap_or(200);
        time.saturating_mul(share.saturating_add(800)).checked_div(1000).unwrap_or(time)
    }
}
