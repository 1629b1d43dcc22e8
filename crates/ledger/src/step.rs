//! The order of one step: the event, its changes, other work that is due, and the next alarm.

use crate::acceptance;
use crate::alarm::{Need, armed};
use crate::alert::{self, AlertKind};
use crate::attempt;
use crate::delivery::Delivery;
use crate::dispatch::{dispatch, next_due};
use crate::effects::{Effects, Reply};
use crate::event::{Context, Event};
use crate::mutant::{self, Mutant, is_on};
use crate::operations;
use crate::policy::{MINUTE, Policy};
use crate::random::Random;
use crate::reservation;
use crate::retention;
use crate::settings::{self, Settings};
use crate::state::State;
use crate::statement::Statement;
use crate::store::{MOST, Store, Value};

/// The maximum number of deliveries to a removed origin that are ended in a step.
const BATCH: i64 = 100;

/// Handles one event in the transaction that the caller began, and returns the effects that the caller must perform.
///
/// The caller sets the alarm and commits before any other effect is performed. If this function or the commit fails, the caller
/// rolls back, drops the effects, and no longer relies on the alarm that it knows.
///
/// # Errors
/// Returns an error if the store fails.
pub fn step<S: Store>(store: &mut S, policy: &Policy, event: &Event<'_>, context: &Context) -> Result<Effects, S::Error> {
    let mut effects = Effects::default();
    let mut need = Need::default();
    let now = context.now;
    if *event != Event::Wake {
        mutant::write_postponed(store, policy, context, &mut need)?;
    }
    effects.reply = match *event {
        Event::Reserve { key, lease, ref about } => reservation::reserve(store, policy, context, (key, lease, about), &mut need)?,
        Event::Complete { key, holder } => reservation::complete(store, policy, now, (key, holder), &mut need)?,
        Event::Release { key, holder } => reservation::release(store, (key, holder))?,
        Event::LookUp { key } => reservation::recall(store, policy, now, key)?,
        Event::Accept(ref acceptance) => acceptance::accept(store, policy, context, acceptance, &mut need)?,
        // Refused requests are stored in a separate object.
        Event::Refuse(_) => Reply::None,
        Event::Operate(ref operation) => operations::operate(store, policy, now, operation, &mut need)?,
        Event::Attempted { attempt, ref outcome, took } => {
            attempt::settle(store, policy, context, (attempt, outcome, took), &mut need)?;
            // The free place is used immediately. The alarm is already set for all other work.
            let settings = Settings::load(store)?;
            need.at(dispatch(store, policy, context, &settings, attempt.origin, &mut effects)?);
            alert::send_due(store, now, &mut effects, &mut need)?;
            Reply::None
        }
        Event::Alerted { kind, origin, count, sent } => {
            alert::settle(store, (kind, origin, count), sent, now)?;
            Reply::None
        }
        Event::Wake => {
            wake(store, policy, context, &mut effects, &mut need)?;
            Reply::None
        }
    };
    // After a start, and after a lost alarm, it is not known what else is due. The next alarm finds the work that is due.
    if armed(context).is_none() && *event != Event::Wake {
        need.at(now);
    }
    effects.alarm = need.alarm(context);
    if is_on(Mutant::ForgetsToRearm) && *event == Event::Wake {
        effects.alarm = None;
    }
    Ok(effects)
}

/// Performs all work that is due.
fn wake<S: Store>(
    store: &mut S,
    policy: &Policy,
    context: &Context,
    effects: &mut Effects,
    need: &mut Need,
) -> Result<(), S::Error> {
    let settings = Settings::load(store)?;
    let configured = i64::try_from(policy.origins.len()).unwrap_or(1);
    let mut is_waiting = false;
    for origin in 0..settings.origins.max(configured) {
        free_lost(store, policy, context, origin, need)?;
        if origin >= configured {
            end_removed(store, policy, context.now, origin, need)?;
        }
        need.at(dispatch(store, policy, context, &settings, origin, effects)?);
        retention::delete_due(store, policy, context.now, origin, need)?;
        for state in [State::New, State::Retrying, State::Queued] {
            is_waiting |= next_due(store, state, origin)?.is_some();
        }
    }
    if is_waiting || settings.late {
        check_age(store, policy, context.now, &settings, need)?;
    }
    alert::send_due(store, context.now, effects, need)
}

/// Ends attempts whose lease has ended. The ledger was killed while they were in flight.
fn free_lost<S: Store>(store: &mut S, policy: &Policy, context: &Context, origin: i64, need: &mut Need) -> Result<(), S::Error> {
    let now = context.now;
    let mut random = Random::new(context.random.rotate_left(32));
    for delivery in Delivery::select(store, Statement::InFlight, &[origin.into()])? {
        // A lease that ends too late was set before the clock was set back.
        if delivery.due <= now || delivery.due > now.saturating_add(policy.lease) {
            attempt::lose(store, policy, now, &delivery, &mut random, need)?;
        }
    }
    Ok(())
}

/// Ends the waiting deliveries of an origin that is no longer configured.
fn end_removed<S: Store>(store: &mut S, policy: &Policy, now: i64, origin: i64, need: &mut Need) -> Result<(), S::Error> {
    for state in [State::New, State::Retrying, State::Queued] {
        let values: [Value<'_>; 4] = [state.number().into(), origin.into(), MOST.into(), BATCH.into()];
        for delivery in Delivery::select(store, Statement::Due, &values)? {
            let due = now.saturating_add(policy.dead_retention);
            let values: [Value<'_>; 5] =
                [delivery.seq.into(), State::Dead.number().into(), due.into(), now.into(), "origin_removed".into()];
            store.run(Statement::End, &values)?;
            alert::raise(store, AlertKind::DeliveryDead, origin, Some(&delivery.key), now)?;
            need.at(now);
        }
    }
    Ok(())
}

/// Raises an alert if the oldest delivery waits too long. The next alert is possible only after this condition has ended. Checks
/// at most once a minute.
fn check_age<S: Store>(store: &mut S, policy: &Policy, now: i64, settings: &Settings, need: &mut Need) -> Result<(), S::Error> {
    let next = settings.late_check;
    if next > now && next.saturating_sub(now) <= MINUTE {
        if !settings.late {
            need.at(next);
        }
        return Ok(());
    }
    let oldest = operations::oldest(store)?;
    let is_late = oldest.is_some_and(|accepted| now.saturating_sub(accepted) > policy.max_wait);
    settings::set(store, "late_check", now.saturating_add(MINUTE))?;
    if is_late != settings.late {
        settings::set(store, "late", i64::from(is_late))?;
    }
    if is_late && !settings.late {
        alert::raise(store, AlertKind::WaitingTooLong, 0, None, now)?;
    }
    if !is_late {
        need.at(oldest.map(|accepted| accepted.saturating_add(policy.max_wait).max(now.saturating_add(MINUTE))));
    }
    Ok(())
}
