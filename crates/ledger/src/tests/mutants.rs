//! The faults that a test enables, for its own thread.

use core::cell::{Cell, RefCell};
use std::string::{String, ToString as _};
use std::vec::Vec;

use crate::acceptance;
use crate::alarm::Need;
use crate::event::{About, Acceptance, Context};
use crate::mutant::Mutant;
use crate::policy::Policy;
use crate::store::Store;

std::thread_local! {
    static MUTANT: Cell<Option<Mutant>> = const { Cell::new(None) };
    /// The deliveries that were acknowledged and not yet written, in the memory of a process.
    static POSTPONED: RefCell<Vec<(String, usize)>> = const { RefCell::new(Vec::new()) };
}

pub(crate) fn is_on(mutant: Mutant) -> bool {
    MUTANT.get() == Some(mutant)
}

pub(crate) fn switch_on(mutant: Option<Mutant>) {
    MUTANT.set(mutant);
    forget();
}

/// Loses everything that only the process knew.
pub(crate) fn forget() {
    POSTPONED.take();
}

pub(crate) fn postpone(acceptance: &Acceptance<'_>) {
    POSTPONED.with_borrow_mut(|all| all.push((acceptance.key.to_string(), acceptance.body)));
}

pub(crate) fn write_postponed<S: Store>(
    store: &mut S,
    policy: &Policy,
    context: &Context,
    need: &mut Need,
) -> Result<(), S::Error> {
    for (key, body) in POSTPONED.take() {
        let about = About { webhook_id: &key, scheme: "gilbert", ..About::default() };
        let acceptance = Acceptance { key: &key, about, headers: "{}", body, order_key: None };
        acceptance::insert(store, policy, context, &acceptance, need)?;
    }
    Ok(())
}
