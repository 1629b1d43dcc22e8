//! The choice of the attempts that begin now, for one origin.

use alloc::vec::Vec;

use crate::circuit::{Circuit, Gate};
use crate::delivery::Delivery;
use crate::effects::{Effects, Send};
use crate::event::Context;
use crate::policy::{OriginLimits, Policy};
use crate::random::Random;
use crate::settings::Settings;
use crate::state::State;
use crate::statement::Statement;
use crate::store::{Store, Value};

/// The attempts in flight to an origin.
#[derive(Default)]
struct InFlight {
    count: i64,
    retries: i64,
    bytes: i64,
    /// The time at which the first of their leases ends.
    lease: Option<i64>,
}

impl InFlight {
    fn load<S: Store>(store: &mut S, origin: i64) -> Result<Self, S::Error> {
        let mut all = Self::default();
        for delivery in Delivery::select(store, Statement::InFlight, &[origin.into()])? {
            all.add(&delivery, delivery.state == State::RetryInFlight, delivery.due);
        }
        Ok(all)
    }

    fn add(&mut self, delivery: &Delivery, is_retry: bool, lease: i64) {
        self.count = self.count.saturating_add(1);
        self.retries = self.retries.saturating_add(i64::from(is_retry));
        self.bytes = self.bytes.saturating_add(delivery.size);
        self.lease = Some(self.lease.map_or(lease, |earliest| earliest.min(lease)));
    }
}

/// Begins the attempts that may begin, and returns the time of the next check.
///
/// Every condition that stops a due attempt also determines the time at which the attempt may continue. For this reason, a ledger
/// that cannot do anything never wakes itself in a loop.
pub(crate) fn dispatch<S: Store>(
    store: &mut S,
    policy: &Policy,
    context: &Context,
    settings: &Settings,
    origin: i64,
    effects: &mut Effects,
) -> Result<Option<i64>, S::Error> {
    let Some(limits) = usize::try_from(origin).ok().and_then(|origin| policy.origins.get(origin)) else {
        return Ok(None);
    };
    let now = context.now;
    let mut in_flight = InFlight::load(store, origin)?;
    if settings.paused {
        return Ok(in_flight.lease);
    }
    let mut circuit = Circuit::load(store, origin)?;
    let gate = circuit.gate(i64::from(limits.concurrency.max(1)), now);
    let places = match gate {
        Gate::After(time) => {
            let due = next_waiting(store, origin, true)?;
            return Ok(earliest(in_flight.lease, due.map(|due| due.max(time))));
        }
        Gate::Places(places) => places,
    };
    // If several places exist, retries never use all of them. A delivery that was never tried then does not wait for deliveries
    // that fail.
    let kept = if places < 2 { 0 } else { (places.saturating_mul(2) / 5).max(1) };
    let most_retries = places.saturating_sub(kept);
    let mut rate = Rate::new(limits, circuit.next_at, now);
    let free = places.saturating_sub(in_flight.count).min(rate.count);
    let mut has_no_room = false;
    if free > 0 {
        let retries = most_retries.saturating_sub(in_flight.retries).min(free);
        for (delivery, is_retry) in
            choose(store, context, origin, (places, circuit.is_closed()), (free, retries), in_flight.retries == 0)?
        {
            if in_flight.count > 0 && in_flight.bytes.saturating_add(delivery.size) > policy.max_in_flight {
                has_no_room = true;
                break;
            }
            let lease = now.saturating_add(policy.lease);
            in_flight.add(&delivery, is_retry, lease);
            rate.take();
            begin(store, &delivery, is_retry, lease, effects)?;
        }
    }
    if rate.next_at != circuit.next_at {
        circuit.next_at = rate.next_at;
        circuit.save(store, origin)?;
    }
    if in_flight.count >= places || has_no_room {
        return Ok(in_flight.lease);
    }
    let due = next_waiting(store, origin, in_flight.retries < most_retries)?;
    Ok(earliest(in_flight.lease, due.map(|due| due.max(rate.next(now)))))
}

/// Returns the deliveries whose attempts may begin, in the order in which they get places.
fn choose<S: Store>(
    store: &mut S,
    context: &Context,
    origin: i64,
    (places, is_closed): (i64, bool),
    (free, retries): (i64, i64),
    no_retry_in_flight: bool,
) -> Result<Vec<(Delivery, bool)>, S::Error> {
    let mut random = Random::new(context.random);
    // A single place goes at random to a retry or to a first attempt and, while the circuit is not closed, to any delivery that is
    // due. Otherwise, a sender of deliveries that make the origin fail could always use this place. If several places exist, one
    // of them is for a retry. Retries also get the places that remain when no more first attempts are due.
    let is_alone = places == 1;
    let retry_goes_first = if is_alone { random.coin() } else { no_retry_in_flight };
    let place = random.holder();
    let mut due = |state: State, limit: i64| {
        let values: [Value<'_>; 5] = [state.number().into(), origin.into(), context.now.into(), limit.into(), place.into()];
        if is_alone && !is_closed {
            Delivery::select(store, Statement::DueAnywhere, &values)
        } else {
            Delivery::select(store, Statement::Due, values.get(..4).unwrap_or_default())
        }
    };
    let firsts = due(State::New, free)?.into_iter().map(|delivery| (delivery, false));
    let mut later = due(State::Retrying, retries)?.into_iter().map(|delivery| (delivery, true));
    let mut chosen = Vec::new();
    if retry_goes_first {
        chosen.extend(later.next());
    }
    chosen.extend(firsts);
    chosen.extend(later);
    chosen.truncate(usize::try_from(free).unwrap_or(0));
    Ok(chosen)
}

fn begin<S: Store>(
    store: &mut S,
    delivery: &Delivery,
    is_retry: bool,
    lease: i64,
    effects: &mut Effects,
) -> Result<(), S::Error> {
    let state = if is_retry { State::RetryInFlight } else { State::FirstInFlight };
    store.run(Statement::Begin, &[delivery.seq.into(), state.number().into(), lease.into()])?;
    effects.sends.push(Send {
        key: delivery.key.clone(),
        origin: delivery.origin,
        number: delivery.number.saturating_add(1),
        seq: delivery.seq,
        body: delivery.body(),
        parts: delivery.parts,
    });
    Ok(())
}

/// Returns when the next delivery that waits for an attempt is due.
fn next_waiting<S: Store>(store: &mut S, origin: i64, with_retries: bool) -> Result<Option<i64>, S::Error> {
    let first = next_due(store, State::New, origin)?;
    Ok(if with_retries { earliest(first, next_due(store, State::Retrying, origin)?) } else { first })
}

/// Returns when the next delivery in a state is due.
pub(crate) fn next_due<S: Store>(store: &mut S, state: State, origin: i64) -> Result<Option<i64>, S::Error> {
    let records = store.run(Statement::NextDue, &[state.number().into(), origin.into()])?;
    Ok(records.first().and_then(|record| record.number(0)))
}

fn earliest(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    [one, other].into_iter().flatten().min()
}

/// The number of attempts that the rate allows to begin. The attempts of up to a tenth of a second may begin at once.
struct Rate {
    interval: i64,
    next_at: i64,
    count: i64,
    now: i64,
}

impl Rate {
    fn new(limits: &OriginLimits, next_at: i64, now: i64) -> Self {
        let now = now.saturating_mul(1000);
        let Some(rate) = limits.rate.map(|rate| i64::from(rate.max(1))) else {
            return Self { interval: 0, next_at, count: i64::MAX, now };
        };
        let interval = 1_000_000_i64.checked_div(rate).unwrap_or(1).max(1);
        // A time too far in the future was set before the clock was set back, or with another rate.
        let next_at = if next_at > now.saturating_add(interval) { now } else { next_at };
        let burst = (rate / 10).max(1);
        let start = next_at.max(now.saturating_sub(interval.saturating_mul(burst.saturating_sub(1))));
        let elapsed = now.saturating_sub(start);
        let count = if elapsed < 0 { 0 } else { elapsed.checked_div(interval).unwrap_or(0).saturating_add(1) };
        Self { interval, next_at: if count > 0 { start } else { next_at }, count, now }
    }

    fn take(&mut self) {
        if self.interval > 0 {
            self.next_at = self.next_at.saturating_add(self.interval);
            self.count = self.count.saturating_sub(1);
        }
    }

    /// Returns when the next attempt may begin.
    fn next(&self, now: i64) -> i64 {
        if self.interval == 0 || self.next_at <= self.now { now } else { self.next_at.saturating_add(999) / 1000 }
    }
}
