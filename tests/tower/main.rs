//! The tower layer and the axum extractor, tested with real axum over a socket, and with the vectors.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod challenges;
mod hostile;
mod options;
mod requests;
mod server;
mod vectors;
