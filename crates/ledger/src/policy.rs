//! The configuration of a route.

use alloc::vec;
use alloc::vec::Vec;

use crate::random::Random;

pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// The limits of an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginLimits {
    /// The maximum number of attempts in flight to the origin. Minimum: 1.
    pub concurrency: u32,
    /// The maximum number of attempts that begin in a second. `None` means no limit.
    pub rate: Option<u32>,
}

impl Default for OriginLimits {
    fn default() -> Self {
        Self { concurrency: 5, rate: None }
    }
}

/// The configuration of a route, made by an operator. Times are in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The time before each attempt, counted from the acceptance or from the previous attempt.
    pub schedule: Vec<i64>,
    /// The origins, in the order of the configuration.
    pub origins: Vec<OriginLimits>,
    /// The maximum duration of an attempt. It must be longer than the timeout of the caller's request.
    pub lease: i64,
    /// The time for which a key is known after its delivery has ended.
    pub key_window: i64,
    /// The time for which a body is kept after the origin has accepted it.
    pub body_retention: i64,
    /// The time for which a dead delivery is kept.
    pub dead_retention: i64,
    /// The maximum time that a delivery may wait. After this time, the status is bad and an alert is raised.
    pub max_wait: i64,
    /// The maximum length of a body, in bytes.
    pub max_body: usize,
    /// The size of the storage above which the ledger accepts no more deliveries, in bytes.
    pub max_stored: u64,
    /// The maximum size of all bodies in flight to an origin, in bytes.
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
    /// Returns the time before the next attempt, for the number of attempts that were made. Returns `None` after the last
    /// attempt.
    pub(crate) fn delay(&self, attempts: i64, random: &mut Random) -> Option<i64> {
        let delay = self.schedule.get(usize::try_from(attempts).ok()?)?;
        Some(random.jitter((*delay).max(0)))
    }
}
