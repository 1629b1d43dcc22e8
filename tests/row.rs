//! Schemes as rows and refusals as numbers: what comes out on the other side is what went in, and nothing else is taken.
#![cfg(feature = "wire")]
#![allow(clippy::unwrap_used, missing_docs)]

use hookward::{
    ConfigError, HeaderRole, Judge, Malformed, Scheme, SchemeFault, Secret, Slots, Syntax, Template, TimeUnit, Timestamp,
    UnixTime, Verifier, VerifyError, schemes,
};
use proptest::prelude::*;

mod support;

const SECRET: [&str; 1] = ["c2VjcmV0"];

/// The judge of a verifier and that of its row are the same to the last field, which `Debug` prints.
fn assert_same(scheme: &Scheme) {
    let verifier = Verifier::new(scheme.clone(), SECRET).unwrap();
    let judge = Judge::from_row(&scheme.to_row().unwrap(), scheme.tolerance, SECRET.map(Secret::Text)).unwrap();
    let (whole, part) = (format!("{verifier:?}"), format!("{judge:?}"));
    assert!(whole.ends_with(&format!("judge: {part} }}")), "{whole}\n{part}");
}

#[test]
fn a_row_is_the_scheme() {
    for scheme in schemes::ALL.into_iter().cloned().chain(support::all_shapes()) {
        assert_same(&scheme);
    }
}

/// As another module holds them: by slot.
struct Values(Vec<Option<String>>);

impl Slots for Values {
    fn value(&self, slot: usize, nth: usize) -> Option<&[u8]> {
        self.0.get(slot).filter(|_| nth == 0)?.as_deref().map(str::as_bytes)
    }
}

#[test]
fn a_judge_signs_and_verifies_as_the_verifier_does() {
    let now = UnixTime::from_secs(1_709_064_000);
    for scheme in schemes::ALL.into_iter().cloned().chain(support::all_shapes()) {
        let verifier = Verifier::new(scheme.clone(), SECRET).unwrap();
        let judge = Judge::from_row(&scheme.to_row().unwrap(), scheme.tolerance, SECRET.map(Secret::Text)).unwrap();
        let message = hookward::Message { body: b"{}", now, delivery_id: Some("id-1"), event: Some("event") };
        let headers = verifier.sign(&message);
        let value = |name: &str| headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.clone());
        let slots = Values(scheme.verdict_headers().map(value).collect());
        assert_eq!(slots.0.first().cloned().flatten(), Some(judge.sign(&slots, b"{}", &judge.stamp(now))), "{}", scheme.id);
        for body in [&b"{}"[..], b"{ }", b""] {
            let there = verifier.verify(&headers, body, now).map(|verified| (verified.secret_index(), verified.timestamp()));
            assert_eq!(judge.verify(&slots, body, now), there, "{}", scheme.id);
        }
        assert_eq!(judge.check_headers(&slots, now), verifier.check_headers(&headers, now));
    }
}

#[test]
fn a_scheme_that_is_not_safe_has_no_row() {
    for (field, fault, spoil) in [
        ("signed_content", SchemeFault::Body, (|scheme| scheme.signed_content = Template("x".into())) as fn(&mut Scheme)),
        ("signed_content", SchemeFault::UnsignedTimestamp, |scheme| scheme.signed_content = Template("{body}".into())),
        ("signed_content", SchemeFault::Boundary, |scheme| scheme.signed_content = Template("{timestamp}{body}".into())),
        ("signature.syntax", SchemeFault::Empty, |scheme| scheme.signature.syntax = Syntax::Prefixed("".into())),
        ("tolerance", SchemeFault::Range, |scheme| scheme.tolerance = 0),
    ] {
        let mut scheme = schemes::INBOUNDFLOW.clone();
        spoil(&mut scheme);
        assert_eq!(scheme.to_row(), Err(ConfigError::InvalidScheme { field: field.into(), fault }));
    }
}

#[test]
fn a_row_that_is_not_whole_is_none() {
    for scheme in schemes::ALL {
        let row = scheme.to_row().unwrap();
        let read = |row: &[u8]| Judge::from_row(row, 300, SECRET.map(Secret::Text));
        for length in 0..row.len() {
            let shorter = row.get(..length).unwrap();
            assert!(matches!(read(shorter), Err(ConfigError::InvalidScheme { .. })), "{} {length}", scheme.id);
        }
        assert!(read(&[row.as_slice(), &[0]].concat()).is_err());
        // The first byte is that of the form, of which there are four.
        let mut other = row.clone();
        *other.first_mut().unwrap() = 9;
        assert!(read(&other).is_err(), "{}", scheme.id);
    }
}

const UNITS: [TimeUnit; 3] = [TimeUnit::Seconds, TimeUnit::Millis, TimeUnit::Rfc3339];

fn refusal() -> impl Strategy<Value = VerifyError> {
    let header = prop_oneof![Just(HeaderRole::Signature), Just(HeaderRole::Timestamp), any::<u8>().prop_map(HeaderRole::Content)];
    let fault = prop::sample::select(&Malformed::ALL[..]);
    (0..8_usize, header, fault, any::<u64>(), any::<u32>(), any::<Option<u32>>()).prop_map(
        |(code, header, fault, long, short, position)| match code {
            0 => VerifyError::BodyTooLarge { limit: long },
            1 => VerifyError::MissingHeader { header },
            2 => VerifyError::DuplicateHeader { header },
            3 => VerifyError::MalformedHeader { header, fault },
            4 => VerifyError::TooManyCandidates { limit: short as usize },
            5 => VerifyError::TimestampTooOld { age: long, tolerance: short },
            6 => VerifyError::TimestampTooNew { ahead: long, tolerance: short },
            _ => VerifyError::SignatureMismatch { secrets: short, padded_secret: position },
        },
    )
}

proptest! {
    #[test]
    fn a_refusal_is_its_numbers(error in refusal()) {
        let facts = error.to_facts();
        prop_assert_eq!(VerifyError::from_facts(facts), Some(error));
        prop_assert_eq!(VerifyError::CODES.get(usize::try_from(facts[0]).unwrap()), Some(&error.code()));
    }

    #[test]
    fn numbers_are_refusals_or_nothing(facts in any::<[u64; 5]>(), small in prop::array::uniform5(0..10_u64)) {
        for numbers in [facts, small] {
            if let Some(error) = VerifyError::from_facts(numbers) {
                prop_assert_eq!(error.to_facts()[0], numbers[0]);
            }
        }
    }

    #[test]
    fn no_bytes_make_a_row_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), at in 0..60_usize, byte: u8) {
        let _ = Judge::from_row(&bytes, 300, SECRET.map(Secret::Text));
        for scheme in schemes::ALL {
            let mut row = scheme.to_row().unwrap();
            if let Some(place) = row.get_mut(at) {
                *place = byte;
            }
            // What such a row says need not be safe; it must only be a verdict.
            if let Ok(judge) = Judge::from_row(&row, 300, SECRET.map(Secret::Text)) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let values = Values(vec![Some(text.clone()), Some(text.clone()), Some(text)]);
                let _ = judge.verify(&values, &bytes, UnixTime::from_secs(0));
                let _ = judge.sign(&values, &bytes, &judge.stamp(UnixTime::from_secs(0)));
            }
        }
    }

    /// Any scheme that the lint lets pass, whatever its texts are.
    #[test]
    fn a_row_is_any_scheme(
        shape in 0..4_u8, first in "\\PC{1,300}", second in "\\PC{1,9}", literal in "[^{}]{1,9}", header in "[a-z-]{1,30}",
        field: bool, unit in prop::sample::select(&UNITS[..]), stamped: bool, flag: bool,
    ) {
        let mut scheme = schemes::GILBERT.clone();
        let text = |text: &String| hookward::Text::Owned(text.clone());
        scheme.signature.syntax = match shape {
            0 => Syntax::Plain,
            1 => Syntax::Prefixed(text(&first)),
            2 => Syntax::Fields { separator: text(&first), key: text(&second) },
            _ => Syntax::List { separator: text(&first), tag: text(&second) },
        };
        scheme.timestamp = stamped.then(|| {
            if field { Timestamp::Field { field: text(&literal), unit } } else { Timestamp::Header { header: text(&header), unit } }
        });
        let stamp = if stamped { format!("{{timestamp}}.{literal}") } else { String::new() };
        scheme.signed_content = Template(format!("{stamp}{{{header}}}{literal}{{body}}{literal}").into());
        scheme.reserialized = flag;
        match scheme.lint() {
            Ok(()) => assert_same(&scheme),
            Err(fault) => prop_assert_eq!(scheme.to_row(), Err(fault)),
        }
    }
}
