//! Compiled schemes as bytes, and refusals as numbers. Decoding returns what was encoded, and refuses everything else.
#![cfg(feature = "wire")]
#![allow(clippy::unwrap_used, missing_docs)]

use hookward::{
    ConfigError, Engine, HeaderReason, HeaderRole, Scheme, SchemeReason, Secret, Slots, Syntax, Template, TimeUnit, Timestamp,
    UnixTime, VerificationError, Verified, Verifier, schemes,
};
use proptest::prelude::*;

mod support;

/// A key that is valid in every encoding of secrets.
const SECRET: [&str; 1] = ["c0ffee00"];

/// Asserts that the engine of a verifier equals the one built from bytes, in every field, which `Debug` prints.
fn assert_same(scheme: &Scheme) {
    let verifier = Verifier::new(scheme.clone(), SECRET).unwrap();
    let engine = Engine::from_bytes(&scheme.to_bytes().unwrap(), scheme.tolerance, SECRET.map(Secret::Text), None).unwrap();
    let (whole, part) = (format!("{verifier:?}"), format!("{engine:?}"));
    assert!(whole.ends_with(&format!("engine: {part} }}")), "{whole}\n{part}");
}

#[test]
fn compiled_bytes_are_the_scheme() {
    for scheme in support::all_shapes() {
        assert_same(&scheme);
    }
}

/// The values by slot, as another module keeps them.
struct Values(Vec<Option<String>>);

impl Slots for Values {
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]> {
        self.0.get(slot).filter(|_| nth == 0)?.as_deref().map(str::as_bytes)
    }
}

#[test]
fn an_engine_signs_and_verifies_as_the_verifier_does() {
    let now = UnixTime::from_secs(1_709_064_000);
    for scheme in support::all_shapes() {
        let verifier = Verifier::new(scheme.clone(), SECRET).unwrap();
        let engine = Engine::from_bytes(&scheme.to_bytes().unwrap(), scheme.tolerance, SECRET.map(Secret::Text), None).unwrap();
        let unsigned =
            hookward::Unsigned { body: b"{}", now, delivery_id: Some("id-1"), event: Some("event"), url: None, method: None };
        let headers = verifier.sign(&unsigned);
        let value = |name: &str| headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.clone());
        let slots = Values(scheme.required_headers().map(value).collect());
        assert_eq!(
            slots.0.first().cloned().flatten(),
            Some(engine.sign(&slots, b"{}", &engine.timestamp_text(now))),
            "{}",
            scheme.id
        );
        for body in [&b"{}"[..], b"{ }", b""] {
            let there = verifier
                .verify(&headers, body, now)
                .map(|delivery| Verified { secret_index: delivery.secret_index(), timestamp: delivery.timestamp() });
            assert_eq!(engine.verify(&slots, body, now), there, "{}", scheme.id);
        }
        assert_eq!(engine.check_headers(&slots, now), verifier.check_headers(&headers, now));
    }
}

#[test]
fn an_unsafe_scheme_is_not_compiled() {
    for (field, reason, spoil) in [
        ("signedContent", SchemeReason::Body, (|scheme| scheme.signed_content = Template("x".into())) as fn(&mut Scheme)),
        ("signedContent", SchemeReason::UnsignedTimestamp, |scheme| scheme.signed_content = Template("{body}".into())),
        ("signedContent", SchemeReason::Boundary, |scheme| scheme.signed_content = Template("{timestamp}{body}".into())),
        ("signature.syntax", SchemeReason::Empty, |scheme| scheme.signature.syntax = Syntax::Prefixed("".into())),
        ("tolerance", SchemeReason::Range, |scheme| scheme.tolerance = 0),
    ] {
        let mut scheme = schemes::INBOUNDFLOW.clone();
        spoil(&mut scheme);
        assert_eq!(
            scheme.to_bytes(),
            Err(ConfigError::InvalidScheme { scheme: Some("inboundflow".into()), field: field.into(), reason })
        );
    }
}

#[test]
fn bytes_that_are_not_whole_are_refused() {
    for scheme in schemes::ALL {
        let bytes = scheme.to_bytes().unwrap();
        let read = |bytes: &[u8]| Engine::from_bytes(bytes, 300, SECRET.map(Secret::Text), None);
        for length in 0..bytes.len() {
            let shorter = bytes.get(..length).unwrap();
            assert!(matches!(read(shorter), Err(ConfigError::InvalidScheme { .. })), "{} {length}", scheme.id);
        }
        assert!(read(&[bytes.as_slice(), &[0]].concat()).is_err());
        // The first byte is the kind of syntax. Four kinds exist.
        let mut other = bytes.clone();
        *other.first_mut().unwrap() = 9;
        assert!(read(&other).is_err(), "{}", scheme.id);
    }
}

const UNITS: [TimeUnit; 3] = [TimeUnit::Seconds, TimeUnit::Millis, TimeUnit::Rfc3339];

fn refusal() -> impl Strategy<Value = VerificationError> {
    let header = prop_oneof![Just(HeaderRole::Signature), Just(HeaderRole::Timestamp), any::<u8>().prop_map(HeaderRole::Content)];
    let reason = prop::sample::select(&HeaderReason::ALL[..]);
    (0..8_usize, header, reason, any::<u64>(), any::<u32>(), any::<Option<u32>>()).prop_map(
        |(code, header, reason, long, short, position)| match code {
            0 => VerificationError::BodyTooLarge { limit: long },
            1 => VerificationError::MissingHeader { header },
            2 => VerificationError::DuplicateHeader { header },
            3 => VerificationError::MalformedHeader { header, reason },
            4 => VerificationError::TooManyCandidates { limit: short as usize },
            5 => VerificationError::TimestampTooOld { age: long, tolerance: short },
            6 => VerificationError::TimestampTooNew { ahead: long, tolerance: short },
            _ => VerificationError::SignatureMismatch { secrets: short, padded_secret: position },
        },
    )
}

proptest! {
    #[test]
    fn a_refusal_is_its_numbers(error in refusal()) {
        let facts = error.to_numbers();
        prop_assert_eq!(VerificationError::from_numbers(facts), Some(error));
        prop_assert_eq!(VerificationError::CODES.get(usize::try_from(facts[0]).unwrap()), Some(&error.code()));
    }

    #[test]
    fn numbers_are_refusals_or_nothing(facts in any::<[u64; 5]>(), small in prop::array::uniform5(0..10_u64)) {
        for numbers in [facts, small] {
            if let Some(error) = VerificationError::from_numbers(numbers) {
                prop_assert_eq!(error.to_numbers()[0], numbers[0]);
            }
        }
    }

    #[test]
    fn no_bytes_make_a_row_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), at in 0..60_usize, byte: u8) {
        let _ = Engine::from_bytes(&bytes, 300, SECRET.map(Secret::Text), None);
        for scheme in schemes::ALL {
            let mut bytes = scheme.to_bytes().unwrap();
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            // These bytes need not describe a safe scheme. The call only has to return a result.
            if let Ok(engine) = Engine::from_bytes(&bytes, 300, SECRET.map(Secret::Text), None) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let values = Values(vec![Some(text.clone()), Some(text.clone()), Some(text)]);
                let _ = engine.verify(&values, &bytes, UnixTime::from_secs(0));
                let _ = engine.sign(&values, &bytes, &engine.timestamp_text(UnixTime::from_secs(0)));
            }
        }
    }

    /// Tries any scheme that the lint accepts, whatever its texts are.
    #[test]
    fn a_row_is_any_scheme(
        shape in 0..6_u8, first in "\\PC{1,300}", second in "\\PC{1,9}", literal in "[^{}]{1,9}", header in "[a-z-]{1,30}",
        field: bool, unit in prop::sample::select(&UNITS[..]), timestamped: bool, flag: bool,
    ) {
        let mut scheme = schemes::GILBERT.clone();
        let text = |text: &String| hookward::Text::Owned(text.clone());
        scheme.signature.syntax = match shape {
            0 => Syntax::Plain,
            1 => Syntax::Prefixed(text(&first)),
            2 => Syntax::Fields { separator: text(&first), key: text(&second), optional_space: false, groups: None },
            3 => Syntax::List { separator: text(&first), tag: Some(text(&second)), prefix: None, optional_space: false },
            4 => Syntax::List { separator: text(&first), tag: None, prefix: Some(text(&second)), optional_space: false },
            _ => Syntax::List { separator: text(&first), tag: None, prefix: None, optional_space: false },
        };
        scheme.timestamp = timestamped.then(|| {
            if field { Timestamp::Field { field: text(&literal), unit } } else { Timestamp::Header { header: text(&header), unit } }
        });
        let timestamp = if timestamped { format!("{{timestamp}}.{literal}") } else { String::new() };
        scheme.signed_content = Template(format!("{timestamp}{{{header}}}{literal}{{body}}{literal}").into());
        scheme.reserialized = flag;
        match scheme.lint() {
            Ok(()) => assert_same(&scheme),
            Err(reason) => prop_assert_eq!(scheme.to_bytes(), Err(reason)),
        }
    }
}
