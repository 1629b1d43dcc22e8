//! Every flaw of every shape of scheme is refused with the code that it says, and what the kit says of its deliveries is so.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;

use hookward::testing::{Case, Expect, Flaw, SignedRequest, flaws_of};
use hookward::{Scheme, Secret, UnixTime, Unsigned, Verifier, schemes};
use proptest::prelude::*;

const NOW: UnixTime = UnixTime::from_secs(1_709_064_000);

fn verifier(scheme: &Scheme) -> Verifier {
    Verifier::new(scheme.clone(), [Secret::Bytes(b"one secret"), Secret::Bytes(b"an older one")]).unwrap()
}

fn unsigned(body: &[u8]) -> Unsigned<'_> {
    Unsigned { body, now: NOW, delivery_id: Some("dlv_1"), event: Some("some.event"), url: None, method: None }
}

fn result(verifier: &Verifier, delivery: &SignedRequest) -> Result<(), &'static str> {
    verifier.verify(&delivery.headers, &delivery.body, NOW).map(|_| ()).map_err(|error| error.code())
}

#[test]
fn every_flaw_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = Flaw::ALL.iter().map(|flaw| flaw.name()).collect();
    assert_eq!(names.len(), Flaw::ALL.len());
    for flaw in Flaw::ALL {
        assert_eq!(Flaw::by_name(flaw.name()), Some(flaw));
        assert!(flaw.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
    }
    assert_eq!(Flaw::by_name("no such flaw"), None);
}

#[test]
fn every_flaw_is_one_that_some_scheme_can_have() {
    for flaw in Flaw::ALL {
        assert!(support::all_shapes().iter().any(|scheme| flaw.applies_to(scheme)), "{}", flaw.name());
    }
    let names = |scheme| flaws_of(scheme).map(Flaw::name).collect::<Vec<_>>();
    assert!(!names(&schemes::GILBERT).contains(&"expired"));
    assert!(names(&schemes::SMARTERBOT).contains(&"expired"));
    assert!(!names(&schemes::GRILLO).contains(&"extra_whitespace"));
    assert!(names(&schemes::STANDARD_WEBHOOKS).contains(&"changed_signed_header"));
}

/// But for what was done to it, a flawed delivery is a genuine one: it differs from that in one place.
#[test]
fn all_else_is_right() {
    for scheme in support::all_shapes() {
        let verifier = verifier(&scheme);
        let unsigned = unsigned(br#"{"a":1}"#);
        let genuine = verifier.sign(&unsigned);
        for flaw in flaws_of(&scheme) {
            let flawed = verifier.sign_flawed(&unsigned, flaw).unwrap();
            let body_differs = flawed.body != unsigned.body;
            let names: BTreeSet<&str> = flawed.headers.iter().map(|(name, _)| name.as_str()).collect();
            let others = genuine.iter().filter(|pair| !flawed.headers.contains(pair)).count();
            let more = flawed.headers.len().saturating_sub(names.len());
            let differences = usize::from(body_differs).saturating_add(others).saturating_add(more);
            // A timestamp in a header of its own is another, and so is the signature over it.
            let most = if matches!(flaw, Flaw::Expired | Flaw::FromTheFuture | Flaw::MalformedTimestamp) { 2 } else { 1 };
            assert!((1..=most).contains(&differences), "{}, {}: {differences}", scheme.id, flaw.name());
        }
    }
}

#[test]
fn the_kit_is_in_order_and_whole() {
    for scheme in schemes::ALL {
        let verifier = verifier(scheme);
        let cases = verifier.conformance(&unsigned(br#"{"a":1}"#));
        let names: Vec<&str> = cases.iter().map(|case| case.name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
        assert_eq!(names.first(), Some(&"genuine"));
        let refused = |case: &Case| case.expect != Expect::Accept;
        assert!(cases.is_sorted_by_key(refused), "{names:?}");
        let flaws: Vec<&str> = cases.iter().filter(|case| refused(case)).map(|case| case.name).collect();
        assert_eq!(flaws, flaws_of(scheme).map(Flaw::name).collect::<Vec<_>>());
        assert!(cases.iter().any(|case| case.request.body.len() >= 256 * 1024));
        // What goes into a header is another id each time; the bodies are JSON.
        if let Some(hookward::Source::Header(header)) = &scheme.delivery_id {
            let ids =
                cases.iter().flat_map(|case| case.request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(header)));
            let ids: Vec<&str> = ids.map(|(_, id)| id.as_str()).collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        }
        for case in cases.iter().filter(|case| !["truncated_body", "emptied_body", "empty_body"].contains(&case.name)) {
            assert!(serde_json::from_slice::<serde_json::Value>(&case.request.body).is_ok(), "{}: {}", scheme.id, case.name);
        }
    }
}

#[test]
fn an_empty_body_is_in_the_kit_where_nothing_is_read_from_it() {
    let has_it = |scheme: &Scheme| verifier(scheme).conformance(&unsigned(b"{}")).iter().any(|case| case.name == "empty_body");
    assert!(!has_it(&schemes::GILBERT) && !has_it(&schemes::GRILLO));
    assert!(has_it(&Scheme { event: None, delivery_id: None, ..schemes::GILBERT.clone() }));
}

#[test]
fn nothing_is_printed_of_a_delivery() {
    let delivery = verifier(&schemes::GILBERT).sign_flawed(&unsigned(b"private"), Flaw::WrongSecret).unwrap();
    assert_eq!(format!("{delivery:?}"), "SignedRequest(1 headers, 7 bytes)");
}

proptest! {
    /// Whatever the body, the event and the id are, each flaw is refused with its code, and each case as the kit says.
    #[test]
    fn every_flaw_is_refused_as_it_says(
        scheme in prop::sample::select(support::all_shapes()),
        body in prop_oneof![prop::collection::vec(any::<u8>(), 0..60), "\\{( \"[a-z]{1,3}\":[0-9]{1,3})? \\}".prop_map(String::into_bytes)],
        id in prop::option::of("[a-z0-9_-]{1,20}"),
        now in 0_i64..4_000_000_000,
        tolerance in 1_u32..100_000,
    ) {
        let verifier = verifier(&scheme).with_tolerance(tolerance).unwrap();
        let now = UnixTime::from_secs(now);
        let unsigned = Unsigned { body: &body, now, delivery_id: id.as_deref(), event: None, url: None, method: None };
        for flaw in Flaw::ALL {
            let Some(delivery) = verifier.sign_flawed(&unsigned, flaw) else { continue };
            let code = verifier.verify(&delivery.headers, &delivery.body, now).map(|_| ()).map_err(|error| error.code());
            prop_assert_eq!(code, Err(flaw.code(&scheme)), "{}: {}", scheme.id, flaw.name());
        }
        for case in verifier.conformance(&unsigned) {
            let code = verifier.verify(&case.request.headers, &case.request.body, now).map(|_| ()).map_err(|error| error.code());
            let expected = match case.expect { Expect::Accept => Ok(()), Expect::Refuse(code) => Err(code) };
            prop_assert_eq!(code, expected, "{}: {}", scheme.id, case.name);
        }
    }

    /// Nothing panics, and nothing flawed is accepted, at any time.
    #[test]
    fn nothing_panics_at_any_time(scheme in prop::sample::select(support::all_shapes()), now in any::<i64>(), body in any::<Vec<u8>>()) {
        let verifier = verifier(&scheme);
        let now = UnixTime::from_millis(now);
        let unsigned = Unsigned { body: &body, now, delivery_id: Some(""), event: Some("\u{0}"), url: None, method: None };
        for flaw in Flaw::ALL {
            if let Some(delivery) = verifier.sign_flawed(&unsigned, flaw) {
                prop_assert!(verifier.verify(&delivery.headers, &delivery.body, now).is_err());
            }
        }
        verifier.conformance(&unsigned);
    }
}

#[test]
fn what_has_nothing_to_lose_loses_nothing() {
    let verifier = verifier(&schemes::GILBERT);
    assert_eq!(verifier.sign_flawed(&unsigned(b""), Flaw::TruncatedBody), None);
    assert_eq!(verifier.sign_flawed(&unsigned(b""), Flaw::EmptiedBody), None);
    assert_eq!(verifier.sign_flawed(&unsigned(b"{}"), Flaw::Expired), None);
    let changed = verifier.sign_flawed(&unsigned(b""), Flaw::ChangedBody).unwrap();
    assert_eq!(result(&verifier, &changed), Err("signature_mismatch"));
}
