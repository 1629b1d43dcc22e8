//! Schemes and messages for JavaScript. This module compiles custom schemes and converts the numbers of a refusal to a message.
//!
//! It is a separate module, because it is several times as large as the module that verifies. A program that uses built-in
//! schemes and receives only genuine deliveries never needs it. This module does not verify anything.

mod memory;
mod messages;
mod scheme;

pub use messages::{Messages, challenge_message, config_message};
pub use scheme::compile_scheme;
