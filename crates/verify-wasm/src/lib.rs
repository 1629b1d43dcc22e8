//! Verifying, for JavaScript: the core behind a boundary that only numbers cross.
//!
//! JavaScript writes headers and a body into the scratch area, passes their lengths, and gets a number back. There are no strings
//! here, no objects and no messages, and no scheme has a name: a verifier is built from a compiled scheme. Schemes are compiled,
//! and messages written, by another module (crates/schemes-wasm), which most programs need rarely or never.
#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

mod challenge;
mod lent_hash;
#[cfg(target_arch = "wasm32")]
mod memory;
mod runtime_hash;
mod scratch;
mod state;

use core::mem::take;

use hookward::{Engine, Identity, RuntimeBody, Secret, UnixTime, VerificationError, Verified};
use wasm_bindgen::prelude::*;

use lent_hash::LENT;
use runtime_hash::{BodyHash, BodySpace};
use scratch::{PackedHeaders, Scratch, unpack, unpack_texts};
use state::{State, with};

/// Returned where a delivery is refused: [`details`] says why.
const REFUSED: i32 = -1;
/// Returned where the bytes received do not match and the re-serialized body should be tried.
const TRY_RESERIALIZED: i32 = -2;

/// The kind of a packed secret that is text. Any other kind is bytes.
const TEXT: u8 = 0;

/// Makes the scratch area hold at least `length` bytes and returns its address in this module's memory; 0, where nothing is ever
/// kept, if there is no memory for that.
///
/// What an earlier call wrote may still be there; nothing reads it.
#[wasm_bindgen]
pub fn scratch(length: usize) -> usize {
    with(|state| state.scratch.reserve(length)).unwrap_or(0)
}

/// Returns the address of five numbers, each an `f64`, in which every other call leaves what its return value does not say.
///
/// After a delivery was verified the first is the time of signing in milliseconds since the epoch, NaN where its scheme has none.
/// After one was refused they are its `ErrorNumbers`, and after a verifier was not built those of [`state::config_numbers`].
#[wasm_bindgen]
pub fn details() -> usize {
    with(|state| Some(state.details.as_ptr() as usize)).unwrap_or(0)
}

/// Builds a verifier from packed secrets and the compiled scheme after them in the scratch area, which is wiped. Returns its number,
/// by which every other call names it, or [`REFUSED`].
#[wasm_bindgen]
pub fn build(secrets: usize, scheme: usize, tolerance: u32, max_body_bytes: u32, reserialize: bool) -> i32 {
    with(|state| {
        let engine = {
            let (secrets, scheme) = state.scratch.split(secrets, scheme);
            let secret = |(kind, value)| match kind {
                TEXT => Secret::Text(text(value)),
                _ => Secret::Bytes(value),
            };
            Engine::from_bytes(scheme, tolerance, unpack(secrets).map(secret), Some(LENT))
        };
        state.scratch.wipe(scheme.saturating_add(secrets));
        match engine {
            Ok(engine) => state.keep(engine.with_max_body_bytes(max_body_bytes.into()).with_reserialize(reserialize)),
            Err(error) => {
                state.set_details(state::config_numbers(&error));
                None
            }
        }
    })
    .unwrap_or(REFUSED)
}

/// Makes the module usable after a call that was ended in the middle, by a stack that was full or by a time limit.
///
/// For calls that verify: they change nothing that the next one relies on.
#[wasm_bindgen]
pub fn recover() {
    state::unlock();
}

/// Drops a verifier. Its number may become another's.
#[wasm_bindgen]
pub fn drop(verifier: usize) {
    with(|state| {
        state.forget(verifier);
        Some(())
    });
}

/// Verifies what is in the scratch area: packed headers, then the body or the re-serialized body. Times are milliseconds since the
/// epoch.
///
/// Returns the position of the secret that matched, [`REFUSED`] or [`TRY_RESERIALIZED`].
#[wasm_bindgen]
pub fn verify(verifier: usize, headers: usize, body: usize, reserialized: bool, now: f64) -> i32 {
    with_engine(verifier, &|engine, scratch| {
        let (headers, body) = scratch.split(headers, body);
        if reserialized {
            engine.verify_reserialized(&PackedHeaders(headers), body, unix_time(now))
        } else {
            engine.verify(&PackedHeaders(headers), body, unix_time(now))
        }
    })
}

/// Verifies as [`verify`] does, a body of `length` bytes that the runtime hashes. It is in the scratch area after the headers and
/// `room` bytes, or, where `room` is 0, with the runtime only.
#[wasm_bindgen]
pub fn verify_with_runtime_hash(
    verifier: usize,
    headers: usize,
    room: usize,
    length: usize,
    reserialized: bool,
    now: f64,
) -> i32 {
    let received = RuntimeBody::Received { length: u64::try_from(length).unwrap_or(u64::MAX) };
    let body = if reserialized { RuntimeBody::Reserialized } else { received };
    // Taken out, so that nothing is locked while the runtime hashes: what it throws ends this call for good.
    with(|state| Some((state.engines.get(verifier)?.clone()?, take(&mut state.scratch), take(&mut state.around))))
        .and_then(|(engine, mut scratch, mut around)| {
            let (headers, bytes) = scratch.split_mut(headers);
            let mut runtime = BodyHash { around: &mut around, space: BodySpace { bytes, room, length } };
            let result = engine.verify_with_runtime_hash(&PackedHeaders(headers), body, unix_time(now), &mut runtime);
            with(|state| {
                (state.scratch, state.around) = (scratch, around);
                to_number(state, result, engine.reserialize())
            })
        })
        .unwrap_or(REFUSED)
}

/// Checks the headers in the scratch area, before the body is there. Returns 0 or [`REFUSED`].
#[wasm_bindgen]
pub fn check_headers(verifier: usize, headers: usize, now: f64) -> i32 {
    with_engine(verifier, &|engine, scratch| {
        let (headers, _) = scratch.split(headers, 0);
        engine.check_headers(&PackedHeaders(headers), unix_time(now)).map(|()| Verified { secret_index: 0, timestamp: None })
    })
}

/// Checks the timestamp of a body whose signature matched: its text is in the scratch area, or missing where `length` is [`usize::MAX`].
/// Returns 0 or [`REFUSED`].
#[wasm_bindgen]
pub fn check_body_time(verifier: usize, length: usize, now: f64) -> i32 {
    with_engine(verifier, &|engine, scratch| {
        let text = (length != usize::MAX).then(|| scratch.split(length, 0).0);
        engine.check_body_time(text, unix_time(now)).map(|time| Verified { secret_index: 0, timestamp: Some(time) })
    })
}

/// Signs the body after the packed headers in the scratch area. Returns how many bytes of packed texts are then in it: 0, the
/// timestamp as its provider writes it, and 1, the value of the signature header. [`REFUSED`] if there is no memory for that.
#[wasm_bindgen]
pub fn sign(verifier: usize, headers: usize, body: usize, now: f64) -> i32 {
    with(|state| {
        let engine = state.engines.get(verifier)?.as_ref()?;
        let timestamp = engine.timestamp_text(unix_time(now));
        let (headers, body) = state.scratch.split(headers, body);
        let value = engine.sign(&PackedHeaders(headers), body, &timestamp);
        state.scratch.write(&[&timestamp, &value])
    })
    .unwrap_or(REFUSED)
}

/// Writes the dedupe key of a delivery into the scratch area, as a packed text. Returns its length.
///
/// In the area are packed texts, and the verified body after them: 0, the tenant, 1, the scheme's id, and, where the signature covers it, 2,
/// the delivery's own id, in place of which the body counts elsewhere. 3 is there if the signature covers the body as the fields of a form.
#[wasm_bindgen]
pub fn dedupe_key(texts: usize, body: usize) -> i32 {
    with(|state| {
        let key = {
            let (texts, body) = state.scratch.split(texts, body);
            let [tenant, scheme, id, form] = unpack_texts(texts).map(text);
            let identity = match (id, form) {
                ("", "") => Identity::Body(body),
                ("", _) => Identity::Form(body),
                _ => Identity::DeliveryId(id),
            };
            hookward::dedupe_key(tenant, scheme, identity)
        };
        state.scratch.write(&[&key])
    })
    .unwrap_or(REFUSED)
}

/// What is checked of a delivery.
type Check<'c> = &'c dyn Fn(&Engine, &Scratch) -> Result<Verified, VerificationError>;

/// Runs checks of one verifier over the scratch area.
fn with_engine(verifier: usize, check: Check<'_>) -> i32 {
    with(|state| {
        let engine = state.engines.get(verifier)?.as_ref()?;
        let (result, reserialize) = (check(engine, &state.scratch), engine.reserialize());
        to_number(state, result, reserialize)
    })
    .unwrap_or(REFUSED)
}

/// Writes the details of a result, and returns the rest of it as a number. `reserialize`: the re-serialized body may match.
fn to_number(state: &mut State, result: Result<Verified, VerificationError>, reserialize: bool) -> Option<i32> {
    match result {
        Ok(Verified { secret_index, timestamp }) => {
            state.set_timestamp(timestamp);
            i32::try_from(secret_index).ok()
        }
        Err(error) => {
            state.set_details(error.to_numbers());
            let may_match = matches!(error, VerificationError::SignatureMismatch { .. }) && reserialize;
            Some(if may_match { TRY_RESERIALIZED } else { REFUSED })
        }
    }
}

/// Returns a packed text. JavaScript writes UTF-8 alone; anything else is an empty text.
fn text(value: &[u8]) -> &str {
    core::str::from_utf8(value).unwrap_or_default()
}

/// Converts a JavaScript time. Beyond what fits it saturates; NaN is refused before it gets here.
#[allow(clippy::cast_possible_truncation)] // `as` saturates, which is what is wanted.
fn unix_time(millis: f64) -> UnixTime {
    UnixTime::from_millis(millis as i64)
}
