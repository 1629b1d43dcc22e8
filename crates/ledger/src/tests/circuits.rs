//! Circuits, places and rates, with an origin that is down or that is up again with thousands of waiting deliveries.

use std::vec::Vec;

use super::fixture::{Fixture, HOUR, MINUTE, SECOND, refused, taken};
use crate::{Operation, State};

/// Returns a ledger whose origin is down, with a number of deliveries that each failed once.
fn down(waiting: usize) -> Fixture {
    let mut ledger = Fixture::new();
    ledger.policy.schedule = vec![0, MINUTE, HOUR, HOUR];
    for number in 0..waiting {
        ledger.accept(&std::format!("k{number}"));
    }
    let mut sends = ledger.ring();
    while let Some(send) = sends.pop() {
        sends.extend(ledger.end(&send, refused(503)));
    }
    ledger
}

#[test]
fn a_circuit_opens_after_five_failures_in_a_row_and_then_nothing_is_sent() {
    let mut ledger = down(100);
    let tried = ledger.store.numbers("SELECT sum(number) FROM deliveries")[0];
    assert!((5..=9).contains(&tried), "{tried}: five failures, and what was in flight beside them");
    assert!(ledger.alerts.iter().any(|alert| alert.contains("circuit_opened")), "{:?}", ledger.alerts);
    assert!(ledger.wake().is_empty());
    let alarm = ledger.alarm.unwrap() - ledger.now;
    assert!((8 * SECOND..=12 * SECOND).contains(&alarm), "{alarm}");
}

#[test]
fn five_are_tried_then_one_after_the_other_and_each_five_that_fail_double_the_pause_up_to_half_a_minute() {
    let mut ledger = down(100);
    let mut pauses = Vec::new();
    for _ in 0..6 {
        let mut tried = 0;
        let mut sends = ledger.ring();
        while let Some(send) = sends.pop() {
            assert!(sends.is_empty() && ledger.wake().is_empty(), "one at a time");
            tried += 1;
            sends = ledger.end(&send, refused(503));
        }
        assert_eq!(tried, 5);
        pauses.push(ledger.store.numbers("SELECT open_until FROM circuits")[0] - ledger.now);
        // A lost lease ends earlier in this case, so the alarm may have been set for it.
        while ledger.alarm.unwrap() < ledger.store.numbers("SELECT open_until FROM circuits")[0] {
            assert!(ledger.ring().is_empty());
        }
    }
    assert!((16 * SECOND..=24 * SECOND).contains(&pauses[0]), "{pauses:?}");
    assert!(pauses[1..].iter().all(|pause| (24 * SECOND..=36 * SECOND).contains(pause)), "{pauses:?}");
}

#[test]
fn an_origin_that_is_up_again_is_sent_more_and_more() {
    let mut ledger = down(100);
    ledger.now += 2 * MINUTE;
    let mut in_flight = ledger.wake();
    let mut most = Vec::new();
    for _ in 0..6 {
        let mut next = Vec::new();
        most.push(in_flight.len());
        for send in in_flight.drain(..) {
            next.extend(ledger.end(&send, taken()));
        }
        in_flight = next;
    }
    assert_eq!(most, [1, 2, 5, 5, 5, 5]);
    assert_eq!(ledger.alerts.iter().filter(|alert| alert.contains("circuit_closed")).count(), 1);
}

/// Measures how long ten deliveries take to arrive, with deliveries before and after them that make the origin fail.
fn last_of_ten(before: usize, after: usize) -> i64 {
    let mut ledger = Fixture::new();
    for (name, count) in [("failing-before", before), ("good", 10), ("failing-after", after)] {
        for number in 0..count {
            ledger.accept(&std::format!("{name}{number}"));
            ledger.now += 1;
        }
    }
    let start = ledger.now;
    let mut taken_at = Vec::new();
    let mut sends = Vec::new();
    while taken_at.len() < 10 {
        sends.extend(ledger.ring());
        while let Some(send) = sends.pop() {
            let is_good = send.key.starts_with("good");
            taken_at.extend(is_good.then_some(ledger.now));
            sends.extend(ledger.end(&send, if is_good { taken() } else { refused(503) }));
        }
    }
    taken_at[9] - start
}

/// A sender that can make an origin fail must not delay the deliveries of other senders. A circuit that never stays closed would
/// allow this.
#[test]
fn deliveries_that_the_origin_takes_do_not_wait_for_all_those_around_them_that_it_fails_at() {
    for (before, after, most) in [(30, 0, 5 * MINUTE), (0, 30, 5 * MINUTE), (30, 30, 10 * MINUTE), (100, 100, 45 * MINUTE)] {
        let took = last_of_ten(before, after);
        assert!(took < most, "{before} before and {after} after: {} s", took / SECOND);
    }
}

/// Makes the attempts that are due before a time, and sets the clock to it. The origin accepts the deliveries whose key and time
/// `is_taken` accepts, and responds to the others with a status.
fn run_until(ledger: &mut Fixture, next: i64, status: u16, mut is_taken: impl FnMut(&str, i64) -> bool) {
    while ledger.alarm.is_some_and(|alarm| alarm < next) {
        let mut sends = ledger.ring();
        while let Some(send) = sends.pop() {
            let outcome = if is_taken(&send.key, ledger.now) { taken() } else { refused(status) };
            sends.extend(ledger.end(&send, outcome));
        }
    }
    ledger.now = ledger.now.max(next);
}

#[test]
fn deliveries_that_failed_once_are_sent_again_though_new_ones_always_wait_at_which_the_origin_fails() {
    let mut ledger = Fixture::new();
    let mut sends = Vec::new();
    for number in 0..5 {
        ledger.accept(&std::format!("good{number}"));
    }
    sends.extend(ledger.ring());
    while let Some(send) = sends.pop() {
        sends.extend(ledger.end(&send, refused(503)));
    }
    let start = ledger.now;
    let mut arrived = 0;
    for number in 0..60 {
        let next = start + number * MINUTE / 4;
        run_until(&mut ledger, next, 503, |key, _| {
            let is_good = key.starts_with("good");
            arrived += i64::from(is_good);
            is_good
        });
        ledger.accept(&std::format!("failing{number}"));
    }
    assert_eq!(arrived, 5, "of five, within a quarter of an hour");
}

#[test]
fn a_delivery_at_which_the_origin_fails_every_five_minutes_does_not_hold_up_the_others() {
    let mut ledger = Fixture::new();
    for number in 0..10 {
        ledger.accept(&std::format!("failing{number}"));
    }
    let start = ledger.now;
    let mut accepted_at = std::collections::BTreeMap::new();
    let mut waits = Vec::new();
    for minute in 0..360 {
        let next = start + minute * MINUTE;
        run_until(&mut ledger, next, 503, |key, now| {
            let good = accepted_at.remove(key);
            waits.extend(good.map(|at: i64| now - at));
            good.is_some()
        });
        if minute % 5 == 0 {
            ledger.accept(&std::format!("failing-at-{minute}"));
        }
        let key = std::format!("good{minute}");
        ledger.accept(&key);
        accepted_at.insert(key, ledger.now);
    }
    waits.sort_unstable();
    assert!(waits.len() > 350, "{} of 360 have arrived", waits.len());
    assert!(waits[waits.len() / 2] < MINUTE && waits[waits.len() - 1] < 30 * MINUTE, "{:?}", &waits[waits.len() / 2..]);
}

/// An app that throws at one kind of event responds with 500. The other events must not wait for its retries.
#[test]
fn a_steady_flow_of_deliveries_at_which_the_app_throws_does_not_delay_the_others() {
    let mut ledger = Fixture::new();
    let start = ledger.now;
    let mut accepted_at = std::collections::BTreeMap::new();
    let mut waits = Vec::new();
    for step in 0..1440 {
        let next = start + step * 5 * SECOND;
        run_until(&mut ledger, next, 500, |key, now| {
            let good = accepted_at.remove(key);
            waits.extend(good.map(|at: i64| now - at));
            good.is_some()
        });
        ledger.accept(&std::format!("failing-at-{step}"));
        if step % 12 == 0 {
            let key = std::format!("good{step}");
            ledger.accept(&key);
            accepted_at.insert(key, ledger.now);
        }
    }
    assert!(waits.len() >= 119, "{} of 120 have arrived", waits.len());
    assert!(waits.iter().all(|wait| *wait < 10 * SECOND), "{waits:?}");
}

#[test]
fn first_attempts_have_places_before_ten_thousand_retries() {
    let mut ledger = Fixture::new();
    ledger.store.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) INSERT INTO deliveries (seq, \
         key, origin, state, due, accepted, parts) SELECT i * 256, 'old' || i, 0, 2, i, i, 1 FROM n",
    );
    let mut sends = ledger.wake();
    assert_eq!(sends.len(), 3, "retries leave two of five places");
    for number in 0..50 {
        let key = std::format!("new{number}");
        ledger.accept(&key);
        ledger.now += 10;
        sends.extend(ledger.wake());
        assert_ne!(ledger.state(&key), Some(State::New), "a first attempt begins at once");
        while let Some(place) = sends.iter().position(|send| send.key.starts_with("new")) {
            let send = sends.swap_remove(place);
            sends.extend(ledger.end(&send, taken()));
        }
    }
}

#[test]
fn with_one_place_neither_first_attempts_nor_retries_starve() {
    let mut ledger = Fixture::new();
    ledger.policy.origins[0].concurrency = 1;
    ledger.store.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO deliveries (seq, \
         key, origin, state, due, accepted, parts) SELECT i * 256, i, 0, 1 + i % 2, i, i, 1 FROM n",
    );
    let mut sends = ledger.wake();
    for _ in 0..100 {
        let send = sends.pop().unwrap();
        sends = ledger.end(&send, taken());
    }
    let taken = |parity: i64| {
        ledger.store.numbers(&std::format!("SELECT count(*) FROM deliveries WHERE state = 6 AND key % 2 = {parity}"))[0]
    };
    assert!(taken(0) > 30 && taken(1) > 30, "{} {}", taken(0), taken(1));
}

#[test]
fn no_more_is_sent_in_a_second_than_the_rate() {
    let mut ledger = Fixture::new();
    ledger.policy.origins[0].rate = Some(50);
    ledger.store.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO deliveries (seq, \
         key, origin, state, due, accepted, parts) SELECT i * 256, i, 0, 1, i, i, 1 FROM n",
    );
    let start = ledger.now;
    let mut times = Vec::new();
    let mut sends = ledger.wake();
    while times.len() < 500 {
        while let Some(send) = sends.pop() {
            times.push(ledger.now);
            sends.extend(ledger.end(&send, taken()));
        }
        sends = ledger.ring();
    }
    let took = ledger.now - start;
    assert!((9_500..=11_000).contains(&took), "500 at 50 a second took {took} ms");
    for (index, time) in times.iter().enumerate() {
        let within = times[index..].iter().take_while(|other| **other < time + SECOND).count();
        assert!(within <= 55, "{within} in one second");
    }
}

#[test]
fn bodies_in_flight_are_bounded_and_one_always_goes() {
    let mut ledger = Fixture::new();
    ledger.policy.max_in_flight = 25;
    for key in ["a", "b", "c"] {
        ledger.accept(key);
    }
    let sends = ledger.ring();
    assert_eq!(sends.len(), 2, "10 bytes each");
    assert_eq!(ledger.end(&sends[0], taken()).len(), 1);
    ledger.policy.max_in_flight = 0;
    let mut other = Fixture::new();
    other.policy.max_in_flight = 0;
    other.accept("k");
    assert_eq!(other.ring().len(), 1);
}

#[test]
fn a_paused_route_accepts_and_sends_nothing() {
    let mut ledger = Fixture::new();
    ledger.operate(Operation::Pause);
    ledger.accept("k");
    ledger.now += HOUR;
    assert!(ledger.wake().is_empty());
    assert_eq!(ledger.json(Operation::Status)["paused"], true);
    ledger.operate(Operation::Resume);
    assert_eq!(ledger.ring().len(), 1);
}
