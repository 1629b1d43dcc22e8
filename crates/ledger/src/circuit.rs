//! The circuit of an origin: whether it is sent anything, and how much at once.
//!
//! It opens after failures in a row. Then nothing is sent for a while, and after that one attempt at a time. Each attempt that the origin
//! takes doubles how many may be in flight, up to the limit. A failure on the way begins that anew, and as many in a row as before open
//! the circuit again.
//!
//! A failure does not tell whether the origin is down, or fails at certain deliveries. So several are tried after each pause, any of those
//! that wait, and pauses stay short: deliveries that the origin takes do not wait for all those that it fails at.

use alloc::string::{String, ToString as _};

use crate::policy::SECOND;
use crate::random::Random;
use crate::statement::Statement;
use crate::store::{Store, Value};

/// How many failures in a row open a circuit.
const FAILURES: i64 = 5;

/// How long a circuit stays open at first. It doubles as long as the origin takes nothing.
const COOLDOWN: i64 = 10 * SECOND;

/// How long a circuit stays open at most. It is what each failure costs where an origin fails at many deliveries and takes others.
const MAX_COOLDOWN: i64 = 30 * SECOND;

/// How many attempts may be in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// None before a time.
    After(i64),
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
    /// The delivery that failed last. Its next failure does not count: the delivery itself may be the cause.
    failed_key: String,
    /// 0 since the origin last took an attempt.
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
        if self.is_open(now) {
            return Gate::After(self.open_until);
        }
        Gate::Places(if self.allowance > 0 { self.allowance.min(limit) } else { limit })
    }

    fn is_open(&self, now: i64) -> bool {
        // A time that is too far away was set by a clock that has gone back since.
        self.open_until > now && self.open_until.saturating_sub(now) <= MAX_COOLDOWN.saturating_mul(2)
    }

    /// Returns whether everything may be sent that is due.
    pub(crate) fn is_closed(&self) -> bool {
        self.allowance == 0
    }

    /// Notes that the origin took an attempt.
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

    /// Notes that the origin could not take an attempt.
    pub(crate) fn fail(&mut self, key: &str, now: i64, random: &mut Random) -> Option<Change> {
        // What was in flight when the circuit opened adds nothing.
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
