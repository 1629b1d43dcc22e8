//! The time at which the alarm must go off.

use crate::event::Context;
use crate::policy::MINUTE;

/// The minimum time between now and an alarm. An alarm in the same millisecond as the last alarm never goes off.
pub(crate) const AHEAD: i64 = 5;

/// The maximum delay of an alarm. An alarm that is later is considered lost.
const LATE: i64 = MINUTE;

/// The interval to which the times of deletions are rounded, so that deletions happen together. A delay of some minutes is not
/// noticeable.
const COARSE: i64 = 10 * MINUTE;

/// The earliest time at which something is due.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Need(Option<i64>);

impl Need {
    /// Adds a time, if it is not `None`.
    pub(crate) fn at(&mut self, time: impl Into<Option<i64>>) {
        if let Some(time) = time.into() {
            self.0 = Some(self.0.map_or(time, |earliest| earliest.min(time)));
        }
    }

    /// Adds a time at which something can be deleted.
    pub(crate) fn deletion_at(&mut self, time: impl Into<Option<i64>>) {
        if let Some(time) = time.into() {
            let rest = time.rem_euclid(COARSE);
            self.at(time.saturating_sub(rest).saturating_add(COARSE));
        }
    }

    /// Returns the time to set the alarm to. Returns `None` if the alarm already goes off early enough.
    pub(crate) fn alarm(self, context: &Context) -> Option<i64> {
        let at = self.0?.max(context.now.saturating_add(AHEAD));
        armed(context).is_none_or(|armed| armed > at).then_some(at)
    }
}

/// Returns when the alarm goes off. Returns `None` if no alarm is known, or if it should have gone off long ago.
pub(crate) fn armed(context: &Context) -> Option<i64> {
    context.alarm.filter(|armed| armed.saturating_add(LATE) > context.now)
}
