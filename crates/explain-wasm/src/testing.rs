//! Signed requests for testing a receiver.

use hookward::testing::{Expect, Flaw, SignedRequest, flaws_of};
use hookward::{Authenticator, Scheme, Secret, Unsigned, Verifier};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::convert::{OwnedSecret, object, unix_time};

/// Signs requests of one scheme: valid requests, and requests with a flaw.
#[wasm_bindgen]
pub struct Signer {
    verifier: Verifier,
}

#[wasm_bindgen]
impl Signer {
    /// Creates a signer that uses the newest secret. The arguments are the same as for a verifier.
    ///
    /// # Errors
    /// Throws a text if the package passes a value that is not a scheme. Throws the record of a `ConfigError` if the scheme or
    /// the secrets are not valid for signing.
    #[wasm_bindgen(constructor)]
    pub fn new(scheme: JsValue, secrets: Vec<JsValue>, tolerance: Option<u32>) -> Result<Signer, JsValue> {
        let scheme: Scheme = serde_wasm_bindgen::from_value(scheme)?;
        let tolerance = tolerance.unwrap_or(scheme.tolerance);
        let secrets = OwnedSecret::read_all(secrets);
        let secrets: Vec<Secret<'_>> = secrets.iter().map(OwnedSecret::borrow).collect();
        let verifier = if scheme.unsigned_body {
            Authenticator::new(scheme, secrets).map(Authenticator::signer)
        } else {
            Verifier::new(scheme, secrets)
        };
        let verifier = verifier.and_then(|verifier| verifier.with_tolerance(tolerance));
        Ok(Self { verifier: verifier.map_err(|error| object(&error))? })
    }

    /// Returns the flaws that a request of the scheme can have, as objects.
    pub fn flaws(&self) -> JsValue {
        let scheme = self.verifier.scheme();
        let flaws = flaws_of(scheme).map(|flaw| FlawRecord { name: flaw.name(), about: flaw.about(), code: flaw.code(scheme) });
        object(&flaws.collect::<Vec<_>>())
    }

    /// Signs a request, with a flaw if `flaw` is its name. Returns `undefined` if no such request exists.
    ///
    /// # Errors
    /// Throws a text if the package passes a value that is not a request.
    #[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands optional strings over by value.
    pub fn sign(&self, body: &[u8], unsigned: JsValue, flaw: Option<String>) -> Result<JsValue, JsValue> {
        let given: UnsignedRecord = serde_wasm_bindgen::from_value(unsigned)?;
        let unsigned = given.with(body);
        let request = match flaw {
            None => Some(self.verifier.sign_request(&unsigned)),
            Some(name) => Flaw::by_name(&name).and_then(|flaw| self.verifier.sign_flawed(&unsigned, flaw)),
        };
        Ok(request.map_or(JsValue::UNDEFINED, |request| object(&self.record(&request))))
    }

    /// Returns the cases of the conformance kit, as objects.
    ///
    /// # Errors
    /// Throws a text if the package passes a value that is not a request.
    pub fn conformance(&self, body: &[u8], unsigned: JsValue) -> Result<JsValue, JsValue> {
        let given: UnsignedRecord = serde_wasm_bindgen::from_value(unsigned)?;
        let cases = self.verifier.conformance(&given.with(body));
        let records = cases.iter().map(|case| {
            let (expect, code) = match case.expect {
                Expect::Accept => ("accept", None),
                Expect::Refuse(code) => ("refuse", Some(code)),
            };
            CaseRecord { name: case.name, about: case.about, expect, code, request: self.record(&case.request) }
        });
        Ok(object(&records.collect::<Vec<_>>()))
    }

    /// Creates the record of a request, which borrows from the request.
    fn record<'r>(&'r self, request: &'r SignedRequest) -> SignedRequestRecord<'r> {
        let SignedRequest { url, method, headers, body } = request;
        let content_type = self.verifier.scheme().content_type(body);
        SignedRequestRecord { url: url.as_deref(), method, headers, body: Bytes(body), content_type }
    }
}

/// An unsigned request without its body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UnsignedRecord {
    /// The time of signing, in milliseconds since the epoch.
    now: f64,
    delivery_id: Option<String>,
    event: Option<String>,
    url: Option<String>,
    method: Option<String>,
}

impl UnsignedRecord {
    /// Adds a body to the request, and borrows both.
    fn with<'u>(&'u self, body: &'u [u8]) -> Unsigned<'u> {
        Unsigned {
            body,
            now: unix_time(self.now),
            delivery_id: self.delivery_id.as_deref(),
            event: self.event.as_deref(),
            url: self.url.as_deref(),
            method: self.method.as_deref(),
        }
    }
}

/// A flaw, as an object.
#[derive(Serialize)]
struct FlawRecord {
    name: &'static str,
    about: &'static str,
    code: &'static str,
}

/// A case of the conformance kit, as an object.
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
#[serde(rename_all = "camelCase")]
struct SignedRequestRecord<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    method: &'r str,
    headers: &'r [(String, String)],
    body: Bytes<'r>,
    content_type: &'r str,
}

/// Bytes that become a `Uint8Array`. Serde would serialize a slice as a list of numbers.
struct Bytes<'b>(&'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}
