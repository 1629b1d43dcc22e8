//! The boundary between JavaScript and the core.
//!
//! Thin on purpose: every verdict, code and sentence is the core's. Set-up and reports cross as objects, since they are
//! rare. A verification crosses as numbers only: JavaScript writes the headers and the body into the scratch area, and
//! gets back which secret matched, or that none did.

mod config;
mod host;
mod scratch;

use hookward::{HostedBody, Message, UnixTime, Verifier, VerifyError, schemes};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use config::Config;
use host::HOST;
use scratch::{Packed, SCRATCH};

/// [`Engine::verify`]'s answer where the delivery is refused: ask [`Engine::report`] why.
const REFUSED: i32 = -1;
/// [`Engine::verify`]'s answer where the bytes did not match and the re-serialized form should be tried.
const RESERIALIZE: i32 = -2;

/// A verifier, and what became of the last delivery that it was given.
#[wasm_bindgen]
pub struct Engine {
    verifier: Verifier,
    last: Result<Option<UnixTime>, VerifyError>,
}

#[wasm_bindgen]
impl Engine {
    /// Builds a verifier from the options of the JavaScript class.
    ///
    /// # Errors
    /// The record of a `ConfigError`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Engine, JsValue> {
        match Config::read(options).and_then(Config::build) {
            Ok(verifier) => Ok(Self { verifier, last: Ok(None) }),
            Err(error) => Err(object(&error)),
        }
    }

    /// The scheme, as an object.
    pub fn scheme(&self) -> JsValue {
        object(self.verifier.scheme())
    }

    /// The names of the headers that take part in the verdict, in the order by which packed headers name them.
    pub fn headers(&self) -> Vec<JsValue> {
        self.verifier.scheme().verdict_headers().map(JsValue::from_str).collect()
    }

    /// Whether the signature covers the delivery id.
    #[wasm_bindgen(js_name = deliveryIdSigned)]
    pub fn delivery_id_signed(&self) -> bool {
        self.verifier.scheme().delivery_id_signed()
    }

    /// The longest body accepted, in bytes.
    #[wasm_bindgen(js_name = maxBodyBytes)]
    #[allow(clippy::cast_precision_loss)] // It came from a JavaScript number.
    pub fn max_body_bytes(&self) -> f64 {
        self.verifier.max_body_bytes() as f64
    }

    /// Verifies what is in the scratch area: packed headers, then the body. Times are milliseconds since the epoch.
    ///
    /// Gives the position of the secret that matched, [`REFUSED`] or [`RESERIALIZE`].
    pub fn verify(&mut self, headers: usize, body: usize, now: f64) -> i32 {
        self.judge(headers, body, |verifier, headers, body| verifier.verify(headers, body, moment(now)))
    }

    /// As [`verify`](Self::verify), with the re-serialized form in place of the body.
    #[wasm_bindgen(js_name = verifyReserialized)]
    pub fn verify_reserialized(&mut self, headers: usize, form: usize, now: f64) -> i32 {
        self.judge(headers, form, |verifier, headers, form| verifier.verify_reserialized(headers, form, moment(now)))
    }

    /// As [`verify`](Self::verify), for a body of so many bytes that stays with the host, which hashes it: only the headers
    /// are in the scratch area. With `reserialized`, it is the second form that the host has.
    #[wasm_bindgen(js_name = verifyHosted)]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // It is the length of a JavaScript array.
    pub fn verify_hosted(&mut self, headers: usize, length: f64, reserialized: bool, now: f64) -> i32 {
        let body = if reserialized { HostedBody::Reserialized } else { HostedBody::Received { length: length as u64 } };
        let verdict = SCRATCH.with_borrow(|scratch| {
            let (headers, _) = scratch.split(headers, 0);
            let headers = Packed::new(self.verifier.scheme(), headers);
            HOST.with_borrow_mut(|host| self.verifier.verify_hosted(&headers, body, moment(now), host))
        });
        self.answer(verdict)
    }

    /// Checks the headers in the scratch area, before the body is there. Gives 0 or [`REFUSED`].
    #[wasm_bindgen(js_name = checkHeaders)]
    pub fn check_headers(&mut self, headers: usize, now: f64) -> i32 {
        let verdict = SCRATCH.with_borrow(|scratch| {
            let (headers, _) = scratch.split(headers, 0);
            self.verifier.check_headers(&Packed::new(self.verifier.scheme(), headers), moment(now))
        });
        self.last = verdict.map(|()| None);
        if verdict.is_ok() { 0 } else { REFUSED }
    }

    /// When the last delivery was signed, in milliseconds since the epoch; NaN where its scheme does not say.
    #[allow(clippy::cast_precision_loss)] // A moment that a `Date` can hold is exact.
    pub fn timestamp(&self) -> f64 {
        self.last.ok().flatten().map_or(f64::NAN, |time| time.as_millis() as f64)
    }

    /// Why the last delivery was refused, as an object; `undefined` if it was not.
    pub fn report(&self) -> JsValue {
        self.last.err().map_or(JsValue::UNDEFINED, |error| object(&self.verifier.describe(exact(error))))
    }

    /// The refusal of a body that was not even read, because its length was over the limit.
    #[wasm_bindgen(js_name = bodyTooLarge)]
    pub fn body_too_large(&self) -> JsValue {
        object(&self.verifier.describe(VerifyError::BodyTooLarge { limit: self.verifier.max_body_bytes() }))
    }

    /// Signs a body with the newest secret. Gives the headers as an array of pairs.
    #[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands optional strings over by value.
    pub fn sign(&self, body: &[u8], now: f64, delivery_id: Option<String>, event: Option<String>) -> JsValue {
        let (delivery_id, event) = (delivery_id.as_deref(), event.as_deref());
        object(&self.verifier.sign(&Message { body, now: moment(now), delivery_id, event }))
    }
}

impl Engine {
    fn judge(
        &mut self,
        headers: usize,
        body: usize,
        verify: impl for<'b> Fn(&Verifier, &Packed<'_>, &'b [u8]) -> Result<hookward::Verified<'b>, VerifyError>,
    ) -> i32 {
        let verdict = SCRATCH.with_borrow(|scratch| {
            let (headers, body) = scratch.split(headers, body);
            let verified = verify(&self.verifier, &Packed::new(self.verifier.scheme(), headers), body)?;
            Ok((verified.secret_index(), verified.timestamp()))
        });
        self.answer(verdict)
    }

    fn answer(&mut self, verdict: Result<(usize, Option<UnixTime>), VerifyError>) -> i32 {
        self.last = verdict.map(|(_, timestamp)| timestamp);
        match verdict {
            Ok((secret_index, _)) => i32::try_from(secret_index).unwrap_or(i32::MAX),
            Err(VerifyError::SignatureMismatch { .. }) if self.verifier.reserializes() => RESERIALIZE,
            Err(_) => REFUSED,
        }
    }
}

/// Makes the scratch area hold at least `length` bytes and gives its address in the module's memory; 0, where nothing
/// is ever kept, if there is no memory for that.
///
/// JavaScript writes there and then names the lengths. What an earlier call wrote may still be there; nothing reads it.
#[wasm_bindgen]
pub fn scratch(length: usize) -> usize {
    SCRATCH.with_borrow_mut(|scratch| scratch.reserve(length)).unwrap_or(0)
}

/// Every built-in scheme, as objects.
#[wasm_bindgen]
pub fn builtin() -> Vec<JsValue> {
    schemes::ALL.iter().map(object).collect()
}

/// A JavaScript time. Beyond what fits it saturates; NaN is refused before it gets here.
#[allow(clippy::cast_possible_truncation)] // `as` saturates, which is what is wanted.
fn moment(millis: f64) -> UnixTime {
    UnixTime::from_millis(millis as i64)
}

/// A refusal whose numbers JavaScript can hold: a timestamp of many digits is further away than that.
fn exact(error: VerifyError) -> VerifyError {
    const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
    match error {
        VerifyError::TimestampTooOld { age, tolerance } => {
            VerifyError::TimestampTooOld { age: age.min(MAX_SAFE_INTEGER), tolerance }
        }
        VerifyError::TimestampTooNew { ahead, tolerance } => {
            VerifyError::TimestampTooNew { ahead: ahead.min(MAX_SAFE_INTEGER), tolerance }
        }
        other => other,
    }
}

/// A plain object. What this crate gives out has nothing that could fail to become one.
fn object(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
