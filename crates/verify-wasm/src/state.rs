//! The state that the module keeps from call to call.

use alloc::sync::Arc;
use alloc::vec::Vec;

use hookward::{ConfigError, Engine, ErrorNumbers, SecretReason, UnixTime};
use spin::Mutex;

use crate::scratch::Scratch;

/// The state of the module. Calls are synchronous and the module has one thread, so no call ever waits for the lock. A static can
/// only be changed with a lock.
static STATE: Mutex<State> =
    Mutex::new(State { scratch: Scratch::empty(), around: Vec::new(), engines: Vec::new(), details: [0.0; 5] });

pub(crate) struct State {
    pub(crate) scratch: Scratch,
    /// The bytes around a body that the runtime hashes. They are kept, so that they are allocated only once.
    pub(crate) around: Vec<u8>,
    /// Every verifier, by its number. `None` if the verifier was dropped.
    pub(crate) engines: Vec<Option<Arc<Engine>>>,
    /// The details that the return value of the last call does not contain. They are part of the static, so that their address
    /// never changes.
    pub(crate) details: [f64; 5],
}

/// Calls a function with the state. Also returns `None` for a call in the middle of another call.
///
/// Such a call never happens. JavaScript can only interrupt the runtime's hash, and nothing is locked during that hash.
pub(crate) fn with<T>(work: impl FnOnce(&mut State) -> Option<T>) -> Option<T> {
    work(&mut *STATE.try_lock()?)
}

/// Unlocks the state after a call that was ended in the middle.
#[allow(unsafe_code)]
pub(crate) fn unlock() {
    if STATE.is_locked() {
        // SAFETY: The module has one thread. JavaScript calls this only while no other call is in progress, so no guard exists.
        unsafe { STATE.force_unlock() };
    }
}

impl State {
    /// Stores a verifier and returns its number.
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

    /// Writes the numbers of an error for JavaScript.
    #[allow(clippy::cast_precision_loss)] // Beyond what is exact, a delivery is millions of years old.
    pub(crate) fn set_details(&mut self, numbers: ErrorNumbers) {
        const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
        self.details = numbers.map(|number| number.min(MAX_SAFE_INTEGER) as f64);
    }

    /// Writes the time of signing for JavaScript.
    #[allow(clippy::cast_precision_loss)] // A time that a `Date` can hold is exact.
    pub(crate) fn set_timestamp(&mut self, timestamp: Option<UnixTime>) {
        let [first, ..] = &mut self.details;
        *first = timestamp.map_or(f64::NAN, |time| time.as_millis() as f64);
    }
}

/// Returns the reason why a verifier was not built, as numbers.
///
/// The first number is 0 for a missing secret, 1 for an empty secret, and 2 for a secret that is not in its encoding. The second
/// number is then the position of the secret. The first number is 3 for too many secrets, and 4 for any other reason, which the
/// glue excludes.
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
