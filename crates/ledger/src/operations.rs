//! The operations that operators request. Every operation is bounded.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use crate::acceptance::{is_preceded, pass_turn};
use crate::alarm::Need;
use crate::delivery::{Delivery, NUMBERS};
use crate::effects::Reply;
use crate::event::Operation;
use crate::policy::Policy;
use crate::settings;
use crate::state::State;
use crate::statement::Statement;
use crate::store::{MOST, Record, Store, Value};

/// The maximum number of deliveries that an operation changes.
const BATCH: usize = 500;

/// The maximum number of deliveries that a statement searches one after another.
const SEARCHED: i64 = 10_000;

/// The maximum number of deliveries on a page of a list.
const MAX_PAGE: i64 = 1000;

/// The maximum number of deliveries on a page with whole records. A hundred of the longest records are below the 32 MiB that a
/// call between Workers carries.
const MAX_WHOLE_PAGE: i64 = 100;

/// Performs an operation.
pub(crate) fn operate<S: Store>(
    store: &mut S,
    policy: &Policy,
    now: i64,
    operation: &Operation<'_>,
    need: &mut Need,
) -> Result<Reply, S::Error> {
    match *operation {
        Operation::Status => status(store, policy, now),
        Operation::List { .. } => list(store, operation),
        Operation::Show { key } => {
            let records = numbered(store.run(Statement::Show, &[key.into()])?);
            Ok(if records.is_empty() { Reply::NotFound } else { Reply::Page { records, until: None } })
        }
        Operation::Redeliver { key } => change(store, key, |store, delivery| restart(store, delivery, now, need)),
        Operation::RedeliverDead => change_dead(store, policy, |store, delivery| restart(store, delivery, now, need).map(drop)),
        Operation::RedeliverRange { from, before, cursor } => {
            redeliver_range(store, (from.max(0), before.min(MOST), cursor.unwrap_or(0)), now, need)
        }
        Operation::Erase { key } => {
            change(store, key, |store, delivery| erase(store, policy, delivery, now, need).map(|()| true))
        }
        Operation::Dismiss { key } => change(store, key, |store, delivery| {
            if delivery.state == State::Dead {
                dismiss(store, delivery)?;
            }
            Ok(delivery.state == State::Dead)
        }),
        Operation::DismissDead => change_dead(store, policy, dismiss),
        Operation::Pause => settings::set(store, "paused", 1).map(|()| Reply::Json(object("paused", "true", ""))),
        Operation::Resume => {
            need.at(now);
            settings::set(store, "paused", 0).map(|()| Reply::Json(object("paused", "false", "")))
        }
        // Refused requests are stored in a separate object.
        Operation::ListRefused { .. } | Operation::ShowRefused { .. } | Operation::EraseRefused { .. } => Ok(Reply::NotFound),
    }
}

/// Changes a delivery for each of its origins, if the change is possible.
fn change<S: Store>(
    store: &mut S,
    key: &str,
    mut operation: impl FnMut(&mut S, &Delivery) -> Result<bool, S::Error>,
) -> Result<Reply, S::Error> {
    let found = Delivery::select(store, Statement::FindAll, &[key.into()])?;
    let mut count: usize = 0;
    for delivery in &found {
        count = count.saturating_add(usize::from(operation(store, delivery)?));
    }
    Ok(match (found.is_empty(), count) {
        (true, _) => Reply::NotFound,
        (false, 0) => Reply::NotPossible,
        (false, count) => Reply::Json(object("count", &count.to_string(), "")),
    })
}

/// Changes dead deliveries, up to a maximum number. A changed delivery is no longer dead, so the next call continues with others.
fn change_dead<S: Store>(
    store: &mut S,
    policy: &Policy,
    mut operation: impl FnMut(&mut S, &Delivery) -> Result<(), S::Error>,
) -> Result<Reply, S::Error> {
    let mut count: usize = 0;
    for origin in 0..origins(store, policy)? {
        let limit = i64::try_from(BATCH.saturating_sub(count)).unwrap_or(0);
        let values: [Value<'_>; 4] = [State::Dead.number().into(), origin.into(), MOST.into(), limit.into()];
        for delivery in Delivery::select(store, Statement::Due, &values)? {
            operation(store, &delivery)?;
            count = count.saturating_add(1);
        }
    }
    let json = object("count", &count.to_string(), if count < BATCH { ",\"more\":false" } else { ",\"more\":true" });
    Ok(Reply::Json(json))
}

/// Restarts the attempts of deliveries that were accepted in a range of time, up to a maximum number.
fn redeliver_range<S: Store>(
    store: &mut S,
    (from, before, cursor): (i64, i64, i64),
    now: i64,
    need: &mut Need,
) -> Result<Reply, S::Error> {
    let limit = i64::try_from(BATCH).unwrap_or(0);
    let found = Delivery::select(store, Statement::Ended, &[cursor.into(), from.into(), before.into(), limit.into()])?;
    let end = if found.len() < BATCH {
        // Fewer deliveries than requested: either no more exist, or the search reached its limit.
        let looked = store.run(Statement::EndedEnd, &[cursor.into(), from.into()])?;
        looked.first().filter(|record| record.integer(1) >= SEARCHED).map(|record| record.integer(0))
    } else {
        found.last().map(|delivery| delivery.seq)
    };
    for delivery in &found {
        restart(store, delivery, now, need)?;
    }
    let end = end.map_or_else(|| "null".to_string(), |seq| ["\"", &seq.to_string(), "\""].concat());
    Ok(Reply::Json(object("count", &found.len().to_string(), &[",\"cursor\":", &end].concat())))
}

/// Returns the number of origins that exist or existed.
pub(crate) fn origins<S: Store>(store: &mut S, policy: &Policy) -> Result<i64, S::Error> {
    let known = settings::Settings::load(store)?.origins;
    Ok(known.max(i64::try_from(policy.origins.len()).unwrap_or(1)))
}

/// Restarts the attempts of a delivery. Changes nothing if the attempts have not ended, or if the body was deleted.
fn restart<S: Store>(store: &mut S, delivery: &Delivery, now: i64, need: &mut Need) -> Result<bool, S::Error> {
    if !delivery.state.has_ended() || delivery.state == State::Erased || delivery.parts == 0 {
        return Ok(false);
    }
    let waits = is_preceded(store, delivery.order_key.as_deref(), delivery.origin, delivery.seq)?;
    // A redelivered delivery is a retry, so that a thousand of them do not delay deliveries that were never tried.
    let state = if waits { State::Queued } else { State::Retrying };
    store.run(Statement::Restart, &[delivery.seq.into(), state.number().into(), now.into()])?;
    need.at(now);
    Ok(true)
}

fn dismiss<S: Store>(store: &mut S, delivery: &Delivery) -> Result<(), S::Error> {
    let state = State::Dismissed.number();
    let values: [Value<'_>; 3] = [delivery.seq.into(), state.into(), delivery.due.into()];
    store.run(Statement::Dismiss, &values).map(drop)
}

fn erase<S: Store>(store: &mut S, policy: &Policy, delivery: &Delivery, now: i64, need: &mut Need) -> Result<(), S::Error> {
    let ended = delivery.ended.unwrap_or(now);
    let due = ended.saturating_add(policy.key_window);
    store.run(Statement::Erase, &[delivery.seq.into(), due.into(), ended.into()])?;
    store.run(Statement::DeleteBody, &[delivery.body().into(), NUMBERS.into()])?;
    need.deletion_at(due);
    if delivery.state.is_open() {
        need.at(now);
        pass_turn(store, delivery, now)?;
    }
    Ok(())
}

fn list<S: Store>(store: &mut S, operation: &Operation<'_>) -> Result<Reply, S::Error> {
    let Operation::List { states, from, before, text, cursor, limit, whole } = *operation else { return Ok(Reply::None) };
    let cursor = cursor.unwrap_or(MOST);
    let limit = limit.clamp(1, if whole { MAX_WHOLE_PAGE } else { MAX_PAGE });
    let (from, states) = (from.max(0), if states == 0 { i64::from(u16::MAX) } else { states });
    let values: [Value<'_>; 6] = [cursor.into(), states.into(), from.into(), before.min(MOST).into(), text.into(), limit.into()];
    let found = store.run(if whole { Statement::Export } else { Statement::List }, &values)?;
    let is_full = i64::try_from(found.len()).unwrap_or(limit) >= limit;
    let until = if is_full {
        found.last().map(|record| record.integer(0))
    } else {
        // Fewer deliveries than a page: either no more exist, or the search reached its limit.
        let looked = store.run(Statement::ListEnd, &[cursor.into(), from.into()])?;
        looked.first().filter(|record| record.integer(1) >= SEARCHED).map(|record| record.integer(0))
    };
    Ok(Reply::Page { records: numbered(found), until })
}

/// Returns the number of deliveries in some states, up to a limit, and when the oldest one was accepted.
fn count<S: Store>(store: &mut S, states: &[State]) -> Result<(i64, Option<i64>), S::Error> {
    let mut total = (0_i64, None::<i64>);
    for state in states {
        if let Some(record) = store.run(Statement::Count, &[state.number().into()])?.first() {
            total.0 = total.0.saturating_add(record.integer(0));
            total.1 = [total.1, record.number(1)].into_iter().flatten().min();
        }
    }
    Ok(total)
}

/// The states for which an operator must know the age of the oldest delivery.
const OPEN: [State; 5] = [State::New, State::Retrying, State::FirstInFlight, State::RetryInFlight, State::Queued];

/// Returns when the oldest delivery was accepted whose attempts have not ended.
pub(crate) fn oldest<S: Store>(store: &mut S) -> Result<Option<i64>, S::Error> {
    Ok(count(store, &OPEN)?.1)
}

fn status<S: Store>(store: &mut S, policy: &Policy, now: i64) -> Result<Reply, S::Error> {
    let paused = settings::Settings::load(store)?.paused;
    let kinds: [(&str, &[State]); 6] = [
        ("waiting", &[State::New]),
        ("retrying", &[State::Retrying]),
        ("attempting", &[State::FirstInFlight, State::RetryInFlight]),
        ("queued", &[State::Queued]),
        ("delivered", &[State::Delivered]),
        ("dead", &[State::Dead]),
    ];
    let mut members = String::new();
    let mut dead = 0;
    for (name, states) in kinds {
        let (number, _) = count(store, states)?;
        if name == "dead" {
            dead = number;
        }
        for text in [",\"", name, "\":", &number.to_string()] {
            members.push_str(text);
        }
    }
    let oldest = oldest(store)?;
    let ok = dead == 0 && oldest.is_none_or(|accepted| now.saturating_sub(accepted) <= policy.max_wait);
    let circuits = texts(store.run(Statement::Circuits, &[])?, 0);
    let oldest = oldest.map_or_else(|| "null".to_string(), |oldest| oldest.to_string());
    for text in [
        ",\"oldestAcceptedAt\":",
        &oldest,
        ",\"paused\":",
        if paused { "true" } else { "false" },
        ",\"circuits\":",
        &array(&circuits),
    ] {
        members.push_str(text);
    }
    Ok(Reply::Status { ok, json: object("ok", if ok { "true" } else { "false" }, &members) })
}

/// Returns a JSON object with a first member and further members. The text of the further members begins with a comma.
pub(crate) fn object(name: &str, value: &str, more: &str) -> String {
    ["{\"", name, "\":", value, more, "}"].concat()
}

fn array(records: &[String]) -> String {
    ["[", &records.join(","), "]"].concat()
}

/// Returns the number and the text of each record.
pub(crate) fn numbered(records: Vec<Record>) -> Vec<(i64, String)> {
    records.into_iter().filter_map(|mut record| Some((record.integer(0), record.take_text(1)?))).collect()
}

fn texts(records: Vec<Record>, column: usize) -> Vec<String> {
    records.into_iter().filter_map(|mut record| record.take_text(column)).collect()
}
