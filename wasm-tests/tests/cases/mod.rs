//! One test for all vector files, and tests that check whether the vectors are complete.

#![allow(clippy::expect_used, clippy::panic, clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::ops::Range;

use hookward::{Part, schemes};
use hookward_wasm_tests::{Body, FILES, File, Vector, build, differences, file, verify};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn every_vector() {
    let differing: Vec<String> = FILES.iter().flat_map(|(name, _)| differences(name)).collect();
    assert!(differing.is_empty(), "{} vectors differ:\n{}", differing.len(), differing.join("\n"));
    let count: usize = FILES.iter().map(|(name, _)| file(name).vectors.len()).sum();
    assert!(count > 600, "only {count} vectors were found");
}

/// Without this test, a harness that accepts every result would pass all of the above. If a vector is verified with a wrong
/// secret, its result must differ.
#[test]
fn the_harness_sees_a_difference() {
    for (name, _) in FILES {
        let file = file(name);
        for vector in accepted(&file) {
            let changed = Vector { secrets: vec!["whsec_AAAA".to_owned()], ..vector.clone() };
            if build(&file, &changed).is_err() {
                continue; // The secrets of this scheme are in hex.
            }
            let outcome = hookward_wasm_tests::run(&file, &changed);
            assert!(outcome.difference(&vector.expect).is_some(), "{name}/{} passes without its secret", vector.name);
        }
    }
}

fn accepted(file: &File) -> impl Iterator<Item = &Vector> {
    file.vectors.iter().filter(|vector| vector.expect.contains_key("ok"))
}

/// Every built-in scheme has a file, and every file except that of the attacks belongs to a built-in scheme.
#[test]
fn every_scheme_has_vectors() {
    let ids: BTreeSet<&str> = schemes::ALL.iter().map(|scheme| scheme.id.as_ref()).collect();
    let files: BTreeSet<&str> = FILES.iter().map(|(name, _)| *name).filter(|name| *name != "attacks").collect();
    assert_eq!(ids, files);
    for name in files {
        assert_eq!(file(name).scheme, *name, "schemes/{name}/vectors.json names another scheme");
    }
}

/// The codes are those of the documentation. A code without a vector could change in one runtime and not in the others.
#[test]
fn every_code_has_vectors() {
    let mut codes = BTreeSet::new();
    for (name, _) in FILES {
        for vector in file(name).vectors {
            codes.extend(["code", "config"].iter().filter_map(|key| vector.expect.get(*key)?.as_str().map(str::to_owned)));
        }
    }
    let expected = [
        "body_too_large",
        "duplicate_header",
        "invalid_option",
        "invalid_scheme",
        "invalid_secret",
        "invalid_url",
        "malformed_body",
        "malformed_header",
        "missing_header",
        "signature_mismatch",
        "timestamp_too_new",
        "timestamp_too_old",
        "too_many_candidates",
        "too_many_fields",
        "unknown_scheme",
    ];
    assert_eq!(codes, expected.map(str::to_owned).into());
}

#[test]
fn names_are_unique() {
    for (name, _) in FILES {
        let file = file(name);
        let names: BTreeSet<&str> = file.vectors.iter().map(|vector| vector.name.as_str()).collect();
        assert_eq!(names.len(), file.vectors.len(), "two vectors of {name} have one name");
    }
}

/// With any other digit at any position of a genuine signature, the delivery is refused.
#[test]
fn every_digit_of_a_signature_counts() {
    for (name, _) in FILES.iter().filter(|(name, _)| *name != "attacks" && signs_body(name)) {
        let (file, vector) = first(name);
        let verifier = build(&file, &vector).expect("an accepted vector has a verifier");
        let signature = &verifier.scheme().signature;
        // Base64 with - and _ is a separate encoding with its own name.
        let alphabet = match format!("{:?}", signature.encoding).as_str() {
            "Hex" => "0123456789abcdef",
            name if name.contains("Url") => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
            _ => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
        };
        let at = vector.headers.iter().position(|(key, _)| key.eq_ignore_ascii_case(&signature.header));
        let at = at.expect("an accepted vector has its signature");
        let value = vector.headers.get(at).map(|(_, value)| value.clone()).expect("as found above");
        let others = |place: usize| {
            let own = value.get(place..).and_then(|rest| rest.chars().next());
            alphabet.chars().filter(move |digit| Some(*digit) != own)
        };
        let is_accepted = |place: usize, digit: char| {
            let mut changed = vector.clone();
            let (_, value) = changed.headers.get_mut(at).expect("as found above");
            value.replace_range(place..=place, digit.encode_utf8(&mut [0; 4]));
            verify(&verifier, &file, &changed).0.contains_key("ok")
        };
        // During a rotation, the header has several signatures, and only one is valid.
        let counts = |run: &Range<usize>| others(run.start).any(|digit| !is_accepted(run.start, digit));
        let run = longest_runs(&value, alphabet).into_iter().find(counts);
        for place in
            run.unwrap_or_else(|| panic!("{name}: the first accepted vector needs a signature that no other one can replace"))
        {
            for digit in others(place) {
                assert!(!is_accepted(place, digit), "{name}: {value} is accepted with {digit} at {place}");
            }
        }
    }
}

/// Returns the positions of the signatures in a header's value: the longest runs of digits.
fn longest_runs(value: &str, alphabet: &str) -> Vec<Range<usize>> {
    let mut longest: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, character) in value.char_indices().chain([(value.len(), ' ')]) {
        if !alphabet.contains(character) {
            let most = longest.first().map_or(1, Range::len);
            if at - start > most {
                longest.clear();
            }
            if at - start >= most {
                longest.push(start..at);
            }
            start = at + character.len_utf8();
        }
    }
    longest
}

/// Every bit of a genuine body matters, and so does an additional or a missing byte.
#[test]
fn every_bit_of_a_body_counts() {
    for (name, _) in FILES.iter().filter(|(name, _)| *name != "attacks" && signs_body(name)) {
        let (file, vector) = first(name);
        let verifier = build(&file, &vector).expect("an accepted vector has a verifier");
        // The fields of a form matter, and they can be written in several ways.
        if verifier.scheme().signed_content.parts().any(|part| part == Part::Form) {
            continue;
        }
        let body = vector.body.bytes();
        let refused = |bytes: &[u8]| {
            let changed = Vector { body: Body::of(bytes), ..vector.clone() };
            !verify(&verifier, &file, &changed).0.contains_key("ok")
        };
        assert!(!refused(&body), "{name}: the unchanged body must pass");
        for place in 0..body.len() {
            for bit in bits_of(place, body.len()) {
                let mut changed = body.clone();
                if let Some(byte) = changed.get_mut(place) {
                    *byte ^= 1 << bit;
                }
                assert!(refused(&changed), "{name}: bit {bit} of byte {place}");
            }
        }
        assert!(refused(&[&body[..], b"}"].concat()), "{name}: a byte more");
        assert!(refused(body.split_last().map_or(&[], |(_, rest)| rest)), "{name}: a byte less");
    }
}

/// Returns the bits of a byte that are changed: all bits in a short body, and a different one in each byte of a long body.
fn bits_of(place: usize, length: usize) -> Range<usize> {
    if length < 64 { 0..8 } else { place % 8..place % 8 + 1 }
}

/// Returns whether the scheme of a file signs the body, so that a verifier exists.
fn signs_body(name: &str) -> bool {
    let file = file(name);
    let id = file.scheme.as_str();
    !id.and_then(hookward::schemes::by_id).is_some_and(|scheme| scheme.unsigned_body)
}

/// Returns the first accepted vector of a file: a documented payload, serialized compactly.
fn first(name: &str) -> (File, Vector) {
    let file = file(name);
    let vector = accepted(&file).next().cloned().expect("a file begins with accepted vectors");
    (file, vector)
}
