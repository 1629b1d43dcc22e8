//! The parts of a verified delivery that a gateway forwards: its content type, and the headers with the provider's prefix.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::borrow::Cow::{Borrowed, Owned};

use hookward::{ConfigError, Scheme, SchemeReason, Source, Template, Text, is_reserved_header, schemes};

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
    let own = ["x-github-", "x-acme-hooks-", "acme-webhook-", "x-a1-", "x-gilbert-", "x-goog-", "x-goog-channel-", "x-vercel-"];
    for prefix in own {
        assert_eq!(with_prefix(prefix).lint(), Ok(()), "{prefix}");
    }
    let shared = ["x-", "x-hub-", "x-forwarded-", "x-original-", "x-middleware-", "x-accel-", "x-hookward-", "cf-", "webhook-"];
    let below =
        ["x-forwarded-for-", "cf-access-", "webhook-acme-", "x-real-ip-", "x-amzn-oidc-", "content-security-", "proxy-x-"];
    // Each of these is the beginning of a reserved header.
    let above = ["x-http-", "x-coming-", "true-client-", "front-end-", "client-cert-", "ssl-client-", "x-token-", "x-script-"];
    let identity = ["x-user-", "x-consumer-", "x-goog-iap-", "x-goog-authenticated-user-", "x-ms-token-", "tailscale-user-"];
    let shapeless =
        ["", "-", "--", "x--", "x-acme", "acme-", "X-Acme-", "x_acme_", "x-acme_-", "x-acme.-", "-x-acme-", "x-ä-", "x-a b-"];
    for prefix in shared.into_iter().chain(below).chain(above).chain(identity).chain(shapeless) {
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
        // Bodies that look like none of the types get the first.
        ("", several[0]),
        ("hello", several[0]),
        ("a=1 2", several[0]),
        ("a=\u{e9}", several[0]),
    ] {
        assert_eq!(with_types(&several).content_type(body.as_bytes()), expected, "{body}");
    }
    // The order does not matter for a body that looks like one of the types.
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

/// Headers that proxies and login platforms write for the server after them.
#[test]
fn headers_that_tell_who_is_logged_in_are_reserved() {
    for name in "x-goog-authenticated-user-email x-goog-authenticated-user-id x-goog-iap-jwt-assertion x-ms-client-principal \
         x-ms-client-principal-name x-ms-token-aad-id-token x-consumer-username x-consumer-custom-id x-anonymous-consumer \
         x-credential-identifier x-authenticated-userid x-authenticated-scope x-webauth-user x-pomerium-jwt-assertion \
         x-pomerium-claim-email tailscale-user-login tailscale-app-capabilities ssl-client-verify x-ssl-client-cert client-cert \
         client-cert-chain x-user-id x-user x-auth-request-email x-token-subject x-amzn-oidc-data cf-access-jwt-assertion \
         x-vouch-user x-authentik-username oidc-claim-email x-apigateway-api-userinfo sm-user iv-user x-forwarded-email"
        .split_whitespace()
    {
        assert!(is_reserved_header(name), "{name}");
        assert!(is_reserved_header(&name.replace('-', "_")), "{name}");
    }
    for name in "x-goog-channel-id x-goog-resource-state x-goog-message-number x-ms-signature tailscale-webhook-signature \
         x-vercel-signature x-authorization-hint x-users x-shopify-shop-domain"
        .split_whitespace()
    {
        assert!(!is_reserved_header(name), "{name}");
    }
}

/// The sender chooses the value of such a header, and it would reach the origin under the reserved name.
#[test]
fn no_label_is_taken_from_a_reserved_header() {
    for name in
        ["x-forwarded-for", "x-original-url", "host", "cookie", "x-hookward-event", "x_hookward_event", "webhook-id", "via"]
    {
        let source = || Some(Source::Header(Borrowed(name)));
        refused(&Scheme { event: source(), ..support::plain() }, "event", SchemeReason::ReservedHeader);
        refused(&Scheme { delivery_id: source(), ..support::plain() }, "deliveryId", SchemeReason::ReservedHeader);
        let signed_content = Template(Owned(format!("{{{name}}}.{{body}}")));
        let signed = Scheme { event: source(), delivery_id: source(), signed_content, ..support::plain() };
        assert_eq!(signed.lint(), Ok(()), "{name}");
    }
    let own = Some(Source::Header(Borrowed("x-acme-event")));
    assert_eq!(Scheme { event: own.clone(), delivery_id: own, ..support::plain() }.lint(), Ok(()));
}

/// No header of a built-in scheme is reserved, except those of Standard Webhooks, which the edge writes.
#[test]
fn built_in_schemes_have_no_reserved_headers() {
    for scheme in schemes::ALL {
        let own = |name: &&str| !name.starts_with("webhook-") && !["authorization", "sm-signature"].contains(name);
        for name in scheme.required_headers().filter(own) {
            assert!(!is_reserved_header(name), "{}: {name}", scheme.id);
        }
    }
}

/// The prefix has the case of a provider's page. Names of headers and prefixes become lower case when a scheme is parsed.
#[cfg(feature = "serde")]
#[test]
fn a_prefix_is_read_in_any_case() {
    let json = serde_json::to_string(&support::plain()).unwrap().replace("x-gilbert-", "X-Gilbert-");
    assert!(json.contains(r#""headerPrefix":"X-Gilbert-""#));
    let scheme: Scheme = serde_json::from_str(&json).unwrap();
    assert_eq!(scheme.header_prefix.as_deref(), Some("x-gilbert-"));
}
