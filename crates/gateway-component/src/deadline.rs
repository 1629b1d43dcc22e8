//! Waiting until a time and no longer.

use wasip2::clocks::monotonic_clock;
use wasip2::io::poll::{Pollable, poll};

/// A time after which nothing is waited for.
pub(crate) struct Deadline(Pollable);

impl Deadline {
    /// Returns the time in so many milliseconds.
    pub(crate) fn in_millis(millis: u32) -> Self {
        Self(monotonic_clock::subscribe_duration(u64::from(millis).saturating_mul(1_000_000)))
    }

    /// Waits for something. Returns whether it came in time.
    pub(crate) fn wait(&self, awaited: &Pollable) -> bool {
        poll(&[awaited, &self.0]).contains(&0)
    }
}
