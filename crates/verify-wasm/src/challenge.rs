//! Responding to challenges.

use hookward::ChallengeValues;
use wasm_bindgen::prelude::*;

use crate::REFUSED;
use crate::scratch::unpack_texts;
use crate::state::with;

/// Returned where the request is no challenge.
const NO_CHALLENGE: i32 = 0;

/// Writes the body of the response to a challenge into the scratch area, as a packed text. Returns its length, [`NO_CHALLENGE`], or, where
/// there is no response, a number below [`REFUSED`] that counts down the reasons of `ChallengeReason::ALL`.
///
/// In the area are packed texts, as far as they were found: 0, the value that tells a challenge from other requests, 1, the token, 2, the
/// verify token in the request, and 3, the one that was set.
#[wasm_bindgen]
pub fn respond_to_challenge(verifier: usize, texts: usize) -> i32 {
    with(|state| {
        let engine = state.engines.get(verifier)?.as_ref()?;
        let result = {
            let [when, token, verify_token, expected_verify_token] = unpack_texts(state.scratch.split(texts, 0).0);
            engine.respond_to_challenge(&ChallengeValues { when, token, verify_token, expected_verify_token })
        };
        match result {
            Ok(Some(body)) => state.scratch.write(&[&body]),
            Ok(None) => Some(NO_CHALLENGE),
            Err(reason) => Some(REFUSED.saturating_sub(1).saturating_sub(reason as i32)),
        }
    })
    .unwrap_or(REFUSED)
}
