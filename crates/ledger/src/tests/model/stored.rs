//! Everything that a ledger stored, and checks that nothing due waits without a reason.

use std::collections::HashMap;
use std::format;
use std::string::{String, ToString as _};

use super::world::World;
use crate::State;

const SECOND: i64 = 1000;

/// The stored deliveries, by key and origin.
pub(super) type StoredDeliveries = HashMap<(String, i64), Stored>;

/// A stored delivery, as the model reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    pub(super) seq: i64,
    /// The time of acceptance, which identifies a row together with its number. A number can be assigned again after the clock
    /// was set back for longer than a key is known.
    pub(super) accepted: i64,
    pub(super) state: State,
    pub(super) due: i64,
    pub(super) ended: Option<i64>,
    pub(super) ordered: bool,
    /// The number of attempts that began.
    pub(super) number: i64,
}

impl World {
    pub(super) fn rows(&self) -> StoredDeliveries {
        let sql = "SELECT key, origin, state, due, ended, order_key, seq, accepted, number FROM deliveries";
        let mut statement = self.store.connection.prepare_cached(sql).unwrap();
        let found = statement.query_map([], |columns| {
            let key = (columns.get(0)?, columns.get(1)?);
            let state = State::ALL[columns.get::<_, usize>(2)?];
            let ordered = columns.get::<_, Option<String>>(5)?.is_some();
            Ok((
                key,
                Stored {
                    seq: columns.get(6)?,
                    accepted: columns.get(7)?,
                    state,
                    due: columns.get(3)?,
                    ended: columns.get(4)?,
                    ordered,
                    number: columns.get(8)?,
                },
            ))
        });
        found.unwrap().collect::<Result<_, _>>().unwrap()
    }

    /// Checks that the alarm is set if something is due, no later than the first thing that can be done.
    pub(super) fn check_alarm(&mut self, rows: &StoredDeliveries) -> Result<(), String> {
        let paused = self.is_paused();
        for origin in 0..self.policy.origins.len() {
            let origin = i64::try_from(origin).unwrap();
            let mine = || rows.iter().filter(|((_, other), _)| *other == origin).map(|(_, stored)| stored);
            let leases = mine().filter(|stored| stored.state.is_in_flight()).map(|stored| stored.due);
            let in_flight = leases.clone().count();
            let no_retries = mine().all(|stored| stored.state != State::RetryInFlight);
            let is_waiting = |stored: &&Stored| !paused && matches!(stored.state, State::New | State::Retrying);
            let waiting = mine().filter(is_waiting).map(|stored| stored.due).min();
            let of_circuit = |column| {
                let found = self.store.numbers(&format!("SELECT {column} FROM circuits WHERE origin = {origin}"));
                found.first().copied().unwrap_or(0)
            };
            let (open_until, allowance) = (of_circuit("open_until"), of_circuit("allowance"));
            // A place is used as soon as it becomes free. Only deliveries for which a place is already free require the alarm.
            let is_closed = open_until == 0 && allowance == 0;
            let has_place = in_flight == 0 || (in_flight < self.concurrency && no_retries && is_closed);
            let waiting = waiting.filter(|_| has_place).map(|due| due.max(open_until));
            let Some(bound) = leases.chain(waiting).min() else { continue };
            let Some(alarm) = self.alarm else { return Err("something is due and no alarm is set".to_string()) };
            if alarm > bound.max(self.latest).max(self.retried_at) + SECOND {
                return Err(format!("the alarm is {} ms too late", alarm - bound));
            }
        }
        Ok(())
    }

    fn is_paused(&self) -> bool {
        !self.store.numbers("SELECT value FROM meta WHERE name = 'paused' AND value = 1").is_empty()
    }

    /// Checks that no due attempt waits while a place is free and nothing limits the origin. Retries may wait once they have
    /// their share of the places.
    pub(super) fn check_places(&self, rows: &StoredDeliveries) -> Result<(), String> {
        for (index, limits) in self.policy.origins.iter().enumerate() {
            let held_back = "open_until != 0 OR allowance != 0";
            let held_back = self.store.numbers(&format!("SELECT 1 FROM circuits WHERE origin = {index} AND ({held_back})"));
            if !held_back.is_empty() || limits.rate.is_some() || self.is_paused() {
                continue;
            }
            let of = |state: crate::State| {
                let mine = rows.iter().filter(move |((_, origin), _)| usize::try_from(*origin) == Ok(index));
                mine.filter(move |(_, stored)| stored.state == state).map(|(_, stored)| stored.due)
            };
            let retries = of(State::RetryInFlight).count();
            let is_full = of(State::FirstInFlight).count() + retries >= usize::try_from(limits.concurrency).unwrap();
            if !is_full && of(State::New).any(|due| due <= self.now) {
                return Err("a first attempt waits beside a free place".to_string());
            }
            if !is_full && retries == 0 && of(State::Retrying).any(|due| due <= self.now) {
                return Err("a retry waits beside a free place".to_string());
            }
        }
        Ok(())
    }
}
