//! What an operator configures for a route.

use alloc::vec;
use alloc::vec::Vec;

use crate::random::Random;

pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// What an origin can bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginLimits {
    /// How many attempts may be in flight to it at once. 1 at least.
    pub concurrency: u32,
    /// How many attempts may begin in a second, if that is limited.
    pub rate: Option<u32>,
}

impl Default for OriginLimits {
    fn default() -> Self {
        Self { concurrency: 5, rate: None }
    }
}

/// What an operator configures for a route. Times are in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The time before each attempt, from the acceptance or from the attempt before.
    pub schedule: Vec<i64>,
    /// The origins, in the order of the configuration.
    pub origins: Vec<OriginLimits>,
    /// How long an attempt may take: longer than the timeout of the request that the caller makes.
    pub lease: i64,
    /// How long a key is known after its delivery ended.
    pub key_window: i64,
    /// How long a body is kept after the origin took it.
    pub body_retention: i64,
    /// How long a dead delivery is kept.
    pub dead_retention: i64,
    /// How long a delivery may wait before the status is bad and an alert is raised.
    pub max_wait: i64,
    /// How long a body may be, in bytes.
    pub max_body: usize,
    /// How much may be stored before the ledger takes no more, in bytes.
    pub max_stored: u64,
    /// How many bytes of bodies may be in flight to an origin at once.
    pub max_in_flight: i64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            schedule: vec![0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR],
            origins: vec![OriginLimits::default()],
            lease: MINUTE,
            key_window: DAY,
            body_retention: DAY,
            dead_retention: 30 * DAY,
            max_wait: HOUR,
            max_body: 32 << 20,
            max_stored: 9 << 30,
            max_in_flight: 16 << 20,
        }
    }
}

impl Policy {
    /// Returns how long to wait before the next attempt, by how many were made. `None` after the last.
    pub(crate) fn delay(&self, attempts: i64, random: &mut Random) -> Option<i64> {
        let delay = self.schedule.get(usize::try_from(attempts).ok()?)?;
        Some(random.jitter((*delay).max(0)))
    }
}
