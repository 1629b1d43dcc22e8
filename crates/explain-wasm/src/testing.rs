//! Deliveries to try a receiver with.

use hookward::testing::{Delivery, Expect, Flaw, flaws_of};
use hookward::{Message, Scheme, Secret, Verifier};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::{Owned, moment, object};

/// Signs the deliveries of one scheme, those that are right and those that are not.
#[wasm_bindgen]
pub struct Signer {
    verifier: Verifier,
}

#[wasm_bindgen]
impl Signer {
    /// Takes what the package's `Verifier` was built from, and has checked.
    ///
    /// # Errors
    /// A text, if the package hands over what is not a scheme; the record of a `ConfigError`, if nothing can be signed with it.
    #[wasm_bindgen(constructor)]
    pub fn new(scheme: JsValue, secrets: Vec<JsValue>, tolerance: Option<u32>) -> Result<Signer, JsValue> {
        let scheme: Scheme = serde_wasm_bindgen::from_value(scheme)?;
        let tolerance = tolerance.unwrap_or(scheme.tolerance);
        let secrets: Vec<Owned> = secrets.into_iter().filter_map(Owned::read).collect();
        let secrets: Vec<Secret<'_>> = secrets.iter().map(Owned::borrow).collect();
        let verifier = Verifier::new(scheme, secrets).and_then(|verifier| verifier.with_tolerance(tolerance));
        Ok(Self { verifier: verifier.map_err(|error| object(&error))? })
    }

    /// The flaws that a delivery can have, as objects.
    pub fn flaws(&self) -> JsValue {
        let scheme = self.verifier.scheme();
        let flaws = flaws_of(scheme).map(|flaw| FlawRecord { name: flaw.name(), about: flaw.about(), code: flaw.code(scheme) });
        object(&flaws.collect::<Vec<_>>())
    }

    /// A delivery, with a flaw if one is named. `undefined` if there is no such delivery.
    #[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands optional strings over by value.
    pub fn sign(
        &self,
        body: &[u8],
        now: f64,
        delivery_id: Option<String>,
        event: Option<String>,
        flaw: Option<String>,
    ) -> JsValue {
        let message = Message { body, now: moment(now), delivery_id: delivery_id.as_deref(), event: event.as_deref() };
        let delivery = match flaw {
            None => Some(self.verifier.sign_delivery(&message)),
            Some(name) => Flaw::by_name(&name).and_then(|flaw| self.verifier.sign_flawed(&message, flaw)),
        };
        delivery.map_or(JsValue::UNDEFINED, |delivery| with_bytes(&DeliveryRecord::of(&delivery)))
    }

    /// The kit, as objects.
    #[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands optional strings over by value.
    pub fn conformance(&self, body: &[u8], now: f64, delivery_id: Option<String>, event: Option<String>) -> JsValue {
        let message = Message { body, now: moment(now), delivery_id: delivery_id.as_deref(), event: event.as_deref() };
        let cases = self.verifier.conformance(&message);
        let records = cases.iter().map(|case| {
            let (expect, code) = match case.expect {
                Expect::Accept => ("accept", None),
                Expect::Refuse(code) => ("refuse", Some(code)),
            };
            CaseRecord { name: case.name, about: case.about, expect, code, delivery: DeliveryRecord::of(&case.delivery) }
        });
        with_bytes(&records.collect::<Vec<_>>())
    }
}

#[derive(Serialize)]
struct FlawRecord {
    name: &'static str,
    about: &'static str,
    code: &'static str,
}

#[derive(Serialize)]
struct CaseRecord<'c> {
    name: &'static str,
    about: &'static str,
    expect: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    delivery: DeliveryRecord<'c>,
}

#[derive(Serialize)]
struct DeliveryRecord<'d> {
    headers: &'d [(String, String)],
    body: Bytes<'d>,
}

impl<'d> DeliveryRecord<'d> {
    fn of(delivery: &'d Delivery) -> Self {
        Self { headers: &delivery.headers, body: Bytes(&delivery.body) }
    }
}

/// What becomes a `Uint8Array`.
struct Bytes<'b>(&'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// A plain object with bytes in it.
fn with_bytes(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible().serialize_bytes_as_arrays(false)).unwrap_or(JsValue::UNDEFINED)
}
