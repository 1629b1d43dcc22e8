//! When the alarm has to go off.

use crate::event::Context;
use crate::policy::MINUTE;

/// How far in the future an alarm is at least. One in the same millisecond as the last never goes off.
pub(crate) const AHEAD: i64 = 5;

/// How late an alarm may be. Older ones are taken for lost.
const LATE: i64 = MINUTE;

/// What may wait for others of its kind: nobody sees whether a row is deleted some minutes later.
const COARSE: i64 = 10 * MINUTE;

/// The earliest time at which something is due.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Need(Option<i64>);

impl Need {
    /// Adds a time, if there is one.
    pub(crate) fn at(&mut self, time: impl Into<Option<i64>>) {
        if let Some(time) = time.into() {
            self.0 = Some(self.0.map_or(time, |earliest| earliest.min(time)));
        }
    }

    /// Adds a time at which something is to be deleted.
    pub(crate) fn deletion_at(&mut self, time: impl Into<Option<i64>>) {
        if let Some(time) = time.into() {
            let rest = time.rem_euclid(COARSE);
            self.at(time.saturating_sub(rest).saturating_add(COARSE));
        }
    }

    /// Returns when to set the alarm to, unless it goes off early enough already.
    pub(crate) fn alarm(self, context: &Context) -> Option<i64> {
        let at = self.0?.max(context.now.saturating_add(AHEAD));
        armed(context).is_none_or(|armed| armed > at).then_some(at)
    }
}

/// Returns when the alarm goes off, unless nothing is known of one, or it should have gone off long ago.
pub(crate) fn armed(context: &Context) -> Option<i64> {
    context.alarm.filter(|armed| armed.saturating_add(LATE) > context.now)
}
