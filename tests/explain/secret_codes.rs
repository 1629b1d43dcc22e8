//! A case for every code about a secret.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hookward::explain::Code;
use hookward::{Scheme, SecretEncodings};

use crate::every_code::{likely, proven};
use crate::received::{Received, hmac};
use crate::support::{hex, plain};

pub(crate) fn secrets() {
    let long = "c2VjcmV0IGJ5dGVzIG9mIGEga2V5";
    let decoded = STANDARD.decode(long).unwrap();
    let cases: &[(Code, &[u8], &[u8])] = &[
        (Code::SecretTrailingNewline, b"s3cret", b"s3cret\n"),
        (Code::SecretTrailingNewline, b"s3cret", b"s3cret\r\n"),
        (Code::SecretTrailingWhitespace, b"s3cret", b"s3cret \t"),
        (Code::SecretWhitespace, b"s3cret", b" s3cret"),
        (Code::SecretQuoted, b"s3cret", b"\"s3cret\""),
        (Code::SecretBom, b"s3cret", "\u{feff}s3cret".as_bytes()),
        (Code::SecretInvisible, b"s3cret", "s3\u{200b}cret".as_bytes()),
        (Code::SecretEscapedNewline, b"s3cret", b"s3cret\\n"),
        (Code::SecretNewlineMissing, b"s3cret\n", b"s3cret"),
        (Code::SecretPrefix, b"s3cret", b"Bearer s3cret"),
        (Code::SecretWhsecPrefix, b"s3cret", b"whsec_s3cret"),
        (Code::SecretV1WhsecPrefix, b"s3cret", b"v1,whsec_s3cret"),
        (Code::SecretWhsecMissing, b"whsec_s3cret", b"s3cret"),
        (Code::SecretNameAndValue, b"s3cret", b"export HOOK_SECRET=\"s3cret\""),
        (Code::SecretComment, b"s3cret", b"s3cret # of the shop"),
        (Code::SecretUrlEncoded, b"s3/cret+", b"s3%2Fcret%2B"),
        (Code::SecretList, b"newer", b"older,newer"),
        (Code::SecretCase, b"ABCDEF12", b"abcdef12"),
        (Code::SecretBase64Decode, &decoded, long.as_bytes()),
        (Code::SecretHexDecode, b"\x01\xab\xcd\xef", b"01abcdef"),
        (Code::SecretBase64Encode, long.as_bytes(), &decoded),
        (Code::SecretHexEncode, b"01abcdef", b"\x01\xab\xcd\xef"),
        (Code::SecretHashed, b"1ec1c26b50d5d3c58d9583181af8076655fe00756bf7285940ba3670f99fcba0", b"s3cret"),
        (Code::SecretEmptyAtSender, b"undefined", b"s3cret"),
        (Code::SecretEmptyAtSender, b"", b"s3cret"),
    ];
    for (code, key, given) in cases {
        let signature = hex(&hmac(key, b"{}"));
        let received = Received::of(&plain(), &[("x-signature", &signature)], b"{}").with_secret(*given);
        assert_eq!(proven(*code, &received).secret_index, Some(0));
    }
    let encoded = Scheme { secret_encoding: SecretEncodings::BASE64, ..plain() };
    let by_text = hex(&hmac(long.as_bytes(), b"{}"));
    proven(Code::SecretNotDecoded, &Received::of(&encoded, &[("x-signature", &by_text)], b"{}").with_secret(long));
    // No verifier can be built with these secrets. They are explained nevertheless.
    let by_key = hex(&hmac(&decoded, b"{}"));
    let unreadable = Received::of(&encoded, &[("x-signature", &by_key)], b"{}").with_secret(format!("{long}\n"));
    proven(Code::SecretTrailingNewline, &unreadable);
    let told = |received: Received| likely(Code::SecretMalformed, &received).message;
    assert!(told(unreadable.clone().with_secret("AAAA%AAA")).contains("base64: its character number 5 is %."));
    assert!(told(unreadable.clone().with_secret("whsec_AAAA")).contains("base64 without the prefix whsec_"));
    assert!(told(unreadable.with_secret("AAAAA")).contains("number of characters"));
    let whsec = Scheme { secret_encoding: SecretEncodings::WHSEC, ..plain() };
    let signed = Received::of(&whsec, &[("x-signature", &by_key)], b"{}");
    assert!(told(signed.clone().with_secret("whsec_AAAA\u{a0}AAA")).contains("number 11 is U+00A0."));
    let hexadecimal = Scheme { secret_encoding: SecretEncodings::HEX, ..plain() };
    assert!(
        told(Received::of(&hexadecimal, &[("x-signature", &by_key)], b"{}").with_secret("ag"))
            .contains("hex: its character number 2 is g.")
    );
    // The scheme decodes its secrets, so the findings do not suggest decoding.
    let secret = format!("whsec_{long}");
    proven(Code::SecretBase64Twice, &signed.clone().with_secret(STANDARD.encode(&secret)));
    proven(Code::SecretBytesEncoded, &Received { secret_as_bytes: true, ..signed.with_secret(secret) });

    for (code, secret) in [
        (Code::SecretVariableName, "GILBERT_WEBHOOK_SECRET"),
        (Code::SecretVariableName, "process.env.SECRET"),
        (Code::SecretUnexpandedVariable, "${SECRET}"),
        (Code::SecretUnexpandedVariable, "{{ secret }}"),
        (Code::SecretPlaceholder, "your-secret-here"),
        (Code::SecretPlaceholder, "whsec_••••••••"),
        (Code::SecretDifferent, "f81d4fae7dec11d0"),
    ] {
        likely(code, &Received::signed(b"[1]", b"[1]").with_secret(secret));
    }
}
