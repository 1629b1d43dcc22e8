//! The boundary between JavaScript and the core's tools: explanations, and signed requests for testing a receiver.
//!
//! The core makes all variants, codes and messages. The package checks only the types of the options. Requests are verified here,
//! so that only one result exists.

mod convert;
mod testing;

use hookward::explain::{Explanation, Input, VerificationResult};
use hookward::{Scheme, Secret, VerificationError, schemes};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use convert::{MAX_SAFE_INTEGER, OwnedSecret, object, safe_time, unix_time};

/// A received request without its body and the secrets, and the options of its verifier.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReceivedRequest {
    scheme: Scheme,
    headers: Vec<(String, String)>,
    url: Option<String>,
    method: Option<String>,
    /// The time at which the request was received, in milliseconds since the epoch.
    now: f64,
    tolerance: Option<u32>,
    reserialize: bool,
    max_body_bytes: u32,
}

/// Explains a request. Returns the explanation as an object, with the result of the verification.
///
/// `reserialized` is `JSON.stringify` of the parsed body.
///
/// # Errors
/// Throws a text if the package passes a value that is not a request. Throws the record of a `ConfigError` if the options are not
/// valid for verifying.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands lists over by value.
pub fn explain(request: JsValue, secrets: Vec<JsValue>, body: &[u8], reserialized: Option<Vec<u8>>) -> Result<JsValue, JsValue> {
    let request: ReceivedRequest = serde_wasm_bindgen::from_value(request)?;
    let secrets = OwnedSecret::read_all(secrets);
    let secrets: Vec<Secret<'_>> = secrets.iter().map(OwnedSecret::borrow).collect();
    let headers: Vec<(&str, &[u8])> = request.headers.iter().map(|(name, value)| (&**name, value.as_bytes())).collect();
    let mut explanation = hookward::explain::explain(&Input {
        reserialized: reserialized.as_deref(),
        url: request.url.as_deref(),
        method: request.method.as_deref(),
        tolerance: request.tolerance,
        reserialize: request.reserialize,
        max_body_bytes: request.max_body_bytes.into(),
        others: &schemes::ALL,
        ..Input::new(&request.scheme, &secrets, &headers, body, unix_time(request.now))
    })
    .map_err(|error| object(&error))?;
    make_safe(&mut explanation, &request.scheme);
    Ok(object(&explanation))
}

/// A request from an unknown provider, without its body and the secrets.
#[derive(Deserialize)]
struct UnknownRequest {
    headers: Vec<(String, String)>,
    url: Option<String>,
    method: Option<String>,
}

/// Returns the built-in schemes that a request may belong to, as objects, most likely first.
///
/// # Errors
/// Throws a text if the package passes a value that is not a request.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands lists over by value.
pub fn guess(
    request: JsValue,
    secrets: Vec<JsValue>,
    body: Option<Vec<u8>>,
    reserialized: Option<Vec<u8>>,
) -> Result<JsValue, JsValue> {
    let request: UnknownRequest = serde_wasm_bindgen::from_value(request)?;
    let secrets = OwnedSecret::read_all(secrets);
    let secrets: Vec<Secret<'_>> = secrets.iter().map(OwnedSecret::borrow).collect();
    let headers: Vec<(&str, &[u8])> = request.headers.iter().map(|(name, value)| (&**name, value.as_bytes())).collect();
    Ok(object(&hookward::explain::guess(&hookward::explain::UnknownRequest {
        body: body.as_deref(),
        reserialized: reserialized.as_deref(),
        url: request.url.as_deref(),
        method: request.method.as_deref(),
        secrets: &secrets,
        ..hookward::explain::UnknownRequest::new(&headers)
    })))
}

/// Limits the numbers of an explanation to the whole numbers of JavaScript. A timestamp with many digits causes larger numbers.
fn make_safe<'s>(explanation: &mut Explanation<'s>, scheme: &'s Scheme) {
    match &mut explanation.result {
        VerificationResult::Verified { timestamp, .. } => *timestamp = timestamp.map(safe_time),
        VerificationResult::Refused { error, message } => {
            if let VerificationError::TimestampTooOld { age: seconds, .. }
            | VerificationError::TimestampTooNew { ahead: seconds, .. } = error
            {
                *seconds = MAX_SAFE_INTEGER.min(*seconds);
            }
            // The message contains the number, and is the same as the message of a verifier in JavaScript.
            *message = scheme.message(*error);
        }
        VerificationResult::Misconfigured { .. } => {}
    }
    for finding in &mut explanation.findings {
        finding.skew = finding.skew.map(|skew| skew.min(MAX_SAFE_INTEGER));
    }
}
