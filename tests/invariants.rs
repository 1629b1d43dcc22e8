//! Properties of every input, tried with many inputs.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hookward::{HeaderReason, Scheme, Secret, TimeUnit, UnixTime, Unsigned, VerificationError, Verifier};
use proptest::prelude::*;

fn any_scheme() -> impl Strategy<Value = Scheme> {
    prop::sample::select(support::all_shapes())
}

/// Returns the literals between the parts of the signed content.
fn literals(scheme: &Scheme) -> impl Iterator<Item = &str> {
    scheme.signed_content.0.split('}').filter_map(|piece| piece.split('{').next()).filter(|literal| !literal.is_empty())
}

fn verifier(scheme: Scheme, key: &[u8]) -> Verifier {
    Verifier::new(scheme, [Secret::Bytes(key)]).unwrap()
}

/// Returns a key of less than `length` bytes. A key of only zeros is not valid.
fn any_key(length: usize) -> impl Strategy<Value = Vec<u8>> {
    let bytes = prop::collection::vec(any::<u8>(), 1..length);
    bytes.prop_filter("zeros alone", |key| key.iter().any(|byte| *byte != 0))
}

/// Returns HMAC-SHA256 in hex, which is the whole signature of the plain scheme.
fn hmac(key: &[u8], content: &[u8]) -> String {
    let unsigned =
        Unsigned { body: content, now: UnixTime::from_secs(0), delivery_id: None, event: None, url: None, method: None };
    verifier(support::plain(), key).sign(&unsigned).remove(0).1
}

/// Returns a header's value: any bytes, or a value like those that belong there, so that every check is reached.
fn any_value() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..80),
        "(sha256=|v1,|t=[0-9]{1,20},v1=|sig=|)[0-9a-fA-F]{60,66}".prop_map(String::into_bytes),
        "(v1,[A-Za-z0-9+/]{42,44}=? ?){0,20}".prop_map(String::into_bytes),
        "([a-z0-9]{0,2}=?[0-9a-f]{0,64}[,;]? ?){0,6}".prop_map(String::into_bytes),
        "-?[0-9]{0,30}".prop_map(String::into_bytes),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{0,20})?(Z|[+-][0-9]{2}:[0-9]{2})"
            .prop_map(String::into_bytes),
    ]
}

fn any_headers() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let mut names: Vec<String> = support::all_shapes()
        .iter()
        .flat_map(|scheme| scheme.required_headers().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    names.sort();
    names.dedup();
    // Most deliveries have each header, so that few are refused only because of a missing header.
    names.into_iter().map(|name| (Just(name), prop::collection::vec(any_value(), 0..3))).collect::<Vec<_>>().prop_map(|all| {
        all.into_iter().flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone(), value))).collect()
    })
}

fn any_now() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX), Just(0), Just(-1)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    /// No request and no clock makes the core panic, and no unsigned request is accepted.
    #[test]
    fn nothing_panics(
        scheme in any_scheme(),
        headers in any_headers(),
        body in prop::collection::vec(any::<u8>(), 0..100),
        now in any_now(),
        tolerance in 1..=3_155_760_000_u32,
    ) {
        let now = UnixTime::from_millis(now);
        let verifier = verifier(scheme, b"nobody knows this").with_tolerance(tolerance).unwrap();
        let refused = verifier.verify(&headers, &body, now).unwrap_err();
        prop_assert!(!verifier.message(refused).to_string().is_empty());
        prop_assert!(verifier.verify_reserialized(&headers, &body, now).is_err());
        // `check_headers` agrees with the whole verification about everything before the MAC.
        match verifier.check_headers(&headers, now) {
            Ok(()) => {
                let mismatch = matches!(refused, VerificationError::SignatureMismatch { .. });
                prop_assert!(mismatch, "{refused:?}");
            }
            Err(error) => prop_assert_eq!(error, refused),
        }
    }

    /// Any text is accepted or refused as a secret or as the signed content of a scheme, without a panic.
    #[test]
    fn no_configuration_panics(content in "(\\{(body|timestamp|[a-zA-Z-]{0,6})\\}|[.:0-9{}a-z]){0,6}", secret in ".*", whsec in any::<bool>()) {
        let mut scheme = support::timed(TimeUnit::Seconds);
        scheme.signed_content.0 = content.into();
        if whsec {
            scheme.secret_encoding = hookward::SecretEncodings::WHSEC;
        }
        match Verifier::new(scheme, [secret.as_str()]) {
            Ok(_) => prop_assert!(!secret.trim().is_empty()),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    /// A signed delivery verifies, for every scheme, key, body and time that the timestamp's format can express.
    #[test]
    fn what_is_signed_is_verified(
        scheme in any_scheme(),
        key in any_key(200),
        body in prop::collection::vec(any::<u8>(), 0..300),
        millis in 0..=253_402_300_799_999_i64,
        id in "[!-~]{1,40}",
    ) {
        // An id that contains a literal of the signed content is signed but then refused, because its boundary could move.
        prop_assume!(literals(&scheme).all(|literal| !id.contains(literal)));
        let now = UnixTime::from_millis(millis);
        let verifier = verifier(scheme, &key);
        let headers = verifier.sign(&Unsigned { body: &body, now, delivery_id: Some(&id), event: Some("event"), url: None, method: None });
        let verified = verifier.verify(&headers, &body, now);
        prop_assert!(verified.is_ok(), "{verified:?}");
        let timestamp = verified.unwrap().timestamp();
        // If the scheme writes seconds, the milliseconds are lost.
        prop_assert_eq!(timestamp.map(UnixTime::as_secs), verifier.scheme().timestamp.as_ref().map(|_| now.as_secs()));
    }

    /// A change of one byte in the body or in the key makes the signature invalid.
    #[test]
    fn any_change_is_refused(
        scheme in any_scheme(),
        key in any_key(70),
        body in prop::collection::vec(any::<u8>(), 1..300),
        place in any::<prop::sample::Index>(),
        mask in 1..=255_u8,
    ) {
        let now = UnixTime::from_secs(1_709_064_000);
        let good = verifier(scheme.clone(), &key);
        let headers = good.sign(&Unsigned { body: &body, now, delivery_id: Some("id"), event: Some("event"), url: None, method: None });
        prop_assert!(good.verify(&headers, &body, now).is_ok());

        let mut changed = body.clone();
        changed[place.index(body.len())] ^= mask;
        let error = good.verify(&headers, &changed, now).unwrap_err();
        prop_assert_eq!(error.code(), "signature_mismatch");

        let mut other_key = key.clone();
        other_key[place.index(key.len())] ^= mask;
        prop_assume!(other_key.iter().any(|byte| *byte != 0));
        let error = verifier(scheme, &other_key).verify(&headers, &body, now).unwrap_err();
        prop_assert_eq!(error.code(), "signature_mismatch");
    }

    /// RFC 3339 times equal those that `jiff` parses. `jiff` also accepts leap seconds, and offsets of a day and more. The RFC's
    /// grammar leaves these to the reader or forbids them.
    #[test]
    fn dates_are_those_of_jiff(
        year in 1..=9998_u32,
        date in "[01][0-9]-[0-3][0-9]",
        time in "[012][0-9]:[0-6][0-9]:[0-6][0-9]",
        fraction in "(\\.[0-9]{1,9})?",
        zone in "(Z|[+-][012][0-9]:[0-6][0-9])",
    ) {
        let text = format!("{year:04}-{date}T{time}{fraction}{zone}");
        let peculiar = time.ends_with("60") || zone.get(1..3).is_some_and(|hours| hours > "23");
        let expected: Option<jiff::Timestamp> = if peculiar { None } else { text.parse().ok() };
        let millis = expected.map(|time| i64::try_from(time.as_nanosecond().div_euclid(1_000_000)).unwrap());

        let key = b"key";
        let headers = [("X-Timestamp", text.clone()), ("X-Signature", hmac(key, format!("{text}|body").as_bytes()))];
        let verifier = verifier(support::timed(TimeUnit::Rfc3339), key);
        match (verifier.verify(&headers, b"body", UnixTime::from_millis(millis.unwrap_or(0))), millis) {
            (Ok(verified), Some(millis)) => prop_assert_eq!(verified.timestamp(), Some(UnixTime::from_millis(millis)), "{}", text),
            (Err(VerificationError::MalformedHeader { reason: HeaderReason::Timestamp, .. }), None) => {}
            (result, millis) => prop_assert!(false, "{text}: {result:?}, and jiff says {millis:?}"),
        }
    }

    /// Decimal timestamps consist only of digits. They equal those of the standard library if it can represent them.
    #[test]
    fn decimals_are_digits(text in "[0-9]{1,25}|[-+ ]?[0-9]{1,12}[.e_x ]?[0-9]{0,3}") {
        let key = b"key";
        let headers = [("X-Timestamp", text.clone()), ("X-Signature", hmac(key, format!("{}|body", text.trim()).as_bytes()))];
        let verifier = verifier(support::timed(TimeUnit::Seconds), key);
        // White space around a header's value is not part of it.
        let digits = text.trim().bytes().all(|byte| byte.is_ascii_digit());
        let secs: i64 = text.trim().parse().unwrap_or(i64::MAX);
        match verifier.verify(&headers, b"body", UnixTime::from_secs(secs)) {
            Ok(verified) => prop_assert!(digits && verified.timestamp() == Some(UnixTime::from_secs(secs)), "{text}"),
            Err(error) => prop_assert!(!digits && error.code() == "malformed_header", "{text}: {error:?}"),
        }
    }

    /// Hex is well-formed if and only if it consists of 64 ASCII hex digits.
    #[test]
    fn hex_is_strict(text in "[0-9a-f]{62,66}|[0-9a-fA-F]{64}|[0-9a-g]{64}|\\PC{1,64}") {
        let verifier = verifier(support::plain(), b"key");
        let error = verifier.verify(&[("x-signature", &text)], b"", UnixTime::from_secs(0)).unwrap_err();
        let text = text.trim_ascii();
        let well_formed = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        prop_assert_eq!(error.code() == "signature_mismatch", well_formed, "{}: {:?}", text, error);
    }

    /// Base64 is well-formed if and only if an encoder writes it for 32 bytes.
    #[test]
    fn base64_is_canonical(text in "[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/_-]{42,45}={0,2}|\\PC{1,44}") {
        let verifier = verifier(support::plain_base64(), b"key");
        let error = verifier.verify(&[("x-signature", &text)], b"", UnixTime::from_secs(0)).unwrap_err();
        let text = text.trim_ascii();
        let well_formed = STANDARD.decode(text).is_ok_and(|bytes| bytes.len() == 32 && STANDARD.encode(bytes) == text);
        prop_assert_eq!(error.code() == "signature_mismatch", well_formed, "{}: {:?}", text, error);
    }
}
