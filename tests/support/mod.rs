//! What the integration tests have in common.

#![allow(dead_code, reason = "every test program has its own copy of this module and uses a part of it")]

use std::borrow::Cow::Borrowed;

use hookward::{Encoding, Part, Scheme, Signature, Source, Syntax, Template, TimeUnit, Timestamp, schemes};

/// Plain hex over the body: HMAC-SHA256 and nothing else, for vectors that know of no scheme.
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

/// Plain hex over a timestamp header in that unit, a bar and the body.
pub(crate) fn timed(unit: TimeUnit) -> Scheme {
    Scheme {
        timestamp: Some(Timestamp::Header { header: Borrowed("x-timestamp"), unit }),
        signed_content: Template(Borrowed("{timestamp}|{body}")),
        ..plain()
    }
}

/// Plain base 64 over the body.
pub(crate) fn plain_base64() -> Scheme {
    let scheme = plain();
    Scheme { signature: Signature { encoding: Encoding::Base64, ..scheme.signature.clone() }, ..scheme }
}

/// Two digits a byte, in lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// Whether a scheme's deliveries are verified by headers and body alone, byte for byte.
pub(crate) fn is_simple(scheme: &Scheme) -> bool {
    let of_request = |part| matches!(part, Part::Url | Part::Path | Part::Query | Part::Method | Part::Form);
    let in_body = scheme.timestamp.as_ref().is_some_and(Timestamp::in_body);
    // What a header means that is neither the event's nor the delivery id's, only its provider knows.
    let sources = [&scheme.event, &scheme.delivery_id];
    let is_made_up =
        |part| matches!(part, Part::Header(name) if !sources.contains(&&Some(Source::Header(name.to_owned().into()))));
    !in_body && !scheme.signed_content.parts().any(|part| of_request(part) || is_made_up(part))
}

/// Every built-in scheme that is verified by headers and body alone, and one for each shape that none of them has.
pub(crate) fn all_shapes() -> Vec<Scheme> {
    let mut schemes: Vec<Scheme> =
        schemes::ALL.iter().filter(|scheme| is_simple(scheme)).map(|scheme| (*scheme).clone()).collect();
    schemes.extend([plain_base64(), timed(TimeUnit::Millis), timed(TimeUnit::Rfc3339)]);
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
