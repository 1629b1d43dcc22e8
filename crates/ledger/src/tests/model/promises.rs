//! The promises of a ledger. They are checked from outside, and by reading everything that the ledger stored.

use std::collections::{HashMap, HashSet};
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use super::stored::{Stored, StoredDeliveries};
use crate::{Alert, Effects, Policy, Send, State};

/// The attempts of a delivery, for one origin.
#[derive(Default)]
struct Attempts {
    /// The number of times that the origin accepted the delivery.
    taken: u32,
    /// The number of allowed repetitions. The ledger could not know that the origin had accepted the delivery, or had to send it
    /// again.
    excused: u32,
}

#[derive(Default)]
struct Proxied {
    taken: u32,
    /// The time at which the ledger recorded that the origin had accepted the delivery.
    completed: Option<i64>,
    /// The time until which a holder has the key.
    held_until: Option<i64>,
}

#[derive(Default)]
pub(super) struct Promises {
    /// The keys of all deliveries that the provider sent.
    sent: HashSet<String>,
    acknowledged: HashSet<String>,
    /// The deliveries that were deleted at the right time.
    forgotten: HashSet<(String, i64)>,
    attempts: HashMap<(String, i64), Attempts>,
    proxied: HashMap<String, Proxied>,
    /// The keys of deliveries that an operator erased.
    erased: HashSet<String>,
    died: i64,
    reported: i64,
}

impl Promises {
    pub(super) fn send(&mut self, key: &str) {
        self.sent.insert(key.to_string());
    }

    pub(super) fn acknowledge(&mut self, key: &str, is_duplicate: bool) -> Result<(), String> {
        let is_known = self.acknowledged.contains(key) || self.attempts.keys().any(|(other, _)| other == key);
        if !is_duplicate {
            self.erased.remove(key);
            self.forgotten.retain(|(other, _)| other != key);
        } else if !is_known && !self.sent.contains(key) {
            return Err("a delivery is taken for a duplicate that was never sent".to_string());
        }
        self.acknowledged.insert(key.to_string());
        Ok(())
    }

    pub(super) fn excuse(&mut self, key: &str) {
        self.erased.insert(key.to_string());
    }

    pub(super) fn allow_repeat(&mut self, key: &str) {
        for ((other, _), attempts) in &mut self.attempts {
            if other == key {
                attempts.excused += 1;
            }
        }
    }

    pub(super) fn allow_all_duplicates(&mut self) {
        self.attempts.values_mut().for_each(|attempts| attempts.excused += 1);
    }

    fn attempts_of(&mut self, send: &Send) -> &mut Attempts {
        self.attempts.entry((send.key.clone(), send.origin)).or_default()
    }

    pub(super) fn allow_repeat_of(&mut self, send: &Send) {
        self.attempts_of(send).excused += 1;
    }

    pub(super) fn take(&mut self, send: &Send) {
        self.attempts_of(send).taken += 1;
    }

    pub(super) fn report(&mut self, alert: &Alert) {
        if alert.kind == 0 {
            self.reported += alert.count;
        }
    }

    pub(super) fn go_through(&mut self, key: &str, (now, latest): (i64, i64), lease: i64, window: i64) -> Result<(), String> {
        let proxied = self.proxied.entry(key.to_string()).or_default();
        if proxied.completed.is_some_and(|at| latest < at + window) {
            return Err("a duplicate goes through although the origin took the delivery".to_string());
        }
        if proxied.held_until.is_some_and(|until| latest < until) {
            return Err("two have the same key at once".to_string());
        }
        proxied.completed = None;
        proxied.held_until = Some(now + lease);
        Ok(())
    }

    pub(super) fn be_duplicate(&mut self, key: &str) -> Result<(), String> {
        if self.proxied.get(key).is_none_or(|proxied| proxied.taken == 0) {
            return Err("a delivery is taken for a duplicate that the origin never took".to_string());
        }
        Ok(())
    }

    pub(super) fn take_proxied(&mut self, key: &str) {
        self.proxied.entry(key.to_string()).or_default().taken += 1;
    }

    pub(super) fn settle(&mut self, key: &str, completed: bool, now: i64) {
        let proxied = self.proxied.entry(key.to_string()).or_default();
        if completed {
            proxied.completed = Some(now);
        }
        proxied.held_until = None;
    }

    /// Records that the ledger may or may not know the result of a proxied delivery.
    pub(super) fn lose_settlement(&mut self, key: &str) {
        self.proxied.entry(key.to_string()).or_default().held_until = None;
    }

    /// Checks the changes and the effects of one step.
    pub(super) fn see_step(
        &mut self,
        before: &StoredDeliveries,
        after: &StoredDeliveries,
        effects: &Effects,
        now: i64,
        policy: &Policy,
    ) -> Result<(), String> {
        for send in &effects.sends {
            let id = (send.key.clone(), send.origin);
            if !self.sent.contains(&send.key) {
                return Err("an attempt is made for a delivery that was never sent".to_string());
            }
            let Some(stored) = before.get(&id) else { return Err("an attempt is made for nothing".to_string()) };
            let is_lost = stored.due <= now || stored.due > now + policy.lease;
            if stored.state.has_ended() || (stored.state.is_in_flight() && !is_lost) {
                return Err(format!("an attempt is made for a delivery that is {:?}", stored.state));
            }
            if stored.due > now && !stored.state.is_in_flight() && stored.state != State::Queued {
                return Err("an attempt is made before it is due".to_string());
            }
            self.attempts.entry(id).or_default();
        }
        for (id, stored) in after {
            let was_dead = before.get(id).is_some_and(|before| before.state == State::Dead);
            if stored.state == State::Dead && !was_dead {
                self.died += 1;
            }
        }
        for (id, stored) in before {
            if after.get(id).is_some_and(|after| (after.seq, after.accepted) == (stored.seq, stored.accepted)) {
                continue;
            }
            let kept = if stored.state == State::Dead { policy.dead_retention } else { policy.key_window };
            let may_go = stored.ended.is_some_and(|ended| now >= ended + kept);
            if stored.state != State::Reserved && !(stored.state.has_ended() && may_go) {
                return Err(format!("a delivery that is {:?} is deleted", stored.state));
            }
            if !after.contains_key(id) {
                self.forgotten.insert(id.clone());
            }
            // A key whose window has ended is unknown again.
            self.attempts.entry(id.clone()).or_default().excused += 1;
        }
        Self::check_places(after, policy)
    }

    fn check_places(rows: &StoredDeliveries, policy: &Policy) -> Result<(), String> {
        for (origin, limits) in policy.origins.iter().enumerate() {
            let of = |state: State| {
                let mine = rows
                    .iter()
                    .filter(move |((_, other), stored)| usize::try_from(*other) == Ok(origin) && stored.state == state);
                mine.map(|(_, stored)| stored.due)
            };
            let places = usize::try_from(limits.concurrency).unwrap();
            let retries = of(State::RetryInFlight).count();
            if of(State::FirstInFlight).count() + retries > places {
                return Err("more is in flight than the origin bears".to_string());
            }
            if places > 1 && retries >= places {
                return Err("retries have every place".to_string());
            }
        }
        for origin in 0..i64::try_from(policy.origins.len()).unwrap() {
            Self::check_order(rows, origin)?;
        }
        Ok(())
    }

    /// Checks the deliveries with one order key. One delivery has its turn, and no earlier delivery waits for it unless the
    /// earlier one was redelivered.
    fn check_order(rows: &StoredDeliveries, origin: i64) -> Result<(), String> {
        let ordered = rows.iter().filter(|(id, stored)| id.1 == origin && stored.ordered && stored.state.is_open());
        let (queued, turns): (Vec<&Stored>, Vec<&Stored>) =
            ordered.map(|(_, stored)| stored).partition(|stored| stored.state == State::Queued);
        match (&*turns, &*queued) {
            ([], []) => Ok(()),
            ([], _) => Err("deliveries of an order wait, and none has its turn".to_string()),
            ([turn], _) => {
                let is_first = matches!(turn.state, State::New | State::FirstInFlight);
                let overtaken = queued.iter().any(|stored| stored.number == 0 && stored.seq < turn.seq);
                if is_first && overtaken { Err("a delivery has its turn before an earlier one".to_string()) } else { Ok(()) }
            }
            _ => Err("two deliveries of one order have their turn at once".to_string()),
        }
    }

    /// Checks that acknowledged deliveries are stored, and that the origin accepted no delivery too often.
    pub(super) fn check_stored(&self, rows: &StoredDeliveries, policy: &Policy) -> Result<(), String> {
        for key in &self.acknowledged {
            for origin in 0..i64::try_from(policy.origins.len()).unwrap() {
                let id = (key.clone(), origin);
                let was_taken = self.attempts.get(&id).is_some_and(|attempts| attempts.taken > 0);
                match rows.get(&id) {
                    Some(stored) if stored.state == State::Delivered && !was_taken => {
                        return Err("a delivery counts as delivered that the origin never took".to_string());
                    }
                    Some(stored) if stored.state == State::Erased && !self.erased.contains(key) => {
                        return Err("a delivery was erased that nobody erased".to_string());
                    }
                    Some(stored) if stored.state.has_ended() && stored.ended.is_none() => {
                        return Err("a delivery has ended at no time".to_string());
                    }
                    None if !self.forgotten.contains(&id) => {
                        return Err("an acknowledged delivery is not stored".to_string());
                    }
                    _ => {}
                }
            }
        }
        for (id, attempts) in &self.attempts {
            if attempts.taken > 1 + attempts.excused {
                return Err(format!("the origin took {id:?} {} times", attempts.taken));
            }
        }
        Ok(())
    }

    /// Checks the end of a history: every delivery reached the origin, or is dead and was reported.
    pub(super) fn check_end(&self, rows: &StoredDeliveries, policy: &Policy) -> Result<(), String> {
        self.check_stored(rows, policy)?;
        if self.reported < self.died {
            return Err(format!("{} deliveries died and {} were reported", self.died, self.reported));
        }
        Ok(())
    }
}
