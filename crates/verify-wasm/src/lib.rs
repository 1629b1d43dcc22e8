//! The verdicts, for JavaScript: the core, and what only numbers cross.
//!
//! JavaScript writes headers and a body into the scratch area, names their lengths, and gets a number back. There are no strings
//! here, no objects and no sentences, and no scheme has a name: a verifier is built from the bytes of a row. Schemes are read, and
//! numbers put into words, by the other module (js/setup), which most programs need rarely or never.
#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

mod host;
#[cfg(target_arch = "wasm32")]
mod memory;
mod scratch;
mod state;

use core::mem::take;

use hookward::{HostedBody, Judge, Match, Secret, UnixTime, VerifyError};
use wasm_bindgen::prelude::*;

use host::{Host, Place};
use scratch::{Area, Packed, entries};
use state::{State, with};

/// The answer where a delivery is refused: [`fact`] says why.
const REFUSED: i32 = -1;
/// The answer where the bytes did not match and the re-serialized form should be tried.
const RESERIALIZE: i32 = -2;

/// What stands before a secret in the scratch area that is text. Before any other stands something else.
const TEXT: u8 = 0;

/// Makes the scratch area hold at least `length` bytes and gives its address in this module's memory; 0, where nothing is ever kept,
/// if there is no memory for that.
///
/// What an earlier call wrote may still be there; nothing reads it.
#[wasm_bindgen]
pub fn scratch(length: usize) -> usize {
    with(|state| state.area.reserve(length)).unwrap_or(0)
}

/// Builds a verifier from packed secrets and a row behind them in the scratch area, which is wiped. Gives its number, by which all else asks
/// for it, or [`REFUSED`]: then [`fact`] 0 is what is wrong (see [`state::fault`]) and 1 the position of the secret.
#[wasm_bindgen]
pub fn build(secrets: usize, row: usize, tolerance: u32, max_body_bytes: u32, reserialize: bool) -> i32 {
    with(|state| {
        let judge = {
            let (secrets, row) = state.area.split(secrets, row);
            let secret = |(kind, value)| match kind {
                // What is not UTF-8 was no text, and there is none: the glue never writes that.
                TEXT => Secret::Text(core::str::from_utf8(value).unwrap_or_default()),
                _ => Secret::Bytes(value),
            };
            Judge::from_row(row, tolerance, entries(secrets).map(secret))
        };
        state.area.wipe(row.saturating_add(secrets));
        match judge {
            Ok(judge) => state.keep(judge.with_max_body_bytes(max_body_bytes.into()).with_reserialize(reserialize)),
            Err(error) => {
                state.facts = state::fault(&error);
                None
            }
        }
    })
    .unwrap_or(REFUSED)
}

/// Gives a verifier back. Its number may become another's.
#[wasm_bindgen]
pub fn drop(verifier: usize) {
    with(|state| {
        state.forget(verifier);
        Some(())
    });
}

/// Verifies what is in the scratch area: packed headers, then the body or its re-serialized form. Times are milliseconds since the epoch.
///
/// Gives the position of the secret that matched, [`REFUSED`] or [`RESERIALIZE`].
#[wasm_bindgen]
pub fn verify(verifier: usize, headers: usize, body: usize, reserialized: bool, now: f64) -> i32 {
    judge(verifier, |judge, area| {
        let (headers, body) = area.split(headers, body);
        if reserialized {
            judge.verify_reserialized(&Packed(headers), body, moment(now))
        } else {
            judge.verify(&Packed(headers), body, moment(now))
        }
    })
}

/// As [`verify`], for a body of so many bytes that the host hashes. It is in the scratch area behind the headers and so many bytes of room, or,
/// with no room, only with the host.
#[wasm_bindgen]
pub fn verify_hosted(verifier: usize, headers: usize, room: usize, length: usize, reserialized: bool, now: f64) -> i32 {
    let received = HostedBody::Received { length: u64::try_from(length).unwrap_or(u64::MAX) };
    let body = if reserialized { HostedBody::Reserialized } else { received };
    // Taken out, so that nothing is locked while the host works: what it throws ends this call for good.
    with(|state| Some((state.judges.get(verifier)?.clone()?, take(&mut state.area), take(&mut state.around))))
        .and_then(|(judge, mut area, mut around)| {
            let (headers, behind) = area.split_mut(headers);
            let mut host = Host { around: &mut around, place: Place { bytes: behind, room, length } };
            let verdict = judge.verify_hosted(&Packed(headers), body, moment(now), &mut host);
            with(|state| {
                (state.area, state.around) = (area, around);
                answer(state, &judge, verdict)
            })
        })
        .unwrap_or(REFUSED)
}

/// Checks the headers in the scratch area, before the body is there. Gives 0 or [`REFUSED`].
#[wasm_bindgen]
pub fn check_headers(verifier: usize, headers: usize, now: f64) -> i32 {
    judge(verifier, |judge, area| {
        let (headers, _) = area.split(headers, 0);
        judge.check_headers(&Packed(headers), moment(now)).map(|()| (0, None))
    })
}

/// When the last delivery was signed, in milliseconds since the epoch; NaN where its scheme does not say.
#[wasm_bindgen]
pub fn timestamp() -> f64 {
    with(|state| state.timestamp.map(scratch::millis)).unwrap_or(f64::NAN)
}

/// One of the numbers that say why the last delivery was refused, or the last verifier not built.
#[wasm_bindgen]
#[allow(clippy::cast_precision_loss)] // Beyond what is exact, a delivery is millions of years old.
pub fn fact(nth: usize) -> f64 {
    const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
    with(|state| state.facts.get(nth).map(|fact| (*fact).min(MAX_SAFE_INTEGER) as f64)).unwrap_or(0.0)
}

/// Signs the body behind the packed headers in the scratch area. Gives how many bytes of packed texts are then in it: 0, the timestamp
/// as its provider writes it, and 1, the value of the signature's header. [`REFUSED`] if there is no memory for that.
#[wasm_bindgen]
pub fn sign(verifier: usize, headers: usize, body: usize, now: f64) -> i32 {
    with(|state| {
        let judge = state.judges.get(verifier)?.as_ref()?;
        let stamp = judge.stamp(moment(now));
        let (headers, body) = state.area.split(headers, body);
        let value = judge.sign(&Packed(headers), body, &stamp);
        state.area.write(&[&stamp, &value])
    })
    .unwrap_or(REFUSED)
}

/// Asks a verifier, and keeps what it says for [`fact`] and [`timestamp`].
fn judge(verifier: usize, verdict: impl FnOnce(&Judge, &Area) -> Result<Match, VerifyError>) -> i32 {
    with(|state| {
        let judge = state.judges.get(verifier)?.clone()?;
        let verdict = verdict(&judge, &state.area);
        answer(state, &judge, verdict)
    })
    .unwrap_or(REFUSED)
}

/// A verdict as a number.
fn answer(state: &mut State, judge: &Judge, verdict: Result<Match, VerifyError>) -> Option<i32> {
    match verdict {
        Ok((secret_index, timestamp)) => {
            state.timestamp = timestamp;
            i32::try_from(secret_index).ok()
        }
        Err(error) => {
            state.facts = error.to_facts();
            let other_form = matches!(error, VerifyError::SignatureMismatch { .. }) && judge.reserializes();
            Some(if other_form { RESERIALIZE } else { REFUSED })
        }
    }
}

/// A JavaScript time. Beyond what fits it saturates; NaN is refused before it gets here.
#[allow(clippy::cast_possible_truncation)] // `as` saturates, which is what is wanted.
fn moment(millis: f64) -> UnixTime {
    UnixTime::from_millis(millis as i64)
}
