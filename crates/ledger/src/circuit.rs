//! The circuit of an origin: whether it is sent anything, and how much at once.
//!
//! It opens after failures in a row. Then nothing is sent, until one probe may go. If the origin takes it, the circuit closes, and
//! each attempt that the origin takes doubles how many may be in flight, up to the limit. A failure on the way begins that anew, and
//! as many in a row as before open it again.
//!
//! Whether the origin is down, or fails at certain deliveries, cannot be seen from a failure. So while one place is left, it goes to the
//! oldest or to the newest delivery, and a success makes the next pause short again: deliveries that the origin takes do not wait for
//! all those before them that it fails at.

use alloc::string::{String, ToString as _};

use crate::policy::{MINUTE, SECOND};
use crate::random::Random;
use crate::statement::Statement;
use crate::store::{Store, Value};

/// How many failures in a row open a circuit.
const FAILURES: i64 = 5;

/// How long a circuit stays open at first. It doubles with each probe that fails.
const COOLDOWN: i64 = 10 * SECOND;

/// How long a circuit stays open at most, so that an origin that is up again is noticed.
const MAX_COOLDOWN: i64 = 5 * MINUTE;

/// How many attempts may be in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// None before a time.
    After(i64),
    /// One, to see whether the origin is up.
    Probe,
    /// This many.
    Places(i64),
}

/// What has changed, for an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Opened,
    Closed,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Circuit {
    failures: i64,
    /// The delivery that failed last. Its next failure does not count: it may be its own.
    failed_key: String,
    /// 0 while the circuit is closed.
    open_until: i64,
    /// How often it opened since the origin last took an attempt.
    openings: i64,
    /// How many may be in flight while it starts slowly, or 0.
    allowance: i64,
    /// When the next attempt may begin by the rate, in microseconds.
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
        if self.open_until == 0 {
            return Gate::Places(if self.allowance > 0 { self.allowance.min(limit) } else { limit });
        }
        // A time that is too far away was set by a clock that has gone back since.
        let is_open = self.open_until > now && self.open_until.saturating_sub(now) <= MAX_COOLDOWN.saturating_mul(2);
        if is_open { Gate::After(self.open_until) } else { Gate::Probe }
    }

    /// Returns whether everything may be sent that is due.
    pub(crate) fn is_closed(&self) -> bool {
        self.open_until == 0 && self.allowance == 0
    }

    /// Notes that the origin took an attempt.
    pub(crate) fn succeed(&mut self, limit: i64) -> Option<Change> {
        self.failures = 0;
        self.failed_key.clear();
        // An origin that takes some and fails at others is up: the next probe soon finds one that it takes.
        self.openings = 0;
        if self.open_until != 0 {
            self.open_until = 0;
            self.allowance = 1;
        } else if self.allowance > 0 {
            self.allowance = self.allowance.saturating_mul(2);
        } else {
            return None;
        }
        if self.allowance < limit {
            return None;
        }
        self.allowance = 0;
        Some(Change::Closed)
    }

    /// Notes that the origin could not take an attempt.
    pub(crate) fn fail(&mut self, key: &str, now: i64, random: &mut Random) -> Option<Change> {
        if self.open_until != 0 {
            // The probe failed. What was in flight when the circuit opened adds nothing.
            if now >= self.open_until {
                self.open(now, random);
            }
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
        self.allowance = 0;
    }
}
