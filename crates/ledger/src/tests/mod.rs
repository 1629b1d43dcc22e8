//! The ledger on real SQLite: tests by example, tests that count the work, and tests by random histories.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::panic)]

mod accepting;
mod circuits;
mod cost;
mod fixture;
mod model;
pub(crate) mod mutants;
mod operating;
mod proxying;
mod refusing;
mod retrying;
mod sqlite_store;
