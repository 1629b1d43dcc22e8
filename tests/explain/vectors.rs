//! The vectors of every built-in scheme. A genuine delivery is explained as verified, and a refused one has a true cause.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hookward::explain::{Confidence, Explanation, Finding, Input, UnknownRequest, VerificationResult, explain, guess};
use hookward::{Scheme, Secret, UnixTime, schemes};
use serde_json::Value;

/// A vector of a scheme: a delivery with its expected result.
pub(crate) struct Vector {
    pub(crate) scheme: &'static Scheme,
    pub(crate) name: String,
    now: UnixTime,
    value: Value,
}

/// Returns every vector of every built-in scheme that is a delivery to be verified.
pub(crate) fn vectors() -> Vec<Vector> {
    schemes::ALL.into_iter().flat_map(of).collect()
}

fn of(scheme: &'static Scheme) -> Vec<Vector> {
    let path = format!("{}/schemes/{}/vectors.json", env!("CARGO_MANIFEST_DIR"), scheme.id);
    let file: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let list = file["vectors"].as_array().unwrap().iter();
    let read = |value: &Value| {
        let now = value.get("now").or(file.get("now")).and_then(Value::as_i64);
        Vector {
            scheme,
            name: format!("{} {}", scheme.id, value["name"].as_str().unwrap()),
            now: UnixTime::from_secs(now.unwrap_or_default()),
            value: value.clone(),
        }
    };
    list.map(read).collect()
}

impl Vector {
    /// Returns whether a verifier accepts the vector.
    pub(crate) fn is_genuine(&self) -> bool {
        self.value["expect"]["ok"] == true
    }

    /// Passes the vector to a function as the input of an explanation. Returns nothing if no verifier can be built.
    pub(crate) fn with_input<T>(&self, then: impl FnOnce(&Input<'_>) -> T) -> Option<T> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let bytes = |value: &Value| match value {
            Value::Object(map) => {
                let (kind, text) = map.iter().next().unwrap();
                let text = text.as_str().unwrap();
                match kind.as_str() {
                    "hex" => text
                        .as_bytes()
                        .chunks(2)
                        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
                        .collect(),
                    _ => STANDARD.decode(text).unwrap(),
                }
            }
            other => other.as_str().unwrap().as_bytes().to_vec(),
        };
        let value = &self.value;
        let secrets: Vec<(bool, Vec<u8>)> =
            value["secrets"].as_array()?.iter().map(|secret| (secret.is_string(), bytes(secret))).collect();
        let secrets: Vec<Secret<'_>> = secrets
            .iter()
            .map(
                |(is_text, bytes)| {
                    if *is_text { Secret::Text(std::str::from_utf8(bytes).unwrap()) } else { Secret::Bytes(bytes) }
                },
            )
            .collect();
        let headers: Vec<(String, Vec<u8>)> =
            value["headers"].as_array()?.iter().map(|pair| (pair[0].as_str().unwrap().into(), bytes(&pair[1]))).collect();
        let headers: Vec<(&str, &[u8])> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let body = bytes(value.get("body")?);
        let (url, method) = (text(&value["url"]), text(&value["method"]).map(|method| method.to_ascii_uppercase()));
        let options = &value["options"];
        let reserialized = serde_json::from_slice::<Value>(&body).ok().and_then(|json| serde_json::to_vec(&json).ok());
        let input = Input {
            url: url.as_deref(),
            method: method.as_deref(),
            reserialized: reserialized.as_deref(),
            tolerance: options["tolerance"].as_u64().map(|seconds| u32::try_from(seconds).unwrap()),
            reserialize: options["reserialize"] != false,
            max_body_bytes: options["maxBodyBytes"].as_u64().unwrap_or(1 << 20),
            ..Input::new(self.scheme, &secrets, &headers, &body, self.now)
        };
        Some(then(&input))
    }

    fn explained<T>(&self, then: impl FnOnce(&Explanation<'_>) -> T) -> Option<T> {
        self.with_input(|input| explain(input).ok().map(|explanation| then(&explanation))).flatten()
    }
}

#[test]
fn every_genuine_delivery_is_explained_as_verified() {
    let mut wrong = Vec::new();
    let mut seen = 0_usize;
    for vector in vectors().iter().filter(|vector| vector.is_genuine()) {
        seen = seen.saturating_add(1);
        let ok = vector.explained(|explanation| matches!(explanation.result, VerificationResult::Verified { .. }));
        // Only the package makes the `JSON.stringify` form of a body. An empty body of X may be a token of its challenge, and
        // more than a few groups are too many.
        let elsewhere = vector.value["expect"]["reserialized"] == true
            || ["x made-body-empty", "persona made-signatures-sixteen"].contains(&vector.name.as_str());
        if ok != Some(true) && !elsewhere {
            wrong.push(vector.name.clone());
        }
    }
    assert!(seen > schemes::ALL.len(), "{seen}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_refused_has_its_true_cause() {
    let causes: &[(&str, &str)] = &[
        ("made-secret-newline", "secret_trailing_newline"),
        ("made-body-newline", "body_trailing_newline_added"),
        ("made-signature-truncated", "signature_truncated"),
        ("made-signature-trailing-junk", "signature_not_alone"),
        ("made-signature-hex", "signature_hex"),
        ("made-window-stale", "timestamp_too_old"),
        ("made-window-future", "timestamp_too_new"),
        ("made-limit-exceeded", "body_too_large"),
        ("made-tag-missing", "signature_prefix_missing"),
        ("made-timestamp-twice", "timestamp_repeated"),
    ];
    // Requests that nobody has signed. Whatever is changed, nothing may be proven.
    let forged = ["made-body-changed", "made-body-replaced", "made-other-secret", "made-signature-zeros", "made-url-changed"];
    let mut wrong = Vec::new();
    let mut seen = 0_usize;
    for vector in vectors().iter().filter(|vector| !vector.is_genuine()) {
        let name = vector.value["name"].as_str().unwrap();
        let cause = causes.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
        // The URL of this vector contains the hash of the body with the newline. It is not the signed URL.
        let is_of_url = vector.scheme.body_hash.is_some() && name == "made-body-newline";
        if is_of_url || cause.is_none() && !forged.contains(&name) {
            continue;
        }
        seen = seen.saturating_add(1);
        let found = vector.explained(|explanation| explanation.findings.clone()).unwrap();
        let proven = |finding: &&Finding| finding.confidence == Confidence::Proven;
        let right = match cause {
            Some(code) => found.first().filter(proven).is_some_and(|finding| finding.code.as_str() == code),
            None => !found.is_empty() && !found.iter().any(|finding| proven(&finding)),
        };
        if !right {
            wrong.push(format!("{}: {:?}", vector.name, found.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>()));
        }
    }
    assert!(seen > schemes::ALL.len().saturating_mul(8), "{seen}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// With only the headers, the vector's own scheme is guessed before all schemes with another header. With a secret, it is proven.
#[test]
fn every_provider_is_guessed() {
    let mut wrong = Vec::new();
    for scheme in schemes::ALL {
        let own = of(scheme);
        let vector = own.iter().find(|vector| vector.is_genuine() && vector.value["expect"]["reserialized"] != true);
        let vector = vector.or_else(|| own.iter().find(|vector| vector.is_genuine())).unwrap();
        vector.with_input(|input| {
            let request = UnknownRequest {
                body: Some(input.body),
                url: input.url,
                method: input.method,
                ..UnknownRequest::new(input.headers)
            };
            let by_headers = guess(&request);
            let header = &scheme.signature.header;
            let shares = |id: &str| schemes::by_id(id).unwrap().signature_headers().any(|name| name == header);
            let at = by_headers.iter().position(|guess| guess.scheme == scheme.id);
            let first_ones = at.is_some_and(|at| by_headers[..at].iter().all(|guess| shares(&guess.scheme)));
            let is_shared = schemes::ALL.iter().filter(|other| other.id != scheme.id).any(|other| shares(&other.id));
            if !first_ones || !is_shared && at != Some(0) || by_headers.iter().any(|guess| guess.reasons.is_empty()) {
                wrong.push(format!("{} by its headers: {at:?}", vector.name));
            }
            let by_secret = guess(&UnknownRequest { secrets: input.secrets, reserialized: input.reserialized, ..request });
            let proven = by_secret.iter().find(|guess| guess.scheme == scheme.id).map(|guess| guess.confidence);
            if proven != Some(Confidence::Proven) || by_secret[0].confidence != Confidence::Proven {
                wrong.push(format!("{} by its secret: {proven:?}", vector.name));
            }
        });
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Returns a genuine delivery of each provider.
fn genuine_ones() -> impl Iterator<Item = Vector> {
    let is_plain = |vector: &Vector| vector.is_genuine() && vector.value["expect"]["reserialized"] != true;
    schemes::ALL.into_iter().filter_map(move |scheme| of(scheme).into_iter().find(is_plain))
}

/// Returns whether a message names a provider as the sender, or states that it is one of many.
fn names(message: &str, verb: &str, provider: &str) -> bool {
    let start = message.split(", and you verify it as Gilbert. Use the scheme ").next().unwrap_or_default();
    let first = start == format!("This {verb} {provider}'s signature")
        || start.starts_with(&format!("This {verb} {provider}'s signature, or"));
    message.len() > start.len()
        && (first || start.starts_with(&format!("This {verb} ")) && (start.contains(provider) || start.contains(" others")))
}

/// If a genuine delivery of each provider is verified with another provider's scheme, its signature names the provider.
#[test]
fn a_delivery_of_another_provider_is_named() {
    let mut wrong = Vec::new();
    for vector in genuine_ones().filter(|vector| vector.scheme.id != "gilbert") {
        let name = &*vector.scheme.name;
        vector.with_input(|input| {
            let by_secret = explain(&Input { scheme: &schemes::GILBERT, ..*input }).unwrap();
            let first = &by_secret.findings[0];
            if first.code.as_str() != "scheme_other"
                || first.confidence != Confidence::Proven
                || !names(&first.message, "is", name)
            {
                wrong.push(format!("{}: {} {:?} {}", vector.name, first.code.as_str(), first.confidence, first.message));
            }
            // With another secret, nothing is proven, and the message claims nothing more.
            let secrets = [Secret::Bytes(b"another")];
            let by_header = explain(&Input { scheme: &schemes::GILBERT, secrets: &secrets, ..*input }).unwrap();
            let found = by_header.findings.iter().find(|finding| finding.code.as_str() == "scheme_other");
            if !found.is_some_and(|one| one.confidence == Confidence::Likely && names(&one.message, "looks like", name)) {
                wrong.push(format!("{} without its secret: {found:?}", vector.name));
            }
        });
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A delivery of the configured provider is never attributed to another, whatever other headers it has. For example, GitHub also
/// sends `x-hub-signature`.
#[test]
fn a_delivery_of_the_provider_itself_is_not_called_anothers() {
    let beside: [(&str, &[u8]); 3] = [
        ("x-hub-signature", b"sha1=0123456789abcdef0123456789abcdef01234567"),
        ("x-shopify-hmac-sha256", b"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
        ("stripe-signature", b"t=1790000000,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd"),
    ];
    let mut wrong = Vec::new();
    // Finding nothing takes as long as trying everything. For this reason, only every sixth provider is tried.
    for vector in genuine_ones().step_by(6) {
        vector.with_input(|input| {
            let more = beside.iter().filter(|(name, _)| vector.scheme.signature_headers().all(|own| own != *name));
            let headers: Vec<(&str, &[u8])> = input.headers.iter().copied().chain(more.copied()).collect();
            let others = [Secret::Bytes(b"another")];
            for (secrets, body) in [(input.secrets, input.body), (&others, input.body), (input.secrets, b"changed")] {
                let explanation = explain(&Input { headers: &headers, secrets, body, ..*input }).unwrap();
                if explanation.findings.iter().any(|finding| finding.code.as_str() == "scheme_other") {
                    wrong.push(format!("{}: {:?}", vector.name, explanation.findings));
                }
            }
        });
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
