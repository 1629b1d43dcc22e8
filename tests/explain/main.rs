//! The findings of requests that are broken in one known way, and the parts of an explanation.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod body_codes;
mod every_code;
mod lookalikes;
mod received;
mod secret_codes;
#[path = "../support/mod.rs"]
mod support;
mod vectors;

use std::borrow::Cow::Borrowed;

use hmac::Hmac;
use hookward::explain::{Code, Confidence, Input, State, Step, VerificationResult, explain};
use hookward::{Scheme, Secret, SecretEncodings, Signature, Source, Template, TimeUnit, UnixTime, schemes};
use received::{KEY, NOW, Received, hmac, mac};
use serde_json::json;
use sha1::Sha1;
use support::{hex, plain, timed};

#[test]
fn two_changes_name_one_another() {
    let compact = br#"{"a":1}"#;
    let codes = |received: &Received| {
        let findings = received.findings();
        assert!(findings.iter().all(|finding| finding.confidence == Confidence::Proven));
        findings.iter().map(|finding| (finding.code, finding.also)).collect::<Vec<_>>()
    };
    let parsed = Received::signed(compact, b"{\n  \"a\": 1\n}").with_secret("a secret\n");
    let (body, secret) = (Code::BodyReserializedCompact, Code::SecretTrailingNewline);
    assert_eq!(codes(&parsed), [(body, Some(secret)), (secret, Some(body))]);

    // A timestamp outside the window is found in addition to the cause of the mismatch.
    let scheme = timed(TimeUnit::Seconds);
    let signature = hex(&hmac(KEY.as_bytes(), b"1709000000|{}"));
    let old = Received::of(&scheme, &[("x-signature", &signature), ("x-timestamp", "1709000000")], b"{}\n");
    let (body, time) = (Code::BodyTrailingNewlineAdded, Code::TimestampTooOld);
    assert_eq!(codes(&old), [(body, Some(time)), (time, Some(body))]);

    let sha1 = hex(&mac::<Hmac<Sha1>>(b"a secret", b"{}"));
    let both = Received::of(&plain(), &[("x-signature", &sha1)], b"{}").with_secret("a secret ");
    assert_eq!(codes(&both)[0], (Code::AlgorithmSha1, Some(Code::SecretTrailingWhitespace)));

    let argos = hex(&hmac(KEY.as_bytes(), compact));
    let other = Received::of(&schemes::GILBERT, &[("x-argos-signature", &argos)], br#"{"a": 1}"#);
    assert_eq!(codes(&other)[0], (Code::SchemeOther, Some(Code::BodyReserializedCompact)));
}

#[test]
fn a_genuine_request_has_no_findings() {
    Received::signed(b"{}", b"{}").explained(|explanation| {
        assert!(matches!(
            explanation.result,
            VerificationResult::Verified { secret_index: 0, reserialized: false, timestamp: None }
        ));
        assert!(explanation.findings.is_empty() && explanation.tried == 0 && !explanation.exhausted);
        for check in &explanation.checks {
            // The scheme has no timestamp.
            let nothing = matches!(check.check, Step::Timestamp | Step::Window);
            assert_eq!(check.state, if nothing { State::Skipped } else { State::Passed }, "{:?}", check.check);
        }
    });
}

/// If a scheme signs `JSON.stringify`, the caller has to make the re-serialized body.
#[test]
fn the_reserialized_body_is_part_of_the_verification() {
    let reserialized = br#"{"a":1.5}"#;
    let signature = format!("sha256={}", hex(&hmac(KEY.as_bytes(), reserialized)));
    let headers = [("x-grillo-signature", signature.as_bytes())];
    let secrets = [Secret::Text(KEY)];
    let input = Input::new(&schemes::GRILLO, &secrets, &headers, br#"{"a": 1.50}"#, UnixTime::from_secs(NOW));
    let with_reserialized = Input { reserialized: Some(reserialized), ..input };
    let result = explain(&with_reserialized).unwrap().result;
    assert!(matches!(result, VerificationResult::Verified { reserialized: true, .. }));
    // Without the re-serialized body, or with the option disabled, the cause is found and named.
    for input in [input, Input { reserialize: false, ..with_reserialized }] {
        let explanation = explain(&input).unwrap();
        assert_eq!(explanation.findings[0].code, Code::BodyReserializedJavascript);
    }
}

#[test]
fn the_checks_stop_where_the_verifier_stops() {
    let scheme = timed(TimeUnit::Seconds);
    let timestamp = ("x-timestamp", "1709064000");
    let cases: &[(Step, &[(&str, &str)])] = &[
        (Step::Headers, &[timestamp]),
        (Step::Signature, &[("x-signature", "00"), timestamp]),
        (Step::Timestamp, &[("x-signature", &"0".repeat(64)), ("x-timestamp", "now")]),
        (Step::Window, &[("x-signature", &"0".repeat(64)), ("x-timestamp", "1")]),
        (Step::Mac, &[("x-signature", &"0".repeat(64)), timestamp]),
    ];
    for (failing, headers) in cases {
        Received::of(&scheme, headers, b"{}").explained(|explanation| {
            for check in &explanation.checks {
                let expected = match check.check.cmp(failing) {
                    std::cmp::Ordering::Less => State::Passed,
                    std::cmp::Ordering::Equal => State::Failed,
                    std::cmp::Ordering::Greater => State::Skipped,
                };
                assert_eq!(check.state, expected, "{:?} where {failing:?} fails", check.check);
                assert!(!check.expected.is_empty() && !check.seen.is_empty());
            }
        });
    }
}

#[test]
fn as_json_it_has_the_names_of_the_javascript_package() {
    let received = Received::signed(b"{}", b"{}").with_secret("a secret\n");
    let json = received.explained(|explanation| serde_json::to_value(explanation).unwrap());
    assert_eq!(json["scheme"], "plain");
    assert_eq!(json["result"]["ok"], false);
    assert_eq!(json["result"]["code"], "signature_mismatch");
    assert_eq!(json["result"]["paddedSecret"], 0);
    assert_eq!(json["checks"][5]["check"], "mac");
    assert_eq!(json["checks"][5]["state"], "failed");
    let finding = &json["findings"][0];
    assert_eq!((&finding["code"], &finding["subject"]), (&"secret_trailing_newline".into(), &"secret".into()));
    assert_eq!((&finding["confidence"], &finding["secretIndex"]), (&"proven".into(), &0.into()));
    assert!(finding.get("also").is_none() && json["tried"].as_u64() > Some(1));
}

/// The npm package has no other result.
#[test]
fn a_result_is_the_record_of_a_verification_or_of_its_error() {
    let result = |received: Received| received.explained(|explanation| serde_json::to_value(&explanation.result).unwrap());

    let scheme = timed(TimeUnit::Seconds);
    let signature = hex(&hmac(KEY.as_bytes(), b"1709064000|{}"));
    let genuine = Received::of(&scheme, &[("x-signature", &signature), ("x-timestamp", "1709064000")], b"{}");
    let verified = json!({ "ok": true, "secretIndex": 0, "reserialized": false, "timestamp": 1_709_064_000_000_i64 });
    assert_eq!(result(genuine), verified);

    // A request that is signed with the undecoded text of a secret is refused.
    let encoded = Scheme { secret_encoding: SecretEncodings::HEX, ..plain() };
    let undecoded = Received::of(&encoded, &[("x-signature", &hex(&hmac(KEY.as_bytes(), b"{}")))], b"{}");
    undecoded.explained(|explanation| {
        assert_eq!(explanation.checks[5].state, State::Failed);
        assert_eq!(explanation.findings[0].code, Code::SecretNotDecoded);
    });
    let mut misconfigured = result(undecoded);
    assert!(misconfigured["message"].take().is_string());
    let error = json!({
        "ok": false, "code": "invalid_secret", "message": null, "scheme": plain().id, "index": 0, "reason": "encoding"
    });
    assert_eq!(misconfigured, error);
}

/// No code is specific to a provider. Everything about a provider comes from its scheme.
#[test]
fn other_schemes_are_those_of_the_caller() {
    let own = Scheme {
        id: Borrowed("shop"),
        signature: Signature { header: Borrowed("x-shop"), ..plain().signature },
        signed_content: Template(Borrowed("shop:{body}")),
        event: Some(Source::Body(Borrowed("type"))),
        ..plain()
    };
    let signature = hex(&hmac(KEY.as_bytes(), b"shop:{}"));
    let headers = [("x-shop", signature.as_bytes())];
    let secrets = [Secret::Text(KEY)];
    let asked = plain();
    let input = Input::new(&asked, &secrets, &headers, b"{}", UnixTime::from_secs(NOW));
    assert_eq!(explain(&input).unwrap().findings[0].code, Code::HeaderMissing);
    let known = explain(&Input { others: &[&own], ..input }).unwrap().findings[0].clone();
    assert_eq!((known.code, known.scheme.as_deref()), (Code::SchemeOther, Some("shop")));
}

/// If the signature matches, only the causes of the refusal are found.
#[test]
fn what_is_in_order_is_not_blamed() {
    // One second after the epoch: a number of milliseconds that could also be a number of seconds.
    let signature = hex(&hmac(KEY.as_bytes(), b"1000|{}"));
    let headers = [("x-signature", signature.as_bytes()), ("x-timestamp", &b"1000"[..])];
    let (scheme, secrets) = (timed(TimeUnit::Millis), [Secret::Text(KEY)]);
    let explanation = explain(&Input::new(&scheme, &secrets, &headers, b"{}\n", UnixTime::from_millis(1000))).unwrap();
    let codes: Vec<Code> = explanation.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::BodyTrailingNewlineAdded]);

    // An error in the header of the configured scheme does not matter to the other provider's scheme.
    let argos = hex(&hmac(KEY.as_bytes(), b"{}"));
    let twice = [("x-gilbert-signature", "00"), ("x-gilbert-signature", "11"), ("x-argos-signature", &argos)];
    let codes: Vec<Code> = Received::of(&schemes::GILBERT, &twice, b"{}").findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::SchemeOther]);
}

/// The first sentence of a message states the cause.
#[test]
fn a_message_begins_with_its_cause_in_fifteen_words_at_most() {
    for code in Code::ALL {
        let message = code.message();
        let first = message.split_once(". ").map_or(message, |(first, _)| first);
        let words = first.split_whitespace().count();
        assert!(words <= 15, "{}: {words} words: {first}", code.as_str());
    }
}

/// If a request verifies, no finding exists. The explanation then lists other reasons why an app may refuse the request.
#[test]
fn a_genuine_request_has_advice_for_an_app_that_refuses_it() {
    let advice = |received: &Received| received.explained(|explanation| explanation.advice.clone());
    let genuine = advice(&Received::signed(b"[1]", b"[1]")).unwrap();
    assert!(genuine.contains("the secret, the bytes of the body") && genuine.contains("3 bytes") && !genuine.contains("clock"));
    let signature = hex(&hmac(KEY.as_bytes(), b"1709064000|{}"));
    let headers = [("x-signature", signature.as_str()), ("x-timestamp", "1709064000")];
    assert!(advice(&Received::of(&timed(TimeUnit::Seconds), &headers, b"{}")).unwrap().contains("the clock"));
    assert_eq!(advice(&Received::signed(b"[1]", b"[2]")), None);
}

/// The table in the documentation equals the codes.
#[test]
fn the_documentation_has_every_code() {
    let documented = include_str!("../../docs/EXPLAIN.md");
    let rows: Vec<String> = (Code::ALL.iter())
        .map(|code| format!("| `{}` | {} |", code.as_str(), code.message().replace('|', "\\|").replace('<', "\\<")))
        .collect();
    let table = rows.join("\n");
    assert!(documented.contains(&table), "docs/EXPLAIN.md has another table than this:\n{table}");
}
