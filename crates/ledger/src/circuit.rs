//! The circuit of an origin, which limits the number of attempts in flight.
//!
//! The circuit opens after several failures in a row. Then nothing is sent for a while. After that, attempts are sent one at a
//! time. Each attempt that the origin accepts doubles the number of attempts that may be in flight, up to the limit. A failure
//! during this time sets the number back to one. As many failures in a row as before open the circuit again.
//!
//! A failure does not show whether the origin is down or fails only for certain deliveries. For this reason, several attempts are
//! made after each pause, with any of the waiting deliveries, and the pauses stay short. The deliveries that the origin accepts
//! then do not wait for all the deliveries that make it fail.

use alloc::string::{String, ToString as _};

use crate::policy::SECOND;
use crate::random::Random;
use crate::statement::Statement;
use crate::store::{Store, Value};

/// The number of failures in a row that open a circuit.
const FAILURES: i64 = 5;

/// The time for which a circuit stays open at first. It doubles with each opening until the origin accepts an attempt.
const COOLDOWN: i64 = 10 * SECOND;

/// The maximum time for which a circuit stays open, before jitter. If an origin fails for many deliveries and accepts others,
/// every [`FAILURES`] failures in a row cost this time.
const MAX_COOLDOWN: i64 = 30 * SECOND;

/// The number of attempts that may be in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// No attempts before this time.
    After(i64),
    /// At most this number of attempts.
    Places(i64),
}

/// A change of a circuit that an alert reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Opened,
    Closed,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Circuit {
    failures: i64,
    /// The key of the delivery that failed last. Its next failure does not count, because the delivery itself may be the cause.
    failed_key: String,
    /// The time until which the circuit is open. 0 if the origin has accepted an attempt since the circuit opened.
    open_until: i64,
    /// The number of openings since the origin last accepted an attempt.
    openings: i64,
    /// The number of attempts that may be in flight during the slow start, or 0.
    allowance: i64,
    /// The time at which the rate allows the next attempt, in microseconds.
    pub(crate) next_at: i64,
}

impl Circuit {
    pub(crate) fn load<S: Store>(store: &mut S, origin: i64) -> Result<Self, S::Error> {
        let mut records = store.run(Statement::Circuit, &[origin.into()])?;
        Ok(records.first_mut().map_or_else(Self::default, |record| Self {
            failures: record.integer(0),
            failed_key: record.take_text(1).unwrap_or_default(),
            open_until: record.integer(2),
            openings: record.integer(3),
            allowance: record.integer(4),
            next_at: record.integer(5),
        }))
    }

    pub(crate) fn save<S: Store>(&self, store: &mut S, origin: i64) -> Result<(), S::Error> {
        let values: [Value<'_>; 7] = [
            origin.into(),
            self.failures.into(),
            self.failed_key.as_str().into(),
            self.open_until.into(),
            self.openings.into(),
            self.allowance.into(),
            self.next_at.into(),
        ];
        store.run(Statement::SetCircuit, &values).map(drop)
    }

    /// Returns how many attempts may be in flight now.
    pub(crate) fn gate(&self, limit: i64, now: i64) -> Gate {
        if self.is_open(now) {
            return Gate::After(self.open_until);
        }
        Gate::Places(if self.allowance > 0 { self.allowance.min(limit) } else { limit })
    }

    fn is_open(&self, now: i64) -> bool {
        // A time too far in the future was set before the clock was set back.
        self.open_until > now && self.open_until.saturating_sub(now) <= MAX_COOLDOWN.saturating_mul(2)
    }

    /// Returns whether all attempts that are due may be sent.
    pub(crate) fn is_closed(&self) -> bool {
        self.allowance == 0
    }

    /// Records that the origin accepted an attempt.
    pub(crate) fn succeed(&mut self, limit: i64) -> Option<Change> {
        self.failures = 0;
        self.failed_key.clear();
        self.open_until = 0;
        self.openings = 0;
        if self.allowance == 0 {
            return None;
        }
        self.allowance = self.allowance.saturating_mul(2);
        if self.allowance < limit {
            return None;
        }
        self.allowance = 0;
        Some(Change::Closed)
    }

    /// Records that the origin could not accept an attempt.
    pub(crate) fn fail(&mut self, key: &str, now: i64, random: &mut Random) -> Option<Change> {
        // Attempts that were in flight when the circuit opened do not count.
        if self.is_open(now) {
            return None;
        }
        let starts_slowly = self.allowance > 0;
        if starts_slowly {
            self.allowance = 1;
        }
        if self.failed_key == key {
            return None;
        }
        self.failures = self.failures.saturating_add(1);
        self.failed_key = key.to_string();
        if self.failures < FAILURES {
            return None;
        }
        self.open(now, random);
        (!starts_slowly).then_some(Change::Opened)
    }

    fn open(&mut self, now: i64, random: &mut Random) {
        let doublings = u32::try_from(self.openings.min(10)).unwrap_or(10);
        let cooldown = COOLDOWN.saturating_mul(2_i64.saturating_pow(doublings)).min(MAX_COOLDOWN);
        self.open_until = now.saturating_add(random.jitter(cooldown));
        self.openings = self.openings.saturating_add(1);
        self.failures = 0;
        self.allowance = 1;
    }
}
