//! A ledger in a runtime that performs the effects of each step.

use std::string::String;
use std::vec::Vec;

use super::sqlite_store::SqliteStore;
use crate::{About, Acceptance, AttemptId, Context, Effects, Event, Operation, Outcome, Policy, Reply, Send, State};

pub(super) const SECOND: i64 = 1000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const START: i64 = 1_800_000_000_000;

pub(super) struct Fixture {
    pub(super) store: SqliteStore,
    pub(super) policy: Policy,
    pub(super) now: i64,
    pub(super) alarm: Option<i64>,
    pub(super) stored: u64,
    pub(super) random: u64,
    pub(super) alerts: Vec<String>,
}

pub(super) fn taken() -> Outcome<'static> {
    Outcome::Response { status: 200, retry_after: None, webhook_delivery: None, excerpt: "thanks" }
}

pub(super) fn refused(status: u16) -> Outcome<'static> {
    Outcome::Response { status, retry_after: None, webhook_delivery: None, excerpt: "no" }
}

impl Fixture {
    pub(super) fn new() -> Self {
        Self {
            store: SqliteStore::new(),
            policy: Policy::default(),
            now: START,
            alarm: None,
            stored: 0,
            random: 1,
            alerts: Vec::new(),
        }
    }

    pub(super) fn step(&mut self, event: &Event<'_>) -> Effects {
        self.random = self.random.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(1);
        let context = Context { now: self.now, random: self.random, alarm: self.alarm, stored: self.stored };
        let mut effects = self.store.step(&self.policy, event, &context).unwrap();
        self.store.execute("COMMIT");
        self.alarm = effects.alarm.or(self.alarm);
        for alert in std::mem::take(&mut effects.alerts) {
            self.alerts.push(alert.json);
            let (kind, origin, count) = (alert.kind, alert.origin, alert.count);
            self.step(&Event::Alerted { kind, origin, count, sent: true });
        }
        effects
    }

    pub(super) fn accept_in_order(&mut self, key: &str, order_key: Option<&str>) -> Reply {
        let body = self.store.body.len();
        let about = About { webhook_id: key, delivery_id: Some(key), event: Some("order.paid"), scheme: "gilbert", tenant: None };
        let headers = r#"{"content-type":"application/json"}"#;
        self.step(&Event::Accept(Acceptance { key, about, headers, body, order_key })).reply
    }

    pub(super) fn accept(&mut self, key: &str) -> Reply {
        self.accept_in_order(key, None)
    }

    /// Lets time pass until the alarm goes off.
    pub(super) fn ring(&mut self) -> Vec<Send> {
        self.now = self.alarm.take().unwrap().max(self.now);
        self.wake()
    }

    pub(super) fn wake(&mut self) -> Vec<Send> {
        self.step(&Event::Wake).sends
    }

    pub(super) fn end(&mut self, send: &Send, outcome: Outcome<'_>) -> Vec<Send> {
        let attempt = AttemptId { key: &send.key, origin: send.origin, number: send.number };
        self.step(&Event::Attempted { attempt, outcome, took: 12 }).sends
    }

    pub(super) fn operate(&mut self, operation: Operation<'_>) -> Reply {
        self.step(&Event::Operate(operation)).reply
    }

    pub(super) fn json(&mut self, operation: Operation<'_>) -> serde_json::Value {
        match self.operate(operation) {
            Reply::Json(json) | Reply::Status { json, .. } => serde_json::from_str(&json).unwrap(),
            Reply::Page { records, until } => {
                let records = records.iter().map(|(_, json)| serde_json::from_str(json).unwrap());
                serde_json::json!({ "deliveries": records.collect::<Vec<serde_json::Value>>(), "cursor": until })
            }
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn state(&self, key: &str) -> Option<State> {
        let sql = std::format!("SELECT state FROM deliveries WHERE key = '{key}' ORDER BY origin LIMIT 1");
        self.store.numbers(&sql).first().map(|number| State::ALL[usize::try_from(*number).unwrap()])
    }

    pub(super) fn count(&self, table: &str) -> i64 {
        self.store.numbers(&std::format!("SELECT count(*) FROM {table}"))[0]
    }
}
