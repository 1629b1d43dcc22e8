//! Dedupe while proxying.

use super::fixture::{Fixture, HOUR, SECOND};
use crate::{About, Event, Reply, State};

const LEASE: i64 = 10 * SECOND;

fn reserve(ledger: &mut Fixture, key: &str) -> Reply {
    let about = About { webhook_id: key, scheme: "gilbert", ..About::default() };
    ledger.step(&Event::Reserve { key, lease: LEASE, about }).reply
}

fn reserve_first(ledger: &mut Fixture, key: &str) -> i64 {
    match reserve(ledger, key) {
        Reply::First { holder } => holder,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_duplicate_of_one_that_the_origin_took_is_acknowledged() {
    let mut ledger = Fixture::new();
    let holder = reserve_first(&mut ledger, "k");
    assert_eq!(ledger.step(&Event::Complete { key: "k", holder }).reply, Reply::Settled(true));
    assert_eq!(reserve(&mut ledger, "k"), Reply::Duplicate);
    assert!(matches!(reserve(&mut ledger, "other"), Reply::First { .. }));
}

#[test]
fn a_key_is_known_for_a_day_after_its_delivery_ended_and_then_deleted() {
    let mut ledger = Fixture::new();
    let holder = reserve_first(&mut ledger, "k");
    ledger.now += 5 * SECOND;
    ledger.step(&Event::Complete { key: "k", holder });
    ledger.now += 24 * HOUR - 1;
    assert_eq!(reserve(&mut ledger, "k"), Reply::Duplicate);
    ledger.now += 1;
    assert!(matches!(reserve(&mut ledger, "k"), Reply::First { .. }));

    ledger.step(&Event::Complete { key: "k", holder });
    ledger.now += 25 * HOUR;
    ledger.wake();
    assert_eq!(ledger.count("deliveries"), 0);
}

#[test]
fn two_copies_at_one_instant_are_told_apart() {
    let mut ledger = Fixture::new();
    reserve_first(&mut ledger, "k");
    ledger.now += 1;
    assert_eq!(reserve(&mut ledger, "k"), Reply::InFlight { retry_after: 10 });
}

#[test]
fn another_ledger_learns_what_is_known_and_nothing_is_kept() {
    let mut ledger = Fixture::new();
    let recall = |ledger: &mut Fixture, key| ledger.step(&Event::LookUp { key }).reply;
    assert_eq!(recall(&mut ledger, "k"), Reply::None);
    assert_eq!(ledger.count("deliveries"), 0);
    let holder = reserve_first(&mut ledger, "k");
    assert_eq!(recall(&mut ledger, "k"), Reply::InFlight { retry_after: 10 });
    ledger.step(&Event::Complete { key: "k", holder });
    assert_eq!(recall(&mut ledger, "k"), Reply::Duplicate);
    ledger.accept("accepted");
    assert_eq!(recall(&mut ledger, "accepted"), Reply::Duplicate);
    ledger.now += 25 * HOUR;
    assert_eq!(recall(&mut ledger, "k"), Reply::None);
    assert_eq!(recall(&mut ledger, "accepted"), Reply::Duplicate, "it waits still");
}

#[test]
fn one_that_the_origin_did_not_take_goes_through_again() {
    let mut ledger = Fixture::new();
    let holder = reserve_first(&mut ledger, "k");
    assert_eq!(ledger.step(&Event::Release { key: "k", holder }).reply, Reply::Settled(true));
    reserve_first(&mut ledger, "k");
}

#[test]
fn a_lease_that_ends_frees_the_key_and_its_holder_cannot_release_the_next() {
    let mut ledger = Fixture::new();
    let first = reserve_first(&mut ledger, "k");
    ledger.now += LEASE;
    let second = reserve_first(&mut ledger, "k");
    assert_ne!(first, second);
    assert_eq!(ledger.step(&Event::Release { key: "k", holder: first }).reply, Reply::Settled(false));
    assert_eq!(ledger.step(&Event::Complete { key: "k", holder: first }).reply, Reply::Settled(false));
    assert!(matches!(reserve(&mut ledger, "k"), Reply::InFlight { .. }));
    assert_eq!(ledger.step(&Event::Complete { key: "k", holder: second }).reply, Reply::Settled(true));
}

#[test]
fn a_holder_that_is_late_still_records_that_the_origin_took_it() {
    let mut ledger = Fixture::new();
    let holder = reserve_first(&mut ledger, "k");
    ledger.now += LEASE + 1;
    assert_eq!(ledger.step(&Event::Complete { key: "k", holder }).reply, Reply::Settled(true));
    assert_eq!(reserve(&mut ledger, "k"), Reply::Duplicate);
}

#[test]
fn a_route_may_change_its_mode_without_a_duplicate() {
    let mut ledger = Fixture::new();
    let holder = reserve_first(&mut ledger, "proxied");
    assert!(matches!(ledger.accept("proxied"), Reply::InFlight { .. }));
    ledger.step(&Event::Complete { key: "proxied", holder });
    assert_eq!(ledger.accept("proxied"), Reply::Duplicate);
    assert_eq!(ledger.accept("accepted"), Reply::Accepted);
    assert_eq!(reserve(&mut ledger, "accepted"), Reply::Duplicate);
    assert_eq!(ledger.state("accepted"), Some(State::New));
}
