//! The end of an attempt, and the next state of its delivery.

use crate::acceptance::pass_turn;
use crate::alarm::Need;
use crate::alert::{self, AlertKind};
use crate::circuit::Circuit;
use crate::delivery::Delivery;
use crate::event::{AttemptId, Context, Outcome};
use crate::policy::Policy;
use crate::random::Random;
use crate::retry_after::retry_after;
use crate::state::State;
use crate::statement::Statement;
use crate::store::{Store, Value};

/// The maximum length of a response that is kept for the operator, in bytes.
const MAX_EXCERPT: usize = 1000;

/// The meaning of an outcome.
enum Meaning {
    /// The origin accepted the delivery.
    Taken,
    /// The origin wants no more attempts. The text is the reason that is stored.
    Ended(&'static str),
    /// The origin did not accept the delivery. The next attempt may begin after this time.
    Failed(i64),
}

impl Outcome<'_> {
    fn meaning(&self, now: i64) -> Meaning {
        match *self {
            Self::Response { status: 200..=299, .. } => Meaning::Taken,
            Self::Response { status: 410, .. } => Meaning::Ended("gone"),
            Self::Response { webhook_delivery: Some(value), .. } if value.trim_ascii() == "abort-message" => {
                Meaning::Ended("aborted")
            }
            Self::Response { retry_after: value, .. } => Meaning::Failed(value.map_or(0, |value| retry_after(value, now))),
            Self::NoResponse { .. } => Meaning::Failed(0),
        }
    }

    /// Returns whether the outcome indicates a problem of the origin itself: it is overloaded, or does not respond.
    ///
    /// A refusal is about one delivery, and so is a 500, the response of an app that fails at this delivery. If a 500 counted, one
    /// kind of event at which an app fails would delay all others.
    fn is_unwell(&self) -> bool {
        match self {
            Self::Response { status, .. } => *status > 500 || *status == 429 || *status == 408,
            Self::NoResponse { .. } => true,
        }
    }
}

/// Records the outcome of an attempt.
///
/// If the response arrives after the lease has ended, it counts only if the origin accepted the delivery.
pub(crate) fn settle<S: Store>(
    store: &mut S,
    policy: &Policy,
    context: &Context,
    (attempt, outcome, took): (AttemptId<'_>, &Outcome<'_>, i64),
    need: &mut Need,
) -> Result<(), S::Error> {
    let Some(delivery) = Delivery::find(store, attempt.key, attempt.origin)? else { return Ok(()) };
    let is_current = delivery.state.is_in_flight() && delivery.number == attempt.number;
    let taken = matches!(outcome.meaning(context.now), Meaning::Taken);
    let counts = delivery.state.is_open() || delivery.state == State::Dead;
    let is_late_success = taken && counts && attempt.number <= delivery.number;
    if !(is_current || is_late_success) {
        return Ok(());
    }
    let mut random = Random::new(context.random);
    note_circuit(store, policy, context.now, &delivery, outcome, &mut random)?;
    end_attempt(store, policy, context.now, (&delivery, attempt.number, outcome, took), &mut random, need)
}

fn note_circuit<S: Store>(
    store: &mut S,
    policy: &Policy,
    now: i64,
    delivery: &Delivery,
    outcome: &Outcome<'_>,
    random: &mut Random,
) -> Result<(), S::Error> {
    let taken = matches!(outcome.meaning(now), Meaning::Taken);
    let Some(limits) = usize::try_from(delivery.origin).ok().and_then(|origin| policy.origins.get(origin)) else {
        return Ok(());
    };
    let before = Circuit::load(store, delivery.origin)?;
    let mut circuit = before.clone();
    let change = if outcome.is_unwell() {
        circuit.fail(&delivery.key, now, random)
    } else if taken || !circuit.is_closed() {
        // While the circuit is open, any response of the origin itself shows that the origin is available.
        circuit.succeed(i64::from(limits.concurrency))
    } else {
        None
    };
    if circuit != before {
        circuit.save(store, delivery.origin)?;
    }
    if let Some(change) = change {
        alert::raise(store, AlertKind::from(change), delivery.origin, None, now)?;
    }
    Ok(())
}

/// Ends an attempt that was in flight when its ledger was killed, or whose response never arrived.
pub(crate) fn lose<S: Store>(
    store: &mut S,
    policy: &Policy,
    now: i64,
    delivery: &Delivery,
    random: &mut Random,
    need: &mut Need,
) -> Result<(), S::Error> {
    let outcome = Outcome::NoResponse { error: "attempt_lost" };
    end_attempt(store, policy, now, (delivery, delivery.number, &outcome, policy.lease), random, need)
}

fn end_attempt<S: Store>(
    store: &mut S,
    policy: &Policy,
    now: i64,
    (delivery, number, outcome, took): (&Delivery, i64, &Outcome<'_>, i64),
    random: &mut Random,
    need: &mut Need,
) -> Result<(), S::Error> {
    let step = delivery.step.saturating_add(1);
    let (state, due, reason) = match outcome.meaning(now) {
        Meaning::Taken => (State::Delivered, now.saturating_add(policy.body_retention.max(0)), None),
        Meaning::Ended(reason) => (State::Dead, now.saturating_add(policy.dead_retention), Some(reason)),
        Meaning::Failed(wait) => match policy.delay(step, random) {
            Some(delay) => (State::Retrying, now.saturating_add(delay.max(wait)), None),
            None => (State::Dead, now.saturating_add(policy.dead_retention), Some("attempts_exhausted")),
        },
    };
    let (status, error, excerpt) = match *outcome {
        Outcome::Response { status, excerpt, .. } => (Some(i64::from(status)), None, Some(beginning(excerpt))),
        Outcome::NoResponse { error } => (None, Some(error), None),
    };
    let ended = state.has_ended().then_some(now);
    let values: [Value<'_>; 12] = [
        delivery.seq.into(),
        state.number().into(),
        due.into(),
        step.into(),
        ended.into(),
        reason.into(),
        number.into(),
        now.into(),
        took.into(),
        status.into(),
        error.into(),
        excerpt.into(),
    ];
    store.run(Statement::Settle, &values)?;
    if state == State::Retrying {
        need.at(due);
        return Ok(());
    }
    need.deletion_at(due);
    if state == State::Dead {
        alert::raise(store, AlertKind::DeliveryDead, delivery.origin, Some(&delivery.key), now)?;
    }
    pass_turn(store, delivery, now)
}

fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MAX_EXCERPT)).unwrap_or("")
}
