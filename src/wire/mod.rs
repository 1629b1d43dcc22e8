//! Values for an interface that passes only bytes and numbers: compiled schemes as bytes, refusals as numbers.
//!
//! The npm package uses this module: one WebAssembly module compiles schemes and writes messages, another one verifies.

mod error_numbers;
mod scheme_bytes;

pub use error_numbers::ErrorNumbers;
