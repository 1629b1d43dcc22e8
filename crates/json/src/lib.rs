//! JSON as JavaScript reads and prints it, for hosts that have no JavaScript.
//!
//! Providers that sign `JSON.stringify` of a body run JavaScript, and so do most hosts of hookward. A host without JavaScript
//! gets the same bytes from this crate. ECMAScript defines which of two members with the same name counts, how `1E3` is printed,
//! and the order of members. `js/test/component.test.js` compares the output with that of a runtime.

mod member;
mod number;
mod stringify;
mod text;

pub use member::{scalar, text};
pub use stringify::stringify;
