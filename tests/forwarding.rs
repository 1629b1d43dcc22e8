//! What a gateway hands on of a verified delivery: its content type, and the headers with the provider's prefix.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::borrow::Cow::{Borrowed, Owned};

use hookward::{ConfigError, Scheme, SchemeReason, Text, is_reserved_header, schemes};

fn with_prefix(prefix: &'static str) -> Scheme {
    Scheme { header_prefix: Some(Borrowed(prefix)), ..support::plain() }
}

fn with_types(types: &[&'static str]) -> Scheme {
    Scheme { content_types: Owned(types.iter().copied().map(Text::Borrowed).collect()), ..support::plain() }
}

fn refused(scheme: &Scheme, field: &str, reason: SchemeReason) {
    let expected = ConfigError::InvalidScheme { scheme: Some(scheme.id.clone().into_owned()), field: field.to_owned(), reason };
    assert_eq!(scheme.lint(), Err(expected.clone()), "{:?} {:?}", scheme.header_prefix, scheme.content_types);
    assert!(expected.to_string().contains(&format!("{field} cannot be used")), "{expected}");
}

#[test]
fn a_prefix_is_of_one_provider() {
    for prefix in ["x-github-", "x-acme-hooks-", "acme-webhook-", "x-a1-", "x-gilbert-"] {
        assert_eq!(with_prefix(prefix).lint(), Ok(()), "{prefix}");
    }
    let shared = ["x-", "x-hub-", "x-forwarded-", "x-original-", "x-middleware-", "x-accel-", "x-hookward-", "cf-", "webhook-"];
    let below =
        ["x-forwarded-for-", "cf-access-", "webhook-acme-", "x-real-ip-", "x-amzn-oidc-", "content-security-", "proxy-x-"];
    let shapeless =
        ["", "-", "--", "x--", "x-acme", "acme-", "X-Acme-", "x_acme_", "x-acme_-", "x-acme.-", "-x-acme-", "x-ä-", "x-a b-"];
    for prefix in shared.into_iter().chain(below).chain(shapeless) {
        refused(&with_prefix(prefix), "headerPrefix", SchemeReason::HeaderPrefix);
    }
}

#[test]
fn content_types_are_media_types_that_fit_every_body() {
    for types in [
        &["application/json"][..],
        &["application/json; charset=utf-8", "application/x-www-form-urlencoded"],
        &["application/vnd.acme+json"],
        &["text/plain"],
    ] {
        assert_eq!(with_types(types).lint(), Ok(()), "{types:?}");
    }
    for types in [
        &[][..],
        &[""],
        &["json"],
        &["application/"],
        &["/json"],
        &["Application/JSON"],
        &["application/json\r\nx-injected: 1"],
        &["application/json;\u{e9}"],
        &["application/json", "multipart/form-data"],
        &["a/b/c"],
    ] {
        refused(&with_types(types), "contentTypes", SchemeReason::ContentType);
    }
}

#[test]
fn the_content_type_is_that_of_the_bytes() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let one = with_types(&["application/json"]);
    for body in ["", "{}", "a=1&admin=true", "<x/>", "text"] {
        assert_eq!(one.content_type(body.as_bytes()), "application/json", "{body}");
    }
    let several = ["application/json", FORM, "text/xml; charset=utf-8"];
    for (body, expected) in [
        ("{}", several[0]),
        (" \r\n\t[1]", several[0]),
        ("\"a=b&admin=true\"", several[0]),
        ("{\"a\":\"=\"}", several[0]),
        ("payload=%7B%7D&a=b+c", FORM),
        ("a=1&b=~*-_.'()!", FORM),
        ("<?xml version=\"1.0\"?><a b=\"c\"/>", several[2]),
        // Like none of them: the first.
        ("", several[0]),
        ("hello", several[0]),
        ("a=1 2", several[0]),
        ("a=\u{e9}", several[0]),
    ] {
        assert_eq!(with_types(&several).content_type(body.as_bytes()), expected, "{body}");
    }
    // The order makes no difference to a body that looks like one of them.
    let reversed = with_types(&[several[2], several[1], several[0]]);
    assert_eq!(["{}", "a=b", "<a/>"].map(|body| reversed.content_type(body.as_bytes())), several);
    assert_eq!(with_types(&["application/json", "text/plain"]).content_type(b"hello"), "text/plain");
}

#[test]
fn reserved_headers_are_known_in_any_spelling() {
    for name in ["x-forwarded-for", "x_forwarded_for", "x.forwarded.for", "x-hookward.event", "webhook_signature", "host", "via"]
    {
        assert!(is_reserved_header(name), "{name}");
    }
    for name in
        ["x-github-event", "user-agent", "traceparent", "authorization", "hosts", "x-shopify-topic", "", "stripe-signature"]
    {
        assert!(!is_reserved_header(name), "{name}");
    }
}

/// No built-in scheme's own header is one that a gateway keeps back, but for those of Standard Webhooks, which the edge writes.
#[test]
fn built_in_schemes_have_no_reserved_headers() {
    for scheme in schemes::ALL.iter().filter(|scheme| scheme.id != "standard-webhooks") {
        for name in scheme.required_headers() {
            assert!(!is_reserved_header(name), "{}: {name}", scheme.id);
        }
        if let Some(prefix) = &scheme.header_prefix {
            assert!(scheme.signature.header.starts_with(&**prefix), "{}: {prefix}", scheme.id);
        }
    }
}

/// As a provider's page has it. Names of headers become lower case when a scheme is read, and so does what they begin with.
#[cfg(feature = "serde")]
#[test]
fn a_prefix_is_read_in_any_case() {
    let json = serde_json::to_string(&support::plain()).unwrap().replace("x-gilbert-", "X-Gilbert-");
    assert!(json.contains(r#""headerPrefix":"X-Gilbert-""#));
    let scheme: Scheme = serde_json::from_str(&json).unwrap();
    assert_eq!(scheme.header_prefix.as_deref(), Some("x-gilbert-"));
}
