//! HMAC-SHA256 with the test cases of RFC 4231, section 4, copied from the RFC.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use hookward::{HeaderReason, Secret, UnixTime, VerificationError, Verifier};

/// Returns the result for a body, a key, and a signature in hex.
fn result(key: &[u8], data: &[u8], hex: &str) -> Result<(), VerificationError> {
    let verifier = Verifier::new(support::plain(), [Secret::Bytes(key)]).unwrap();
    verifier.verify(&[("X-Signature", hex)], data, UnixTime::from_secs(0)).map(|_| ())
}

#[test]
fn cases_1_to_4_and_6_and_7() {
    let counting: Vec<u8> = (0x01..=0x19).collect();
    let long: &[u8] = b"This is a test using a larger than block-size key and a larger than block-size data. The key needs to \
                        be hashed before being used by the HMAC algorithm.";
    let cases: [(&[u8], &[u8], &str); 6] = [
        (&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (b"Jefe", b"what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        (&[0xaa; 20], &[0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        (&counting, &[0xcd; 50], "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
        (
            &[0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
        (&[0xaa; 131], long, "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
    ];
    for (key, data, hex) in cases {
        assert_eq!(result(key, data, hex), Ok(()), "{hex}");
        let wrong: String = hex.chars().rev().collect();
        assert!(result(key, data, &wrong).is_err(), "{hex} reversed");
    }
}

/// In case 5, a tag is truncated to 128 bits. The sender considers it genuine. Here it is not a signature.
#[test]
fn case_5_is_refused_for_its_length() {
    let refused = result(&[0x0c; 20], b"Test With Truncation", "a3b6167473100ee06e0c796c2955552b");
    assert!(matches!(refused, Err(VerificationError::MalformedHeader { reason: HeaderReason::Length, .. })), "{refused:?}");
}
