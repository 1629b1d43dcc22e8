//! Random histories of a ledger, its provider, its origin and its storage, with a simulated clock and crashes at any step.
//!
//! A short form of the test runs with the other tests. The long form is
//! `cargo test -p hookward-ledger --release -- --ignored`. The variable HOOKWARD_HISTORIES changes the number of histories.

mod history;
mod promises;
mod stored;
mod world;

use std::string::ToString as _;

use proptest::strategy::Strategy as _;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use self::history::{Behaviour, Disaster, Happening, History, Incident, Setting, history};
use self::world::World;
use super::mutants;
use crate::mutant::Mutant;

fn live(history: &History) -> Result<(), proptest::test_runner::TestCaseError> {
    let mut world = World::new(&history.setting);
    for happening in &history.happenings {
        world.happen(happening).map_err(proptest::test_runner::TestCaseError::fail)?;
    }
    world.come_to_rest().map_err(proptest::test_runner::TestCaseError::fail)
}

fn run(cases: u32, seed: Option<u8>, mutant: Option<Mutant>) -> Result<(), TestError<History>> {
    mutants::switch_on(mutant);
    // A mutant only has to be found. A history in which the ledger itself breaks a promise is reduced as far as possible.
    let max_shrink_iters = if mutant.is_some() { 0 } else { 20_000 };
    let config = Config { cases, max_shrink_iters, failure_persistence: None, ..Config::default() };
    let mut runner = match seed {
        Some(seed) => TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32])),
        None => TestRunner::new(config),
    };
    let result = runner.run(&history().boxed(), |history| live(&history));
    mutants::switch_on(None);
    result
}

fn assert_promises_kept(cases: u32) {
    // Each thread has its own mutants, its own SQLite and its own random histories.
    let cases = std::env::var("HOOKWARD_HISTORIES").ok().and_then(|number| number.parse().ok()).unwrap_or(cases);
    let threads: std::vec::Vec<_> = (0..2).map(|_| std::thread::spawn(move || run(cases.div_ceil(2), None, None))).collect();
    for thread in threads {
        if let Err(error) = thread.join().unwrap() {
            panic!("{error}");
        }
    }
}

#[test]
fn random_histories_keep_the_promises() {
    assert_promises_kept(2000);
}

/// A regression test: a number was assigned again to a delivery whose key was no longer known. The model confused it with the
/// earlier delivery.
#[test]
fn a_clock_that_goes_back_by_days_gives_a_number_again_to_another_delivery() {
    let setting =
        Setting { concurrency: 1, rate: None, origins: 1, short_schedule: false, keeps_bodies: false, is_ordered: false };
    let happenings = [
        Happening::Deliver(0),
        Happening::ClockGoesBack(913_789_950),
        Happening::Deliver(6),
        Happening::Alarm,
        Happening::Finish { which: 0, behaviour: Behaviour::Takes },
        Happening::Pass(86_400_000),
        Happening::Deliver(6),
    ];
    let incident = |happening| Incident { happening, disaster: Disaster::None, random: 0 };
    live(&History { setting, happenings: happenings.map(incident).to_vec() }).unwrap();
}

#[test]
#[ignore = "the long form: minutes"]
fn a_hundred_thousand_random_histories_keep_the_promises() {
    assert_promises_kept(100_000);
}

/// Returns the promise that a mutant breaks, as the model reports it.
fn finding(mutant: Mutant) -> std::string::String {
    match run(2000, Some(7), Some(mutant)) {
        Err(TestError::Fail(reason, _)) => reason.to_string(),
        other => panic!("{mutant:?} was not found: {other:?}"),
    }
}

#[test]
fn the_model_finds_a_ledger_that_acknowledges_before_it_writes() {
    assert_eq!(finding(Mutant::AcknowledgesFirst), "an acknowledged delivery is not stored");
}

#[test]
fn the_model_finds_a_ledger_that_forgets_to_set_its_alarm_again() {
    assert_eq!(finding(Mutant::ForgetsToRearm), "something is due and no alarm is set");
}

#[test]
fn the_model_finds_a_ledger_that_records_the_key_early() {
    assert_eq!(finding(Mutant::RecordsTheKeyEarly), "a delivery is taken for a duplicate that the origin never took");
}
