//! A body hashed by the runtime and one hashed by the core give the same result, for every length around the edges.
#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use hookward::{
    Headers, Pieces, RuntimeBody, RuntimeHash, Scheme, Secret, UnixTime, Unsigned, VerificationError, Verified, Verifier, schemes,
};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

/// A runtime that hashes in one piece, as another library would.
struct Whole<'b>(&'b [u8]);

impl RuntimeHash for Whole<'_> {
    fn sha256(&mut self, pieces: &Pieces<'_>) -> [u8; 32] {
        let mut message = Vec::new();
        pieces(&mut |piece| message.extend_from_slice(piece.unwrap_or(self.0)));
        Sha256::digest(&message).into()
    }
}

/// Returns the built-in schemes that a runtime's SHA-256 can verify with only the headers and the body.
fn hashable() -> impl Iterator<Item = &'static Scheme> {
    let is_hashable = |scheme: &Scheme| Verifier::new(scheme.clone(), [Secret::Bytes(b"key")]).unwrap().has_runtime_hash();
    schemes::ALL.into_iter().filter(move |scheme| support::is_simple(scheme) && is_hashable(scheme))
}

const NOW: UnixTime = UnixTime::from_secs(1_709_064_000);

fn both<H: Headers + ?Sized>(verifier: &Verifier, headers: &H, body: &[u8]) -> Result<usize, VerificationError> {
    let here = verifier
        .verify(headers, body, NOW)
        .map(|delivery| Verified { secret_index: delivery.secret_index(), timestamp: delivery.timestamp() });
    let received = RuntimeBody::Received { length: body.len() as u64 };
    let there = verifier.verify_with_runtime_hash(headers, received, NOW, &mut Whole(body));
    assert_eq!(here, there, "{} with {} bytes", verifier.scheme().id, body.len());
    here.map(|verified| verified.secret_index)
}

#[test]
fn they_agree_for_every_scheme_and_every_length_around_a_block() {
    for scheme in hashable() {
        // Keys shorter than a block, as long as a block, and longer. RFC 2104 handles them differently.
        for key_length in [1, 32, 63, 64, 65, 200] {
            let key = vec![0xa5; key_length];
            let other = vec![0x5a; key_length];
            let signer = Verifier::new(scheme, [Secret::Bytes(&key)]).unwrap();
            let verifier = Verifier::new(scheme, [Secret::Bytes(&other), Secret::Bytes(&key)]).unwrap();
            for length in (0..130).chain([191, 192, 193, 383, 384, 385, 511, 512, 1023, 1024, 4096]) {
                let body = vec![b'x'; length];
                let unsigned =
                    Unsigned { body: &body, now: NOW, delivery_id: Some("id"), event: Some("event"), url: None, method: None };
                let headers = signer.sign(&unsigned);
                assert_eq!(both(&verifier, &headers, &body), Ok(1));
                let mut changed = body;
                changed.push(b'y');
                assert_eq!(both(&verifier, &headers, &changed).unwrap_err().code(), "signature_mismatch");
            }
        }
    }
}

#[test]
fn the_second_reserialized_is_for_schemes_that_have_it_and_has_no_limit() {
    let reserialized = br#"{"n":100000000000000000000}"#;
    let unsigned = Unsigned { body: reserialized, now: NOW, delivery_id: None, event: None, url: None, method: None };
    for (scheme, matches) in [(&schemes::GRILLO, true), (&schemes::GILBERT, false)] {
        let verifier = Verifier::new(scheme, ["key"]).unwrap().with_max_body_bytes(9);
        let headers = verifier.sign(&unsigned);
        let result = verifier.verify_with_runtime_hash(&headers, RuntimeBody::Reserialized, NOW, &mut Whole(reserialized));
        assert_eq!(result.is_ok(), matches, "{}", scheme.id);
        assert_eq!(verifier.verify_reserialized(&headers, reserialized, NOW).is_ok(), matches);
    }
}

#[test]
fn the_limit_is_that_of_the_body() {
    let verifier = Verifier::new(&schemes::GRILLO, ["key"]).unwrap().with_max_body_bytes(9);
    assert_eq!(both(&verifier, &[("x-grillo-signature", "")], &[0; 10]).unwrap_err().code(), "body_too_large");
}

proptest! {
    #[test]
    fn they_agree_on_anything(value in ".{0,80}", timestamp in "[0-9]{0,12}", body in prop::collection::vec(any::<u8>(), 0..600)) {
        for scheme in hashable() {
            let verifier = Verifier::new(scheme, [Secret::Bytes(b"key")]).unwrap();
            let names: Vec<&str> = scheme.required_headers().collect();
            let headers: Vec<(&str, &str)> = names.iter().map(|name| {
                (*name, if name.ends_with("timestamp") { timestamp.as_str() } else { value.as_str() })
            }).collect();
            let _ = both(&verifier, &headers, &body);
        }
    }
}
