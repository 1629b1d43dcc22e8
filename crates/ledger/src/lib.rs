//! The ledger, which stores verified deliveries and decides which attempts are made, and when.
//!
//! A ledger keeps the promise of an acknowledgement. [`step`] is its main function. A step receives an event, the time and a
//! random number. It changes rows through a [`Store`] and returns the effects, which include the reply. The ledger does no I/O,
//! has no clock and keeps nothing in memory. Its state is the rows, so a ledger that was killed continues after its last step.
//!
//! The caller begins a transaction, makes a step, sets the alarm and commits. Only then does the caller perform the effects. For
//! this reason, nothing is acknowledged before it is stored, and nothing is sent before its attempt is stored.
//!
//! The statements are data ([`Statement`]), so that the tests run the same statements on SQLite as a Durable Object.
#![no_std]

extern crate alloc;
#[cfg(test)]
#[macro_use]
extern crate std;

mod acceptance;
mod alarm;
mod alert;
mod attempt;
mod circuit;
mod delivery;
mod dispatch;
mod effects;
mod event;
mod mutant;
mod operations;
mod policy;
mod random;
mod refused;
mod reservation;
mod retention;
mod retry_after;
mod settings;
mod state;
mod statement;
mod step;
mod store;
#[cfg(test)]
mod tests;

pub use effects::{Alert, Effects, Reply, Send};
pub use event::{About, Acceptance, AttemptId, Context, Event, Operation, Outcome, RefusedRequest};
pub use policy::{OriginLimits, Policy};
pub use refused::{migrate_refused, step_refused};
pub use settings::migrate;
pub use state::State;
pub use statement::Statement;
pub use step::step;
pub use store::{Cell, Record, Store, Value};
