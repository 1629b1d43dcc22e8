//! The operations that operators request.

use super::fixture::{Fixture, HOUR, MINUTE, SECOND, START, refused, taken};
use std::string::String;

use crate::{Operation, Reply, State};

fn list(text: &str) -> Operation<'_> {
    Operation::List { states: 0, from: 0, before: i64::MAX, text, cursor: None, limit: 100, whole: false }
}

fn dead(ledger: &mut Fixture, key: &str) {
    ledger.accept(key);
    let send = ledger.ring().pop().unwrap();
    ledger.end(&send, refused(410));
    assert_eq!(ledger.state(key), Some(State::Dead));
}

#[test]
fn a_list_is_newest_first_in_pages_and_by_state_time_and_text() {
    let mut ledger = Fixture::new();
    ledger.operate(Operation::Pause);
    for number in 0..25 {
        ledger.accept(&std::format!("k{number:02}"));
        ledger.now += MINUTE;
    }
    let mut cursor = None;
    let mut keys = vec![];
    loop {
        let page =
            ledger.json(Operation::List { states: 0, from: 0, before: i64::MAX, text: "", cursor, limit: 10, whole: false });
        keys.extend(page["deliveries"].as_array().unwrap().iter().map(|one| String::from(one["key"].as_str().unwrap())));
        cursor = page["cursor"].as_i64();
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(keys, (0..25).rev().map(|number| std::format!("k{number:02}")).collect::<std::vec::Vec<_>>());
    let some = ledger.json(list("k1"));
    assert_eq!(some["deliveries"].as_array().unwrap().len(), 10);
    assert_eq!(ledger.json(list("%"))["deliveries"].as_array().unwrap().len(), 0);
    let (from, before) = (START + 5 * MINUTE, START + 7 * MINUTE);
    let timely = ledger.json(Operation::List { states: 0, from, before, text: "", cursor: None, limit: 10, whole: false });
    assert_eq!(timely["deliveries"].as_array().unwrap().len(), 2);
    let states = 1 << (State::Delivered as i64);
    let delivered =
        ledger.json(Operation::List { states, from: 0, before: i64::MAX, text: "", cursor: None, limit: 9, whole: false });
    assert_eq!(delivered["deliveries"].as_array().unwrap().len(), 0);
}

#[test]
fn one_delivery_is_shown_with_its_headers_and_attempts() {
    let mut ledger = Fixture::new();
    ledger.accept("k");
    let send = ledger.ring().pop().unwrap();
    ledger.end(&send, taken());
    let shown = ledger.json(Operation::Show { key: "k" });
    let delivery = &shown["deliveries"][0];
    assert_eq!(delivery["state"], "delivered");
    assert_eq!(delivery["headers"]["content-type"], "application/json");
    assert_eq!(delivery["attempts"][0]["status"], 200);
    assert_eq!(delivery["attempts"][0]["took"], 12);
    assert_eq!(delivery["acceptedAt"], START);
    assert_eq!(ledger.operate(Operation::Show { key: "other" }), Reply::NotFound);
}

#[test]
fn whole_pages_have_headers_and_attempts_and_a_hundred_records_at_most() {
    let mut ledger = Fixture::new();
    dead(&mut ledger, "k");
    let whole = Operation::List { states: 0, from: 0, before: i64::MAX, text: "", cursor: None, limit: 1000, whole: true };
    let shown = ledger.json(Operation::Show { key: "k" });
    assert_eq!(ledger.json(whole)["deliveries"], shown["deliveries"]);
    assert!(ledger.json(list(""))["deliveries"][0].get("attempts").is_none());
    ledger.operate(Operation::Pause);
    for number in 0..100 {
        ledger.accept(&std::format!("k{number}"));
    }
    let page = ledger.json(whole);
    assert_eq!((page["deliveries"].as_array().unwrap().len(), page["cursor"].is_i64()), (100, true));
}

#[test]
fn a_state_is_found_by_the_name_that_records_have() {
    let mut ledger = Fixture::new();
    for state in State::ALL {
        let (number, key) = (state as i64, std::format!("{state:?}"));
        ledger.store.execute(&std::format!(
            "INSERT INTO deliveries (seq, key, origin, state, due, accepted) VALUES ({number}, '{key}', 0, {number}, 0, 0)"
        ));
        let shown = ledger.json(Operation::Show { key: &key });
        let name = shown["deliveries"][0]["state"].as_str().unwrap();
        assert_ne!(State::named(name).unwrap() & (1 << number), 0, "{name}");
    }
    assert_eq!(State::named("alive"), None);
}

#[test]
fn a_dead_delivery_is_sent_again_under_its_id_with_the_whole_schedule() {
    let mut ledger = Fixture::new();
    dead(&mut ledger, "k");
    assert!(matches!(ledger.operate(Operation::Status), Reply::Status { ok: false, .. }));
    assert_eq!(ledger.json(Operation::Redeliver { key: "k" })["count"], 1);
    assert!(matches!(ledger.operate(Operation::Status), Reply::Status { ok: true, .. }));
    let send = ledger.ring().pop().unwrap();
    assert_eq!((send.key.as_str(), send.number), ("k", 2));
    assert_eq!(ledger.operate(Operation::Redeliver { key: "k" }), Reply::NotPossible, "it is in flight");
    ledger.end(&send, refused(500));
    assert_eq!(ledger.state("k"), Some(State::Retrying));
    assert_eq!(ledger.operate(Operation::Redeliver { key: "other" }), Reply::NotFound);
}

#[test]
fn all_dead_ones_are_sent_again_in_bounded_steps() {
    let mut ledger = Fixture::new();
    ledger.store.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) INSERT INTO deliveries (seq, \
         key, origin, state, due, accepted, ended, parts) SELECT i * 256, i, 0, 7, i, i, i, 1 FROM n",
    );
    let mut counts = vec![];
    loop {
        let reply = ledger.json(Operation::RedeliverDead);
        counts.push(reply["count"].as_i64().unwrap());
        if reply["more"] == false {
            break;
        }
    }
    assert_eq!(counts, [500, 500, 200]);
    assert_eq!(ledger.store.numbers("SELECT DISTINCT state FROM deliveries"), [State::Retrying as i64]);
}

#[test]
fn a_range_of_time_is_sent_again_whether_delivered_or_dead() {
    let mut ledger = Fixture::new();
    for key in ["a", "b", "c"] {
        ledger.accept(key);
        let send = ledger.ring().pop().unwrap();
        ledger.end(&send, taken());
        ledger.now += HOUR;
    }
    let (from, before) = (START + HOUR, START + 3 * HOUR);
    let reply = ledger.json(Operation::RedeliverRange { from, before, cursor: None });
    assert_eq!((&reply["count"], reply["cursor"].is_null()), (&serde_json::json!(2), true));
    assert_eq!(ledger.state("a"), Some(State::Delivered));
    assert_eq!(ledger.ring().len(), 2);
}

#[test]
fn a_range_among_many_is_found_in_bounded_steps() {
    let mut ledger = Fixture::new();
    ledger.store.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 15000) INSERT INTO deliveries (seq, key, origin, \
         state, due, accepted, ended, parts) SELECT i * 256, i, 0, iif(i = 12345, 6, 2), i, i, i, 1 FROM n",
    );
    let (from, before) = (1, 15_000);
    let first = ledger.json(Operation::RedeliverRange { from, before, cursor: None });
    assert_eq!(first, serde_json::json!({ "count": 0, "cursor": "2560000" }));
    let cursor = Some(10_000 * 256);
    let second = ledger.json(Operation::RedeliverRange { from, before, cursor });
    assert_eq!(second, serde_json::json!({ "count": 1, "cursor": null }));
}

#[test]
fn a_dead_delivery_whose_time_is_over_before_that_of_its_key_is_reported_no_more() {
    let mut ledger = Fixture::new();
    ledger.policy.dead_retention = HOUR;
    dead(&mut ledger, "k");
    ledger.now += HOUR + MINUTE;
    ledger.wake();
    assert_eq!(ledger.accept("k"), Reply::Duplicate);
    assert!(matches!(ledger.operate(Operation::Status), Reply::Status { ok: true, .. }));
    assert_eq!(ledger.json(Operation::RedeliverDead), serde_json::json!({ "count": 0, "more": false }));
}

#[test]
fn dismissed_ones_no_longer_make_the_status_bad_and_are_not_sent() {
    let mut ledger = Fixture::new();
    dead(&mut ledger, "k");
    dead(&mut ledger, "l");
    ledger.operate(Operation::Dismiss { key: "k" });
    assert_eq!(ledger.operate(Operation::Dismiss { key: "k" }), Reply::NotPossible);
    assert!(matches!(ledger.operate(Operation::Status), Reply::Status { ok: false, .. }));
    ledger.operate(Operation::DismissDead);
    assert!(matches!(ledger.operate(Operation::Status), Reply::Status { ok: true, .. }));
    ledger.now += HOUR;
    assert!(ledger.wake().is_empty());
    assert_eq!(ledger.state("k"), Some(State::Dismissed));
}

#[test]
fn an_erased_delivery_has_no_content_and_its_key_is_known_until_its_window_ends() {
    let mut ledger = Fixture::new();
    for key in ["waiting", "done"] {
        ledger.accept(key);
    }
    let sends = ledger.ring();
    ledger.end(&sends[1], taken());
    for key in ["waiting", "done"] {
        ledger.operate(Operation::Erase { key });
        assert_eq!(ledger.accept(key), Reply::Duplicate);
        let shown = ledger.json(Operation::Show { key });
        assert_eq!(shown["deliveries"][0]["state"], "erased");
        assert!(shown["deliveries"][0]["headers"].is_null());
        assert_eq!(shown["deliveries"][0]["attempts"], serde_json::json!([]));
        assert_eq!(ledger.operate(Operation::Redeliver { key }), Reply::NotPossible);
    }
    assert_eq!(ledger.count("bodies"), 0);
    // The attempt that was in flight no longer changes anything.
    ledger.end(&sends[0], refused(500));
    assert_eq!(ledger.state("waiting"), Some(State::Erased));
    ledger.now += 24 * HOUR;
    ledger.wake();
    assert_eq!(ledger.count("deliveries"), 0);
}

#[test]
fn what_waits_too_long_makes_the_status_bad_and_is_reported_once() {
    let mut ledger = Fixture::new();
    ledger.operate(Operation::Pause);
    ledger.accept("k");
    assert!(matches!(ledger.operate(Operation::Status), Reply::Status { ok: true, .. }));
    while ledger.now < START + 2 * HOUR {
        ledger.ring();
        ledger.now += 10 * SECOND;
        ledger.alarm = Some(ledger.alarm.unwrap_or(ledger.now + MINUTE).min(ledger.now + 10 * MINUTE));
    }
    assert!(matches!(ledger.operate(Operation::Status), Reply::Status { ok: false, .. }));
    assert_eq!(ledger.alerts.iter().filter(|alert| alert.contains("waiting_too_long")).count(), 1);
    assert_eq!(ledger.json(Operation::Status)["oldestAcceptedAt"], START);
}

#[test]
fn alerts_of_one_kind_are_sent_once_a_minute_with_how_many_there_were() {
    let mut ledger = Fixture::new();
    for number in 0..20 {
        dead(&mut ledger, &std::format!("k{number}"));
    }
    assert_eq!(ledger.alerts.len(), 1);
    ledger.now += MINUTE;
    ledger.wake();
    assert_eq!(ledger.alerts.len(), 2);
    assert!(ledger.alerts[1].contains(r#""count":19"#), "{:?}", ledger.alerts);
}

#[test]
fn a_body_goes_before_its_key_and_a_dead_delivery_after_thirty_days() {
    let mut ledger = Fixture::new();
    ledger.policy.body_retention = HOUR;
    ledger.accept("k");
    let send = ledger.ring().pop().unwrap();
    ledger.end(&send, taken());
    dead(&mut ledger, "dead");
    ledger.now += HOUR + MINUTE;
    ledger.wake();
    assert_eq!(ledger.count("bodies"), 1, "that of the dead one");
    assert_eq!(ledger.accept("k"), Reply::Duplicate);
    ledger.now += 23 * HOUR;
    ledger.wake();
    assert_eq!(ledger.state("k"), None);
    ledger.now += 28 * 24 * HOUR;
    ledger.wake();
    assert_eq!(ledger.state("dead"), Some(State::Dead));
    ledger.now += 24 * HOUR;
    ledger.wake();
    assert_eq!((ledger.count("deliveries"), ledger.count("bodies")), (0, 0));
}

#[test]
fn retention_goes_on_by_alarm_in_bounded_steps() {
    let mut ledger = Fixture::new();
    ledger.store.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250) INSERT INTO deliveries (seq, \
         key, origin, state, due, accepted, ended, parts) SELECT i * 256, i, 0, 6, i, i, i, 1 FROM n",
    );
    let mut left = vec![];
    ledger.wake();
    while ledger.count("deliveries") > 0 {
        left.push(ledger.count("deliveries"));
        ledger.ring();
    }
    assert_eq!(left, [150, 50]);
}

#[test]
fn storage_that_a_newer_program_wrote_is_not_touched() {
    let mut ledger = Fixture::new();
    assert!(crate::migrate(&mut ledger.store).unwrap(), "it is current");
    ledger.store.execute("UPDATE meta SET value = 999 WHERE name = 'version'");
    assert!(!crate::migrate(&mut ledger.store).unwrap());
}
