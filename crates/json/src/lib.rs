//! JSON as JavaScript reads and prints it, for hosts that have no JavaScript.
//!
//! Providers that sign `JSON.stringify` of a body run JavaScript, and so do most faces of hookward. A host that does not gets the same
//! bytes here: which of two equal names wins, how `1E3` is printed and in which order members stand are ECMAScript's decisions.
//! `js/test/component.test.js` compares them with a runtime's own.

mod member;
mod number;
mod stringify;
mod text;

pub use member::{scalar, text};
pub use stringify::stringify;
