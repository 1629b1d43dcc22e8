//! Verifying does not allocate, whatever the result, so that a flood of forgeries takes time but no memory.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::hint::black_box;

use allocation_counter::measure;
use hookward::{Secret, UnixTime, Unsigned, Verifier};

const NOW: UnixTime = UnixTime::from_secs(1_709_064_000);
const BODY: &[u8] = br#"{"type":"sensor.online","data":{}}"#;

/// The name of a case, its headers, its body and the time.
type Case<'c> = (&'c str, &'c [(String, String)], &'c [u8], UnixTime);

/// Without this test, the other tests would also pass with a counter that does not work.
#[test]
fn the_counter_counts() {
    let info = measure(|| drop(black_box(vec![0_u8; 100])));
    assert_eq!((info.count_total, info.bytes_total), (1, 100));
}

/// Tries every scheme with two secrets and with each kind of delivery.
#[test]
fn verifying_does_not_allocate() {
    for scheme in support::all_shapes() {
        let id = scheme.id.clone();
        let verifier = Verifier::new(scheme.clone(), [Secret::Bytes(b"new"), Secret::Bytes(b"old")]).unwrap();
        let old = Verifier::new(scheme, [Secret::Bytes(b"old")]).unwrap();
        let unsigned =
            Unsigned { body: BODY, now: NOW, delivery_id: Some("msg_1"), event: Some("sensor.online"), url: None, method: None };
        let genuine = old.sign(&unsigned);
        let longer: Vec<_> = genuine.iter().map(|(name, value)| (name.clone(), format!("{value}0"))).collect();
        let many: Vec<_> = genuine.iter().map(|(name, value)| (name.clone(), format!("{value} ").repeat(40))).collect();
        let twice = [genuine.clone(), genuine.clone()].concat();
        let late = UnixTime::from_secs(1_809_064_000);
        let cases: [Case<'_>; 8] = [
            ("genuine", &genuine, BODY, NOW),
            ("changed body", &genuine, b"{}", NOW),
            ("empty body", &genuine, b"", NOW),
            ("missing", &[], BODY, NOW),
            ("malformed", &longer, BODY, NOW),
            ("many", &many, BODY, NOW),
            ("duplicate", &twice, BODY, NOW),
            ("late", &genuine, BODY, late),
        ];
        for (case, headers, body, now) in cases {
            let mut accepted = false;
            let info = measure(|| {
                accepted = verifier.verify(headers, body, now).is_ok();
                black_box(verifier.verify_reserialized(headers, body, now)).ok();
                black_box(verifier.check_headers(headers, now)).ok();
            });
            assert_eq!(info.count_total, 0, "{id}, {case}");
            let timeless = case == "late" && verifier.scheme().timestamp.is_none();
            assert_eq!(accepted, case == "genuine" || timeless, "{id}, {case}");
        }
    }
}

/// The code and the message of an error are available without allocating. Only printing may allocate.
#[test]
fn an_error_is_no_allocation() {
    let verifier = Verifier::new(support::plain(), ["secret"]).unwrap();
    let info = measure(|| {
        let headers: [(&str, &str); 0] = [];
        let error = verifier.verify(&headers, BODY, NOW).unwrap_err();
        black_box((error.code(), verifier.message(error)));
    });
    assert_eq!(info.count_total, 0);
}
