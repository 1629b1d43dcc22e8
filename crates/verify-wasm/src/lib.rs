//! The core for JavaScript, which verifies through an interface that passes only numbers.
//!
//! JavaScript writes headers and a body into the scratch area, passes their lengths, and receives a number. This module has no
//! strings, no objects and no messages. Schemes have no names here: a verifier is built from a compiled scheme. Another module
//! (crates/schemes-wasm) compiles schemes and writes messages. Most programs need that module rarely or never.
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

/// The return value for a refused delivery. [`details`] contains the reason.
const REFUSED: i32 = -1;
/// The return value if the received bytes do not match and the re-serialized body should be tried.
const TRY_RESERIALIZED: i32 = -2;

/// The kind of a packed secret that is text. All other kinds are bytes.
const TEXT: u8 = 0;

/// Reserves at least `length` bytes for the scratch area, and returns its address in this module's memory.
///
/// Returns 0 if not enough memory exists. Nothing is ever stored at address 0. The area may still contain the data of an earlier
/// call, which no call reads.
#[wasm_bindgen]
pub fn scratch(length: usize) -> usize {
    with(|state| state.scratch.reserve(length)).unwrap_or(0)
}

/// Returns the address of five numbers, each an `f64`. They are the details that the return value of a call does not contain.
///
/// After a verified delivery, the first number is the time of signing in milliseconds since the epoch, or NaN if its scheme has
/// no timestamp. After a refused delivery, the numbers are its `ErrorNumbers`. After a verifier was not built, they are the
/// numbers of [`state::config_numbers`].
#[wasm_bindgen]
pub fn details() -> usize {
    with(|state| Some(state.details.as_ptr() as usize)).unwrap_or(0)
}

/// Builds a verifier from packed secrets and the compiled scheme after them in the scratch area.
///
/// Returns the number of the verifier, which every other call uses, or [`REFUSED`]. The area is wiped.
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

/// Makes the module usable after a call that a full stack or a time limit ended in the middle.
///
/// This is possible for calls that verify, because they change nothing that the next call depends on.
#[wasm_bindgen]
pub fn recover() {
    state::unlock();
}

/// Drops a verifier. Its number may be assigned to another verifier.
#[wasm_bindgen]
pub fn drop(verifier: usize) {
    with(|state| {
        state.forget(verifier);
        Some(())
    });
}

/// Verifies the request in the scratch area: packed headers, followed by the body or the re-serialized body.
///
/// Returns the position of the secret that matched, [`REFUSED`] or [`TRY_RESERIALIZED`]. Times are in milliseconds since the
/// epoch.
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

/// Verifies like [`verify`], with a body of `length` bytes that the runtime hashes.
///
/// The body is in the scratch area, after the headers and `room` bytes. If `room` is 0, only the runtime has the body.
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
    // These values are taken out of the state, so that nothing is locked while the runtime hashes. An error that the runtime
    // throws ends this call permanently.
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

/// Checks the headers in the scratch area, before the body has arrived. Returns 0 or [`REFUSED`].
#[wasm_bindgen]
pub fn check_headers(verifier: usize, headers: usize, now: f64) -> i32 {
    with_engine(verifier, &|engine, scratch| {
        let (headers, _) = scratch.split(headers, 0);
        engine.check_headers(&PackedHeaders(headers), unix_time(now)).map(|()| Verified { secret_index: 0, timestamp: None })
    })
}

/// Checks the timestamp of a body whose signature matched. Returns 0 or [`REFUSED`].
///
/// The text of the timestamp is in the scratch area. If `length` is [`usize::MAX`], the timestamp is missing.
#[wasm_bindgen]
pub fn check_body_time(verifier: usize, length: usize, now: f64) -> i32 {
    with_engine(verifier, &|engine, scratch| {
        let text = (length != usize::MAX).then(|| scratch.split(length, 0).0);
        engine.check_body_time(text, unix_time(now)).map(|time| Verified { secret_index: 0, timestamp: Some(time) })
    })
}

/// Signs the body after the packed headers in the scratch area, and writes packed texts into the area.
///
/// Text 0 is the timestamp in the format of the provider. Text 1 is the value of the signature header. Returns the length of the
/// packed texts, or [`REFUSED`] if not enough memory exists.
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
/// The area contains packed texts, followed by the verified body. Text 0 is the tenant. Text 1 is the id of the scheme. Text 2 is
/// the delivery id, if the signature covers the delivery id. Otherwise, the key is made from the body. Text 3 exists if the
/// signature covers the body as the fields of a form.
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

/// A check of a delivery.
type Check<'c> = &'c dyn Fn(&Engine, &Scratch) -> Result<Verified, VerificationError>;

/// Runs the check of one verifier on the scratch area.
fn with_engine(verifier: usize, check: Check<'_>) -> i32 {
    with(|state| {
        let engine = state.engines.get(verifier)?.as_ref()?;
        let (result, reserialize) = (check(engine, &state.scratch), engine.reserialize());
        to_number(state, result, reserialize)
    })
    .unwrap_or(REFUSED)
}

/// Writes the details of a result, and returns the rest of it as a number. `reserialize` states whether the re-serialized body
/// may match.
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

/// Returns a packed text. JavaScript writes only UTF-8. Any other value becomes an empty text.
fn text(value: &[u8]) -> &str {
    core::str::from_utf8(value).unwrap_or_default()
}

/// Converts a JavaScript time. A time that does not fit becomes the nearest possible time. NaN is refused before this call.
#[allow(clippy::cast_possible_truncation)] // `as` saturates, which is what is wanted.
fn unix_time(millis: f64) -> UnixTime {
    UnixTime::from_millis(millis as i64)
}
