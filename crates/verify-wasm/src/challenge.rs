//! Responses to challenges.

use hookward::ChallengeValues;
use wasm_bindgen::prelude::*;

use crate::REFUSED;
use crate::scratch::unpack_texts;
use crate::state::with;

/// The return value if the request is not a challenge.
const NO_CHALLENGE: i32 = 0;

/// Writes the body of the response to a challenge into the scratch area, as a packed text.
///
/// Returns the length of the text, or [`NO_CHALLENGE`]. If no response exists, returns a number below [`REFUSED`]. These numbers
/// count down in the order of the reasons in `ChallengeReason::ALL`.
///
/// The area contains the packed texts that were found. Text 0 is the value that distinguishes a challenge from other requests.
/// Text 1 is the token. Text 2 is the verify token in the request. Text 3 is the verify token that was set.
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
