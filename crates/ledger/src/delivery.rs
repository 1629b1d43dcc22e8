//! A stored delivery, for one origin.

use alloc::string::String;

use crate::state::State;
use crate::statement::Statement;
use crate::store::{Record, Store};

/// The size of the range of numbers for one delivery. The numbers are for its origins and for the parts of its body.
pub(crate) const NUMBERS: i64 = 256;

/// The length of a part of a body, in bytes. Each part is one row, and a row may have at most 2 MB.
pub(crate) const PART: usize = 1 << 20;

#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) seq: i64,
    pub(crate) key: String,
    pub(crate) origin: i64,
    pub(crate) state: State,
    pub(crate) due: i64,
    pub(crate) accepted: i64,
    pub(crate) ended: Option<i64>,
    /// The number of attempts that began.
    pub(crate) number: i64,
    /// The number of attempts that have ended since the acceptance, or since the delivery was redelivered.
    pub(crate) step: i64,
    pub(crate) size: i64,
    pub(crate) parts: i64,
    pub(crate) order_key: Option<String>,
    pub(crate) holder: Option<i64>,
}

impl Delivery {
    fn from_record(mut record: Record) -> Self {
        Self {
            seq: record.integer(0),
            key: record.take_text(1).unwrap_or_default(),
            origin: record.integer(2),
            state: State::from_number(record.integer(3)),
            due: record.integer(4),
            accepted: record.integer(5),
            ended: record.number(6),
            number: record.integer(7),
            step: record.integer(8),
            size: record.integer(9),
            parts: record.integer(10),
            order_key: record.take_text(11),
            holder: record.number(12),
        }
    }

    /// Runs a statement that returns deliveries.
    pub(crate) fn select<S: Store>(
        store: &mut S,
        statement: Statement,
        values: &[crate::store::Value<'_>],
    ) -> Result<alloc::vec::Vec<Self>, S::Error> {
        Ok(store.run(statement, values)?.into_iter().map(Self::from_record).collect())
    }

    /// Finds a delivery for an origin.
    pub(crate) fn find<S: Store>(store: &mut S, key: &str, origin: i64) -> Result<Option<Self>, S::Error> {
        Ok(Self::select(store, Statement::Find, &[key.into(), origin.into()])?.into_iter().next())
    }

    /// Returns the number of the first part of the body. All origins share the body.
    pub(crate) fn body(&self) -> i64 {
        self.seq.saturating_sub(self.origin)
    }

    /// Returns when the key of an ended delivery is no longer known.
    pub(crate) fn window_end(&self, key_window: i64) -> i64 {
        self.ended.unwrap_or(self.accepted).saturating_add(key_window)
    }

    /// Deletes the body, unless another origin needs it, and keeps the rest.
    pub(crate) fn drop_body<S: Store>(&self, store: &mut S) -> Result<(), S::Error> {
        if self.parts == 0 {
            return Ok(());
        }
        store.run(Statement::ForgetBody, &[self.seq.into()])?;
        self.delete_body(store)
    }

    fn delete_body<S: Store>(&self, store: &mut S) -> Result<(), S::Error> {
        let needed = store.run(Statement::NeedsBody, &[self.key.as_str().into(), self.origin.into()])?;
        if needed.is_empty() {
            store.run(Statement::DeleteBody, &[self.body().into(), NUMBERS.into()])?;
        }
        Ok(())
    }

    /// Returns whether the delivery is also stored for another origin.
    pub(crate) fn has_others<S: Store>(&self, store: &mut S) -> Result<bool, S::Error> {
        Ok(Self::select(store, Statement::FindAll, &[self.key.as_str().into()])?.len() > 1)
    }

    /// Deletes the whole delivery.
    pub(crate) fn delete<S: Store>(&self, store: &mut S) -> Result<(), S::Error> {
        if self.parts > 0 {
            self.delete_body(store)?;
        }
        store.run(Statement::Delete, &[self.seq.into()]).map(drop)
    }
}

/// Returns the first number for a new delivery.
///
/// The numbers follow the order of acceptance. They are never smaller than 256 times the time of acceptance.
pub(crate) fn next_seq<S: Store>(store: &mut S, now: i64) -> Result<i64, S::Error> {
    let last = store.run(Statement::LastSeq, &[])?.first().map_or(0, |record| record.integer(0));
    let next = last.checked_div(NUMBERS).unwrap_or(0).saturating_add(1);
    Ok(next.max(now).saturating_mul(NUMBERS))
}
