//! What crosses a boundary that only bytes and numbers cross: compiled schemes as bytes, refusals as numbers.
//!
//! The npm package is built on it: one WebAssembly module compiles schemes and writes messages, another one verifies.

mod error_numbers;
mod scheme_bytes;

pub use error_numbers::ErrorNumbers;
