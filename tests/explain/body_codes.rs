//! A case for every code of a body.

use hookward::explain::Code;

use crate::every_code::{likely, proven};
use crate::received::Received;

/// JSON with something in it for every dialect, with white space as nothing writes it.
const JSON: &str = r#"{ "b" : "é</a>&'=+" , "a" : [ 1.50 , {} ] }"#;

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
        (Code::BodyDecompressed, &[("Content-Encoding", "gzip")], b"{}!"),
    ];
    for (code, headers, body) in cases {
        let mut received = Received::signed(b"something else", body);
        received.headers.extend(headers.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        likely(*code, &received);
    }
}
