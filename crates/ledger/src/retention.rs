//! The deletion of data that is no longer needed, in batches.

use crate::alarm::Need;
use crate::delivery::Delivery;
use crate::dispatch::next_due;
use crate::policy::{HOUR, Policy, SECOND};
use crate::state::State;
use crate::statement::Statement;
use crate::store::{Store, Value};

/// The maximum number of deliveries in a state that are deleted in a step.
const BATCH: i64 = 100;

/// The time before the next batch.
const NEXT_BATCH: i64 = SECOND;

/// Deletes the data that an origin's deliveries no longer need.
pub(crate) fn delete_due<S: Store>(
    store: &mut S,
    policy: &Policy,
    now: i64,
    origin: i64,
    need: &mut Need,
) -> Result<(), S::Error> {
    for state in [State::Reserved, State::Delivered, State::Dead, State::Dismissed, State::Erased] {
        let values: [Value<'_>; 4] = [state.number().into(), origin.into(), now.into(), BATCH.into()];
        let due = Delivery::select(store, Statement::Due, &values)?;
        let is_full = i64::try_from(due.len()).unwrap_or(BATCH) >= BATCH;
        for delivery in due {
            if state == State::Reserved {
                delivery.delete(store)?;
                continue;
            }
            // The body may be deleted before the key. The key is known until the deliveries to all origins are deleted.
            let mut known_until = delivery.window_end(policy.key_window);
            if known_until <= now && delivery.origin == 0 && delivery.has_others(store)? {
                known_until = now.saturating_add(HOUR);
            }
            if known_until > now {
                delivery.drop_body(store)?;
                store.run(Statement::KeepKey, &[delivery.seq.into(), known_until.into()])?;
            } else {
                delivery.delete(store)?;
            }
        }
        if is_full {
            need.at(now.saturating_add(NEXT_BATCH));
        } else {
            need.deletion_at(next_due(store, state, origin)?);
        }
    }
    Ok(())
}
