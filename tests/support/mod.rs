//! Functions that the integration tests share.

#![allow(dead_code, reason = "every test program has its own copy of this module and uses a part of it")]

use std::borrow::Cow::Borrowed;

use hookward::{Algorithm, BodyHash, Encoding, Part, Scheme, Signature, Source, Syntax, Template, TimeUnit, Timestamp, schemes};

/// Returns a scheme with a plain HMAC-SHA256 of the body in hex, for vectors without a scheme.
pub(crate) fn plain() -> Scheme {
    Scheme {
        id: Borrowed("plain"),
        signature: Signature {
            header: Borrowed("x-signature"),
            more_headers: Borrowed(&[]),
            syntax: Syntax::Plain,
            encoding: Encoding::Hex,
        },
        ..schemes::GILBERT.clone()
    }
}

/// Returns a scheme with a signature in hex. It covers a timestamp header in the given unit, a bar and the body.
pub(crate) fn timed(unit: TimeUnit) -> Scheme {
    Scheme {
        timestamp: Some(Timestamp::Header { header: Borrowed("x-timestamp"), unit }),
        signed_content: Template(Borrowed("{timestamp}|{body}")),
        ..plain()
    }
}

/// Returns a scheme with a signature of the body in base64.
pub(crate) fn plain_base64() -> Scheme {
    let scheme = plain();
    Scheme { signature: Signature { encoding: Encoding::Base64, ..scheme.signature.clone() }, ..scheme }
}

/// Returns the hex digits of bytes, in lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// Returns whether a scheme's deliveries are verified with only the headers and the body, byte for byte.
pub(crate) fn is_simple(scheme: &Scheme) -> bool {
    let of_request = |part| matches!(part, Part::Url | Part::Path | Part::Query | Part::Method | Part::Form);
    let in_body = scheme.timestamp.as_ref().is_some_and(Timestamp::in_body);
    // Only the provider knows the meaning of a header that contains neither the event nor the delivery id.
    let sources = [&scheme.event, &scheme.delivery_id];
    let is_made_up =
        |part| matches!(part, Part::Header(name) if !sources.contains(&&Some(Source::Header(name.to_owned().into()))));
    !in_body && !scheme.unsigned_body && !scheme.signed_content.parts().any(|part| of_request(part) || is_made_up(part))
}

/// Returns every built-in scheme that is verified with only headers and body, and one for each missing shape.
pub(crate) fn all_shapes() -> Vec<Scheme> {
    schemes::ALL.iter().filter(|scheme| is_simple(scheme)).map(|scheme| (*scheme).clone()).chain(simple_shapes()).collect()
}

/// Returns every built-in scheme that signs the body, and one for each shape that none of them has.
pub(crate) fn every_shape() -> Vec<Scheme> {
    let signs_body = schemes::ALL.iter().filter(|scheme| !scheme.unsigned_body);
    signs_body.map(|scheme| (*scheme).clone()).chain(simple_shapes()).chain(other_shapes()).collect()
}

/// Returns the shapes that no built-in scheme has, of schemes that are verified with only headers and body.
fn simple_shapes() -> Vec<Scheme> {
    let mut schemes = vec![plain_base64(), timed(TimeUnit::Millis), timed(TimeUnit::Rfc3339)];
    schemes.push(Scheme {
        signature: Signature {
            syntax: Syntax::Fields { separator: Borrowed("; "), key: Borrowed("sig"), optional_space: false, groups: None },
            ..plain().signature
        },
        timestamp: Some(Timestamp::Field { field: Borrowed("at"), unit: TimeUnit::Rfc3339 }),
        signed_content: Template(Borrowed("v0:{timestamp}:{body}")),
        ..plain()
    });
    for (tag, prefix) in [(None, None), (None, Some("v0=")), (Some("v1:"), Some("sigs "))] {
        let [tag, prefix] = [tag, prefix].map(|text| text.map(Borrowed));
        let syntax = Syntax::List { separator: Borrowed(","), tag, prefix, optional_space: false };
        schemes.push(Scheme { signature: Signature { syntax, ..plain().signature }, ..plain() });
    }
    schemes
}

/// Returns the other shapes that no built-in scheme has, and shapes with an unusual syntax.
fn other_shapes() -> Vec<Scheme> {
    let of = |syntax, timestamp: Option<Timestamp>, content: &'static str| Scheme {
        signature: Signature { syntax, ..plain().signature },
        timestamp,
        signed_content: Template(Borrowed(content)),
        ..plain()
    };
    let list = |prefix: Option<&'static str>, optional_space| Syntax::List {
        separator: Borrowed(","),
        tag: None,
        prefix: prefix.map(Borrowed),
        optional_space,
    };
    let fields = |key, groups: Option<&'static str>| Syntax::Fields {
        separator: Borrowed(","),
        key: Borrowed(key),
        optional_space: true,
        groups: groups.map(Borrowed),
    };
    let field = |unit| Some(Timestamp::Field { field: Borrowed("v0"), unit });
    let in_body = |body, unit| Some(Timestamp::Body { body: Borrowed(body), unit });
    let url_alone = of(Syntax::Plain, None, "{query}");
    let several = Signature { more_headers: Borrowed(&[Borrowed("x-second"), Borrowed("x-third")]), ..plain().signature };
    vec![
        of(Syntax::Plain, None, "{method}\n{path}\n{query}\n{body}"),
        of(
            Syntax::Plain,
            Some(Timestamp::Header { header: Borrowed("x-at"), unit: TimeUnit::Iso8601 }),
            "{method} {path} {timestamp} {body}",
        ),
        Scheme { body_hash: Some(BodyHash { query: Borrowed("hash") }), algorithm: Algorithm::Sha512, ..url_alone },
        of(list(Some("sigs "), true), Some(Timestamp::Position { position: 1, unit: TimeUnit::Seconds }), "{timestamp}.{body}"),
        of(list(None, true), None, "{body}"),
        of(fields("v1", None), None, "{body}"),
        of(fields("v9", Some(" | ")), field(TimeUnit::Millis), "{timestamp}.{body}"),
        of(fields("v1", None), field(TimeUnit::Rfc3339), "{timestamp}\n{body}"),
        of(Syntax::Plain, in_body("at.a \"b\"", TimeUnit::Seconds), "{body}"),
        of(list(None, false), in_body("at", TimeUnit::HttpDate), "{body}"),
        Scheme { signature: Signature { syntax: list(None, false), ..several }, ..plain() },
        Scheme { delivery_id: Some(Source::Header(Borrowed("x-id"))), ..of(Syntax::Plain, None, "a-{x-id}-{x-nonce}_{body}") },
    ]
}
