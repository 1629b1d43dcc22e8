//! Attempts that fail, and the time of the next attempt.

use std::collections::BTreeSet;
use std::vec::Vec;

use super::fixture::{Fixture, HOUR, MINUTE, SECOND, START, refused, taken};
use crate::{Operation, Outcome, State};

#[test]
fn attempts_follow_the_schedule_within_a_fifth_and_then_the_delivery_is_dead_and_reported() {
    let mut ledger = Fixture::new();
    ledger.accept("k");
    let delays = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];
    for delay in delays {
        let send = ledger.ring().pop().or_else(|| ledger.ring().pop()).unwrap();
        let failed_at = ledger.now;
        ledger.end(&send, refused(500));
        let due = ledger.store.numbers("SELECT due FROM deliveries")[0] - failed_at;
        assert!((delay * 8 / 10..=delay * 12 / 10).contains(&due), "{due} for {delay}");
        ledger.now = failed_at + due;
        ledger.alarm = Some(ledger.now);
    }
    let send = ledger.ring().pop().unwrap();
    assert_eq!(send.number, 8);
    ledger.end(&send, refused(500));
    assert_eq!(ledger.state("k"), Some(State::Dead));
    let died = ledger.alerts.iter().find(|alert| alert.contains("delivery_dead")).unwrap();
    assert!(died.contains(r#""origin":0,"count":1,"key":"k""#), "{died}");
    let shown = ledger.json(Operation::Show { key: "k" });
    assert_eq!(shown["deliveries"][0]["reason"], "attempts_exhausted");
    assert_eq!(shown["deliveries"][0]["attempts"].as_array().unwrap().len(), 8);
    assert_eq!(shown["deliveries"][0]["attempts"][7]["status"], 500);
    assert_eq!(shown["deliveries"][0]["attempts"][7]["response"], "no");
}

#[test]
fn many_deliveries_that_fail_at_once_do_not_come_back_at_once() {
    let mut ledger = Fixture::new();
    ledger.policy.origins[0].concurrency = 200;
    for number in 0..100 {
        ledger.accept(&std::format!("k{number}"));
    }
    ledger.now += SECOND;
    for send in ledger.wake() {
        ledger.end(&send, refused(400));
    }
    let dues: BTreeSet<i64> = ledger.store.numbers("SELECT due FROM deliveries").into_iter().collect();
    assert!(dues.len() > 80, "{}", dues.len());
}

#[test]
fn the_next_attempt_is_at_the_later_of_schedule_and_retry_after_up_to_ten_hours() {
    // The ledger starts at 2027-01-15T08:00:00Z. The first attempt is made 5 ms later.
    let cases = [
        ("1", 4 * SECOND..=6 * SECOND),
        ("120", 120 * SECOND..=120 * SECOND),
        ("999999999999999999999999", 10 * HOUR..=10 * HOUR),
        ("Fri, 15 Jan 2027 08:10:00 GMT", 600 * SECOND - 5..=600 * SECOND - 5),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 4 * SECOND..=6 * SECOND),
        ("Wed, 29 Feb 2028 08:10:00 GMT", 10 * HOUR..=10 * HOUR),
        ("soon", 4 * SECOND..=6 * SECOND),
        ("-5", 4 * SECOND..=6 * SECOND),
        ("", 4 * SECOND..=6 * SECOND),
    ];
    for (value, expected) in cases {
        let mut ledger = Fixture::new();
        assert_eq!(START, 1_800_000_000_000);
        ledger.accept("k");
        let send = ledger.ring().pop().unwrap();
        let outcome = Outcome::Response { status: 429, retry_after: Some(value), webhook_delivery: None, excerpt: "" };
        ledger.end(&send, outcome);
        let due = ledger.store.numbers("SELECT due FROM deliveries")[0] - ledger.now;
        assert!(expected.contains(&due), "{value}: {due}");
    }
}

#[test]
fn success_is_2xx_alone() {
    for (status, state) in [
        (199, State::Retrying),
        (200, State::Delivered),
        (204, State::Delivered),
        (299, State::Delivered),
        (300, State::Retrying),
        (302, State::Retrying),
        (304, State::Retrying),
        (404, State::Retrying),
        (410, State::Dead),
    ] {
        let mut ledger = Fixture::new();
        ledger.accept("k");
        let send = ledger.ring().pop().unwrap();
        ledger.end(&send, refused(status));
        assert_eq!(ledger.state("k"), Some(state), "{status}");
    }
}

#[test]
fn an_origin_may_end_a_delivery() {
    let mut ledger = Fixture::new();
    ledger.accept("k");
    let send = ledger.ring().pop().unwrap();
    let outcome = Outcome::Response { status: 422, retry_after: None, webhook_delivery: Some("abort-message"), excerpt: "" };
    ledger.end(&send, outcome);
    assert_eq!(ledger.state("k"), Some(State::Dead));
    assert_eq!(ledger.json(Operation::Show { key: "k" })["deliveries"][0]["reason"], "aborted");
}

#[test]
fn a_response_that_comes_after_its_lease_counts_only_if_the_origin_took_it() {
    let mut ledger = Fixture::new();
    ledger.accept("k");
    let first = ledger.ring().pop().unwrap();
    ledger.now += MINUTE;
    ledger.wake();
    ledger.now += 7 * SECOND;
    let second = ledger.wake().pop().unwrap();
    ledger.end(&first, refused(410));
    assert_eq!(ledger.state("k"), Some(State::RetryInFlight));
    ledger.end(&first, taken());
    assert_eq!(ledger.state("k"), Some(State::Delivered));
    ledger.end(&second, refused(500));
    assert_eq!(ledger.state("k"), Some(State::Delivered));
}

#[test]
fn a_poisoned_delivery_holds_up_no_other() {
    let mut ledger = Fixture::new();
    ledger.policy.origins[0].concurrency = 1;
    ledger.accept("poison");
    let mut delivered = 0;
    let mut sends = ledger.ring();
    for number in 0..200 {
        ledger.accept(&std::format!("k{number}"));
        ledger.now += SECOND;
        for _ in 0..3 {
            let Some(send) = sends.pop() else { break };
            delivered += i32::from(send.key != "poison");
            sends = if send.key == "poison" { ledger.end(&send, refused(500)) } else { ledger.end(&send, taken()) };
        }
        sends.extend(ledger.wake());
    }
    assert!(delivered >= 195, "{delivered}");
    assert!(ledger.alerts.iter().all(|alert| !alert.contains("circuit_opened")), "one delivery opens no circuit");
}

#[test]
fn an_excerpt_is_cut_at_a_character() {
    let mut ledger = Fixture::new();
    ledger.accept("k");
    let send = ledger.ring().pop().unwrap();
    let excerpt = "ä\"\\\u{1}".repeat(1000);
    ledger.end(&send, Outcome::Response { status: 500, retry_after: None, webhook_delivery: None, excerpt: &excerpt });
    let shown = ledger.json(Operation::Show { key: "k" });
    let response = std::string::String::from(shown["deliveries"][0]["attempts"][0]["response"].as_str().unwrap());
    assert!(response.len() <= 1000 && excerpt.starts_with(&response) && response.len() > 990);
}

#[test]
fn attempts_that_are_logged_without_end_stay_within_a_row() {
    let mut ledger = Fixture::new();
    ledger.accept("k");
    for _ in 0..30 {
        let send = ledger.ring().pop().or_else(|| ledger.ring().pop()).unwrap();
        let excerpt = "x".repeat(5000);
        ledger.end(&send, Outcome::Response { status: 410, retry_after: None, webhook_delivery: None, excerpt: &excerpt });
        ledger.operate(Operation::Redeliver { key: "k" });
    }
    let lengths: Vec<i64> = ledger.store.numbers("SELECT length(log) FROM deliveries");
    assert!(lengths[0] < 62_000, "{lengths:?}");
    assert!(ledger.json(Operation::Show { key: "k" })["deliveries"][0]["attempts"].is_array());
}
