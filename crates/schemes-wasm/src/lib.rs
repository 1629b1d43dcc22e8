//! Schemes and messages, for JavaScript: custom schemes are compiled, and the numbers of a refusal become a message.
//!
//! A module of its own because it is several times as large as the one that verifies: a program that uses built-in schemes and is
//! sent genuine deliveries never needs it. Nothing is verified here.

mod memory;
mod messages;
mod scheme;

pub use messages::{Messages, challenge_message, config_message};
pub use scheme::compile_scheme;
