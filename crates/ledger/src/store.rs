//! The storage of a ledger: one synchronous call that runs a statement.

use alloc::string::String;
use alloc::vec::Vec;

use crate::statement::Statement;

/// The largest number that is passed to a store as a JavaScript number without loss.
pub(crate) const MOST: i64 = (1 << 53) - 1;

/// A value for a parameter of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'v> {
    /// NULL.
    Null,
    /// A number, up to 2^53.
    Integer(i64),
    /// A text.
    Text(&'v str),
    /// A part of the body that is being accepted, as a BLOB. The store has the body, so the ledger never receives its bytes.
    Body {
        /// The start of the part.
        start: usize,
        /// The end of the part.
        end: usize,
    },
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(value: &'v str) -> Self {
        Self::Text(value)
    }
}

impl<'v> From<Option<&'v str>> for Value<'v> {
    fn from(value: Option<&'v str>) -> Self {
        value.map_or(Self::Null, Self::Text)
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::Null, Self::Integer)
    }
}

/// A column of a row that a statement returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// NULL.
    Null,
    /// A number.
    Integer(i64),
    /// A text.
    Text(String),
}

/// A row that a statement returned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record(pub Vec<Cell>);

impl Record {
    /// Returns a column's number, or 0 if it has none.
    pub fn integer(&self, column: usize) -> i64 {
        self.number(column).unwrap_or(0)
    }

    /// Returns a column's number, if it has one.
    pub fn number(&self, column: usize) -> Option<i64> {
        match self.0.get(column) {
            Some(Cell::Integer(value)) => Some(*value),
            _ => None,
        }
    }

    /// Takes a column's text out of the record.
    pub fn take_text(&mut self, column: usize) -> Option<String> {
        match self.0.get_mut(column) {
            Some(Cell::Text(value)) => Some(core::mem::take(value)),
            _ => None,
        }
    }
}

/// SQLite as a ledger uses it: with synchronous calls, inside a transaction that the caller began.
///
/// If a call fails, the caller rolls back the transaction. A step is stored completely or not at all.
pub trait Store {
    /// The caller's own error.
    type Error;

    /// Runs a statement to its end and returns its rows.
    ///
    /// # Errors
    /// Returns an error if the statement cannot be run.
    fn run(&mut self, statement: Statement, values: &[Value<'_>]) -> Result<Vec<Record>, Self::Error>;
}
