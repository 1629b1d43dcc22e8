//! What is kept from call to call: one state for the module.

use alloc::sync::Arc;
use alloc::vec::Vec;

use hookward::{ConfigError, Engine, ErrorNumbers, SecretReason, UnixTime};
use spin::Mutex;

use crate::scratch::Scratch;

/// Calls are synchronous and the module has one thread, so nothing ever waits for this. It is what a static needs to be changed.
static STATE: Mutex<State> =
    Mutex::new(State { scratch: Scratch::empty(), around: Vec::new(), engines: Vec::new(), details: [0.0; 5] });

pub(crate) struct State {
    pub(crate) scratch: Scratch,
    /// The bytes around a body that the runtime hashes, kept so that they are allocated once.
    pub(crate) around: Vec<u8>,
    /// Every verifier by its number; `None` where one was dropped.
    pub(crate) engines: Vec<Option<Arc<Engine>>>,
    /// What the last call's return value does not say. Part of the static, so that its address never changes.
    pub(crate) details: [f64; 5],
}

/// Works on the state. `None` also where a call came in the middle of another, which never happens: what JavaScript can interrupt is
/// the runtime's hash, and nothing is locked then.
pub(crate) fn with<T>(work: impl FnOnce(&mut State) -> Option<T>) -> Option<T> {
    work(&mut *STATE.try_lock()?)
}

/// Unlocks the state after a call that was ended in the middle.
#[allow(unsafe_code)]
pub(crate) fn unlock() {
    if STATE.is_locked() {
        // SAFETY: The module has one thread, and JavaScript calls this where no call is under way, so that nobody has the guard.
        unsafe { STATE.force_unlock() };
    }
}

impl State {
    /// Keeps a verifier and returns its number.
    pub(crate) fn keep(&mut self, engine: Engine) -> Option<i32> {
        let free = self.engines.iter().position(Option::is_none).unwrap_or(self.engines.len());
        match self.engines.get_mut(free) {
            Some(slot) => *slot = Some(Arc::new(engine)),
            None => self.engines.push(Some(Arc::new(engine))),
        }
        i32::try_from(free).ok()
    }

    pub(crate) fn forget(&mut self, verifier: usize) {
        if let Some(slot) = self.engines.get_mut(verifier) {
            *slot = None;
        }
    }

    /// Leaves the numbers of an error for JavaScript.
    #[allow(clippy::cast_precision_loss)] // Beyond what is exact, a delivery is millions of years old.
    pub(crate) fn set_details(&mut self, numbers: ErrorNumbers) {
        const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
        self.details = numbers.map(|number| number.min(MAX_SAFE_INTEGER) as f64);
    }

    /// Leaves the time of signing for JavaScript.
    #[allow(clippy::cast_precision_loss)] // A time that a `Date` can hold is exact.
    pub(crate) fn set_timestamp(&mut self, timestamp: Option<UnixTime>) {
        let [first, ..] = &mut self.details;
        *first = timestamp.map_or(f64::NAN, |time| time.as_millis() as f64);
    }
}

/// Returns why a verifier was not built, as numbers: 0, 1 or 2 for a secret that is missing, empty, or not in its encoding, and its
/// position; 3 for too many secrets; 4 for anything else, which the glue rules out.
pub(crate) fn config_numbers(error: &ConfigError) -> ErrorNumbers {
    match error {
        ConfigError::InvalidSecret { index, reason, .. } => {
            let number = match reason {
                SecretReason::None => 0,
                SecretReason::Empty => 1,
                _ => 2,
            };
            [number, (*index).into(), 0, 0, 0]
        }
        ConfigError::InvalidOption { .. } => [3, 0, 0, 0, 0],
        _ => [4, 0, 0, 0, 0],
    }
}
