//! Challenges: every kind that providers send, requests that must not get a response, and the lints of schemes with a challenge.

#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use hmac::{Hmac, KeyInit, Mac};
use hookward::{
    Challenge, ChallengeReason, ChallengeValues, ConfigError, Pieces, RuntimeBody, RuntimeHash, Scheme, SchemeReason, UnixTime,
    Unsigned, VerificationError, Verifier,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::Sha256;

const SECRET: &str = "a secret";
const NOW: UnixTime = UnixTime::from_secs(1_709_064_000);

/// Returns a scheme with a challenge and other properties.
fn scheme(challenge: &Value, more: &Value) -> Scheme {
    let mut scheme = json!({
        "id": "acme",
        "name": "Acme",
        "docs": "https://acme.example/webhooks",
        "signature": { "header": "x-acme-signature", "syntax": "plain", "encoding": "base64" },
        "signedContent": "{body}",
        "challenge": challenge,
    });
    scheme.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(scheme).unwrap()
}

fn verifier(challenge: &Value) -> Verifier {
    Verifier::new(scheme(challenge, &json!({})), [SECRET]).unwrap()
}

fn mac(text: &str) -> Vec<u8> {
    Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap().chain_update(text).finalize().into_bytes().to_vec()
}

fn slack() -> Value {
    json!({ "when": { "body": "type", "is": "url_verification" }, "token": { "body": "challenge" } })
}

fn zoom() -> Value {
    json!({
        "when": { "body": "event", "is": "endpoint.url_validation" },
        "token": { "body": "payload.plainToken" },
        "response": r#"{"plainToken":"{token}","encryptedToken":"{mac}"}"#,
    })
}

fn x() -> Value {
    json!({ "method": "GET", "token": { "query": "crc_token" }, "response": r#"{"response_token":"sha256={mac}"}"# })
}

fn whatsapp() -> Value {
    json!({
        "method": "GET",
        "when": { "query": "hub.mode", "is": "subscribe" },
        "token": { "query": "hub.challenge" },
        "verifyToken": "hub.verify_token",
    })
}

/// Returns the values of a challenge: the condition, the token, the verify token, and the configured verify token.
fn values(found: [Option<&str>; 4]) -> ChallengeValues<'_> {
    let [when, token, verify_token, expected_verify_token] = found.map(|text| text.unwrap_or_default().as_bytes());
    ChallengeValues { when, token, verify_token, expected_verify_token }
}

#[test]
fn every_kind_of_challenge_gets_its_response() {
    let respond = |challenge: &Value, found| verifier(challenge).respond_to_challenge(&values(found));
    let token = Some("abc-_9");
    assert_eq!(respond(&slack(), [Some("url_verification"), token, None, None]), Ok(Some("abc-_9".into())));
    assert_eq!(respond(&slack(), [Some("event_callback"), token, None, None]), Ok(None));
    assert_eq!(respond(&slack(), [None, token, None, None]), Ok(None));
    assert_eq!(respond(&whatsapp(), [Some("subscribe"), token, Some("v"), Some("v")]), Ok(Some("abc-_9".into())));
    assert_eq!(respond(&json!({ "method": "HEAD" }), [None; 4]), Ok(Some(String::new())));
    assert_eq!(Verifier::new(&hookward::schemes::GILBERT, [SECRET]).unwrap().respond_to_challenge(&values([None; 4])), Ok(None));

    // The expected values come from another HMAC and another JSON parser.
    let text = respond(&x(), [None, token, None, None]).unwrap().unwrap();
    let base64 = {
        use base64::prelude::*;
        BASE64_STANDARD.encode(mac("abc-_9"))
    };
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!({ "response_token": format!("sha256={base64}") }));
    let text = respond(&zoom(), [Some("endpoint.url_validation"), token, None, None]).unwrap().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!({ "plainToken": "abc-_9", "encryptedToken": base64 }));
}

#[test]
fn what_is_no_challenge_of_the_operators_gets_no_response() {
    let refused = |challenge: &Value, found, reason| {
        assert_eq!(verifier(challenge).respond_to_challenge(&values(found)), Err(reason), "{found:?}");
    };
    let token = Some("1");
    for when in [None, Some(""), Some("Subscribe"), Some("subscribe ")] {
        refused(&whatsapp(), [when, token, Some("v"), Some("v")], ChallengeReason::Condition);
    }
    let wrong = [(None, Some("v")), (Some(""), Some("v")), (Some("w"), Some("v")), (Some("vv"), Some("v")), (Some("v"), None)];
    for (given, expected) in wrong.into_iter().chain([(None, None), (Some(""), Some("")), (Some(""), None)]) {
        refused(&whatsapp(), [Some("subscribe"), token, given, expected], ChallengeReason::VerifyToken);
    }
    for token in
        [None, Some(""), Some("a b"), Some("<b>"), Some("a\n"), Some("a\0"), Some("é"), Some("{}"), Some("a.b"), Some("a=")]
    {
        refused(&x(), [None, token, None, None], ChallengeReason::Token);
        refused(&slack(), [Some("url_verification"), token, None, None], ChallengeReason::Token);
    }
    let (longest, longer) = ("a".repeat(128), "a".repeat(129));
    assert!(verifier(&x()).respond_to_challenge(&values([None, Some(&longest), None, None])).is_ok());
    refused(&x(), [None, Some(&longer), None, None], ChallengeReason::Token);
}

/// A runtime hash of a body that the verifier does not receive.
struct Hash(Vec<u8>);

impl RuntimeHash for Hash {
    fn sha256(&mut self, pieces: &Pieces<'_>) -> [u8; 32] {
        use sha2::Digest;
        let mut hash = Sha256::new();
        pieces(&mut |piece| hash.update(piece.unwrap_or(&self.0)));
        hash.finalize().into()
    }
}

proptest! {
    #[test]
    fn no_response_is_the_signature_of_a_delivery(token in "[A-Za-z0-9_-]{1,128}") {
        let verifier = verifier(&x());
        let response = verifier.respond_to_challenge(&values([None, Some(&token), None, None])).unwrap().unwrap();
        let response: Value = serde_json::from_str(&response).unwrap();
        let signature = response["response_token"].as_str().unwrap().strip_prefix("sha256=").unwrap().to_owned();
        let headers = [("x-acme-signature", signature)];
        let mismatch = |error| matches!(error, VerificationError::SignatureMismatch { .. });
        prop_assert!(verifier.verify(&headers, token.as_bytes(), NOW).is_err_and(mismatch));
        let body = RuntimeBody::Received { length: token.len() as u64 };
        let mut hash = Hash(token.clone().into_bytes());
        prop_assert!(verifier.verify_with_runtime_hash(&headers, body, NOW, &mut hash).is_err_and(mismatch));
        // A scheme whose response contains no HMAC accepts such a body, like any other.
        let plain = self::verifier(&slack());
        prop_assert!(plain.verify(&headers, token.as_bytes(), NOW).is_ok());
    }

    #[test]
    fn a_body_that_is_no_token_is_verified_as_ever(body in prop::collection::vec(any::<u8>(), 0..300)) {
        let verifier = verifier(&x());
        let headers = verifier.sign(&Unsigned { body: &body, now: NOW, delivery_id: None, event: None, url: None, method: None });
        let is_token = (1..=128).contains(&body.len()) && body.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
        prop_assert_eq!(verifier.verify(&headers, &body, NOW).is_ok(), !is_token);
    }
}

#[test]
fn a_long_body_that_the_runtime_hashes_is_verified() {
    let verifier = verifier(&x());
    let body = format!("{:?}", "a".repeat(200));
    let headers =
        verifier.sign(&Unsigned { body: body.as_bytes(), now: NOW, delivery_id: None, event: None, url: None, method: None });
    let received = RuntimeBody::Received { length: body.len() as u64 };
    assert!(verifier.verify_with_runtime_hash(&headers, received, NOW, &mut Hash(body.into_bytes())).is_ok());
}

#[test]
fn a_challenge_that_would_be_unsafe_is_refused() {
    let refused = |challenge: Value, more: Value, field: &str| {
        let error = scheme(&challenge, &more).lint().unwrap_err();
        let ConfigError::InvalidScheme { field: actual, reason: SchemeReason::Shape(_), .. } = &error else { panic!("{error}") };
        assert_eq!(actual, field, "{challenge}: {error}");
    };
    let with = |mut challenge: Value, name: &str, value: Value| {
        challenge[name] = value;
        challenge
    };
    let none = || json!({});
    // The places in which the parts of a challenge may be.
    refused(json!({}), none(), "challenge");
    refused(with(slack(), "when", json!({ "query": "type", "is": "x" })), none(), "challenge");
    refused(with(slack(), "token", json!({ "query": "challenge" })), none(), "challenge");
    refused(with(slack(), "token", json!({ "header": "x-challenge" })), none(), "challenge");
    refused(with(slack(), "token", Value::Null), none(), "challenge");
    refused(with(slack(), "token", json!({ "body": "a", "is": "b" })), none(), "challenge");
    for when in [json!({ "body": "a" }), json!({ "is": "c" }), json!({ "body": "a", "header": "b", "is": "c" }), json!({})] {
        refused(with(slack(), "when", when), none(), "challenge");
    }
    refused(with(slack(), "verifyToken", json!("v")), none(), "challenge");
    refused(json!({ "method": "GET" }), none(), "challenge");
    refused(with(x(), "token", json!({ "body": "crc_token" })), none(), "challenge");
    refused(with(x(), "when", json!({ "header": "x-mode", "is": "x" })), none(), "challenge");
    for (name, value) in
        [("token", json!({ "query": "a" })), ("verifyToken", json!("a")), ("response", json!(r#"{"a":"{token}"}"#))]
    {
        refused(with(json!({ "method": "HEAD" }), name, value), none(), "challenge");
    }
    // Texts.
    refused(with(slack(), "when", json!({ "body": "type", "is": "" })), none(), "challenge");
    refused(with(slack(), "when", json!({ "body": "", "is": "x" })), none(), "challenge");
    refused(with(x(), "token", json!({ "query": "" })), none(), "challenge");
    refused(with(slack(), "when", json!({ "body": "type", "is": "a".repeat(256) })), none(), "challenge");
    refused(with(whatsapp(), "verifyToken", json!("")), none(), "challenge");
    for text in [
        "",
        "{}",
        "{token}",
        "[\"{token}\"]",
        r#"{"a":"b"}"#,
        r#"{"a":"{hmac}"}"#,
        r#"{"é":"{token}"}"#,
        "{\"a\":\"{token}\",\n\"b\":\"\"}",
    ] {
        refused(with(x(), "response", json!(text)), none(), "challenge");
    }
    // The response would contain a MAC of a content that a delivery may sign.
    refused(x(), json!({ "contentTypes": ["text/plain"] }), "challenge");
    refused(x(), json!({ "contentTypes": ["application/json", "application/x-www-form-urlencoded"] }), "challenge");
    refused(x(), json!({ "reserialized": true }), "challenge");
    refused(x(), json!({ "signedContent": "{form}", "waivers": ["adjacent_parts"] }), "challenge");
    let timed = |content: &str| {
        json!({
            "contentTypes": ["text/plain"],
            "signedContent": content,
            "timestamp": { "header": "x-acme-timestamp", "unit": "s" },
        })
    };
    refused(zoom(), timed("v0_{timestamp}_{body}"), "challenge");
    assert_eq!(scheme(&zoom(), &timed("v0:{timestamp}:{body}")).lint(), Ok(()));
    assert_eq!(
        scheme(&x(), &json!({ "contentTypes": ["application/json; charset=utf-8", "application/x+json"] })).lint(),
        Ok(())
    );
    // An echo contains no MAC.
    assert_eq!(scheme(&whatsapp(), &json!({ "contentTypes": ["text/plain"] })).lint(), Ok(()));
    // A response with one of these statuses has no body.
    let ack = |status: u16, body: &str| json!({ "ack": { "status": status, "contentType": "text/plain", "body": body, "exact": false } });
    refused(slack(), ack(204, "ok"), "ack.body");
    assert_eq!(scheme(&slack(), &ack(204, "")).lint(), Ok(()));
}

#[test]
fn a_challenge_is_the_same_as_json_and_back() {
    for json in [slack(), zoom(), x(), whatsapp(), json!({ "method": "HEAD" })] {
        let challenge: Challenge = serde_json::from_value(json.clone()).unwrap();
        let printed = serde_json::to_value(&challenge).unwrap();
        assert_eq!(serde_json::from_value::<Challenge>(printed.clone()).unwrap(), challenge);
        for (name, value) in json.as_object().unwrap() {
            assert_eq!(&printed[name], value);
        }
    }
    for unreadable in [
        json!({ "method": "PUT" }),
        json!({ "method": "get" }),
        json!({ "answer": "token" }),
        json!({ "when": { "path": "a", "is": "c" } }),
        json!({ "when": "a" }),
        json!({ "token": "a" }),
        json!({ "response": { "a": "{token}" } }),
    ] {
        assert!(serde_json::from_value::<Challenge>(unreadable.clone()).is_err(), "{unreadable}");
    }
    // Names of headers are case-insensitive.
    let challenge: Challenge = serde_json::from_value(json!({ "when": { "header": "X-Type", "is": "A" } })).unwrap();
    assert_eq!(serde_json::to_value(challenge).unwrap()["when"], json!({ "header": "x-type", "is": "A" }));
}
