//! A case for every code. Each code is found where it is the cause.

use std::borrow::Cow::Borrowed;
use std::cell::RefCell;
use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use hmac::Hmac;
use hookward::explain::{Code, Confidence, Finding};
use hookward::{Algorithm, BodyHash, Encoding, Scheme, Signature, Syntax, Template, TimeUnit, schemes};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::received::{KEY, Received, hmac, mac};
use crate::support::{hex, plain, plain_base64, timed};
use crate::{body_codes, secret_codes};

thread_local! {
    /// The codes of all cases, so that no code is without a case.
    static SEEN: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

/// Asserts that the first finding has this code and this confidence.
fn first(code: Code, confidence: Confidence, received: &Received) -> Finding {
    let findings = received.findings();
    let found: Vec<_> = findings.iter().map(|finding| (finding.code.as_str(), finding.confidence)).collect();
    assert_eq!(found.first(), Some(&(code.as_str(), confidence)), "{found:?}");
    assert_eq!(findings[0].subject, code.subject());
    SEEN.with_borrow_mut(|seen| seen.insert(code.as_str()));
    findings[0].clone()
}

/// Asserts that the first finding has this code, and that it is proven without another change.
pub(crate) fn proven(code: Code, received: &Received) -> Finding {
    let finding = first(code, Confidence::Proven, received);
    assert_eq!(finding.also, None, "{}: one change is enough", code.as_str());
    finding
}

/// Asserts that the first finding has this code, and that it is likely.
pub(crate) fn likely(code: Code, received: &Received) -> Finding {
    first(code, Confidence::Likely, received)
}

#[test]
fn every_code_is_found_where_it_is_the_cause() {
    body_codes::dialects();
    body_codes::bodies();
    body_codes::lost_bodies();
    secret_codes::secrets();
    signatures();
    algorithms();
    timestamps();
    headers();
    urls();
    let unseen: Vec<&str> =
        Code::ALL.iter().map(|code| code.as_str()).filter(|code| SEEN.with_borrow(|seen| !seen.contains(code))).collect();
    assert!(unseen.is_empty(), "no case for {unseen:?}");
}

fn signatures() {
    let mac = hmac(KEY.as_bytes(), b"{}");
    let digits = hex(&mac);
    let base64 = STANDARD.encode(&mac);
    let prefixed =
        Scheme { signature: Signature { syntax: Syntax::Prefixed(Borrowed("sha256=")), ..plain().signature }, ..plain() };
    let list = Scheme {
        signature: Signature {
            syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false },
            ..plain_base64().signature
        },
        ..plain_base64()
    };
    let for_urls = Scheme { signature: Signature { encoding: Encoding::Base64Url, ..plain().signature }, ..plain() };
    let separated: Vec<String> = mac.iter().map(|byte| format!("{byte:02X}")).collect();
    let escaped = base64.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let many: Vec<String> =
        (0..17).map(|at| format!("v1,{}", if at == 3 { base64.clone() } else { STANDARD.encode([at; 32]) })).collect();
    let cases: &[(Code, &Scheme, &str)] = &[
        (Code::SignatureHex, &plain_base64(), &digits),
        (Code::SignatureBase64, &plain(), &base64),
        (Code::SignatureBase64Url, &plain(), &URL_SAFE_NO_PAD.encode(&mac)),
        (Code::SignatureBase64Unpadded, &plain_base64(), &STANDARD_NO_PAD.encode(&mac)),
        (Code::SignatureBase64Padded, &for_urls, &URL_SAFE.encode(&mac)),
        (Code::SignatureBase64, &for_urls, &base64),
        (Code::SignatureHex, &for_urls, &digits),
        (Code::SignatureTruncated, &for_urls, &URL_SAFE_NO_PAD.encode(&mac)[..40]),
        (Code::SignatureBase64OfHex, &plain(), &STANDARD.encode(&digits)),
        (Code::SignatureHexSeparated, &plain(), &separated.join("-")),
        (Code::SignaturePercentEncoded, &plain_base64(), &escaped),
        (Code::SignaturePrefixMissing, &prefixed, &digits),
        (Code::SignaturePrefixExtra, &plain(), &format!("sha256={digits}")),
        (Code::SignaturePrefixWrong, &prefixed, &format!("v1={digits}")),
        (Code::SignatureQuoted, &prefixed, &format!("\"sha256={digits}\"")),
        (Code::SignatureTruncated, &plain(), &digits[..40]),
        (Code::SignatureTooMany, &list, &many.join(" ")),
        (Code::HeaderDuplicated, &plain(), &format!("{digits}, {}", "0".repeat(64))),
        (Code::SignatureNotAlone, &plain(), &format!("{digits};v=1")),
        (Code::SignatureNotAlone, &plain(), &format!("{digits}0")),
        (Code::SignatureNotAlone, &prefixed, &format!("sha256={digits};v=1")),
        (Code::SignatureNotAlone, &prefixed, &format!("t=5,sha256={digits}")),
        (Code::HeaderSplit, &list, &format!("v1, {base64}")),
        (Code::SignatureEntryMalformed, &list, &format!("v1,AAAA v1,{base64}")),
        (Code::SignatureEntryMalformed, &list, &format!("v1,{base64} v1,")),
        (Code::SignatureEntryMalformed, &list, &format!("v1,{} v1,{base64}", "!".repeat(44))),
    ];
    for (code, scheme, value) in cases {
        proven(*code, &Received::of(scheme, &[("x-signature", value)], b"{}"));
    }
    let fields = &schemes::SMARTERBOT;
    let signed = hex(&hmac(KEY.as_bytes(), b"1709064000.{}"));
    let value = format!("t=1709064000;v1={signed}");
    proven(Code::SignatureSeparator, &Received::of(fields, &[("x-webhook-signature", &value)], b"{}"));
    let noted = Received::of(&list, &[("x-signature", &format!("v1, v1,{base64} v2,any v1,AAAA"))], b"{}").findings()[0].clone();
    assert!(noted.message.contains("at position 1, 4."), "{}", noted.message);
    // A list with one prefix at its beginning, and without a tag before its entries.
    let once = Syntax::List { separator: Borrowed(","), tag: None, prefix: Some(Borrowed("v0=")), optional_space: false };
    let once = Scheme { signature: Signature { syntax: once, ..plain().signature }, ..plain() };
    let zeros = "0".repeat(64);
    proven(Code::SignatureEntryMalformed, &Received::of(&once, &[("x-signature", &format!("v0=00,{digits}"))], b"{}"));
    proven(Code::SignaturePrefixMissing, &Received::of(&once, &[("x-signature", &digits)], b"{}"));
    proven(Code::SignaturePrefixWrong, &Received::of(&once, &[("x-signature", &format!("v1={digits},{zeros}"))], b"{}"));
    proven(Code::SignatureSeparator, &Received::of(&once, &[("x-signature", &format!("v0={zeros};{digits}"))], b"{}"));
    // A field without a name is also an error, before or after the signature.
    for value in [format!("t=1709064000,v1={signed},junk"), format!("v1=,t=1709064000,v1={signed}")] {
        proven(Code::SignatureEntryMalformed, &Received::of(fields, &[("x-webhook-signature", &value)], b"{}"));
    }
    let several = format!("{},{}", "0".repeat(64), hex(&mac));
    proven(Code::SignatureSeveral, &Received::of(&plain(), &[("x-signature", &several)], b"{}"));
    // The pieces of one value, and copies of it.
    let pieces = [("x-signature", "v1"), ("x-signature", base64.as_str())];
    proven(Code::HeaderSplit, &Received::of(&list, &pieces, b"{}"));
    let field = format!("v1={signed}");
    let pieces = [("x-webhook-signature", "t=1709064000"), ("x-webhook-signature", field.as_str())];
    proven(Code::HeaderSplit, &Received::of(fields, &pieces, b"{}"));
    let (right, wrong) = (format!("v1,{base64}"), format!("v1,{}", STANDARD.encode([1; 32])));
    proven(Code::HeaderDuplicated, &Received::of(&list, &[("x-signature", &wrong), ("x-signature", &right)], b"{}"));
    // A second key of the provider signs in its own header.
    let two = [("x-signature", "0".repeat(64)), ("x-signature-secondary", digits.clone())];
    let two = two.each_ref().map(|(name, value)| (*name, value.as_str()));
    let other = proven(Code::SignatureOtherHeader, &Received::of(&plain(), &two, b"{}"));
    assert_eq!(other.header.as_deref(), Some("x-signature-secondary"));
    // The signature has too few bytes to prove anything.
    first(Code::SignatureTruncated, Confidence::Likely, &Received::of(&plain(), &[("x-signature", &digits[..24])], b"{}"));
    likely(Code::SignaturePlaceholder, &Received::of(&prefixed, &[("x-signature", "sha256=undefined")], b"{}"));
    likely(Code::SignatureMalformed, &Received::of(&plain(), &[("x-signature", "no signature at all")], b"{}"));
}

fn algorithms() {
    let (key, body) = (KEY.as_bytes(), &b"{}"[..]);
    let cases: &[(Code, Vec<u8>)] = &[
        (Code::AlgorithmSha1, mac::<Hmac<Sha1>>(key, body)),
        (Code::AlgorithmSha384, mac::<Hmac<Sha384>>(key, body)),
        (Code::AlgorithmSha512, mac::<Hmac<Sha512>>(key, body)),
        (Code::AlgorithmDigest, Sha256::digest(body).to_vec()),
        (Code::AlgorithmDigestOther, Sha512::digest(body).to_vec()),
        (Code::AlgorithmSecretBody, Sha256::digest([key, body].concat()).to_vec()),
        (Code::AlgorithmBodySecret, Sha256::digest([body, key].concat()).to_vec()),
        (Code::AlgorithmSwapped, hmac(body, key)),
        (Code::AlgorithmDigestSigned, hmac(key, hex(&Sha256::digest(body)).as_bytes())),
    ];
    for (code, mac) in cases {
        proven(*code, &Received::of(&plain(), &[("x-signature", &hex(mac))], body));
    }
    // The scheme determines which algorithm is correct.
    let of = |algorithm| Scheme { algorithm, ..plain() };
    for algorithm in [Algorithm::Sha1, Algorithm::Sha512] {
        let received = |mac: &[u8]| Received::of(&of(algorithm), &[("x-signature", &hex(mac))], body);
        let finding = proven(Code::AlgorithmSha256, &received(&hmac(key, body)));
        assert!(finding.message.contains(&format!("HMAC-{}", algorithm.name())), "{}", finding.message);
        let own = if algorithm == Algorithm::Sha1 { mac::<Hmac<Sha1>>(key, body) } else { mac::<Hmac<Sha512>>(key, body) };
        proven(Code::SecretTrailingNewline, &received(&own).with_secret(format!("{KEY}\n")));
        proven(Code::SignatureTruncated, &received(&own[..18]));
        assert!(likely(Code::AlgorithmOther, &received(&[7; 32])).message.contains("HMAC-SHA256"));
    }
    // A prefix that names the algorithm is not a second finding.
    let sha1 = format!("sha1={}", hex(&mac::<Hmac<Sha1>>(key, body)));
    proven(Code::AlgorithmSha1, &Received::of(&schemes::GRILLO, &[("x-grillo-signature", &sha1)], body));
    // A length that suggests another algorithm is only a hint.
    for (bytes, kind) in
        [(20, "HMAC-SHA1"), (64, "HMAC-SHA512 or an Ed25519"), (48, "HMAC-SHA384"), (16, "MD5"), (40, "40 bytes")]
    {
        for signature in [[7_u8; 80], [0; 80]].map(|filled| hex(&filled[..bytes])) {
            let finding = likely(Code::AlgorithmOther, &Received::of(&plain(), &[("x-signature", &signature)], body));
            assert!(finding.message.contains(kind), "{}", finding.message);
        }
    }
}

fn timestamps() {
    let signed = |scheme: &Scheme, timestamp: &str, content: &str| {
        let signature = hex(&hmac(KEY.as_bytes(), content.as_bytes()));
        Received::of(scheme, &[("x-signature", &signature), ("x-timestamp", timestamp)], b"{}")
    };
    let seconds = timed(TimeUnit::Seconds);
    assert_eq!(proven(Code::TimestampTooOld, &signed(&seconds, "1709063000", "1709063000|{}")).skew, Some(1000));
    assert_eq!(proven(Code::TimestampTooNew, &signed(&seconds, "1709064600", "1709064600|{}")).skew, Some(600));
    proven(Code::TimestampMilliseconds, &signed(&seconds, "1709064000123", "1709064000123|{}"));
    proven(Code::TimestampMilliseconds, &signed(&seconds, "1709064000", "1709064000000|{}"));
    proven(Code::TimestampSeconds, &signed(&timed(TimeUnit::Millis), "1709064000", "1709064000|{}"));
    proven(Code::TimestampRfc3339, &signed(&seconds, "2024-02-27T20:00:00Z", "2024-02-27T20:00:00Z|{}"));
    proven(Code::TimestampIso8601, &signed(&seconds, "2024-02-27T20:00:00", "2024-02-27T20:00:00|{}"));
    let date = "Tue, 27 Feb 2024 20:00:00 GMT";
    proven(Code::TimestampHttpDate, &signed(&seconds, date, &format!("{date}|{{}}")));
    proven(Code::TimestampRfc3339, &signed(&timed(TimeUnit::HttpDate), "2024-02-27T20:00:00Z", "2024-02-27T20:00:00Z|{}"));
    let old = "Tue, 27 Feb 2024 19:00:00 GMT";
    proven(Code::TimestampTooOld, &signed(&timed(TimeUnit::HttpDate), old, &format!("{old}|{{}}")));
    proven(Code::TimestampMalformed, &signed(&seconds, "1709064000.5", "1709064000.5|{}"));
    let signature = hex(&hmac(KEY.as_bytes(), b"1709064000.{}"));
    for fields in ["t=1709064000,t=1709064000", "t=1709064000,t=1709064001"] {
        let headers = [("x-webhook-signature", format!("{fields},v1={signature}"))];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let repeated = proven(Code::TimestampRepeated, &Received::of(&schemes::SMARTERBOT, &headers, b"{}"));
        assert_eq!(repeated.header.as_deref(), Some("x-webhook-signature"));
    }
    proven(Code::TimestampNotSigned, &signed(&seconds, "1709064000", "{}"));
    proven(Code::TimestampSeparator, &signed(&seconds, "1709064000", "1709064000:{}"));
    proven(Code::TimestampOrder, &signed(&seconds, "1709064000", "{}.1709064000"));
    let finding = proven(Code::TimestampSigned, &signed(&plain(), "1709064000", "1709064000.{}"));
    assert_eq!(finding.header.as_deref(), Some("x-timestamp"));
    let mut other = signed(&seconds, "1709064000", "1709064001|{}");
    other.headers.push(("x-sent-at".into(), "1709064001".into()));
    assert_eq!(proven(Code::TimestampOtherHeader, &other).header.as_deref(), Some("x-sent-at"));
}

fn headers() {
    // A field that occurs twice, as during a rotation of the secret, is not a duplicate header.
    let [signed, zeros] = [hex(&hmac(KEY.as_bytes(), b"1709064000.{}")), "0".repeat(64)];
    let rolled = format!("t=1709064000,v1={zeros},v1={signed}");
    proven(Code::BodyTrailingNewlineAdded, &Received::of(&schemes::SMARTERBOT, &[("x-webhook-signature", &rolled)], b"{}\n"));
    let signature = hex(&hmac(KEY.as_bytes(), b"{}"));
    for name in ["X-Forwarded-Gilbert-Signature", "HTTP_X_GILBERT_SIGNATURE", "gilbert-signature", "x_gilbert_signature"] {
        let finding = proven(Code::HeaderRenamed, &Received::of(&schemes::GILBERT, &[(name, &signature)], b"{}"));
        assert_eq!(finding.header.as_deref(), Some(name));
    }
    // An id that the scheme signs and the sender does not, and the opposite.
    let with_id = Scheme { signed_content: Template(Borrowed("{x-id}.{body}")), ..plain() };
    let id = ("x-id", "msg_1");
    let unsigned = proven(Code::HeaderNotSigned, &Received::of(&with_id, &[("x-signature", &signature), id], b"{}"));
    assert_eq!(unsigned.header.as_deref(), Some("x-id"));
    let with_time = hex(&hmac(KEY.as_bytes(), b"msg_1.1709064000|{}"));
    let headers = [("x-signature", with_time.as_str()), id, ("x-timestamp", "1709064000")];
    let signed = proven(Code::HeaderSigned, &Received::of(&timed(TimeUnit::Seconds), &headers, b"{}"));
    assert_eq!(signed.header.as_deref(), Some("x-id"));

    let missing = likely(Code::HeaderMissing, &Received::of(&schemes::GILBERT, &[("accept", "*/*")], b"{}"));
    assert_eq!(missing.header.as_deref(), Some("x-gilbert-signature"));

    likely(Code::HeaderEmpty, &Received::of(&schemes::GILBERT, &[("x-gilbert-signature", " ")], b"{}"));

    let standard = &schemes::STANDARD_WEBHOOKS;
    let key = "c2VjcmV0IGJ5dGVzIG9mIGEga2V5";
    let mac = hmac(&STANDARD.decode(key).unwrap(), b"msg.1.1709064000.{}");
    let value = format!("v1,{}", STANDARD.encode(mac));
    let headers = [("webhook-id", "msg.1"), ("webhook-timestamp", "1709064000"), ("webhook-signature", &value)];
    let ambiguous = proven(Code::HeaderAmbiguous, &Received::of(standard, &headers, b"{}").with_secret(key));
    assert_eq!(ambiguous.header.as_deref(), Some("webhook-id"));

    // A delivery of another provider: the secret proves it. With a wrong secret, only the header suggests it.
    let argos = [("X-Argos-Signature", signature.as_str())];
    let finding = proven(Code::SchemeOther, &Received::of(&schemes::GILBERT, &argos, b"{}"));
    assert_eq!(finding.scheme.as_deref(), Some("gabinete360"));
    likely(Code::SchemeOther, &Received::of(&schemes::GILBERT, &argos, b"{}").with_secret("f81d4fae7dec11d0"));
}

/// Headers of a case.
type Headers<'h> = &'h [(&'h str, &'h str)];

fn urls() {
    let scheme = Scheme { signed_content: Template(Borrowed("{method}\n{url}\n{body}")), ..plain() };
    let given = "https://api.example/hooks?a=1";
    let signed = |content: &str, headers: &[(&str, &str)]| {
        let signature = hex(&hmac(KEY.as_bytes(), content.as_bytes()));
        let headers = [&[("x-signature", signature.as_str())], headers].concat();
        Received::of(&scheme, &headers, b"{}").at(given)
    };
    let cases: &[(Code, &str, Headers<'_>)] = &[
        (Code::UrlScheme, "http://api.example/hooks?a=1", &[]),
        (Code::UrlTrailingSlash, "https://api.example/hooks/?a=1", &[]),
        (Code::UrlPort, "https://api.example:443/hooks?a=1", &[]),
        (Code::UrlQuery, "https://api.example/hooks", &[]),
        (Code::UrlHost, "https://public.example/hooks?a=1", &[("X-Forwarded-Host", "public.example")]),
        (Code::UrlPath, "https://api.example/v1/hooks?a=1", &[("x-forwarded-prefix", "/v1")]),
        (Code::UrlPath, "https://api.example/in?b=2", &[("x-original-uri", "/in?b=2")]),
    ];
    for (code, url, headers) in cases {
        proven(*code, &signed(&format!("POST\n{url}\n{{}}"), headers));
    }
    let both = signed("POST\nhttp://api.example/hooks/?a=1\n{}", &[]).findings();
    let codes: Vec<_> = both.iter().map(|finding| (finding.code, finding.also)).collect();
    let (scheme_of_url, slash) = (Code::UrlScheme, Code::UrlTrailingSlash);
    assert_eq!(codes, [(scheme_of_url, Some(slash)), (slash, Some(scheme_of_url))]);
    proven(Code::UrlMethod, &signed("PUT\nhttps://api.example/hooks?a=1\n{}", &[]));
    proven(Code::UrlNotSigned, &signed("{}", &[]));
    let encoded = signed("POST\nhttps://api.example/a b\n{}", &[]).at("https://api.example/a%20b");
    proven(Code::UrlDecoded, &encoded);
    let missing = Received { url: None, ..signed("POST\nhttps://api.example/hooks?a=1\n{}", &[]) };
    likely(Code::UrlMissing, &missing);
    // A body whose hash is in the URL.
    let hashed =
        Scheme { signed_content: Template(Borrowed("{url}")), body_hash: Some(BodyHash { query: Borrowed("h") }), ..plain() };
    let url = format!("https://api.example/?h={}", hex(&Sha256::digest(b"{}")));
    let signature = hex(&hmac(KEY.as_bytes(), url.as_bytes()));
    let received = |body: &[u8]| Received::of(&hashed, &[("x-signature", &signature)], body).at(&url);
    proven(Code::BodyTrailingNewlineAdded, &received(b"{}\n"));
    proven(Code::SecretTrailingNewline, &received(b"{}").with_secret(format!("{KEY}\n")));
    likely(Code::UrlBodyHash, &received(br#"{"another":1}"#));
}
