//! Signed requests to try a receiver with.

use hookward::testing::{Expect, Flaw, SignedRequest, flaws_of};
use hookward::{Scheme, Secret, Unsigned, Verifier};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::convert::{OwnedSecret, object, unix_time};

/// Signs requests of one scheme, those that are right and those that have a flaw.
#[wasm_bindgen]
pub struct Signer {
    verifier: Verifier,
}

#[wasm_bindgen]
impl Signer {
    /// Prepares to sign with the newest secret. Takes what a verifier is built from.
    ///
    /// # Errors
    /// A text, if the package hands over what is not a scheme; the record of a `ConfigError`, if nothing can be signed with it.
    #[wasm_bindgen(constructor)]
    pub fn new(scheme: JsValue, secrets: Vec<JsValue>, tolerance: Option<u32>) -> Result<Signer, JsValue> {
        let scheme: Scheme = serde_wasm_bindgen::from_value(scheme)?;
        let tolerance = tolerance.unwrap_or(scheme.tolerance);
        let secrets = OwnedSecret::read_all(secrets);
        let secrets: Vec<Secret<'_>> = secrets.iter().map(OwnedSecret::borrow).collect();
        let verifier = Verifier::new(scheme, secrets).and_then(|verifier| verifier.with_tolerance(tolerance));
        Ok(Self { verifier: verifier.map_err(|error| object(&error))? })
    }

    /// Returns the flaws that a request of the scheme can have, as objects.
    pub fn flaws(&self) -> JsValue {
        let scheme = self.verifier.scheme();
        let flaws = flaws_of(scheme).map(|flaw| FlawRecord { name: flaw.name(), about: flaw.about(), code: flaw.code(scheme) });
        object(&flaws.collect::<Vec<_>>())
    }

    /// Signs a request, with a flaw if one is named. Returns `undefined` if there is no such request.
    #[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands optional strings over by value.
    pub fn sign(
        &self,
        body: &[u8],
        now: f64,
        delivery_id: Option<String>,
        event: Option<String>,
        flaw: Option<String>,
    ) -> JsValue {
        let unsigned = Unsigned {
            body,
            now: unix_time(now),
            delivery_id: delivery_id.as_deref(),
            event: event.as_deref(),
            url: None,
            method: None,
        };
        let request = match flaw {
            None => Some(self.verifier.sign_request(&unsigned)),
            Some(name) => Flaw::by_name(&name).and_then(|flaw| self.verifier.sign_flawed(&unsigned, flaw)),
        };
        request.map_or(JsValue::UNDEFINED, |request| object(&SignedRequestRecord::of(&request)))
    }

    /// Returns the cases of the conformance kit, as objects.
    #[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands optional strings over by value.
    pub fn conformance(&self, body: &[u8], now: f64, delivery_id: Option<String>, event: Option<String>) -> JsValue {
        let unsigned = Unsigned {
            body,
            now: unix_time(now),
            delivery_id: delivery_id.as_deref(),
            event: event.as_deref(),
            url: None,
            method: None,
        };
        let cases = self.verifier.conformance(&unsigned);
        let records = cases.iter().map(|case| {
            let (expect, code) = match case.expect {
                Expect::Accept => ("accept", None),
                Expect::Refuse(code) => ("refuse", Some(code)),
            };
            CaseRecord { name: case.name, about: case.about, expect, code, request: SignedRequestRecord::of(&case.request) }
        });
        object(&records.collect::<Vec<_>>())
    }
}

/// A flaw, as an object.
#[derive(Serialize)]
struct FlawRecord {
    name: &'static str,
    about: &'static str,
    code: &'static str,
}

/// A case of the kit, as an object.
#[derive(Serialize)]
struct CaseRecord<'c> {
    name: &'static str,
    about: &'static str,
    expect: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    request: SignedRequestRecord<'c>,
}

/// A signed request, as an object.
#[derive(Serialize)]
struct SignedRequestRecord<'r> {
    headers: &'r [(String, String)],
    body: Bytes<'r>,
}

impl<'r> SignedRequestRecord<'r> {
    /// Borrows the record of a request.
    fn of(request: &'r SignedRequest) -> Self {
        Self { headers: &request.headers, body: Bytes(&request.body) }
    }
}

/// What becomes a `Uint8Array`. Serde takes a slice for a list of numbers otherwise.
struct Bytes<'b>(&'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}
