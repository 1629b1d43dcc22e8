//! Requests that a route refused.

use std::string::{String, ToString as _};
use std::vec::Vec;

use super::fixture::{HOUR, MINUTE, SECOND, START};
use super::sqlite_store::SqliteStore;
use crate::refused::{MOST, MOST_A_MINUTE, RETENTION};
use crate::{Context, Event, Operation, RefusedRequest, Reply, migrate_refused, step_refused};

/// The refused requests of a route, in a runtime that sets the alarm of each step.
struct Kept {
    store: SqliteStore,
    now: i64,
    alarm: Option<i64>,
}

impl Kept {
    fn new() -> Self {
        let mut store = SqliteStore::new();
        migrate_refused(&mut store).unwrap();
        // The migration also runs after each later start.
        migrate_refused(&mut store).unwrap();
        Self { store, now: START, alarm: None }
    }

    fn step(&mut self, event: &Event<'_>) -> Reply {
        let context = Context { now: self.now, random: 7 << 56, alarm: self.alarm, stored: 0 };
        let effects = step_refused(&mut self.store, event, &context).unwrap();
        assert!(effects.sends.is_empty() && effects.alerts.is_empty());
        assert!(effects.alarm.is_none_or(|alarm| alarm > self.now));
        self.alarm = effects.alarm.or(self.alarm);
        effects.reply
    }

    fn refuse(&mut self, code: &str, body: Option<&str>) -> Reply {
        let about = std::format!(r#"{{"at":{},"code":"{code}"}}"#, self.now);
        let length = body.map(|body| i64::try_from(body.len()).unwrap());
        let headers = r#"[["x-gilbert-signature","00"]]"#;
        self.step(&Event::Refuse(RefusedRequest { about: &about, headers, length, body }))
    }

    fn records(&mut self, operation: Operation<'_>) -> Vec<serde_json::Value> {
        match self.step(&Event::Operate(operation)) {
            Reply::Page { records, until: None } => records
                .iter()
                .map(|(seq, json)| {
                    let record: serde_json::Value = serde_json::from_str(json).unwrap();
                    assert_eq!(record["id"], seq.to_string());
                    record
                })
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    fn list(&mut self) -> Vec<serde_json::Value> {
        self.records(Operation::ListRefused { code: "", cursor: None })
    }
}

fn id_of(record: &serde_json::Value) -> i64 {
    record["id"].as_str().unwrap().parse().unwrap()
}

#[test]
fn a_refused_request_is_listed_without_its_body_and_shown_with_it() {
    let mut kept = Kept::new();
    assert_eq!(kept.refuse("signature_mismatch", Some("e30=")), Reply::Accepted);
    kept.now += 1;
    assert_eq!(kept.refuse("missing_header", None), Reply::Accepted);
    let listed = kept.list();
    let codes: Vec<&str> = listed.iter().map(|record| record["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["missing_header", "signature_mismatch"], "the newest first");
    assert_eq!(listed[0]["bytes"], serde_json::Value::Null);
    assert_eq!((&listed[1]["bytes"], &listed[1]["isCut"], &listed[1]["at"]), (&4.into(), &false.into(), &START.into()));
    assert!(listed.iter().all(|record| record.get("bodyBase64").is_none() && record.get("headers").is_none()));

    let shown = kept.records(Operation::ShowRefused { id: id_of(&listed[1]) });
    assert_eq!(shown[0]["bodyBase64"], "e30=");
    assert_eq!(shown[0]["headers"][0][0], "x-gilbert-signature");
    let shown = kept.records(Operation::ShowRefused { id: id_of(&listed[0]) });
    assert_eq!(shown[0]["bodyBase64"], serde_json::Value::Null);
    assert_eq!(kept.step(&Event::Operate(Operation::ShowRefused { id: 1 })), Reply::NotFound);
}

#[test]
fn a_list_is_of_one_code_and_goes_on_where_the_page_before_ended() {
    let mut kept = Kept::new();
    for code in ["a", "b", "a"] {
        kept.refuse(code, None);
        kept.now += 1;
    }
    let of_one = kept.records(Operation::ListRefused { code: "a", cursor: None });
    assert_eq!(of_one.len(), 2);
    let rest = kept.records(Operation::ListRefused { code: "", cursor: Some(id_of(&of_one[0])) });
    assert_eq!(rest.iter().map(|record| record["code"].as_str().unwrap()).collect::<Vec<_>>(), ["b", "a"]);
}

#[test]
fn the_oldest_goes_when_there_are_too_many() {
    let mut kept = Kept::new();
    for number in 0..60 {
        assert_eq!(kept.refuse(&number.to_string(), Some("x")), Reply::Accepted);
        // Several requests in one millisecond also get different numbers.
        kept.now += number % 2;
    }
    let listed = kept.list();
    assert_eq!(i64::try_from(listed.len()).unwrap(), MOST);
    assert_eq!((&listed[0]["code"], &listed[49]["code"]), (&"59".into(), &"10".into()));
    assert_eq!(kept.store.numbers("SELECT count(*) FROM refused"), [MOST]);
}

#[test]
fn a_flood_writes_no_more_than_is_allowed_within_a_minute() {
    let mut kept = Kept::new();
    let flood = |kept: &mut Kept| {
        let replies: Vec<Reply> = (0..MOST_A_MINUTE + 50).map(|_| kept.refuse("x", None)).collect();
        let written = replies.iter().filter(|reply| **reply == Reply::Accepted).count();
        assert_eq!(i64::try_from(written).unwrap(), MOST_A_MINUTE);
        assert_eq!(replies.last(), Some(&Reply::Full));
        let before = kept.store.work.changes;
        kept.refuse("x", None);
        assert_eq!(kept.store.work.changes, before, "nothing is written");
    };
    flood(&mut kept);
    kept.now += MINUTE - 1;
    assert_eq!(kept.refuse("x", None), Reply::Full);
    kept.now += 1;
    flood(&mut kept);
    // A clock that was set back does not block requests until it reaches the old time again.
    kept.now -= HOUR;
    assert_eq!(kept.refuse("x", None), Reply::Accepted);
}

#[test]
fn what_is_too_old_is_deleted_when_the_alarm_goes_off() {
    let mut kept = Kept::new();
    kept.refuse("old", Some("x"));
    let first = kept.alarm.unwrap();
    assert!((RETENTION..=RETENTION + 10 * MINUTE).contains(&(first - START)), "{}", first - START);
    kept.now += 2 * HOUR;
    kept.refuse("new", Some("x"));
    assert_eq!(kept.alarm, Some(first), "one that goes off early enough stays");
    kept.now = first;
    kept.alarm = None;
    kept.step(&Event::Wake);
    assert_eq!(kept.list().len(), 1);
    kept.now = kept.alarm.take().unwrap();
    kept.step(&Event::Wake);
    assert!(kept.list().is_empty());
    assert_eq!(kept.alarm, None, "an empty one never wakes");
}

#[test]
fn one_is_erased_or_all_are() {
    let mut kept = Kept::new();
    for _ in 0..3 {
        kept.refuse("x", Some("x"));
        kept.now += SECOND;
    }
    let id = id_of(&kept.list()[1]);
    let erase = |kept: &mut Kept, id| kept.step(&Event::Operate(Operation::EraseRefused { id }));
    assert_eq!(erase(&mut kept, Some(id)), Reply::Json(r#"{"count":1}"#.to_string()));
    assert_eq!(erase(&mut kept, Some(id)), Reply::NotFound);
    assert_eq!(kept.list().len(), 2);
    assert_eq!(erase(&mut kept, None), Reply::Json(r#"{"count":2}"#.to_string()));
    assert_eq!(erase(&mut kept, None), Reply::Json(String::from(r#"{"count":0}"#)));
    assert!(kept.list().is_empty());
}

#[test]
fn a_ledger_has_no_refused_requests_and_such_an_object_no_deliveries() {
    let mut ledger = super::fixture::Fixture::new();
    ledger.step(&Event::Refuse(RefusedRequest { about: "{}", headers: "[]", length: None, body: None }));
    assert_eq!(ledger.operate(Operation::ListRefused { code: "", cursor: None }), Reply::NotFound);
    let mut kept = Kept::new();
    kept.refuse("x", None);
    assert_eq!(
        kept.step(&Event::Operate(Operation::List {
            states: 0,
            from: 0,
            before: i64::MAX,
            text: "",
            cursor: None,
            limit: 10,
            whole: false
        })),
        Reply::None
    );
    assert_eq!(kept.store.numbers("SELECT count(*) FROM deliveries"), [0]);
}
