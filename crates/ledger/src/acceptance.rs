//! Acceptance: a delivery is stored, in one step, before it is acknowledged.

use crate::alarm::Need;
use crate::delivery::{Delivery, NUMBERS, PART, next_seq};
use crate::effects::Reply;
use crate::event::{Acceptance, Context};
use crate::mutant::{Mutant, is_on, postpone};
use crate::policy::Policy;
use crate::random::Random;
use crate::reservation::{Known, in_flight, look_up};
use crate::settings::{self, Settings};
use crate::state::State;
use crate::statement::Statement;
use crate::store::{Store, Value};

/// The maximum length of headers and names together, in bytes. They share a row, and a row may have at most 2 MB.
const MAX_TEXTS: usize = 256 << 10;

/// Stores a delivery, unless it is known.
pub(crate) fn accept<S: Store>(
    store: &mut S,
    policy: &Policy,
    context: &Context,
    acceptance: &Acceptance<'_>,
    need: &mut Need,
) -> Result<Reply, S::Error> {
    match look_up(store, policy, acceptance.key, context.now)? {
        Known::Acknowledged => return Ok(Reply::Duplicate),
        Known::Reserved(until) => return Ok(in_flight(until, context.now)),
        Known::Unknown => {}
    }
    if is_too_large(policy, acceptance) {
        return Ok(Reply::TooLarge);
    }
    if context.stored > policy.max_stored {
        return Ok(Reply::Full);
    }
    if is_on(Mutant::AcknowledgesFirst) {
        postpone(acceptance);
        return Ok(Reply::Accepted);
    }
    insert(store, policy, context, acceptance, need)?;
    Ok(Reply::Accepted)
}

fn is_too_large(policy: &Policy, acceptance: &Acceptance<'_>) -> bool {
    let about = &acceptance.about;
    let optional = [about.delivery_id, about.event, about.tenant, acceptance.order_key];
    let texts = optional.into_iter().flatten().chain([acceptance.headers, acceptance.key, about.webhook_id]);
    let most = PART.saturating_mul(usize::try_from(NUMBERS).unwrap_or(0));
    acceptance.body > policy.max_body.min(most) || texts.map(str::len).sum::<usize>() > MAX_TEXTS
}

pub(crate) fn insert<S: Store>(
    store: &mut S,
    policy: &Policy,
    context: &Context,
    acceptance: &Acceptance<'_>,
    need: &mut Need,
) -> Result<(), S::Error> {
    let first = next_seq(store, context.now)?;
    let parts = acceptance.body.div_ceil(PART).max(1);
    let mut random = Random::new(context.random);
    let origins = policy.origins.len().min(usize::try_from(NUMBERS).unwrap_or(0));
    let origins = i64::try_from(origins).unwrap_or(1);
    if origins > Settings::load(store)?.origins {
        settings::set(store, "origins", origins)?;
    }
    for origin in 0..origins {
        let seq = first.saturating_add(origin);
        let due = context.now.saturating_add(policy.delay(0, &mut random).unwrap_or(0));
        let state = if is_preceded(store, acceptance.order_key, origin, seq)? { State::Queued } else { State::New };
        let about = &acceptance.about;
        let values: [Value<'_>; 15] = [
            seq.into(),
            acceptance.key.into(),
            origin.into(),
            state.number().into(),
            due.into(),
            context.now.into(),
            number(acceptance.body),
            number(parts),
            acceptance.order_key.into(),
            about.webhook_id.into(),
            about.delivery_id.into(),
            about.event.into(),
            about.scheme.into(),
            about.tenant.into(),
            acceptance.headers.into(),
        ];
        store.run(Statement::Accept, &values)?;
        need.at(due);
    }
    let mut id = first;
    for part in 0..parts {
        let start = part.saturating_mul(PART);
        let end = start.saturating_add(PART).min(acceptance.body);
        store.run(Statement::InsertBody, &[id.into(), Value::Body { start, end }])?;
        id = id.saturating_add(1);
    }
    Ok(())
}

fn number(value: usize) -> Value<'static> {
    i64::try_from(value).unwrap_or(i64::MAX).into()
}

/// Returns whether another open delivery with the same order key exists that already has its turn.
pub(crate) fn is_preceded<S: Store>(store: &mut S, order_key: Option<&str>, origin: i64, seq: i64) -> Result<bool, S::Error> {
    let Some(order_key) = order_key else { return Ok(false) };
    let values: [Value<'_>; 4] = [order_key.into(), origin.into(), State::Queued.number().into(), seq.into()];
    Ok(!store.run(Statement::FindOrdered, &values)?.is_empty())
}

/// Passes the turn to the next delivery with the same order key, after this delivery has ended.
pub(crate) fn pass_turn<S: Store>(store: &mut S, delivery: &Delivery, now: i64) -> Result<(), S::Error> {
    let Some(order_key) = delivery.order_key.as_deref() else { return Ok(()) };
    if is_preceded(store, Some(order_key), delivery.origin, delivery.seq)? {
        return Ok(());
    }
    store.run(Statement::NextInOrder, &[order_key.into(), delivery.origin.into(), now.into()]).map(drop)
}
