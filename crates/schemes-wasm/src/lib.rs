//! The rare half of the npm package: schemes of one's own become rows, and the numbers of a refusal become a sentence.
//!
//! It is a module of its own because it is several times as large as the verdicts, and a program that uses a built-in scheme and is
//! sent genuine deliveries never needs it. No verdict is made here.

mod read;
mod sentence;

pub use read::read_scheme;
pub use sentence::{Sentences, config_sentence};
