//! Nothing that can be printed contains a secret, a valid signature, or a body.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

mod support;

use std::fmt::Debug;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use hookward::{Encoding, Scheme, Secret, UnixTime, Unsigned, VerificationError, Verifier};

const SECRET: &str = "correct-horse-battery-staple";
const BODY: &str = r#"{"card":"4111111111111111","type":"t"}"#;
const NOW: UnixTime = UnixTime::from_secs(1_709_064_000);

/// Returns every form in which a text could leak: unchanged, quoted, in hex, and as the list that `Debug` makes of bytes.
fn spellings(bytes: &[u8]) -> Vec<String> {
    let hex = support::hex(bytes);
    let list = format!("{bytes:?}");
    let part = |text: &str| text.chars().skip(1).take(16).collect::<String>();
    let mut spellings = vec![part(&hex), part(&hex).to_uppercase(), part(&list)];
    if let Ok(text) = std::str::from_utf8(bytes) {
        spellings.extend([part(text), part(&format!("{text:?}"))]);
    }
    spellings
}

/// Returns the texts that must not appear: the secret, the body, and the genuine signature as text and as bytes.
fn forbidden(verifier: &Verifier) -> Vec<String> {
    let headers = verifier.sign(&Unsigned {
        body: BODY.as_bytes(),
        now: NOW,
        delivery_id: Some("id"),
        event: None,
        url: None,
        method: None,
    });
    let (_, value) = headers.last().unwrap();
    // The last run of characters that has the length of a signature.
    let Scheme { algorithm, signature, .. } = verifier.scheme();
    let is_digit = |c: char| match signature.encoding {
        Encoding::Hex => c.is_ascii_hexdigit(),
        _ => c.is_ascii_alphanumeric() || "+/-_".contains(c),
    };
    let bits = if signature.encoding == Encoding::Hex { 4 } else { 6 };
    let length = (algorithm.mac_length() * 8).div_ceil(bits);
    let text = value.split(|c| !is_digit(c)).rfind(|run| run.len() == length).unwrap();
    let tag: Vec<u8> = match signature.encoding {
        Encoding::Hex => {
            let digits = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
            digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
        }
        Encoding::Base64 => STANDARD_NO_PAD.decode(text).unwrap(),
        Encoding::Base64Url | Encoding::Base64UrlPadded => URL_SAFE_NO_PAD.decode(text).unwrap(),
    };
    assert_eq!(tag.len(), algorithm.mac_length());
    [SECRET.as_bytes(), BODY.as_bytes(), text.as_bytes(), &tag].iter().flat_map(|bytes| spellings(bytes)).collect()
}

fn assert_silent(what: &str, printed: &str, forbidden: &[String]) {
    // `{:#?}` breaks lists into several lines. White space is ignored, so that they are found.
    let flat: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
    for text in forbidden {
        let sought: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(!flat.contains(&sought), "{what} prints {text:?}: {printed}");
    }
}

fn debug(value: &impl Debug) -> String {
    format!("{value:?}{value:#?}")
}

/// The search finds leaks. A struct with a derived `Debug` would fail every test below.
#[test]
fn the_search_would_find_a_leak() {
    let verifier = Verifier::new(support::plain(), [SECRET]).unwrap();
    let forbidden = forbidden(&verifier);
    for leak in [debug(&SECRET), debug(&SECRET.as_bytes()), debug(&BODY), debug(&BODY.as_bytes())] {
        let found = std::panic::catch_unwind(|| assert_silent("a leak", &leak, &forbidden));
        assert!(found.is_err(), "{leak}");
    }
}

#[test]
fn nothing_printed_holds_a_secret() {
    for scheme in support::all_shapes() {
        let verifier = Verifier::new(scheme, [Secret::Bytes(SECRET.as_bytes())]).unwrap();
        let forbidden = forbidden(&verifier);
        let unsigned =
            Unsigned { body: BODY.as_bytes(), now: NOW, delivery_id: Some("id"), event: None, url: None, method: None };
        let headers = verifier.sign(&unsigned);

        assert_silent("Verifier", &debug(&verifier), &forbidden);
        let accepted = verifier.verify(&headers, BODY.as_bytes(), NOW).unwrap();
        assert_silent("VerifiedDelivery", &debug(&accepted), &forbidden);

        let later = UnixTime::from_secs(0);
        let refused: [Result<_, VerificationError>; 4] = [
            verifier.verify(&headers, BODY.replace('4', "5").as_bytes(), NOW).map(|_| ()),
            verifier.verify(&headers, BODY.as_bytes(), later).map(|_| ()),
            verifier.verify(&[("x", "y")], BODY.as_bytes(), NOW).map(|_| ()),
            verifier.clone().with_max_body_bytes(1).verify(&headers, BODY.as_bytes(), NOW).map(|_| ()),
        ];
        for error in refused.into_iter().filter_map(Result::err) {
            let description = verifier.message(error);
            assert_silent("VerificationError", &format!("{error}{}", debug(&error)), &forbidden);
            assert_silent("ErrorMessage", &format!("{description}{}", debug(&description)), &forbidden);
            #[cfg(feature = "serde")]
            assert_silent("a record", &serde_json::to_string(&description).unwrap(), &forbidden);
        }
    }
}

#[test]
fn a_secret_prints_nothing() {
    let forbidden = spellings(SECRET.as_bytes());
    for secret in [Secret::Text(SECRET), Secret::Bytes(SECRET.as_bytes())] {
        assert_silent("Secret", &debug(&secret), &forbidden);
    }
}

/// A type that hides a secret still prints its name, so that a log is useful.
#[test]
fn what_is_hidden_is_named() {
    for secret in [Secret::Text(SECRET), Secret::Bytes(SECRET.as_bytes())] {
        assert_eq!(format!("{secret:?}"), "Secret(..)");
    }
    let verifier = Verifier::new(support::plain(), [SECRET, "another"]).unwrap();
    assert!(format!("{verifier:?}").contains("Keyring(2 secrets)"), "{verifier:?}");
}

/// An unusable secret is named by its position.
#[test]
fn a_config_error_prints_no_secret() {
    let forbidden = spellings(SECRET.as_bytes());
    for encoding in [hookward::SecretEncoding::Hex, hookward::SecretEncoding::Base64, hookward::SecretEncoding::Whsec] {
        let scheme = hookward::Scheme { secret_encoding: encoding.into(), ..support::plain() };
        // The secret contains a character that none of the encodings allows.
        let error = Verifier::new(scheme, [[SECRET, "!"].concat().as_str()]).unwrap_err();
        assert_eq!(error.code(), "invalid_secret");
        assert_silent("ConfigError", &format!("{error}{}", debug(&error)), &forbidden);
        #[cfg(feature = "serde")]
        assert_silent("a record", &serde_json::to_string(&error).unwrap(), &forbidden);
    }
    let error = Verifier::new(support::plain(), [SECRET, ""]).unwrap_err();
    assert_silent("ConfigError", &format!("{error}{}", debug(&error)), &forbidden);
}
