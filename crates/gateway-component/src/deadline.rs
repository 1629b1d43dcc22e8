//! A wait with a deadline.

use wasip2::clocks::monotonic_clock;
use wasip2::io::poll::{Pollable, poll};

/// The time at which a wait ends.
pub(crate) struct Deadline(Pollable);

impl Deadline {
    /// Creates a deadline. `millis` is the time from now to the deadline, in milliseconds.
    pub(crate) fn in_millis(millis: u32) -> Self {
        Self(monotonic_clock::subscribe_duration(u64::from(millis).saturating_mul(1_000_000)))
    }

    /// Waits for a pollable until the deadline. Returns whether it was ready in time.
    pub(crate) fn wait(&self, awaited: &Pollable) -> bool {
        poll(&[awaited, &self.0]).contains(&0)
    }
}
