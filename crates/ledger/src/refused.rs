//! Requests that a route refused, stored for operators in a separate object without deliveries.
//!
//! Anyone can send a request that is refused, so the storage is bounded. It keeps at most [`MOST`] requests, each for
//! [`RETENTION`], and allows [`MOST_A_MINUTE`] writes a minute.

use alloc::string::{String, ToString as _};

use crate::alarm::Need;
use crate::effects::{Effects, Reply};
use crate::event::{Context, Event, Operation, RefusedRequest};
use crate::operations::{numbered, object};
use crate::policy::{DAY, MINUTE};
use crate::statement::Statement;
use crate::store::{MOST as GREATEST, Store, Value};

/// The maximum number of requests that are kept. The oldest requests are deleted first. The statements also contain this number.
#[cfg(test)]
pub(crate) const MOST: i64 = 50;

/// The maximum number of requests that are written within a minute. Further requests are dropped.
pub(crate) const MOST_A_MINUTE: i64 = 100;

/// The time for which a request is kept.
pub(crate) const RETENTION: i64 = 7 * DAY;

/// The count of numbers for a millisecond. One number is chosen at random, so that requests of two routes rarely have the same
/// number.
const NUMBERS: i64 = 256;

/// Updates the storage of refused requests to the current schema.
///
/// # Errors
/// Returns an error if the store fails.
pub fn migrate_refused<S: Store>(store: &mut S) -> Result<(), S::Error> {
    store.run(Statement::CreateRefused, &[]).map(drop)
}

/// Makes one step for refused requests, under the rules of [`step`](crate::step). Events about deliveries change nothing.
///
/// # Errors
/// Returns an error if the store fails.
pub fn step_refused<S: Store>(store: &mut S, event: &Event<'_>, context: &Context) -> Result<Effects, S::Error> {
    let reply = match *event {
        Event::Refuse(ref request) => keep(store, request, context)?,
        Event::Operate(Operation::ListRefused { code, cursor }) => {
            let before = cursor.unwrap_or(GREATEST);
            Reply::Page { records: numbered(store.run(Statement::ListRefused, &[before.into(), code.into()])?), until: None }
        }
        Event::Operate(Operation::ShowRefused { id }) => {
            let records = numbered(store.run(Statement::ShowRefused, &[id.into()])?);
            if records.is_empty() { Reply::NotFound } else { Reply::Page { records, until: None } }
        }
        Event::Operate(Operation::EraseRefused { id }) => erase(store, id)?,
        _ => Reply::None,
    };
    let mut need = Need::default();
    if matches!(event, Event::Refuse(_) | Event::Wake) {
        let oldest = context.now.saturating_sub(RETENTION).saturating_mul(NUMBERS);
        store.run(Statement::TrimRefused, &[oldest.into()])?;
        let first = store.run(Statement::FirstRefused, &[])?.first().map(|record| record.integer(0));
        need.deletion_at(first.and_then(|seq| seq.checked_div(NUMBERS)).map(|at| at.saturating_add(RETENTION)));
    }
    Ok(Effects { reply, alarm: need.alarm(context), ..Effects::default() })
}

/// Stores a request, unless too many requests were stored within the minute. The newest row contains the beginning of that minute
/// and the number of its requests.
fn keep<S: Store>(store: &mut S, request: &RefusedRequest<'_>, context: &Context) -> Result<Reply, S::Error> {
    let now = context.now;
    let last = store.run(Statement::LastRefused, &[])?;
    let last = last.first().map_or((0, 0, 0), |record| (record.integer(0), record.integer(1), record.integer(2)));
    let (seq, since, count) = last;
    // A minute that begins in the future began before the clock was set back.
    let is_same = since <= now && now.saturating_sub(since) < MINUTE;
    let (since, count) = if is_same { (since, count.saturating_add(1)) } else { (now, 1) };
    if count > MOST_A_MINUTE {
        return Ok(Reply::Full);
    }
    let chosen = i64::try_from(context.random >> 56).unwrap_or(0);
    let seq = now.saturating_mul(NUMBERS).saturating_add(chosen).max(seq.saturating_add(1));
    let values: [Value<'_>; 7] = [
        seq.into(),
        since.into(),
        count.into(),
        request.about.into(),
        request.headers.into(),
        request.length.into(),
        request.body.into(),
    ];
    store.run(Statement::KeepRefused, &values)?;
    Ok(Reply::Accepted)
}

/// Erases one request, or all requests.
fn erase<S: Store>(store: &mut S, id: Option<i64>) -> Result<Reply, S::Error> {
    let (first, last) = id.map_or((0, GREATEST), |id| (id, id));
    let count = store.run(Statement::EraseRefused, &[first.into(), last.into()])?.len();
    let erased: String = object("count", &count.to_string(), "");
    Ok(if id.is_some() && count == 0 { Reply::NotFound } else { Reply::Json(erased) })
}
