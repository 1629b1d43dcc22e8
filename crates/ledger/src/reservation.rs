//! Dedupe while proxying: a key is reserved, then completed or released.

use crate::alarm::Need;
use crate::delivery::{Delivery, next_seq};
use crate::effects::Reply;
use crate::event::{About, Context};
use crate::mutant::{Mutant, is_on};
use crate::policy::{Policy, SECOND};
use crate::random::Random;
use crate::state::State;
use crate::statement::Statement;
use crate::store::{Store, Value};

/// The state of a dedupe key.
pub(crate) enum Known {
    /// No delivery has the key.
    Unknown,
    /// The delivery with the key is being proxied, until this time.
    Reserved(i64),
    /// The delivery with the key was acknowledged.
    Acknowledged,
}

/// Returns the state of a key, and deletes expired deliveries with the key.
pub(crate) fn look_up<S: Store>(store: &mut S, policy: &Policy, key: &str, now: i64) -> Result<Known, S::Error> {
    let found = Delivery::select(store, Statement::FindAll, &[key.into()])?;
    for delivery in &found {
        match delivery.state {
            State::Reserved if delivery.due > now => return Ok(Known::Reserved(delivery.due)),
            State::Reserved => {}
            state if state.has_ended() && delivery.due <= now && delivery.window_end(policy.key_window) <= now => {}
            _ => return Ok(Known::Acknowledged),
        }
    }
    for delivery in &found {
        delivery.delete(store)?;
    }
    Ok(Known::Unknown)
}

/// Reports whether a key is known, for another ledger that is about to store the key.
pub(crate) fn recall<S: Store>(store: &mut S, policy: &Policy, now: i64, key: &str) -> Result<Reply, S::Error> {
    Ok(match look_up(store, policy, key, now)? {
        Known::Acknowledged => Reply::Duplicate,
        Known::Reserved(until) => in_flight(until, now),
        Known::Unknown => Reply::None,
    })
}

/// Reserves a key, unless it is known.
pub(crate) fn reserve<S: Store>(
    store: &mut S,
    policy: &Policy,
    context: &Context,
    (key, lease, about): (&str, i64, &About<'_>),
    need: &mut Need,
) -> Result<Reply, S::Error> {
    match look_up(store, policy, key, context.now)? {
        Known::Acknowledged => return Ok(Reply::Duplicate),
        Known::Reserved(until) => return Ok(in_flight(until, context.now)),
        Known::Unknown => {}
    }
    if context.stored > policy.max_stored {
        return Ok(Reply::Full);
    }
    let holder = Random::new(context.random).holder();
    let seq = next_seq(store, context.now)?;
    let due = context.now.saturating_add(lease.max(SECOND));
    let state = if is_on(Mutant::RecordsTheKeyEarly) { State::Delivered } else { State::Reserved };
    let values: [Value<'_>; 11] = [
        seq.into(),
        key.into(),
        state.number().into(),
        due.into(),
        context.now.into(),
        holder.into(),
        about.webhook_id.into(),
        about.delivery_id.into(),
        about.event.into(),
        about.scheme.into(),
        about.tenant.into(),
    ];
    store.run(Statement::Reserve, &values)?;
    need.deletion_at(due);
    Ok(Reply::First { holder })
}

/// Returns the reply to a delivery that is being handled.
pub(crate) fn in_flight(until: i64, now: i64) -> Reply {
    let seconds = until.saturating_sub(now).saturating_add(SECOND - 1) / SECOND;
    Reply::InFlight { retry_after: seconds.clamp(1, 60) }
}

/// Records a key, because the origin accepted its delivery.
///
/// A holder whose lease has ended may also complete the key if no other holder has it, because the origin accepted the delivery
/// anyway.
pub(crate) fn complete<S: Store>(
    store: &mut S,
    policy: &Policy,
    now: i64,
    (key, holder): (&str, i64),
    need: &mut Need,
) -> Result<Reply, S::Error> {
    let Some(delivery) = held(store, key, holder)? else { return Ok(Reply::Settled(false)) };
    let due = now.saturating_add(policy.key_window);
    store.run(Statement::Complete, &[delivery.seq.into(), due.into(), now.into()])?;
    need.deletion_at(due);
    Ok(Reply::Settled(true))
}

/// Releases a key, because the origin did not accept its delivery.
pub(crate) fn release<S: Store>(store: &mut S, (key, holder): (&str, i64)) -> Result<Reply, S::Error> {
    let Some(delivery) = held(store, key, holder)? else { return Ok(Reply::Settled(false)) };
    delivery.delete(store)?;
    Ok(Reply::Settled(true))
}

fn held<S: Store>(store: &mut S, key: &str, holder: i64) -> Result<Option<Delivery>, S::Error> {
    let found = Delivery::find(store, key, 0)?;
    Ok(found.filter(|delivery| delivery.state == State::Reserved && delivery.holder == Some(holder)))
}
