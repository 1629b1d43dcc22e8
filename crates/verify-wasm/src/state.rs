//! What is kept from call to call: one state for the module.

use alloc::sync::Arc;
use alloc::vec::Vec;

use hookward::{ConfigError, Facts, Judge, SecretFault, UnixTime};
use spin::Mutex;

use crate::scratch::Area;

/// Calls are synchronous and the module has one thread, so nothing ever waits for this. It is what a static needs to be changed.
static STATE: Mutex<State> =
    Mutex::new(State { area: Area::empty(), around: Vec::new(), judges: Vec::new(), timestamp: None, facts: [0; 5] });

pub(crate) struct State {
    pub(crate) area: Area,
    /// What stands around a body that the host hashes, kept so that it is allocated once.
    pub(crate) around: Vec<u8>,
    /// Every verifier by its number; `None` where one was given back.
    pub(crate) judges: Vec<Option<Arc<Judge>>>,
    pub(crate) timestamp: Option<UnixTime>,
    pub(crate) facts: Facts,
}

/// Works on the state. `None` also where a call came in the middle of another, which nothing does: the host's hash calls nothing here.
pub(crate) fn with<T>(work: impl FnOnce(&mut State) -> Option<T>) -> Option<T> {
    work(&mut *STATE.try_lock()?)
}

impl State {
    /// Keeps a verifier and gives its number.
    pub(crate) fn keep(&mut self, judge: Judge) -> Option<i32> {
        let free = self.judges.iter().position(Option::is_none).unwrap_or(self.judges.len());
        match self.judges.get_mut(free) {
            Some(place) => *place = Some(Arc::new(judge)),
            None => self.judges.push(Some(Arc::new(judge))),
        }
        i32::try_from(free).ok()
    }

    pub(crate) fn forget(&mut self, verifier: usize) {
        if let Some(place) = self.judges.get_mut(verifier) {
            *place = None;
        }
    }
}

/// Why a verifier was not built, as numbers: 0, 1 or 2 for a secret that is not there, empty, or not in its encoding, and its
/// position; 3 for too many secrets; 4 for anything else, which the glue leaves no way to.
pub(crate) fn fault(error: &ConfigError) -> Facts {
    match error {
        ConfigError::InvalidSecret { index, fault } => {
            let kind = match fault {
                SecretFault::None => 0,
                SecretFault::Empty => 1,
                _ => 2,
            };
            [kind, (*index).into(), 0, 0, 0]
        }
        ConfigError::InvalidOption { .. } => [3, 0, 0, 0, 0],
        _ => [4, 0, 0, 0, 0],
    }
}
