//! Properties of every explanation, tried with many requests.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use hookward::explain::{Code, Confidence, Explanation, Input, VerificationResult, explain};
use hookward::{Scheme, Secret, SecretEncoding, Syntax, Timestamp, UnixTime, Verifier};
use proptest::prelude::*;
use sha2::Sha256;
use support::{hex, plain};

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).unwrap().chain_update(message).finalize().into_bytes().to_vec()
}

fn any_scheme() -> impl Strategy<Value = Scheme> {
    prop::sample::select(support::all_shapes())
}

/// Returns a value like those of the headers, or any other value.
fn any_value() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..80),
        "(sha256=|sha1=|v1,|t=[0-9]{1,20},v1=|sig=|\"|)[0-9a-fA-F]{30,66}".prop_map(String::into_bytes),
        "(v1,[A-Za-z0-9+/_-]{42,44}=? ?){0,40}".prop_map(String::into_bytes),
        "([a-z0-9]{0,2}[=:]?[0-9a-f]{0,64}[,; ] ?){0,6}".prop_map(String::into_bytes),
        "-?[0-9]{0,30}".prop_map(String::into_bytes),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z".prop_map(String::into_bytes),
    ]
}

fn any_headers() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let own: Vec<String> = support::all_shapes()
        .iter()
        .flat_map(|scheme| scheme.required_headers().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let name = prop_oneof![
        prop::sample::select(own),
        "(HTTP_|X-Forwarded-|x_)?(webhook|grillo)[-_](signature|timestamp|id)",
        Just("content-length".into()),
        Just("content-encoding".into()),
        "\\PC{0,12}",
    ];
    prop::collection::vec((name, any_value()), 0..8)
}

/// Returns bodies in which something may be found: JSON, forms, base64, repeated brackets, and any bytes.
fn any_body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        any_json().prop_map(|json| json.to_string().into_bytes()),
        "(\\[|\\{|\"|\\\\|:|,|[0-9eE.+-]){0,200}".prop_map(String::into_bytes),
        "[a-z]=(%[0-9A-Fa-f]{2}|[+a-z&=]){0,60}".prop_map(String::into_bytes),
        "b?['\"](\\\\x[0-9a-f]{0,2}|\\\\.|[a-z])*['\"]".prop_map(String::into_bytes),
        "[A-Za-z0-9+/_-]{0,80}={0,2}".prop_map(String::into_bytes),
    ]
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "\\PC{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec(("\\PC{0,6}", inner), 0..5)
                .prop_map(|members| members.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

/// Returns a signature that nobody made: random bytes of any algorithm's length, encoded as the scheme states, or nearly.
fn any_signature(scheme: Scheme) -> impl Strategy<Value = (Scheme, Vec<String>)> {
    let lengths = prop::sample::select(vec![16, 20, 28, 32, 32, 32, 32, 48, 64, 71, 256]);
    let bytes = lengths.prop_flat_map(|length| prop::collection::vec(any::<u8>(), length));
    let text = (bytes, 0..4).prop_map(|(bytes, encoding)| match encoding {
        0 | 1 => hex(&bytes),
        2 => STANDARD.encode(bytes),
        _ => URL_SAFE_NO_PAD.encode(bytes),
    });
    let (own, separator) = match &scheme.signature.syntax {
        Syntax::Plain => (String::new(), ", ".to_owned()),
        Syntax::Prefixed(prefix) => (prefix.to_string(), ", ".to_owned()),
        Syntax::Fields { separator, key, .. } => (format!("{key}="), separator.to_string()),
        Syntax::List { separator, tag, .. } => (tag.as_deref().unwrap_or_default().to_owned(), separator.to_string()),
    };
    let marker =
        prop_oneof![4 => Just(own), 1 => Just(String::new()), 1 => Just("v1=".to_owned()), 1 => Just("t=1709064000,".to_owned())];
    let entry =
        prop_oneof![6 => (marker, text).prop_map(|(marker, text)| marker + &text), 1 => "(v1,|v1=|t=1709064000|[!A-Z]{0,44})"];
    let separator =
        prop_oneof![3 => Just(separator), 1 => prop::sample::select(vec![",", ", ", ";", " "]).prop_map(str::to_owned)];
    let value = (prop::collection::vec(entry, 1..4), separator).prop_map(|(entries, separator)| entries.join(&separator));
    (Just(scheme), prop::collection::vec(value, 1..3))
}

/// Returns the body of an app that lost the original bytes: printed, encoded, wrapped or compressed.
fn any_printed_body() -> impl Strategy<Value = Vec<u8>> {
    let printed = |bytes: Vec<u8>, how: u8| -> Vec<u8> {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match how {
            0 => serde_json::json!({ "type": "Buffer", "data": bytes }).to_string().into_bytes(),
            1 => serde_json::json!({ "body": STANDARD.encode(&bytes), "isBase64Encoded": false }).to_string().into_bytes(),
            2 => serde_json::json!(text).to_string().into_bytes(),
            3 => hex(&bytes).into_bytes(),
            4 => STANDARD.encode(&bytes).into_bytes(),
            5 => bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(",").into_bytes(),
            6 => text.replace(',', ",    ").replace('{', "{    ").into_bytes(),
            // Bytes that begin like gzip and zlib, but are neither.
            7 => [&b"\x1f\x8b\x08\x1f\0\0\0\0\0\x03"[..], &bytes].concat(),
            8 => [&b"\x78\x9c"[..], &bytes].concat(),
            _ => bytes,
        }
    };
    (any_body(), 0_u8..10).prop_map(move |(bytes, how)| printed(bytes, how))
}

fn with<T>(
    scheme: &Scheme,
    secret: Secret<'_>,
    headers: &[(String, Vec<u8>)],
    body: &[u8],
    now: i64,
    then: impl FnOnce(&Explanation<'_>) -> T,
) -> T {
    let headers: Vec<(&str, &[u8])> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let secrets = [secret];
    then(&explain(&Input::new(scheme, &secrets, &headers, body, UnixTime::from_millis(now))).unwrap())
}

fn has_proof(explanation: &Explanation<'_>) -> bool {
    explanation.findings.iter().any(|finding| finding.confidence == Confidence::Proven)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Nothing panics, the work is limited, the result equals the verifier's, and nothing is proven about an unsigned request.
    #[test]
    fn any_request_can_be_explained(
        scheme in any_scheme(),
        key in prop::collection::vec(any::<u8>(), 8..40),
        headers in any_headers(),
        body in any_body(),
        now in prop_oneof![any::<i64>(), Just(1_709_064_000_000)],
    ) {
        let verifier = Verifier::new(scheme.clone(), [Secret::Bytes(&key)]).unwrap();
        let expected = verifier.verify(&headers, &body, UnixTime::from_millis(now));
        with(&scheme, Secret::Bytes(&key), &headers, &body, now, |explanation| {
            prop_assert!(explanation.tried <= 6000);
            prop_assert!(!has_proof(explanation), "{:?}", explanation.findings);
            match (&explanation.result, expected) {
                (VerificationResult::Refused { error, .. }, Err(expected)) => prop_assert_eq!(*error, expected),
                (result, expected) => prop_assert!(false, "{result:?} for {expected:?}"),
            }
            prop_assert!(!explanation.findings.is_empty());
            Ok(())
        })?;
    }

    /// Nothing is proven about a signature that was not made with the secret, however similar it is to a valid one.
    #[test]
    fn what_nobody_signed_proves_nothing(
        (scheme, values) in any_scheme().prop_flat_map(any_signature),
        secret in prop_oneof!["[a-zA-Z0-9]{8,40}", "whsec_[A-Za-z0-9+/]{32}", "[0-9a-f]{64}"],
        ending in prop::sample::select(vec!["", "", "\n", " ", "\"", " # old", ",other"]),
        mut headers in any_headers(),
        body in any_printed_body(),
    ) {
        let secret = secret + ending;
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case(&scheme.signature.header));
        headers.extend(values.iter().map(|value| (scheme.signature.header.to_string(), value.clone().into_bytes())));
        if let Some(Timestamp::Header { header, .. }) = &scheme.timestamp {
            headers.push((header.to_string(), b"1709064000".to_vec()));
        }
        for secret in [Secret::Text(&secret), Secret::Bytes(secret.as_bytes())] {
            with(&scheme, secret, &headers, &body, 1_709_064_000_000, |explanation| {
                prop_assert!(explanation.tried <= 6000);
                prop_assert!(!has_proof(explanation), "{:?}", explanation.findings);
                prop_assert!(!explanation.findings.is_empty());
                Ok(())
            })?;
        }
    }

    /// The text of a secret is read in many ways. None of them panics.
    #[test]
    fn any_secret_can_be_read(secret in "(whsec_|v1,|[A-Z_]{1,8}=|[\"'%$\\\\ ]|\\PC){0,20}x", body in any_body()) {
        for encoding in [SecretEncoding::Utf8, SecretEncoding::Hex, SecretEncoding::Base64, SecretEncoding::Whsec] {
            let scheme = Scheme { secret_encoding: encoding.into(), ..plain() };
            let headers = [("x-signature".to_owned(), "0".repeat(64).into_bytes())];
            with(&scheme, Secret::Text(&secret), &headers, &body, 0, |explanation| {
                prop_assert!(!has_proof(explanation));
                Ok(())
            })?;
        }
    }

    /// A request that verifies has no findings, whatever else it contains.
    #[test]
    fn what_verifies_has_no_findings(body in any_body(), key in "[a-z0-9]{8,20}", mut headers in any_headers()) {
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("x-signature"));
        headers.push(("X-Signature".into(), hex(&hmac(key.as_bytes(), &body)).into_bytes()));
        with(&plain(), Secret::Text(&key), &headers, &body, 0, |explanation| {
            let verified = matches!(explanation.result, VerificationResult::Verified { .. });
            prop_assert!(verified && explanation.findings.is_empty() && explanation.tried == 0);
            Ok(())
        })?;
    }

    /// JSON that was serialized again is recognized, and the proof is valid: the signature matches the body that the code names.
    #[test]
    fn rewritten_json_is_found_out(json in any_json(), key in "[a-z0-9]{8,20}") {
        let (compact, pretty) = (serde_json::to_vec(&json).unwrap(), serde_json::to_vec_pretty(&json).unwrap());
        prop_assume!(compact != pretty);
        for (signed, given, code) in [
            (&compact, &pretty, Code::BodyReserializedCompact),
            (&pretty, &compact, Code::BodyReserialized2Spaces),
        ] {
            let headers = [("x-signature".to_owned(), hex(&hmac(key.as_bytes(), signed)).into_bytes())];
            with(&plain(), Secret::Text(&key), &headers, given, 0, |explanation| {
                let finding = &explanation.findings[0];
                prop_assert_eq!((finding.code, finding.confidence, finding.also), (code, Confidence::Proven, None));
                let offset = finding.offset.unwrap();
                prop_assert_eq!(&signed[..offset], &given[..offset]);
                prop_assert_ne!(signed.get(offset), given.get(offset));
                Ok(())
            })?;
        }
    }

    /// No part of an explanation contains the secret, a valid signature, or a piece of the body.
    #[test]
    fn an_explanation_gives_nothing_away(
        scheme in any_scheme(),
        secret in "[a-zA-Z0-9]{20,40}",
        marker in "[a-zA-Z0-9]{16,24}",
        mut headers in any_headers(),
        broken in any::<bool>(),
    ) {
        let body = format!("{{\"a\": \"{marker}\"}}").into_bytes();
        let signed = if broken { [&body[..], b"\n"].concat() } else { body.clone() };
        let mac = hmac(secret.as_bytes(), &signed);
        headers.push((scheme.signature.header.to_string(), hex(&mac).into_bytes()));
        with(&scheme, Secret::Bytes(secret.as_bytes()), &headers, &body, 0, |explanation| {
            let printed = [serde_json::to_string(explanation).unwrap(), format!("{explanation:?}")].concat();
            for text in [&secret, &marker, &hex(&mac), &STANDARD.encode(&mac), &STANDARD.encode(&secret)] {
                prop_assert!(!printed.contains(text.as_str()), "{text} in {printed}");
            }
            Ok(())
        })?;
    }
}

/// The most expensive bodies: as long as is accepted, nested as deeply as is parsed, and without any match.
#[test]
fn the_work_has_an_end() {
    let nested = [vec![b'['; 127], b"1,".repeat(500_000), b"1".to_vec(), vec![b']'; 127]].concat();
    let unclosed = vec![b'['; 1 << 20];
    let hidden = "[\"]\",".repeat(200_000).into_bytes();
    let text = serde_json::to_vec(&"é/<&\u{2028}".repeat(100_000)).unwrap();
    for body in [nested, unclosed, hidden, text, vec![0; 70 << 20]] {
        let headers = [("x-signature".to_owned(), "0".repeat(64).into_bytes())];
        with(&plain(), Secret::Text("a secret"), &headers, &body, 0, |explanation| {
            assert!(explanation.exhausted, "{} bytes", body.len());
            // For such a long body, only some dozen variants are hashed. The few empty or truncated variants take no time.
            assert!(explanation.tried <= 1000, "{} signatures", explanation.tried);
        });
    }
}
