//! Acceptance, and the order of attempts.

use std::vec::Vec;

use super::fixture::{Fixture, MINUTE, SECOND, START, refused, taken};
use super::sqlite_store::SqliteStore;
use crate::{Acceptance, Context, Event, OriginLimits, Policy, Reply, State, Statement, Store as _, Value};

#[test]
fn a_delivery_is_stored_with_its_body_and_an_alarm_in_one_step() {
    let mut ledger = Fixture::new();
    assert_eq!(ledger.accept("k"), Reply::Accepted);
    assert_eq!(ledger.state("k"), Some(State::New));
    assert_eq!(ledger.alarm, Some(START + 5));
    let sends = ledger.ring();
    assert_eq!((sends.len(), sends[0].key.as_str(), sends[0].number), (1, "k", 1));
    assert!(ledger.end(&sends[0], taken()).is_empty());
    assert_eq!(ledger.state("k"), Some(State::Delivered));
    assert!(ledger.wake().is_empty());
}

#[test]
fn a_duplicate_is_acknowledged_without_a_second_row() {
    let mut ledger = Fixture::new();
    ledger.accept("k");
    assert_eq!(ledger.accept("k"), Reply::Duplicate);
    let send = &ledger.ring()[0];
    assert_eq!(ledger.accept("k"), Reply::Duplicate);
    ledger.end(send, taken());
    assert_eq!(ledger.accept("k"), Reply::Duplicate);
    assert_eq!((ledger.count("deliveries"), ledger.count("bodies")), (1, 1));
}

#[test]
fn a_body_above_a_rows_size_is_stored_in_several_and_comes_back_byte_for_byte() {
    let mut ledger = Fixture::new();
    ledger.store.body = (0..=255_u8).cycle().take((5 << 19) + 3).collect();
    assert_eq!(ledger.accept("k"), Reply::Accepted);
    ledger.store.body = vec![1, 2, 3];
    ledger.now += 1;
    ledger.accept("next");
    let send = &ledger.ring()[0];
    assert_eq!(send.parts, 3);
    let body = |send: &crate::Send| -> Vec<u8> {
        let mut statement = ledger.store.connection.prepare(Statement::Body.sql()).unwrap();
        let parts = statement.query_map([send.body, send.parts], |columns| columns.get::<_, Vec<u8>>(0)).unwrap();
        parts.flat_map(Result::unwrap).collect()
    };
    assert_eq!(body(send), (0..=255_u8).cycle().take((5 << 19) + 3).collect::<Vec<u8>>());
    let content = ledger.store.run(Statement::Content, &[Value::Integer(send.seq)]).unwrap();
    assert_eq!(content[0].clone().take_text(0).as_deref(), Some("k"));
}

#[test]
fn what_is_too_large_or_finds_the_storage_nearly_full_is_not_acknowledged() {
    let mut ledger = Fixture::new();
    ledger.policy.max_body = 9;
    assert_eq!(ledger.accept("k"), Reply::TooLarge);
    ledger.policy.max_body = 10;
    ledger.stored = ledger.policy.max_stored + 1;
    assert_eq!(ledger.accept("k"), Reply::Full);
    assert_eq!(ledger.count("deliveries"), 0);
    ledger.stored = ledger.policy.max_stored;
    assert_eq!(ledger.accept("k"), Reply::Accepted);
    ledger.stored += 1;
    assert_eq!(ledger.accept("k"), Reply::Duplicate);

    let headers = "x".repeat(300_000);
    let acceptance = Acceptance { key: "long", headers: &headers, ..Acceptance::default() };
    assert_eq!(ledger.step(&Event::Accept(acceptance)).reply, Reply::TooLarge);
}

#[test]
fn a_step_that_fails_at_any_statement_leaves_nothing_behind() {
    for fails_after in 0.. {
        let mut store = SqliteStore::new();
        store.fails_after = Some(fails_after);
        let context = Context { now: START, random: 3, alarm: None, stored: 0 };
        let event = Event::Accept(Acceptance { key: "k", headers: "{}", body: 10, ..Acceptance::default() });
        let result = store.step(&Policy::default(), &event, &context);
        if result.is_ok() {
            assert!(fails_after >= 5, "the step has only {fails_after} statements");
            return;
        }
        assert_eq!(store.numbers("SELECT count(*) FROM deliveries UNION ALL SELECT count(*) FROM bodies"), [0, 0]);
    }
}

#[test]
fn several_origins_each_have_their_own_attempts_and_share_the_body() {
    let mut ledger = Fixture::new();
    ledger.policy.origins = vec![OriginLimits::default(); 2];
    ledger.policy.body_retention = 0;
    ledger.accept("k");
    let sends = ledger.ring();
    assert_eq!(sends.iter().map(|send| send.origin).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(sends[0].body, sends[1].body);
    ledger.end(&sends[0], taken());
    ledger.wake();
    assert_eq!(ledger.count("bodies"), 1, "the second origin needs it");
    ledger.end(&sends[1], refused(503));
    ledger.now += 7 * SECOND;
    let sends = ledger.wake();
    assert_eq!((sends.len(), sends[0].origin, sends[0].number), (1, 1, 2));
    ledger.end(&sends[0], taken());
    ledger.wake();
    assert_eq!(ledger.count("bodies"), 0);
}

#[test]
fn what_waits_for_an_origin_that_was_removed_dies_and_is_reported() {
    let mut ledger = Fixture::new();
    ledger.policy.origins = vec![OriginLimits::default(); 2];
    ledger.accept("k");
    ledger.policy.origins.pop();
    let sends = ledger.ring();
    assert_eq!(sends.len(), 1);
    assert!(ledger.alerts[0].contains(r#""type":"delivery_dead","origin":1"#), "{:?}", ledger.alerts);
}

#[test]
fn the_order_is_kept_among_deliveries_with_one_key_and_holds_up_no_others() {
    let mut ledger = Fixture::new();
    for key in ["a1", "a2", "a3"] {
        ledger.accept_in_order(key, Some("a"));
        ledger.now += 1;
    }
    ledger.accept_in_order("b1", Some("b"));
    ledger.accept("c1");
    let sends = ledger.ring();
    assert_eq!(sends.iter().map(|send| send.key.as_str()).collect::<Vec<_>>(), ["a1", "b1", "c1"]);
    // The attempt failed, so the later deliveries wait for its next attempt.
    assert!(ledger.end(&sends[0], refused(500)).is_empty());
    ledger.now += 7 * SECOND;
    let again = ledger.wake();
    assert_eq!((again.len(), again[0].key.as_str()), (1, "a1"));
    let next = ledger.end(&again[0], taken());
    assert_eq!((next.len(), next[0].key.as_str()), (1, "a2"));
    // A dead delivery passes the turn to the next delivery.
    let next = ledger.end(&next[0], refused(410));
    assert_eq!((next.len(), next[0].key.as_str()), (1, "a3"));
}

#[test]
fn an_attempt_that_was_in_flight_when_the_ledger_was_killed_is_made_again() {
    let mut ledger = Fixture::new();
    ledger.accept("k");
    ledger.ring();
    // Only the rows and the alarm of the runtime remain.
    assert_eq!(ledger.alarm, Some(ledger.now + MINUTE));
    assert!(ledger.ring().is_empty());
    assert_eq!(ledger.state("k"), Some(State::Retrying));
    let again = ledger.ring();
    assert_eq!((again.len(), again[0].number), (1, 2));
}
