//! What is found in deliveries that are broken in one known way. Every signature is made here, with the hash functions themselves.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::borrow::Cow::Borrowed;
use std::cell::RefCell;
use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use hookward::explain::{Code, Confidence, Explanation, Finding, Input, State, Step, Verdict, explain};
use hookward::{Scheme, Secret, SecretEncoding, Signature, Source, Syntax, Template, TimeUnit, UnixTime, schemes};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use support::{hex, plain, plain_base64, timed};

const KEY: &str = "a secret";
const NOW: i64 = 1_709_064_000;

fn mac<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
    <M as KeyInit>::new_from_slice(key).unwrap().chain_update(message).finalize().into_bytes().to_vec()
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    mac::<Hmac<Sha256>>(key, message)
}

/// A delivery as a receiver has it.
#[derive(Clone)]
struct Received {
    scheme: Scheme,
    secret: Vec<u8>,
    as_bytes: bool,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    max_body_bytes: u64,
}

impl Received {
    fn of(scheme: &Scheme, headers: &[(&str, &str)], body: &[u8]) -> Self {
        Self {
            scheme: scheme.clone(),
            secret: KEY.into(),
            as_bytes: false,
            headers: headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
            body: body.into(),
            max_body_bytes: 1 << 20,
        }
    }

    /// Plain hex over a body that was signed, and the body that is left of it.
    fn signed(signed: &[u8], given: &[u8]) -> Self {
        Self::of(&plain(), &[("x-signature", &hex(&hmac(KEY.as_bytes(), signed)))], given)
    }

    fn with_secret(self, secret: impl Into<Vec<u8>>) -> Self {
        Self { secret: secret.into(), ..self }
    }

    /// Asks, and hands the explanation on.
    fn explained<T>(&self, then: impl FnOnce(&Explanation<'_>) -> T) -> T {
        let secret = match (self.as_bytes, std::str::from_utf8(&self.secret)) {
            (false, Ok(text)) => Secret::Text(text),
            _ => Secret::Bytes(&self.secret),
        };
        let headers: Vec<(&str, &[u8])> = self.headers.iter().map(|(name, value)| (&**name, value.as_bytes())).collect();
        let secrets = [secret];
        let input = Input {
            max_body_bytes: self.max_body_bytes,
            ..Input::new(&self.scheme, &secrets, &headers, &self.body, UnixTime::from_secs(NOW))
        };
        then(&explain(&input).unwrap())
    }

    fn findings(&self) -> Vec<Finding> {
        self.explained(|explanation| explanation.findings.clone())
    }
}

thread_local! {
    /// The codes that a case was asked for, so that none is left without one.
    static SEEN: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

/// The first finding is this one, of this confidence.
fn first(code: Code, confidence: Confidence, received: &Received) -> Finding {
    let findings = received.findings();
    let found: Vec<_> = findings.iter().map(|finding| (finding.code.as_str(), finding.confidence)).collect();
    assert_eq!(found.first(), Some(&(code.as_str(), confidence)), "{found:?}");
    assert_eq!(findings[0].subject, code.subject());
    SEEN.with_borrow_mut(|seen| seen.insert(code.as_str()));
    findings[0].clone()
}

fn proven(code: Code, received: &Received) -> Finding {
    let finding = first(code, Confidence::Proven, received);
    assert_eq!(finding.also, None, "{}: one change is enough", code.as_str());
    finding
}

fn likely(code: Code, received: &Received) -> Finding {
    first(code, Confidence::Likely, received)
}

/// JSON with something in it for every dialect, with white space as nothing writes it.
const JSON: &str = r#"{ "b" : "é</a>&'=+" , "a" : [ 1.50 , {} ] }"#;

fn dialects() {
    let two = "{\n  \"b\": \"é</a>&'=+\",\n  \"a\": [\n    1.50,\n    {}\n  ]\n}";
    let cases: &[(Code, &str)] = &[
        (Code::BodyReserializedCompact, r#"{"b":"é</a>&'=+","a":[1.50,{}]}"#),
        (Code::BodyReserializedJavascript, r#"{"b":"é</a>&'=+","a":[1.5,{}]}"#),
        (Code::BodyReserializedPython, r#"{"b": "\u00e9</a>&'=+", "a": [1.50, {}]}"#),
        (Code::BodyReserializedPythonUnicode, r#"{"b": "é</a>&'=+", "a": [1.50, {}]}"#),
        (Code::BodyReserializedAscii, r#"{"b":"\u00e9</a>&'=+","a":[1.50,{}]}"#),
        (Code::BodyReserializedPhp, r#"{"b":"\u00e9<\/a>&'=+","a":[1.50,{}]}"#),
        (Code::BodyReserializedPhpUnicode, r#"{"b":"é<\/a>&'=+","a":[1.50,{}]}"#),
        (Code::BodyReserializedPhpPretty, &two.replace("  ", "    ").replace("é</", r"\u00e9<\/")),
        (Code::BodyReserializedDotnet, r#"{"b":"\u00E9\u003C/a\u003E\u0026\u0027=\u002B","a":[1.50,{}]}"#),
        (Code::BodyReserializedDotnetIndented, &two.replace("é</a>&'=+", r"\u00E9\u003C/a\u003E\u0026\u0027=\u002B")),
        (Code::BodyReserializedGo, r#"{"b":"é\u003c/a\u003e\u0026'=+","a":[1.50,{}]}"#),
        (Code::BodyReserializedGoSorted, r#"{"a":[1.50,{}],"b":"é\u003c/a\u003e\u0026'=+"}"#),
        (Code::BodyReserializedGson, r#"{"b":"é\u003c/a\u003e\u0026\u0027\u003d+","a":[1.50,{}]}"#),
        (Code::BodyReserialized2Spaces, two),
        (Code::BodyReserialized4Spaces, &two.replace("  ", "    ")),
        (Code::BodyReserializedTab, &two.replace("  ", "\t")),
        (Code::BodyReserializedSorted, r#"{"a":[1.50,{}],"b":"é</a>&'=+"}"#),
        (Code::BodyReserializedSortedPython, r#"{"a": [1.50, {}], "b": "\u00e9</a>&'=+"}"#),
        (Code::BodyReserializedColonSpace, r#"{"b": "é</a>&'=+","a": [1.50,{}]}"#),
    ];
    for (code, signed) in cases {
        let finding = proven(*code, &Received::signed(signed.as_bytes(), JSON.as_bytes()));
        assert_eq!(finding.offset, Some(1), "{}", code.as_str());
    }
    let next_line = "{\"a\":\"é\u{85}\u{2028}\"}";
    let escaped = r#"{"a":"é\u0085\u2028"}"#;
    proven(Code::BodyReserializedNewtonsoft, &Received::signed(escaped.as_bytes(), next_line.as_bytes()));
    proven(Code::BodyEmptyObjectLost, &Received::signed(br#"{"a":1,"b":{}}"#, br#"{"a":1,"b":[]}"#));
    proven(Code::BodyNumberSpelling, &Received::signed(br#"{"id":7,"sum":10.00}"#, br#"{"id":7,"sum":10}"#));
    // A JavaScript object has whole numbers first, and the last of two members of one name.
    let ordered = Received::signed(br#"{"2":true,"10":true,"b":3}"#, br#"{"b":1,"10":true,"2":true,"b":3}"#);
    proven(Code::BodyReserializedJavascript, &ordered);
}

fn bodies() {
    let cases: &[(Code, &[u8], &[u8])] = &[
        (Code::BodyTrailingNewlineAdded, b"{}", b"{}\r\n"),
        (Code::BodyTrailingNewlineRemoved, b"{}\n", b"{}"),
        (Code::BodyWhitespaceAdded, b"text", b" text\n\n"),
        (Code::BodyNulPadded, b"text", b"text\0\0"),
        (Code::BodyCrlf, b"a\nb\nc", b"a\r\nb\r\nc"),
        (Code::BodyLf, b"a\r\nb\r\nc", b"a\nb\nc"),
        (Code::BodyBomAdded, b"{}", b"\xef\xbb\xbf{}"),
        (Code::BodyBomRemoved, b"\xef\xbb\xbf{}", b"{}"),
        (Code::BodyDoubleUtf8, "Zoë".as_bytes(), "ZoÃ«".as_bytes()),
        (Code::BodyDoubleUtf8, "20 €".as_bytes(), "20 â‚¬".as_bytes()),
        (Code::BodyLatin1, "Zoë".as_bytes(), b"Zo\xeb"),
        (Code::BodyWindows1252, "20 €".as_bytes(), b"20 \x80"),
        (Code::BodyUtf16, b"abc", b"\xff\xfea\0b\0c\0"),
        (Code::BodyUtf16, b"abc", b"\0a\0b\0c"),
        (Code::BodyFormPayload, br#"{"a":"b c"}"#, b"payload=%7B%22a%22%3A%22b+c%22%7D&other=1"),
        (Code::BodyFormEncoded, b"payload=%7B%22a%22%3A%22b+c%22%7D", br#"{"a":"b c"}"#),
        (Code::BodyFormEncoded, b"a=b+c&d=%C3%A9", r#"{"a":"b c","d":"é"}"#.as_bytes()),
        (Code::BodyFormReencoded, b"a=b+c&d=e", b"a=b%20c&d=e"),
        (Code::BodyUrlEncoded, br#"{"a":"b c"}"#, b"%7B%22a%22:%22b+c%22%7D"),
        (Code::BodyBase64, br#"{"a":1}"#, b"eyJhIjoxfQ=="),
        (Code::BodyBase64Decoded, b"eyJhIjoxfQ==", br#"{"a":1}"#),
        (Code::BodySignedEmpty, b"", br#"{"a":1}"#),
        (Code::BodyDoubleStringified, br#"{"a":1}"#, br#""{\"a\":1}""#),
        (Code::BodyStringifiedBySender, br#""{\"a\":1}""#, br#"{"a":1}"#),
        (Code::BodyEnvelope, br#"{"a":1}"#, br#"{"version":"2.0","body":"{\"a\":1}","isBase64Encoded":false}"#),
        (Code::BodyEnvelope, br#"{"a":1}"#, br#"{"version":"2.0","body":"eyJhIjoxfQ==","isBase64Encoded":true}"#),
        (Code::BodyHtmlEscaped, br#"{"a":"<b>"}"#, b"{&quot;a&quot;:&quot;&lt;b&gt;&quot;}"),
        (Code::BodySlashesAdded, br#"{"a":"it's"}"#, br#"{\"a\":\"it\'s\"}"#),
        (Code::BodyPythonBytes, "{\"a\":\"é\"}\n{}".as_bytes(), br#"b'{"a":"\xc3\xa9"}\n{}'"#),
        (Code::BodyParsedAsForm, br#"{"a":"b=c"}"#, br#"{"{\"a\":\"b":"c\"}"}"#),
    ];
    for (code, signed, given) in cases {
        let finding = proven(*code, &Received::signed(signed, given));
        let same = signed.iter().zip(*given).take_while(|(left, right)| left == right).count();
        assert_eq!(finding.offset, Some(same), "{}", code.as_str());
    }
    proven(Code::BodyTooLarge, &Received { max_body_bytes: 8, ..Received::signed(b"ten bytes.", b"ten bytes.") });
}

/// A code, the headers and the body in which it shows.
type Lost<'c> = (Code, &'c [(&'c str, &'c str)], &'c [u8]);

/// Bodies of which what was signed cannot be found again.
fn lost_bodies() {
    let cases: &[Lost<'_>] = &[
        (Code::BodyNumberPrecision, &[], br#"{"id":12345678901234567000}"#),
        (Code::BodyReserialized, &[("content-length", "12")], br#"{"a":1}"#),
        (Code::BodyContentLength, &[("content-length", "12")], b"text"),
        (Code::BodyLossyUtf8, &[], "{\"a\":\"Zo\u{fffd}\"}".as_bytes()),
        (Code::BodyEmpty, &[], b""),
        (Code::BodyNotJson, &[], b"{'a': True}"),
        (Code::BodyNotJson, &[], br#"{"a"=>1}"#),
        (Code::BodyObjectObject, &[], b"[object Object]"),
        (Code::BodyParsedAsForm, &[], br#"{"{\"a\":1}":["x"]}"#),
        (Code::BodyCompressed, &[], b"\x1f\x8b\x08\0\0\0\0\0\0\x03"),
        (Code::BodyDecompressed, &[("Content-Encoding", "gzip")], b"{}!"),
    ];
    for (code, headers, body) in cases {
        let mut received = Received::signed(b"something else", body);
        received.headers.extend(headers.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        likely(*code, &received);
    }
}

fn secrets() {
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
    let encoded = Scheme { secret: SecretEncoding::Base64, ..plain() };
    let by_text = hex(&hmac(long.as_bytes(), b"{}"));
    proven(Code::SecretNotDecoded, &Received::of(&encoded, &[("x-signature", &by_text)], b"{}").with_secret(long));
    // No verifier can be built with these, and they are explained all the same.
    let by_key = hex(&hmac(&decoded, b"{}"));
    let unreadable = Received::of(&encoded, &[("x-signature", &by_key)], b"{}").with_secret(format!("{long}\n"));
    proven(Code::SecretTrailingNewline, &unreadable);
    likely(Code::SecretMalformed, &unreadable.with_secret("no base 64"));

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

fn signatures() {
    let tag = hmac(KEY.as_bytes(), b"{}");
    let digits = hex(&tag);
    let base64 = STANDARD.encode(&tag);
    let prefixed =
        Scheme { signature: Signature { syntax: Syntax::Prefixed(Borrowed("sha256=")), ..plain().signature }, ..plain() };
    let list = Scheme {
        signature: Signature {
            syntax: Syntax::List { separator: Borrowed(" "), tag: Borrowed("v1,") },
            ..plain_base64().signature
        },
        ..plain_base64()
    };
    let separated: Vec<String> = tag.iter().map(|byte| format!("{byte:02X}")).collect();
    let escaped = base64.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let many: Vec<String> =
        (0..17).map(|at| format!("v1,{}", if at == 3 { base64.clone() } else { STANDARD.encode([at; 32]) })).collect();
    let cases: &[(Code, &Scheme, &str)] = &[
        (Code::SignatureHex, &plain_base64(), &digits),
        (Code::SignatureBase64, &plain(), &base64),
        (Code::SignatureBase64Url, &plain(), &URL_SAFE_NO_PAD.encode(&tag)),
        (Code::SignatureBase64Unpadded, &plain_base64(), &STANDARD_NO_PAD.encode(&tag)),
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
    ];
    for (code, scheme, value) in cases {
        proven(*code, &Received::of(scheme, &[("x-signature", value)], b"{}"));
    }
    let fields = &schemes::SMARTERBOT;
    let signed = hex(&hmac(KEY.as_bytes(), b"1709064000.{}"));
    let value = format!("t=1709064000;v1={signed}");
    proven(Code::SignatureSeparator, &Received::of(fields, &[("x-webhook-signature", &value)], b"{}"));
    // Too few bytes to be proof.
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
    for (code, tag) in cases {
        proven(*code, &Received::of(&plain(), &[("x-signature", &hex(tag))], body));
    }
    // A prefix that names it is no second fault; and a length that gives it away is a hint.
    let sha1 = format!("sha1={}", hex(&mac::<Hmac<Sha1>>(key, body)));
    proven(Code::AlgorithmSha1, &Received::of(&schemes::GRILLO, &[("x-grillo-signature", &sha1)], body));
    likely(Code::AlgorithmSha1, &Received::of(&plain(), &[("x-signature", &"0".repeat(40))], body));
}

fn timestamps() {
    let signed = |scheme: &Scheme, stamp: &str, content: &str| {
        let signature = hex(&hmac(KEY.as_bytes(), content.as_bytes()));
        Received::of(scheme, &[("x-signature", &signature), ("x-timestamp", stamp)], b"{}")
    };
    let seconds = timed(TimeUnit::Seconds);
    assert_eq!(proven(Code::TimestampTooOld, &signed(&seconds, "1709063000", "1709063000|{}")).skew, Some(1000));
    assert_eq!(proven(Code::TimestampTooNew, &signed(&seconds, "1709064600", "1709064600|{}")).skew, Some(600));
    proven(Code::TimestampMilliseconds, &signed(&seconds, "1709064000123", "1709064000123|{}"));
    proven(Code::TimestampMilliseconds, &signed(&seconds, "1709064000", "1709064000000|{}"));
    proven(Code::TimestampSeconds, &signed(&timed(TimeUnit::Millis), "1709064000", "1709064000|{}"));
    proven(Code::TimestampRfc3339, &signed(&seconds, "2024-02-27T20:00:00Z", "2024-02-27T20:00:00Z|{}"));
    proven(Code::TimestampMalformed, &signed(&seconds, "1709064000.5", "1709064000.5|{}"));
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
    let signature = hex(&hmac(KEY.as_bytes(), b"{}"));
    for name in ["X-Forwarded-Gilbert-Signature", "HTTP_X_GILBERT_SIGNATURE", "gilbert-signature", "x_gilbert_signature"] {
        let finding = proven(Code::HeaderRenamed, &Received::of(&schemes::GILBERT, &[(name, &signature)], b"{}"));
        assert_eq!(finding.header.as_deref(), Some(name));
    }
    let missing = likely(Code::HeaderMissing, &Received::of(&schemes::GILBERT, &[("accept", "*/*")], b"{}"));
    assert_eq!(missing.header.as_deref(), Some("x-gilbert-signature"));

    likely(Code::HeaderEmpty, &Received::of(&schemes::GILBERT, &[("x-gilbert-signature", " ")], b"{}"));

    let standard = &schemes::STANDARD_WEBHOOKS;
    let key = "c2VjcmV0IGJ5dGVzIG9mIGEga2V5";
    let tag = hmac(&STANDARD.decode(key).unwrap(), b"msg.1.1709064000.{}");
    let value = format!("v1,{}", STANDARD.encode(tag));
    let headers = [("webhook-id", "msg.1"), ("webhook-timestamp", "1709064000"), ("webhook-signature", &value)];
    let ambiguous = proven(Code::HeaderAmbiguous, &Received::of(standard, &headers, b"{}").with_secret(key));
    assert_eq!(ambiguous.header.as_deref(), Some("webhook-id"));

    // Another provider's, proven by the secret; and by the header alone where the secret is none of its own.
    let argos = [("X-Argos-Signature", signature.as_str())];
    let finding = proven(Code::SchemeOther, &Received::of(&schemes::GILBERT, &argos, b"{}"));
    assert_eq!(finding.scheme.as_deref(), Some("gabinete360"));
    likely(Code::SchemeOther, &Received::of(&schemes::GILBERT, &argos, b"{}").with_secret("f81d4fae7dec11d0"));
}

#[test]
fn every_code_is_found_where_it_is_the_cause() {
    dialects();
    bodies();
    lost_bodies();
    secrets();
    signatures();
    algorithms();
    timestamps();
    headers();
    let unseen: Vec<&str> =
        Code::ALL.iter().map(|code| code.as_str()).filter(|code| SEEN.with_borrow(|seen| !seen.contains(code))).collect();
    assert!(unseen.is_empty(), "no case for {unseen:?}");
}

#[test]
fn two_changes_name_one_another() {
    let compact = br#"{"a":1}"#;
    let codes = |received: &Received| {
        let findings = received.findings();
        assert!(findings.iter().all(|finding| finding.confidence == Confidence::Proven));
        findings.iter().map(|finding| (finding.code, finding.also)).collect::<Vec<_>>()
    };
    let parsed = Received::signed(compact, b"{\n  \"a\": 1\n}").with_secret("a secret\n");
    let (body, secret) = (Code::BodyReserializedCompact, Code::SecretTrailingNewline);
    assert_eq!(codes(&parsed), [(body, Some(secret)), (secret, Some(body))]);

    // What the window refuses is told beside what the signature needs.
    let scheme = timed(TimeUnit::Seconds);
    let signature = hex(&hmac(KEY.as_bytes(), b"1709000000|{}"));
    let old = Received::of(&scheme, &[("x-signature", &signature), ("x-timestamp", "1709000000")], b"{}\n");
    let (body, time) = (Code::BodyTrailingNewlineAdded, Code::TimestampTooOld);
    assert_eq!(codes(&old), [(body, Some(time)), (time, Some(body))]);

    let sha1 = hex(&mac::<Hmac<Sha1>>(b"a secret", b"{}"));
    let both = Received::of(&plain(), &[("x-signature", &sha1)], b"{}").with_secret("a secret ");
    assert_eq!(codes(&both)[0], (Code::AlgorithmSha1, Some(Code::SecretTrailingWhitespace)));

    let argos = hex(&hmac(KEY.as_bytes(), compact));
    let other = Received::of(&schemes::GILBERT, &[("x-argos-signature", &argos)], br#"{"a": 1}"#);
    assert_eq!(codes(&other)[0], (Code::SchemeOther, Some(Code::BodyReserializedCompact)));
}

#[test]
fn a_genuine_delivery_has_no_findings() {
    Received::signed(b"{}", b"{}").explained(|explanation| {
        assert!(matches!(explanation.verdict, Verdict::Verified { secret_index: 0, reserialized: false, timestamp: None }));
        assert!(explanation.findings.is_empty() && explanation.tried == 0 && !explanation.exhausted);
        for check in &explanation.checks {
            // The scheme has no timestamp.
            let nothing = matches!(check.check, Step::Timestamp | Step::Window);
            assert_eq!(check.state, if nothing { State::Skipped } else { State::Passed }, "{:?}", check.check);
        }
    });
}

/// Of a scheme that signs `JSON.stringify`, the second form is the caller's to make.
#[test]
fn the_second_form_is_part_of_the_verdict() {
    let form = br#"{"a":1.5}"#;
    let signature = format!("sha256={}", hex(&hmac(KEY.as_bytes(), form)));
    let headers = [("x-grillo-signature", signature.as_bytes())];
    let secrets = [Secret::Text(KEY)];
    let input = Input::new(&schemes::GRILLO, &secrets, &headers, br#"{"a": 1.50}"#, UnixTime::from_secs(NOW));
    let with_form = Input { reserialized: Some(form), ..input };
    let verdict = explain(&with_form).unwrap().verdict;
    assert!(matches!(verdict, Verdict::Verified { reserialized: true, .. }));
    // Without it, or with the option off, the cause is found and named.
    for input in [input, Input { reserialize: false, ..with_form }] {
        let explanation = explain(&input).unwrap();
        assert_eq!(explanation.findings[0].code, Code::BodyReserializedJavascript);
    }
}

#[test]
fn the_checks_stop_where_the_verifier_stops() {
    let scheme = timed(TimeUnit::Seconds);
    let stamp = ("x-timestamp", "1709064000");
    let cases: &[(Step, &[(&str, &str)])] = &[
        (Step::Headers, &[stamp]),
        (Step::Signature, &[("x-signature", "00"), stamp]),
        (Step::Timestamp, &[("x-signature", &"0".repeat(64)), ("x-timestamp", "now")]),
        (Step::Window, &[("x-signature", &"0".repeat(64)), ("x-timestamp", "1")]),
        (Step::Mac, &[("x-signature", &"0".repeat(64)), stamp]),
    ];
    for (failing, headers) in cases {
        Received::of(&scheme, headers, b"{}").explained(|explanation| {
            for check in &explanation.checks {
                let expected = match check.check.cmp(failing) {
                    std::cmp::Ordering::Less => State::Passed,
                    std::cmp::Ordering::Equal => State::Failed,
                    std::cmp::Ordering::Greater => State::Skipped,
                };
                assert_eq!(check.state, expected, "{:?} where {failing:?} fails", check.check);
                assert!(!check.expected.is_empty() && !check.seen.is_empty());
            }
        });
    }
}

#[test]
fn as_json_it_has_the_names_of_the_javascript_package() {
    let received = Received::signed(b"{}", b"{}").with_secret("a secret\n");
    let json = received.explained(|explanation| serde_json::to_value(explanation).unwrap());
    assert_eq!(json["scheme"], "plain");
    assert_eq!(json["verdict"]["ok"], false);
    assert_eq!(json["verdict"]["code"], "signature_mismatch");
    assert_eq!(json["verdict"]["paddedSecret"], 0);
    assert_eq!(json["checks"][5]["check"], "mac");
    assert_eq!(json["checks"][5]["state"], "failed");
    let finding = &json["findings"][0];
    assert_eq!((&finding["code"], &finding["subject"]), (&"secret_trailing_newline".into(), &"secret".into()));
    assert_eq!((&finding["confidence"], &finding["secretIndex"]), (&"proven".into(), &0.into()));
    assert!(finding.get("also").is_none() && json["tried"].as_u64() > Some(1));
}

/// No engine of a provider's own: what it knows comes from rows.
#[test]
fn other_schemes_are_those_of_the_caller() {
    let own = Scheme {
        id: Borrowed("shop"),
        signature: Signature { header: Borrowed("x-shop"), ..plain().signature },
        signed_content: Template(Borrowed("shop:{body}")),
        event: Some(Source::Body(Borrowed("type"))),
        ..plain()
    };
    let signature = hex(&hmac(KEY.as_bytes(), b"shop:{}"));
    let headers = [("x-shop", signature.as_bytes())];
    let secrets = [Secret::Text(KEY)];
    let asked = plain();
    let input = Input::new(&asked, &secrets, &headers, b"{}", UnixTime::from_secs(NOW));
    assert_eq!(explain(&input).unwrap().findings[0].code, Code::HeaderMissing);
    let known = explain(&Input { others: &[&own], ..input }).unwrap().findings[0].clone();
    assert_eq!((known.code, known.scheme.as_deref()), (Code::SchemeOther, Some("shop")));
}

/// Only what refuses the delivery is told beside a match.
#[test]
fn what_is_in_order_is_not_blamed() {
    // A second after the epoch: in milliseconds, a number that elsewhere would be one of seconds.
    let signature = hex(&hmac(KEY.as_bytes(), b"1000|{}"));
    let headers = [("x-signature", signature.as_bytes()), ("x-timestamp", &b"1000"[..])];
    let (scheme, secrets) = (timed(TimeUnit::Millis), [Secret::Text(KEY)]);
    let explanation = explain(&Input::new(&scheme, &secrets, &headers, b"{}\n", UnixTime::from_millis(1000))).unwrap();
    let codes: Vec<Code> = explanation.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::BodyTrailingNewlineAdded]);

    // What is wrong with the header of the scheme asked about is nothing to the scheme that it is.
    let argos = hex(&hmac(KEY.as_bytes(), b"{}"));
    let twice = [("x-gilbert-signature", "00"), ("x-gilbert-signature", "11"), ("x-argos-signature", &argos)];
    let codes: Vec<Code> = Received::of(&schemes::GILBERT, &twice, b"{}").findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::SchemeOther]);
}

/// The table in the documentation is this one.
#[test]
fn the_documentation_has_every_code() {
    let documented = include_str!("../docs/EXPLAIN.md");
    let rows: Vec<String> = (Code::ALL.iter())
        .map(|code| format!("| `{}` | {} |", code.as_str(), code.sentence().replace('|', "\\|").replace('<', "\\<")))
        .collect();
    let table = rows.join("\n");
    assert!(documented.contains(&table), "docs/EXPLAIN.md has another table than this:\n{table}");
}
