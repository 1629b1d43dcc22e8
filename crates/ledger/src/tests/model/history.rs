//! Random events for a history.

use std::vec::Vec;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, any, prop_oneof};
use proptest::strategy::Strategy;

/// The configuration of a route in one history.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) concurrency: u32,
    pub(super) rate: Option<u32>,
    pub(super) origins: usize,
    /// Whether the schedule has only a few attempts, so that some deliveries die.
    pub(super) short_schedule: bool,
    pub(super) keeps_bodies: bool,
    /// Whether some of the deliveries have an order key.
    pub(super) is_ordered: bool,
}

/// The behaviour of an origin in an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behaviour {
    Takes,
    Fails(u16),
    AsksToWait(u32),
    IsGone,
    Aborts,
    /// No response arrives. The origin may have accepted the delivery.
    IsSilent {
        takes: bool,
    },
}

/// An event that a provider, an origin, an operator or time causes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happening {
    /// The provider sends a delivery to be accepted, for the first time or again.
    Deliver(u8),
    /// The provider sends a delivery to be proxied.
    Proxy(u8),
    /// The origin responds to a delivery that is being proxied.
    Respond {
        which: u8,
        takes: bool,
    },
    /// An attempt ends.
    Finish {
        which: u8,
        behaviour: Behaviour,
    },
    /// Time passes until the alarm goes off.
    Alarm,
    /// Something wakes the ledger, or the alarm is late.
    Wake,
    Pass(u32),
    ClockGoesBack(u32),
    Redeliver(u8),
    RedeliverDead,
    Erase(u8),
    Dismiss(u8),
    Pause,
    Resume,
}

/// A failure in the middle of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Disaster {
    None,
    /// The process is killed before the step is durable.
    KilledBefore,
    /// The process is killed after the step is durable, before or after its requests reached the origin.
    KilledAfter {
        sends_were_taken: bool,
    },
    /// A statement of the step fails.
    StorageFails(u8),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Incident {
    pub(super) happening: Happening,
    pub(super) disaster: Disaster,
    pub(super) random: u64,
}

#[derive(Clone, Debug)]
pub(super) struct History {
    pub(super) setting: Setting,
    pub(super) happenings: Vec<Incident>,
}

fn setting() -> impl Strategy<Value = Setting> {
    let booleans = (any::<bool>(), any::<bool>(), any::<bool>());
    (1..=5_u32, option::weighted(0.3, 1..=50_u32), prop_oneof![4 => Just(1), 1 => Just(2)], booleans).prop_map(
        |(concurrency, rate, origins, (short_schedule, keeps_bodies, is_ordered))| Setting {
            concurrency,
            rate,
            origins,
            short_schedule,
            keeps_bodies,
            is_ordered,
        },
    )
}

fn behaviour() -> impl Strategy<Value = Behaviour> {
    prop_oneof![
        6 => Just(Behaviour::Takes),
        4 => Just(Behaviour::Fails(500)),
        1 => Just(Behaviour::Fails(400)),
        1 => (0..50_000_u32).prop_map(Behaviour::AsksToWait),
        1 => Just(Behaviour::IsGone),
        1 => Just(Behaviour::Aborts),
        3 => any::<bool>().prop_map(|takes| Behaviour::IsSilent { takes }),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        8 => (0..12_u8).prop_map(Happening::Deliver),
        3 => (0..3_u8).prop_map(Happening::Proxy),
        3 => (any::<u8>(), any::<bool>()).prop_map(|(which, takes)| Happening::Respond { which, takes }),
        12 => (any::<u8>(), behaviour()).prop_map(|(which, behaviour)| Happening::Finish { which, behaviour }),
        12 => Just(Happening::Alarm),
        2 => Just(Happening::Wake),
        3 => (0..20_000_u32).prop_map(Happening::Pass),
        1 => (0..50_000_000_u32).prop_map(Happening::Pass),
        1 => (0..10_000_000_u32).prop_map(Happening::ClockGoesBack),
        // A clock can be wrong by weeks, which is longer than anything is kept. Alarms then go off late, or do not go off for
        // that time.
        1 => (0..4_000_000_000_u32).prop_map(Happening::Pass),
        1 => (0..4_000_000_000_u32).prop_map(Happening::ClockGoesBack),
        1 => (0..12_u8).prop_map(Happening::Redeliver),
        1 => Just(Happening::RedeliverDead),
        1 => (0..12_u8).prop_map(Happening::Erase),
        1 => (0..12_u8).prop_map(Happening::Dismiss),
        1 => Just(Happening::Pause),
        1 => Just(Happening::Resume),
    ]
}

fn disaster() -> impl Strategy<Value = Disaster> {
    prop_oneof![
        20 => Just(Disaster::None),
        1 => Just(Disaster::KilledBefore),
        1 => any::<bool>().prop_map(|sends_were_taken| Disaster::KilledAfter { sends_were_taken }),
        1 => (0..20_u8).prop_map(Disaster::StorageFails),
    ]
}

pub(super) fn history() -> impl Strategy<Value = History> {
    let incident = (happening(), disaster(), any::<u64>()).prop_map(|(happening, disaster, random)| Incident {
        happening,
        disaster,
        random,
    });
    (setting(), vec(incident, 1..70)).prop_map(|(setting, happenings)| History { setting, happenings })
}
