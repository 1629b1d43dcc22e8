//! The states of a delivery, as they are stored.

/// The state of a delivery for one origin.
///
/// The numbers are stored. The names are in the records that operators see ([`crate::Statement`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// A key whose delivery is being proxied. Until its lease ends, the sender of a duplicate must retry later.
    Reserved = 0,
    /// Accepted, and no attempt was made yet.
    New = 1,
    /// Waits for another attempt.
    Retrying = 2,
    /// Its first attempt is in flight.
    FirstInFlight = 3,
    /// A later attempt is in flight.
    RetryInFlight = 4,
    /// Waits until an earlier delivery with the same order key has ended.
    Queued = 5,
    /// The origin accepted the delivery.
    Delivered = 6,
    /// No more attempts are made. The delivery is kept and reported.
    Dead = 7,
    /// Dead, and an operator has seen it.
    Dismissed = 8,
    /// An operator erased its content. Its key is still known.
    Erased = 9,
}

impl State {
    /// Every state, in the order of the numbers.
    pub const ALL: [Self; 10] = [
        Self::Reserved,
        Self::New,
        Self::Retrying,
        Self::FirstInFlight,
        Self::RetryInFlight,
        Self::Queued,
        Self::Delivered,
        Self::Dead,
        Self::Dismissed,
        Self::Erased,
    ];

    /// Returns the state with a stored number.
    pub(crate) fn from_number(number: i64) -> Self {
        let found = usize::try_from(number).ok().and_then(|index| Self::ALL.get(index).copied());
        found.unwrap_or(Self::Erased)
    }

    /// Returns the states with a name, as the sum of 2 to the power of each state's number.
    ///
    /// The name is one of the names in the records for operators.
    pub fn named(name: &str) -> Option<i64> {
        let states: &[Self] = match name {
            "reserved" => &[Self::Reserved],
            "waiting" => &[Self::New],
            "retrying" => &[Self::Retrying],
            "attempting" => &[Self::FirstInFlight, Self::RetryInFlight],
            "queued" => &[Self::Queued],
            "delivered" => &[Self::Delivered],
            "dead" => &[Self::Dead],
            "dismissed" => &[Self::Dismissed],
            "erased" => &[Self::Erased],
            _ => return None,
        };
        Some(states.iter().fold(0, |sum, state| sum | 1 << state.number()))
    }

    /// Returns whether an attempt is in flight.
    pub fn is_in_flight(self) -> bool {
        matches!(self, Self::FirstInFlight | Self::RetryInFlight)
    }

    /// Returns whether attempts remain to be made. Until then, the promise of the acknowledgement is not fulfilled.
    pub fn is_open(self) -> bool {
        Self::New <= self && self <= Self::Queued
    }

    /// Returns whether no more attempts are made unless an operator requests one.
    pub fn has_ended(self) -> bool {
        self >= Self::Delivered
    }

    pub(crate) fn number(self) -> i64 {
        self as i64
    }
}
