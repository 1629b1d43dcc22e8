//! The re-serialized body is verified only if the scheme has one and the option is not disabled.
//!
//! The vectors define the re-serialized body. Here, it is passed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use hookward::{UnixTime, Unsigned, VerificationError, Verifier, schemes};

const NOW: UnixTime = UnixTime::from_secs(1_709_064_000);
const SENT: &[u8] = br#"{ "a": 1e20 }"#;
const FORM: &[u8] = br#"{"a":100000000000000000000}"#;
const MISMATCH: VerificationError = VerificationError::SignatureMismatch { secrets: 1, padded_secret: None };

fn signed(verifier: &Verifier, body: &[u8]) -> Vec<(String, String)> {
    verifier.sign(&Unsigned { body, now: NOW, delivery_id: Some("id"), event: None, url: None, method: None })
}

#[test]
fn the_form_is_what_is_handed_on() {
    let verifier = Verifier::new(&schemes::INBOUNDFLOW, ["secret"]).unwrap();
    assert!(verifier.reserialize());
    let headers = signed(&verifier, FORM);
    assert_eq!(verifier.verify(&headers, SENT, NOW), Err(MISMATCH));
    let accepted = verifier.verify_reserialized(&headers, FORM, NOW).unwrap();
    assert!(accepted.reserialized());
    assert_eq!(accepted.body(), FORM);
    assert!(!verifier.verify(&headers, FORM, NOW).unwrap().reserialized());
}

#[test]
fn turned_off_it_is_refused() {
    let verifier = Verifier::new(&schemes::GRILLO, ["secret"]).unwrap().with_reserialize(false);
    assert!(!verifier.reserialize());
    let headers = signed(&verifier, FORM);
    assert_eq!(verifier.verify_reserialized(&headers, FORM, NOW), Err(MISMATCH));
    assert!(verifier.verify(&headers, FORM, NOW).is_ok(), "as bytes it is as good as ever");
    assert!(verifier.with_reserialize(true).verify_reserialized(&headers, FORM, NOW).is_ok());
}

#[test]
fn it_cannot_be_turned_on_for_others() {
    for scheme in schemes::ALL.into_iter().filter(|scheme| !scheme.reserialized && !scheme.unsigned_body) {
        let verifier = Verifier::new(scheme, [hookward::Secret::Bytes(b"secret")]).unwrap().with_reserialize(true);
        let headers = signed(&verifier, FORM);
        assert_eq!(verifier.verify_reserialized(&headers, FORM, NOW), Err(MISMATCH), "{}", scheme.id);
    }
}

/// The limit applies to the received body. A re-serialized body may be longer, and is made by the caller's own program.
#[test]
fn the_limit_is_for_what_was_received() {
    let verifier = Verifier::new(&schemes::GRILLO, ["secret"]).unwrap();
    let limit = u64::try_from(SENT.len()).unwrap();
    let verifier = verifier.with_max_body_bytes(limit);
    let headers = signed(&verifier, FORM);
    assert_eq!(verifier.verify(&headers, SENT, NOW), Err(MISMATCH));
    assert_eq!(verifier.verify(&headers, FORM, NOW), Err(VerificationError::BodyTooLarge { limit }));
    assert!(verifier.verify_reserialized(&headers, FORM, NOW).is_ok());
}

#[test]
fn the_form_is_under_the_same_window() {
    let verifier = Verifier::new(&schemes::SMARTERBOT, ["secret"]).unwrap();
    let headers = signed(&verifier, FORM);
    let error = verifier.verify_reserialized(&headers, FORM, UnixTime::from_secs(1_709_064_301)).unwrap_err();
    assert_eq!(error, VerificationError::TimestampTooOld { age: 301, tolerance: 300 });
}
