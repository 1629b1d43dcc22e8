//! Three faults that a test can enable, to check that the model finds them. Outside of tests, no fault can be enabled.

/// A fault of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mutant {
    /// Acknowledges a delivery first, and stores it with the next step.
    AcknowledgesFirst,
    /// Sets no alarm after the ledger was woken.
    ForgetsToRearm,
    /// Records a key when it is reserved.
    RecordsTheKeyEarly,
}

#[cfg(not(test))]
mod none {
    use super::Mutant;
    use crate::alarm::Need;
    use crate::event::{Acceptance, Context};
    use crate::policy::Policy;
    use crate::store::Store;

    pub(crate) const fn is_on(_: Mutant) -> bool {
        false
    }

    pub(crate) fn postpone(_: &Acceptance<'_>) {}

    #[expect(clippy::unnecessary_wraps)]
    pub(crate) fn write_postponed<S: Store>(_: &mut S, _: &Policy, _: &Context, _: &mut Need) -> Result<(), S::Error> {
        Ok(())
    }
}

#[cfg(not(test))]
pub(crate) use none::{is_on, postpone, write_postponed};

#[cfg(test)]
pub(crate) use crate::tests::mutants::{is_on, postpone, write_postponed};
