//! The result of the core for a vector, with the names that the vectors use.

use std::borrow::Cow;

use hookward::{
    Authenticator, ConfigError, HeaderRole, Received, Scheme, SchemeReason, Source, UnixTime, VerificationError,
    VerifiedDelivery, Verifier, schemes,
};
use serde_json::{Map, Value, json};

use crate::reserialize::reserialized;
use crate::{File, Vector};

/// A result with its facts, as a JSON object like `expect` of a vector.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome(pub Map<String, Value>);

impl Outcome {
    /// Returns the difference from the result and the facts that a vector expects. Facts that the vector does not name may have
    /// any value, except `paddedSecret`, which must then not be present.
    pub fn difference(&self, expect: &Map<String, Value>) -> Option<String> {
        let padded = expect.get("paddedSecret").is_none() && self.0.contains_key("paddedSecret");
        let wrong = expect.iter().find(|(key, value)| !equal(self.0.get(*key), value));
        match wrong {
            Some((key, value)) => Some(format!("{key} should be {value}, and it is {}", Value::Object(self.0.clone()))),
            None => padded.then(|| "paddedSecret is told of secrets that are not padded".to_owned()),
        }
    }
}

/// Returns whether two values are equal in JavaScript, where 1 and 1.0 are the same number.
fn equal(actual: Option<&Value>, expected: &Value) -> bool {
    match (actual, expected) {
        (Some(Value::Number(actual)), Value::Number(expected)) => actual.as_f64() == expected.as_f64(),
        (actual, expected) => actual == Some(expected),
    }
}

/// Builds the vector's verifier and verifies its delivery.
pub fn run(file: &File, vector: &Vector) -> Outcome {
    if scheme_of(file, vector).is_ok_and(|scheme| scheme.unsigned_body) {
        return authenticate(file, vector);
    }
    let verifier = match build(file, vector) {
        Ok(verifier) => verifier,
        Err(error) => return Outcome(config_facts(&error)),
    };
    verify(&verifier, file, vector)
}

/// Verifies the vector's delivery, or a changed one, with an existing verifier.
pub fn verify(verifier: &Verifier, file: &File, vector: &Vector) -> Outcome {
    let body = vector.body.bytes();
    let now = UnixTime::from_secs(file.now);
    let member = |body: &[u8], path: &str| match member(body, path)? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let received = Received {
        url: vector.url.as_deref(),
        method: vector.method.as_deref(),
        member: Some(&member),
        ..Received::new(&vector.headers, &body)
    };
    let first = verifier.verify_received(&received, now);
    let printed = match first {
        Err(VerificationError::SignatureMismatch { .. }) if verifier.reserialize() => reserialized(&body, vector),
        _ => None,
    };
    let result = match &printed {
        Some(printed) => verifier.verify_reserialized(&vector.headers, printed, now),
        None => first,
    };
    Outcome(match result {
        Ok(delivery) => accepted_facts(verifier.scheme(), vector, &delivery),
        Err(error) => refused_facts(verifier.scheme(), error),
    })
}

/// Builds a verifier like the other packages do: from a scheme by name or parsed from JSON, and then the options.
pub fn build(file: &File, vector: &Vector) -> Result<Verifier, ConfigError> {
    let mut verifier = Verifier::new(scheme_of(file, vector)?, vector.secrets.iter())?;
    if let Some(seconds) = vector.options.tolerance {
        verifier = verifier.with_tolerance(seconds)?;
    }
    if let Some(bytes) = vector.options.max_body_bytes {
        verifier = verifier.with_max_body_bytes(bytes);
    }
    Ok(verifier.with_reserialize(vector.options.reserialize.unwrap_or(true)))
}

/// Returns the scheme of a vector, by name or parsed from JSON.
fn scheme_of(file: &File, vector: &Vector) -> Result<Cow<'static, Scheme>, ConfigError> {
    match vector.scheme.as_ref().unwrap_or(&file.scheme) {
        Value::String(id) => schemes::by_id(id).map(Cow::Borrowed).ok_or_else(|| ConfigError::UnknownScheme { id: id.clone() }),
        object => read(object).map(Cow::Owned),
    }
}

/// Authenticates the vector's request, whose scheme does not sign the body.
fn authenticate(file: &File, vector: &Vector) -> Outcome {
    let built = scheme_of(file, vector).and_then(|scheme| {
        let authenticator = Authenticator::new(scheme, vector.secrets.iter())?;
        let authenticator = match vector.options.max_body_bytes {
            Some(bytes) => authenticator.with_max_body_bytes(bytes),
            None => authenticator,
        };
        match vector.options.tolerance {
            Some(seconds) => authenticator.with_tolerance(seconds),
            None => Ok(authenticator),
        }
    });
    let authenticator = match built {
        Ok(authenticator) => authenticator,
        Err(error) => return Outcome(config_facts(&error)),
    };
    let body = vector.body.bytes();
    let received =
        Received { url: vector.url.as_deref(), method: vector.method.as_deref(), ..Received::new(&vector.headers, &body) };
    Outcome(match authenticator.authenticate(&received, UnixTime::from_secs(file.now)) {
        Ok(authenticated) => object(json!({
            "ok": true,
            "authenticated": true,
            "secretIndex": authenticated.secret_index(),
            "timestamp": authenticated.timestamp().map(seconds),
        })),
        Err(error) => refused_facts(authenticator.scheme(), error),
    })
}

#[allow(clippy::cast_precision_loss, reason = "the vectors' times are far below 2^53 milliseconds")]
fn seconds(time: UnixTime) -> f64 {
    time.as_millis() as f64 / 1000.0
}

/// Parses a scheme. The error names the path of the field that cannot be parsed, like that of the npm package.
fn read(object: &Value) -> Result<Scheme, ConfigError> {
    serde_path_to_error::deserialize(object).map_err(|error| ConfigError::InvalidScheme {
        scheme: None,
        field: error.path().to_string(),
        reason: SchemeReason::Shape(error.inner().to_string()),
    })
}

fn accepted_facts(scheme: &Scheme, vector: &Vector, verified: &VerifiedDelivery<'_>) -> Map<String, Value> {
    let told = |source: &Option<Source>| source.as_ref().and_then(|source| look_up(source, vector, verified.body()));
    let mut facts = object(json!({
        "ok": true,
        "secretIndex": verified.secret_index(),
        "timestamp": verified.timestamp().map(seconds),
        "reserialized": verified.reserialized(),
        "event": told(&scheme.event),
        "deliveryId": told(&scheme.delivery_id),
        "deliveryIdSigned": scheme.delivery_id_signed(),
    }));
    if verified.reserialized() {
        facts.insert("verified".to_owned(), String::from_utf8_lossy(verified.body()).into());
    } else {
        assert_eq!(verified.body(), vector.body.bytes(), "what is handed on must be what was received");
    }
    facts
}

/// Returns the value at a source, such as the event. It is read after the verification, with the caller's own JSON library.
fn look_up(source: &Source, vector: &Vector, body: &[u8]) -> Option<String> {
    match source {
        Source::Header(name) => {
            let mut values = vector.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
            values.next().map(|(_, value)| value.trim().to_owned())
        }
        Source::Body(path) | Source::Object(path) => member(body, path)?.as_str().map(str::to_owned),
    }
}

/// Returns a member of a body, or a nested member if the path contains dots.
fn member(body: &[u8], path: &str) -> Option<Value> {
    let json: Value = serde_json::from_slice(body).ok()?;
    path.split('.').try_fold(&json, |above, name| above.get(name)).cloned()
}

fn refused_facts(scheme: &Scheme, error: VerificationError) -> Map<String, Value> {
    let name = |role: HeaderRole| scheme.header_name(role);
    let mut facts = object(match error {
        VerificationError::BodyTooLarge { limit } => json!({ "limit": limit }),
        VerificationError::MissingHeader { header } | VerificationError::DuplicateHeader { header } => {
            json!({ "header": name(header) })
        }
        VerificationError::MalformedHeader { header, reason } => json!({ "header": name(header), "reason": reason }),
        VerificationError::TooManyCandidates { limit } | VerificationError::TooManyFields { limit } => json!({ "limit": limit }),
        VerificationError::InvalidUrl | VerificationError::MalformedBody => json!({}),
        VerificationError::TimestampTooOld { age, tolerance } => json!({ "age": age, "tolerance": tolerance }),
        VerificationError::TimestampTooNew { ahead, tolerance } => json!({ "ahead": ahead, "tolerance": tolerance }),
        VerificationError::SignatureMismatch { secrets, padded_secret: None } => json!({ "secrets": secrets }),
        VerificationError::SignatureMismatch { secrets, padded_secret: Some(index) } => {
            json!({ "secrets": secrets, "paddedSecret": index })
        }
        other => panic!("a refusal that the vectors do not know: {other:?}"),
    });
    facts.insert("code".to_owned(), error.code().into());
    facts
}

fn config_facts(error: &ConfigError) -> Map<String, Value> {
    let mut facts = object(match error {
        ConfigError::InvalidSecret { index, reason, .. } => json!({ "index": index, "reason": reason }),
        ConfigError::UnknownScheme { id } => json!({ "id": id }),
        ConfigError::InvalidScheme { field, .. } => json!({ "field": field }),
        ConfigError::InvalidOption { option, .. } => json!({ "option": option }),
        other => panic!("a fault that the vectors do not know: {other:?}"),
    });
    facts.insert("config".to_owned(), error.code().into());
    facts
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => panic!("not an object: {other}"),
    }
}
