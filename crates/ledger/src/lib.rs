//! The ledger: what is stored of verified deliveries, what is sent, and when.
//!
//! A ledger keeps the promise of an acknowledgement. [`step`] is all of it: an event goes in with the time and a random number, rows change
//! through a [`Store`], and the effects come out, the reply among them. Nothing here does I/O, has a clock or remembers anything: the state
//! is the rows, so a ledger that is killed goes on where its last step ended.
//!
//! The caller begins a transaction, makes a step, sets the alarm, commits, and only then does what the effects ask for. So nothing is
//! acknowledged that was not stored, and nothing is sent whose attempt is not.
//!
//! The statements are data ([`Statement`]), so that the tests here run on SQLite what a Durable Object runs on its own.
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
