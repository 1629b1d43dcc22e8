//! A case for every code about a body.

use base64::Engine as _;
use hookward::explain::{Code, Confidence};

use crate::every_code::{likely, proven};
use crate::received::Received;

/// JSON with a difference for every dialect, and with white space that no serializer writes.
const JSON: &str = r#"{ "b" : "é</a>&'=+" , "a" : [ 1.50 , {} ] }"#;

/// JSON after `curl -d @file` has removed the line ends.
const LOST_LINES: &[u8] = br#"{    "a  b}": [ {}, "  " ],    "c": {    }}"#;

/// `{"a":1}` as written by Python's gzip, with a file name, and by Python's zlib.
const GZIP: &[u8] =
    b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x02\xff\x68\x6f\x6f\x6b\x2e\x6a\x73\x6f\x6e\x00\xab\x56\x4a\x54\xb2\x32\xac\x05\x00\xaf\xac\x1b\x56\x07\x00\x00\x00";
const ZLIB: &[u8] = b"\x78\x9c\xab\x56\x4a\x54\xb2\x32\xac\x05\x00\x08\x2a\x02\x09";

/// `{"a":1}` as Node's `brotliCompressSync` writes it.
const BROTLI: &[u8] = b"\x0b\x03\x80\x7b\x22\x61\x22\x3a\x31\x7d\x03";

/// The result of Node's `Buffer.from(text, "base64")` for `{"event":"message.created","data":{"text":"hello there"}}`.
const PLAIN_DECODED: &[u8] =
    b"\x7a\xf7\xa7\xb6\x67\xac\xb1\xa8\x1e\x72\xb7\x9a\xb5\xe7\x5d\x6a\xd6\xad\x7b\x1b\x61\x7a\x59\x68\xb6\x17\xab";

pub(crate) fn dialects() {
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
        (Code::BodyReserializedPhpHex, r#"{"b":"\u00e9\u003C\/a\u003E\u0026\u0027=+","a":[1.50,{}]}"#),
        (Code::BodyReserializedAspnet, r#"{"b":"é\u003c/a\u003e\u0026\u0027=+","a":[1.50,{}]}"#),
        (Code::BodyReserializedJackson, r#"{"b":"\u00E9</a>&'=+","a":[1.50,{}]}"#),
        (Code::BodyReserializedGoIndented, &two.replace("é</a>&", r"é\u003c/a\u003e\u0026")),
        (Code::BodyReserializedGoIndented, &two.replace("  ", "\t").replace("é</a>&", r"é\u003c/a\u003e\u0026")),
        (Code::BodyReserializedColonSpace, r#"{"b": "é</a>&'=+","a": [1.50,{}]}"#),
    ];
    for (code, signed) in cases {
        let finding = proven(*code, &Received::signed(signed.as_bytes(), JSON.as_bytes()));
        assert_eq!(finding.offset, Some(1), "{}", code.as_str());
    }
    let next_line = "{\"a\":\"é\u{85}\u{2028}\"}";
    let escaped = r#"{"a":"é\u0085\u2028"}"#;
    proven(Code::BodyReserializedNewtonsoft, &Received::signed(escaped.as_bytes(), next_line.as_bytes()));
    let meta = (r#"{"a":"50\u0025 \u003C a\u0040b.example\/\u00e9>"}"#, r#"{"a":"50% < a@b.example/é>"}"#);
    proven(Code::BodyReserializedMeta, &Received::signed(meta.0.as_bytes(), meta.1.as_bytes()));
    proven(
        Code::BodyReserializedSeparators,
        &Received::signed(r#"{"a":"é</\u2028"}"#.as_bytes(), "{\"a\":\"é</\u{2028}\"}".as_bytes()),
    );
    // Several prices in one body.
    let prices = Received::signed(br#"{"n":1,"a":10.50,"b":[2.50]}"#, br#"{"n":1,"a":10.5,"b":[2.5]}"#);
    proven(Code::BodyNumberSpelling, &prices);
    proven(Code::BodyEmptyObjectLost, &Received::signed(br#"{"a":1,"b":{}}"#, br#"{"a":1,"b":[]}"#));
    proven(Code::BodyNumberSpelling, &Received::signed(br#"{"id":7,"sum":10.00}"#, br#"{"id":7,"sum":10}"#));
    // A JavaScript object orders integers first, and keeps the last of two members with the same name.
    let ordered = Received::signed(br#"{"2":true,"10":true,"b":3}"#, br#"{"b":1,"10":true,"2":true,"b":3}"#);
    proven(Code::BodyReserializedJavascript, &ordered);
}

pub(crate) fn bodies() {
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
        (Code::BodyHex, br#"{"a":1}"#, b"7b2261223a317d"),
        (Code::BodyBytesPrinted, br#"{"a":1}"#, br#"{"type":"Buffer","data":[123,34,97,34,58,49,125]}"#),
        (Code::BodyBytesPrinted, br#"{"a":1}"#, b"123,34,97,34,58,49,125"),
        (Code::BodyBytesPrinted, br#"{"a":1}"#, br#"{"0":123,"1":34,"2":97,"3":34,"4":58,"5":49,"6":125}"#),
        (Code::BodyBytesPrinted, br#"{"a":1}"#, b"[123, 34, 97, 34, 58, 49, 125]"),
        (Code::BodyBytesPrinted, br#"{"a":1}"#, b"[123 34 97 34 58 49 125]"),
        (Code::BodyBytesPrinted, br#"{"a":1}"#, b"<Buffer 7b 22 61 22 3a 31 7d>"),
        (Code::BodyBytesPrinted, br#"{"a":1}"#, b"Uint8Array(7) [\n  123, 34, 97,\n  34, 58, 49, 125\n]"),
        (Code::BodyBytesPrinted, "é1".as_bytes(), b"[-61, -87, 49]"),
        (Code::BodyLineBreaksLost, b"{\n    \"a  b}\": [ {}, \"  \" ],\n    \"c\": {\n    }\n}\n", LOST_LINES),
        (Code::BodyLineBreaksLost, b"{\r\n    \"a  b}\": [ {}, \"  \" ],\r\n    \"c\": {\r\n    }\r\n}", LOST_LINES),
        (Code::BodyLineBreaksLost, b"{\"a\":1}\n{\"a\":2}\n", br#"{"a":1}{"a":2}"#),
        (Code::BodyLineBreaksLost, b"{\n\t\"a\" : 1\n}", b"{\t\"a\" : 1}"),
        (Code::BodyCompressed, br#"{"a":1}"#, GZIP),
        (Code::BodyCompressed, br#"{"a":1}"#, ZLIB),
    ];
    for (code, signed, given) in cases {
        let finding = proven(*code, &Received::signed(signed, given));
        let same = signed.iter().zip(*given).take_while(|(left, right)| left == right).count();
        assert_eq!(finding.offset, Some(same), "{}", code.as_str());
    }
    // A gateway encodes a compressed body as base64.
    let encoded = base64::engine::general_purpose::STANDARD.encode(GZIP);
    assert_eq!(
        codes(&Received::signed(br#"{"a":1}"#, encoded.as_bytes())),
        [(Code::BodyBase64, Confidence::Proven), (Code::BodyCompressed, Confidence::Proven)]
    );
    // Go writes bytes as a base64 string.
    let go = codes(&Received::signed(br#"{"a":1}"#, br#""eyJhIjoxfQ==""#));
    assert_eq!(go, [(Code::BodyBase64, Confidence::Proven), (Code::BodyDoubleStringified, Confidence::Proven)]);
    // The event's own flag may be wrong, in both directions.
    let plain = br#"{"body":"{\"a\":1}","isBase64Encoded":true}"#;
    let base64 = br#"{"body":"eyJhIjoxfQ==","isBase64Encoded":false}"#;
    for event in [&plain[..], base64] {
        let flagged = codes(&Received::signed(br#"{"a":1}"#, event));
        assert_eq!(flagged, [(Code::BodyEnvelope, Confidence::Proven), (Code::BodyBase64Flag, Confidence::Proven)]);
    }
    let buffer = br#"{"rawBody":{"type":"Buffer","data":[123,125]}}"#;
    assert_eq!(codes(&Received::signed(b"{}", buffer))[1], (Code::BodyBytesPrinted, Confidence::Proven));
    proven(Code::BodyTooLarge, &Received { max_body_bytes: 8, ..Received::signed(b"ten bytes.", b"ten bytes.") });
}

fn codes(received: &Received) -> Vec<(Code, Confidence)> {
    received.findings().iter().map(|finding| (finding.code, finding.confidence)).collect()
}

/// A code, with the headers and the body that show it.
type Lost<'c> = (Code, &'c [(&'c str, &'c str)], &'c [u8]);

/// Bodies whose signed form cannot be restored.
pub(crate) fn lost_bodies() {
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
        (Code::BodyBytesPrinted, &[], b"123,34,97,34,58,49,125"),
        (Code::BodyBase64, &[], b"eyJhIjoxfQ=="),
        (Code::BodyEnvelope, &[], br#"{"body":"{}","isBase64Encoded":true}"#),
        (Code::BodyBase64Flag, &[("content-type", "application/json")], PLAIN_DECODED),
        (Code::BodyLineBreaksLost, &[], b"{  \"a\": 1}"),
        (Code::BodyDecompressed, &[("Content-Encoding", "gzip")], b"{}!"),
        (Code::BodyDecompressed, &[("content-encoding", "br")], "{\"a\":\"é\"}".as_bytes()),
        (Code::BodyCompressed, &[("content-encoding", "br")], BROTLI),
        (Code::BodyCompressed, &[("content-encoding", "deflate")], b"\xab\x56\x4a\x54\xb2\x32\xac\x05\0"),
    ];
    for (code, headers, body) in cases {
        let mut received = Received::signed(b"something else", body);
        received.headers.extend(headers.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        likely(*code, &received);
    }
}
