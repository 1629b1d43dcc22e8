//! The built-in schemes are valid, and every lint refuses a scheme that breaks it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::borrow::Cow::{Borrowed, Owned};
use std::path::Path;

use hookward::{
    Ack, ConfigError, Scheme, SchemeReason, Signature, Source, Syntax, Template, TimeUnit, Timestamp, Verifier, Waiver, schemes,
};

#[test]
fn every_scheme_is_sound() {
    for scheme in schemes::ALL {
        assert_eq!(scheme.lint(), Ok(()), "{}", scheme.id);
        assert!(scheme.docs.starts_with("https://"), "{}: {}", scheme.id, scheme.docs);
        let id_is_plain = scheme.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(id_is_plain, "{}: an id is written in configuration files", scheme.id);
        assert!(std::ptr::eq(schemes::by_id(&scheme.id).unwrap(), scheme), "{}", scheme.id);
    }
}

/// A scheme is chosen by its id. Several schemes may have the same header or page, such as those of Standard Webhooks.
#[test]
fn ids_are_distinct_and_in_order() {
    let ids: Vec<&str> = schemes::ALL.iter().map(|scheme| scheme.id.as_ref()).collect();
    assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
}

/// The defaults of a static scheme equal those of a parsed scheme.
#[cfg(feature = "serde")]
#[test]
fn every_scheme_is_the_one_of_its_file() {
    for scheme in schemes::ALL {
        let mut file: serde_json::Value = serde_json::from_str(&read(&format!("schemes/{}/scheme.json", scheme.id))).unwrap();
        for about in ["$schema", "confirmed", "secretHelp", "retries"] {
            file.as_object_mut().unwrap().remove(about);
        }
        assert_eq!(serde_json::from_value::<Scheme>(file).unwrap(), *scheme, "{}: run `npm run generate`", scheme.id);
        let json = schemes::json_by_id(&scheme.id).unwrap();
        let without_page = Scheme { docs: "".into(), ..scheme.clone() };
        assert_eq!(serde_json::from_str::<Scheme>(&json).unwrap(), without_page, "{}: run `npm run generate`", scheme.id);
    }
}

#[cfg(feature = "serde")]
#[test]
fn no_json_is_found_by_less_than_an_id() {
    for id in ["", "gil", "gilbert\"", "gilbert\",\"name", "{"] {
        assert_eq!(schemes::json_by_id(id), None, "{id}");
    }
}

/// The schemes whose vectors are made by `testdata/vectors/make.py`, whose lists are long.
const THOROUGH: [&str; 6] = ["gilbert", "gabinete360", "inboundflow", "grillo", "smarterbot", "standard-webhooks"];

/// A scheme without vectors is not confirmed by any other program.
#[test]
fn every_scheme_has_vectors() {
    for scheme in schemes::ALL {
        let path = format!("schemes/{}/vectors.json", scheme.id);
        let file: serde_json::Value = serde_json::from_str(&read(&path)).unwrap();
        assert_eq!(file.get("scheme").unwrap(), &*scheme.id);
        let vectors = file.get("vectors").and_then(serde_json::Value::as_array).unwrap();
        let is_thorough = THOROUGH.contains(&&*scheme.id);
        assert!(vectors.len() >= if is_thorough { 50 } else { 6 }, "{path}: {} vectors are too few", vectors.len());
        let is_accepted = |vector: &serde_json::Value| vector.pointer("/expect/ok").is_some();
        assert!(vectors.iter().any(is_accepted), "{path}: none is accepted");
        let is_documented = |vector: &serde_json::Value| {
            let name = vector.get("name").and_then(serde_json::Value::as_str).unwrap();
            name.starts_with("documented") || name == "published"
        };
        assert!(!is_thorough || vectors.iter().any(is_documented), "{path}: nothing from the provider's own page");
    }
}

/// The error for a misspelled id suggests the nearest id, and never lists all ids.
#[test]
fn an_unknown_scheme_is_told_the_nearest() {
    for (id, near) in [
        ("gilber", Some("gilbert")),
        ("gilbret", Some("gilbert")),
        ("Gilbert", Some("gilbert")),
        ("smartrebot", Some("smarterbot")),
        ("standardwebhooks", Some("standard-webhooks")),
        ("standard", Some("standard-webhooks")),
        ("grilo", Some("grillo")),
        ("gilbertoo", Some("gilbert")),
        ("gilbertooo", None),
        ("no such provider", None),
        ("", None),
        ("__proto__", None),
    ] {
        let message = ConfigError::UnknownScheme { id: id.to_owned() }.to_string();
        let advice = "`npx hookward schemes` lists the built-in schemes. For a different provider, pass a custom scheme.";
        let expected = match near {
            Some(near) => format!("There is no scheme {id:?}: did you mean {near:?}? {advice}"),
            None => format!("There is no scheme {id:?}. {advice}"),
        };
        assert_eq!(message, expected);
    }
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_scheme_has_a_typescript_name() {
    let events = read("js/src/events/index.ts");
    for scheme in schemes::ALL {
        let key = if scheme.id.contains('-') { format!("  \"{}\": ", scheme.id) } else { format!("  {}: ", scheme.id) };
        assert!(events.contains(&key), "{}: run `npm run generate`", scheme.id);
    }
}

fn text(text: &str) -> hookward::Text {
    Owned(text.to_owned())
}

fn with_syntax(syntax: Syntax) -> Scheme {
    Scheme { signature: Signature { syntax, ..support::plain().signature }, ..support::plain() }
}

fn not_a_header_value() -> SchemeReason {
    SchemeReason::Shape("it must be printable ASCII, as it becomes the value of a header".to_owned())
}

fn with_content(content: &str) -> Scheme {
    Scheme { signed_content: Template(text(content)), ..support::plain() }
}

fn with_timed_content(content: &str) -> Scheme {
    Scheme { signed_content: Template(text(content)), ..support::timed(TimeUnit::Seconds) }
}

fn with_time_in_field(field: &str, syntax: Syntax) -> Scheme {
    let timestamp = Some(Timestamp::Field { field: text(field), unit: TimeUnit::Seconds });
    Scheme { timestamp, signed_content: Template(text("{timestamp}.{body}")), ..with_syntax(syntax) }
}

/// Returns the beginning of a content that names `count` headers.
fn headers(count: u8) -> String {
    (0..count).map(|nth| ["{x-", &nth.to_string(), "}."].concat()).collect()
}

fn fields(separator: &str, key: &str) -> Syntax {
    Syntax::Fields { separator: text(separator), key: text(key), optional_space: false, groups: None }
}

#[test]
fn every_lint_fires() {
    let plain = support::plain;
    let many_headers = headers(9);
    let cases: Vec<(&str, &str, SchemeReason, Scheme)> = vec![
        ("no id", "id", SchemeReason::Empty, Scheme { id: text(""), ..plain() }),
        ("blank id", "id", SchemeReason::Empty, Scheme { id: text(" \t"), ..plain() }),
        ("event without a name", "event", SchemeReason::Empty, Scheme { event: Some(Source::Body(text(""))), ..plain() }),
        ("event header", "event", SchemeReason::HeaderName, Scheme { event: Some(Source::Header(text("X-Event"))), ..plain() }),
        ("id header", "deliveryId", SchemeReason::HeaderName, Scheme { delivery_id: Some(Source::Header(text(""))), ..plain() }),
        ("id member", "deliveryId", SchemeReason::Empty, Scheme { delivery_id: Some(Source::Body(text(""))), ..plain() }),
        (
            "signature header",
            "signature.header",
            SchemeReason::HeaderName,
            Scheme { signature: Signature { header: text("x signature"), ..plain().signature }, ..plain() },
        ),
        ("prefix", "signature.syntax", SchemeReason::Empty, with_syntax(Syntax::Prefixed(text("")))),
        ("field separator", "signature.syntax", SchemeReason::Empty, with_syntax(fields("", "v1"))),
        ("field key", "signature.syntax", SchemeReason::Empty, with_syntax(fields(",", ""))),
        (
            "list separator",
            "signature.syntax",
            SchemeReason::Empty,
            with_syntax(Syntax::List { separator: text(""), tag: Some(text("v1,")), prefix: None, optional_space: false }),
        ),
        (
            "list tag",
            "signature.syntax",
            SchemeReason::Empty,
            with_syntax(Syntax::List { separator: text(" "), tag: Some(text("")), prefix: None, optional_space: false }),
        ),
        (
            "list prefix",
            "signature.syntax",
            SchemeReason::Empty,
            with_syntax(Syntax::List { separator: text(" "), tag: None, prefix: Some(text("")), optional_space: false }),
        ),
        ("no tolerance", "tolerance", SchemeReason::Range, Scheme { tolerance: 0, ..plain() }),
        ("endless tolerance", "tolerance", SchemeReason::Range, Scheme { tolerance: u32::MAX, ..plain() }),
        (
            "timestamp header",
            "timestamp.header",
            SchemeReason::HeaderName,
            Scheme {
                timestamp: Some(Timestamp::Header { header: text("X-Timestamp"), unit: TimeUnit::Seconds }),
                ..support::timed(TimeUnit::Seconds)
            },
        ),
        ("field in a plain header", "timestamp.field", SchemeReason::NoFields, with_time_in_field("t", Syntax::Plain)),
        ("field without a name", "timestamp.field", SchemeReason::Empty, with_time_in_field("", fields(",", "v1"))),
        ("one field for both", "timestamp.field", SchemeReason::Empty, with_time_in_field("v1", fields(",", "v1"))),
        ("brace", "signedContent", SchemeReason::Template, with_content("{body}{")),
        ("closing brace", "signedContent", SchemeReason::Template, with_content("a}{body}")),
        ("placeholder", "signedContent", SchemeReason::Template, with_content("{Body}.{body}")),
        ("another name for the body", "signedContent", SchemeReason::Template, with_content("{payload}")),
        ("a part beside the body", "signedContent", SchemeReason::Template, with_content("{nothing}.{body}")),
        ("a member", "signedContent", SchemeReason::Template, with_content("{json:id}.{body}")),
        ("empty placeholder", "signedContent", SchemeReason::Template, with_content("{}.{body}")),
        ("of JavaScript", "signedContent", SchemeReason::Dollar, with_timed_content("${timestamp}.${body}")),
        ("half of JavaScript", "signedContent", SchemeReason::Dollar, with_content("a${body}")),
        ("no time to sign", "signedContent", SchemeReason::NoTimestamp, with_content("{timestamp}.{body}")),
        ("no body", "signedContent", SchemeReason::Body, with_content("{x-id}")),
        ("two bodies", "signedContent", SchemeReason::Body, with_content("{body}.{body}")),
        ("unsigned time", "signedContent", SchemeReason::UnsignedTimestamp, with_timed_content("{body}")),
        ("too many headers", "signedContent", SchemeReason::Range, with_content(&format!("{many_headers}{{body}}"))),
        ("adjacent", "signedContent", SchemeReason::Boundary, with_timed_content("{timestamp}{body}")),
        ("a digit behind a number", "signedContent", SchemeReason::Boundary, with_timed_content("{timestamp}0{body}")),
        ("after the body", "signedContent", SchemeReason::Boundary, with_content("{body}.{x-id}")),
        ("time after the body", "signedContent", SchemeReason::Boundary, with_timed_content("{body}.{timestamp}")),
        ("redirect", "ack.status", SchemeReason::Range, Scheme { ack: Ack { status: 302, ..Ack::OK }, ..plain() }),
        (
            "two-headers",
            "ack.contentType",
            not_a_header_value(),
            Scheme { ack: Ack { content_type: "text/plain\r\nx-a: b".into(), ..Ack::OK }, ..plain() },
        ),
        ("two-lines", "id", not_a_header_value(), Scheme { id: "acme\nx-a: b".into(), ..plain() }),
        ("not-ascii", "id", not_a_header_value(), Scheme { id: "日本".into(), ..plain() }),
    ];
    for (case, field, reason, scheme) in cases {
        let id = (!scheme.id.is_empty()).then(|| scheme.id.clone().into_owned());
        let expected = ConfigError::InvalidScheme { scheme: id, field: field.to_owned(), reason };
        assert_eq!(scheme.lint(), Err(expected.clone()), "{case}");
        assert_eq!(Verifier::new(scheme, ["secret"]).map(|_| ()), Err(expected.clone()), "{case}");
        assert!(expected.to_string().contains(field), "{case}: {expected}");
    }
}

/// `lint_all` returns every wrong property, for a person who corrects a scheme. A verifier reports only the first.
#[test]
fn every_property_that_is_wrong_is_found() {
    let scheme = Scheme {
        id: text(""),
        tolerance: 0,
        signed_content: Template(text("{payload}")),
        content_types: Borrowed(&[]),
        ack: Ack { status: 302, ..Ack::OK },
        ..support::plain()
    };
    let fields: Vec<String> =
        scheme.lint_all().iter().filter_map(|error| error.to_string().split(' ').next().map(str::to_owned)).collect();
    assert_eq!(fields, ["id", "tolerance", "signedContent", "contentTypes", "ack.status"]);
    assert_eq!(scheme.lint().err(), scheme.lint_all().into_iter().next());
    assert_eq!(support::plain().lint_all(), []);
}

/// Schemes that just satisfy each lint above.
#[test]
fn what_is_sound_passes() {
    let waived = |scheme: Scheme| Scheme { waivers: Borrowed(&[Waiver::AdjacentParts]), ..scheme };
    let eight = headers(8);
    let dated = Scheme { signed_content: Template(text("{timestamp}0{body}")), ..support::timed(TimeUnit::Rfc3339) };
    for (case, scheme) in [
        ("waived", waived(with_timed_content("{timestamp}{body}"))),
        ("waived, after the body", waived(with_content("{body}{x-id}"))),
        ("literals around", with_timed_content("v0:{timestamp}:{body}:end")),
        ("eight headers", with_content(&format!("{eight}{{body}}"))),
        ("a digit after a date, which ends in a letter or two digits", dated),
        ("a hundred years", Scheme { tolerance: 3_155_760_000, ..support::plain() }),
        ("fields", with_time_in_field("t", fields(",", "v1"))),
    ] {
        assert_eq!(scheme.lint(), Ok(()), "{case}");
    }
}

/// An editor requires the name of the JSON Schema that describes a file.
#[cfg(feature = "serde")]
#[test]
fn a_scheme_may_name_its_json_schema() {
    let scheme = support::timed(TimeUnit::Seconds);
    let mut value = serde_json::to_value(&scheme).unwrap();
    assert!(value.get("$schema").is_none());
    value.as_object_mut().unwrap().insert("$schema".into(), "./scheme.schema.json".into());
    assert_eq!(serde_json::from_value::<Scheme>(value.clone()).unwrap(), scheme);
    assert_eq!(serde_json::from_str::<Scheme>(&value.to_string()).unwrap(), scheme);
    for place in ["/signature", "/timestamp", "/ack"] {
        let mut below = value.clone();
        below.pointer_mut(place).unwrap().as_object_mut().unwrap().insert("$schema".into(), "x".into());
        assert!(serde_json::from_value::<Scheme>(below).is_err(), "{place}");
    }
}

/// If a key occurs twice, one of the two would be ignored, and it is unknown which.
#[cfg(feature = "serde")]
#[test]
fn each_key_is_there_once_at_most() {
    let whole = serde_json::to_string(&schemes::STANDARD_WEBHOOKS).unwrap();
    for (place, twice) in [
        (r#"{"id":"#, r#"{"id":"other","id":"#),
        (r#"{"header":"#, r#"{"header":"x-other","header":"#),
        (r#""list":{"#, r#""list":{"separator":",","#),
    ] {
        let given = whole.replacen(place, twice, 1);
        assert_ne!(given, whole);
        let error = serde_json::from_str::<Scheme>(&given).unwrap_err().to_string();
        assert!(error.starts_with("duplicate field `"), "{error}");
    }
}

/// The error for a missing required key names the key.
#[cfg(feature = "serde")]
#[test]
fn a_missing_key_is_named() {
    let whole = serde_json::to_value(schemes::STANDARD_WEBHOOKS.clone()).unwrap();
    for (place, key) in [
        ("", "id"),
        ("", "name"),
        ("", "docs"),
        ("", "signature"),
        ("", "signedContent"),
        ("/signature", "header"),
        ("/signature", "syntax"),
        ("/signature", "encoding"),
        ("/signature/syntax/list", "separator"),
        ("/timestamp", "unit"),
        ("/ack", "status"),
        ("/ack", "contentType"),
        ("/ack", "body"),
    ] {
        let mut given = whole.clone();
        given.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(key).unwrap();
        let error = serde_json::from_value::<Scheme>(given).unwrap_err().to_string();
        assert!(error.starts_with(&format!("missing field `{key}`")), "{error}");
    }
}

/// If a misspelled key were ignored, it would silently mean the default.
#[cfg(feature = "serde")]
#[test]
fn no_key_is_left_unread() {
    let whole_schemes =
        [support::timed(TimeUnit::Seconds), with_time_in_field("t", fields(",", "v1")), schemes::STANDARD_WEBHOOKS.clone()];
    let mut tried = 0;
    for scheme in whole_schemes {
        let whole = serde_json::to_value(&scheme).unwrap();
        for place in ["", "/signature", "/signature/syntax/fields", "/signature/syntax/list", "/timestamp", "/ack"] {
            let mut given = whole.clone();
            let Some(table) = given.pointer_mut(place).and_then(|value| value.as_object_mut()) else { continue };
            table.insert("colour".into(), "blue".into());
            assert!(serde_json::from_value::<Scheme>(given).is_err(), "{}: {place}", scheme.id);
            tried += 1;
        }
        assert_eq!(serde_json::from_value::<Scheme>(whole).unwrap(), scheme);
    }
    assert_eq!(tried, 3 * 4 + 2);
}
