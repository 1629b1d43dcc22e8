//! SQLite in memory, as a store. It runs the same statements as a Durable Object.

use std::string::{String, ToString as _};
use std::vec::Vec;

use rusqlite::types::{Value as SqlValue, ValueRef};
use rusqlite::{Connection, StatementStatus};

use crate::{Cell, Effects, Event, Policy, Record, Statement, Store, Value};

/// The work of statements: the steps of SQLite's machine, and searches without an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Work {
    pub(super) machine_steps: i32,
    pub(super) full_scan_steps: i32,
    pub(super) sorts: i32,
    pub(super) changes: u64,
}

pub(super) struct SqliteStore {
    pub(super) connection: Connection,
    pub(super) body: Vec<u8>,
    /// The number of statements that succeed before one fails.
    pub(super) fails_after: Option<u32>,
    pub(super) work: Work,
    pub(super) statements: Vec<Statement>,
}

impl SqliteStore {
    pub(super) fn new() -> Self {
        let connection = Connection::open_in_memory().unwrap();
        connection.set_prepared_statement_cache_capacity(128);
        let mut store = Self { connection, body: vec![7; 10], fails_after: None, work: Work::default(), statements: Vec::new() };
        assert!(crate::migrate(&mut store).unwrap());
        store
    }

    pub(super) fn execute(&self, sql: &str) {
        self.connection.execute_batch(sql).unwrap();
    }

    /// Makes a step in a transaction. The transaction stays open if the step succeeded.
    pub(super) fn step(&mut self, policy: &Policy, event: &Event<'_>, context: &crate::Context) -> Result<Effects, String> {
        self.execute("BEGIN");
        let result = crate::step(self, policy, event, context);
        self.fails_after = None;
        if result.is_err() {
            self.execute("ROLLBACK");
        }
        result
    }

    /// Returns the numbers that a query finds.
    pub(super) fn numbers(&self, sql: &str) -> Vec<i64> {
        let mut statement = self.connection.prepare_cached(sql).unwrap();
        let found = statement.query_map([], |columns| columns.get(0)).unwrap();
        found.collect::<Result<_, _>>().unwrap()
    }
}

impl Store for SqliteStore {
    type Error = String;

    fn run(&mut self, statement: Statement, values: &[Value<'_>]) -> Result<Vec<Record>, String> {
        if let Some(left) = self.fails_after.as_mut() {
            if *left == 0 {
                return Err("the storage failed".to_string());
            }
            *left -= 1;
        }
        self.statements.push(statement);
        let changes = self.connection.total_changes();
        let mut prepared = self.connection.prepare_cached(statement.sql()).map_err(|error| error.to_string())?;
        assert_eq!(prepared.parameter_count(), values.len(), "{statement:?}");
        let values = values.iter().map(|value| match *value {
            Value::Null => SqlValue::Null,
            Value::Integer(value) => SqlValue::Integer(value),
            Value::Text(value) => SqlValue::Text(value.to_string()),
            Value::Body { start, end } => SqlValue::Blob(self.body[start..end].to_vec()),
        });
        let columns = prepared.column_count();
        let mut found = Vec::new();
        {
            let mut records = prepared.query(rusqlite::params_from_iter(values)).map_err(|error| error.to_string())?;
            while let Some(record) = records.next().map_err(|error| error.to_string())? {
                let cells = (0..columns).map(|column| match record.get_ref(column).unwrap() {
                    ValueRef::Integer(value) => Cell::Integer(value),
                    ValueRef::Text(value) => Cell::Text(String::from_utf8(value.to_vec()).unwrap()),
                    _ => Cell::Null,
                });
                found.push(Record(cells.collect()));
            }
        }
        self.work.machine_steps += prepared.reset_status(StatementStatus::VmStep);
        self.work.full_scan_steps += prepared.reset_status(StatementStatus::FullscanStep);
        self.work.sorts += prepared.reset_status(StatementStatus::Sort);
        drop(prepared);
        self.work.changes += self.connection.total_changes() - changes;
        Ok(found)
    }
}
