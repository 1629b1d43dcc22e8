//! Alerts: messages to operators, sent without a request.
//!
//! An alert is stored until it has been sent. Alerts of one kind about one origin are sent at most once a minute, with the number
//! of times that the alert was raised.

use crate::alarm::Need;
use crate::circuit::Change;
use crate::effects::{Alert, Effects};
use crate::policy::MINUTE;
use crate::statement::Statement;
use crate::store::{Store, Value};

/// The time before an alert of the same kind is sent again.
const PAUSE: i64 = MINUTE;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlertKind {
    DeliveryDead = 0,
    CircuitOpened = 1,
    CircuitClosed = 2,
    WaitingTooLong = 3,
}

impl From<Change> for AlertKind {
    fn from(change: Change) -> Self {
        match change {
            Change::Opened => Self::CircuitOpened,
            Change::Closed => Self::CircuitClosed,
        }
    }
}

pub(crate) fn raise<S: Store>(store: &mut S, kind: AlertKind, origin: i64, key: Option<&str>, now: i64) -> Result<(), S::Error> {
    let values: [Value<'_>; 4] = [(kind as i64).into(), origin.into(), key.into(), now.into()];
    store.run(Statement::RaiseAlert, &values).map(drop)
}

/// Adds the alerts that are due to the effects, and postpones each of them. If the result of an alert never arrives, it is sent
/// again.
pub(crate) fn send_due<S: Store>(store: &mut S, now: i64, effects: &mut Effects, need: &mut Need) -> Result<(), S::Error> {
    for mut record in store.run(Statement::DueAlerts, &[now.into()])? {
        let (kind, origin, count) = (record.integer(0), record.integer(1), record.integer(2));
        let due = now.saturating_add(PAUSE);
        store.run(Statement::PutOffAlert, &[kind.into(), origin.into(), due.into()])?;
        let json = record.take_text(3).unwrap_or_default();
        effects.alerts.push(Alert { kind, origin, count, json });
    }
    need.at(store.run(Statement::NextAlert, &[])?.first().and_then(|record| record.number(0)));
    Ok(())
}

/// Records whether an alert was sent.
pub(crate) fn settle<S: Store>(
    store: &mut S,
    (kind, origin, count): (i64, i64, i64),
    sent: bool,
    now: i64,
) -> Result<(), S::Error> {
    if !sent {
        return Ok(());
    }
    let values: [Value<'_>; 4] = [kind.into(), origin.into(), count.into(), now.saturating_add(PAUSE).into()];
    store.run(Statement::AlertSent, &values).map(drop)
}
