//! The data that is kept of a refused request: only if a route asks for it, only the headers on a list, and nothing of a genuine
//! request.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod host;

use std::collections::BTreeMap;

use hookward_gateway::{AfterBody, AfterHead, BodyReadError, Gateway, Refused, is_refused};
use serde_json::{Value, json};

use host::{ARRIVAL, Bytes, Received, SECRET, gateway, gateway_of, signed};

/// The names of the headers that were kept, with their values.
type Headers = BTreeMap<String, String>;

const HEX: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Returns the gateway of one route that keeps refused requests.
fn keeping(route: &Value) -> Gateway {
    let mut table = json!({ "keepRefused": true });
    for (name, value) in route.as_object().unwrap() {
        table[name] = value.clone();
    }
    gateway(&table, &json!({ "LEDGER": {}, "T_ACME": SECRET, "T_BETA": SECRET }))
}

/// Returns the data about a kept request, its headers, and the name of its object.
fn parsed(refused: &Refused<'_>) -> (Value, Headers, String) {
    assert!(is_refused(refused.object));
    assert!(!refused.about.contains('\n') && !refused.headers.contains('\n'));
    let about = serde_json::from_str(&refused.about).unwrap();
    (about, serde_json::from_str(&refused.headers).unwrap(), refused.object.to_owned())
}

fn of_head(gateway: &Gateway, request: &Received) -> Option<(Value, Headers, String)> {
    match gateway.head(&request.after(0)) {
        AfterHead::Refuse(response, _, refused) => {
            assert!(matches!(response.status, 401 | 413));
            Some(parsed(&refused))
        }
        AfterHead::Respond(..) | AfterHead::ReadBody(_) => None,
        other @ AfterHead::AskLedgers(_) => panic!("{other:?}"),
    }
}

fn of_body(gateway: &Gateway, request: &Received, body: Result<Bytes, BodyReadError>) -> Option<(Value, Headers, String)> {
    match gateway.body(&request.after(3), body, None) {
        AfterBody::Refuse(_, _, refused) => Some(parsed(&refused)),
        _ => None,
    }
}

#[test]
fn a_refused_delivery_is_kept_where_the_route_asks_for_it() {
    let request = signed("{}");
    let forged = || Ok(Bytes::of(r#"{ "a": 1 }"#));
    let (about, headers, object) = of_body(&keeping(&json!({ "scheme": "gilbert" })), &request, forged()).unwrap();
    let at = ARRIVAL.as_millis();
    let expected = json!({ "at": at, "code": "signature_mismatch", "scheme": "gilbert", "method": "POST", "url": "/x" });
    assert_eq!((about, &*object), (expected, "/x#refused"));
    assert_eq!(headers.keys().collect::<Vec<_>>(), ["x-gilbert-signature"]);

    let without = gateway(&json!({ "scheme": "gilbert" }), &json!({ "LEDGER": {} }));
    assert!(of_body(&without, &request, forged()).is_none());
    assert_eq!(without.refused_objects().len(), 0);
}

#[test]
fn every_refusal_of_a_delivery_is_kept_and_nothing_else() {
    let gilbert = keeping(&json!({ "scheme": "gilbert", "maxBodyBytes": 10 }));
    let signature = ("x-gilbert-signature", HEX);
    for (headers, code) in [
        (vec![], "missing_header"),
        (vec![("x-gilbert-signature", "zz")], "malformed_header"),
        (vec![signature, ("content-length", "11")], "body_too_large"),
    ] {
        assert_eq!(of_head(&gilbert, &Received::post(&headers)).unwrap().0["code"], code);
    }
    let too_long = of_body(&gilbert, &Received::post(&[signature]), Err(BodyReadError::TooLong)).unwrap();
    assert_eq!(too_long.0["code"], "body_too_large");
    let inboundflow = keeping(&json!({ "scheme": "inboundflow" }));
    let old = Received::post(&[
        ("x-inboundflow-signature", &*["sha256=", HEX].concat()),
        ("x-inboundflow-timestamp", "1709000000"),
        ("x-inboundflow-event", "lead.created"),
    ]);
    let (about, headers, _) = of_head(&inboundflow, &old).unwrap();
    assert_eq!(about["code"], "timestamp_too_old");
    let names: Vec<&str> = headers.keys().map(String::as_str).collect();
    assert_eq!(names, ["x-inboundflow-event", "x-inboundflow-signature", "x-inboundflow-timestamp"]);

    // A genuine delivery, a body that broke off, and requests that are not deliveries.
    let genuine = signed("{}");
    assert!(of_body(&gilbert, &genuine, Ok(Bytes::of("{}"))).is_none());
    assert!(of_body(&gilbert, &genuine, Err(BodyReadError::BrokenOff)).is_none());
    for (method, path) in [("GET", "x"), ("POST", "y"), ("POST", "_hookward/refused")] {
        let request = Received { method, url: format!("https://edge.example/{path}"), ..Received::default() };
        assert!(of_head(&gilbert, &request).is_none(), "{method} {path}");
    }
    let whatsapp = keeping(&json!({ "scheme": "whatsapp", "challenge": "T_ACME" }));
    let url = "https://edge.example/x?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong".to_owned();
    assert!(of_head(&whatsapp, &Received { method: "GET", url, ..Received::default() }).is_none());
}

#[test]
fn the_headers_that_are_kept_are_on_a_list() {
    let gateway = keeping(&json!({ "scheme": "grillo", "forwardHeaders": ["authorization", "x-tenant"] }));
    let long = "x".repeat(20_000);
    let request = Received::post(&[
        ("x-grillo-signature", &*["sha256=", HEX].concat()),
        ("x-grillo-event", "sensor.online"),
        ("x-grillo-delivery", "1"),
        ("x-grillo-hook-id", "7"),
        ("x-grillo-token", "t0p-secret"),
        ("x-grillo-bearer", "t0p-secret"),
        ("x-grillo-session-id", "t0p-secret"),
        ("x-grillo-secret-key", "t0p-secret"),
        ("x-grillo-otp", "t0p-secret"),
        ("x-grillo-long", &long),
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
        ("user-agent", "Grillo/1"),
        ("cookie", "session=1"),
        ("authorization", "Bearer t0p-secret"),
        ("proxy-authorization", "Basic x"),
        ("x-tenant", "acme"),
        ("x-forwarded-for", "10.0.0.1"),
    ]);
    let (_, headers, _) = of_body(&gateway, &request, Ok(Bytes::of("{}"))).unwrap();
    let names: Vec<&str> = headers.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "content-encoding",
            "content-type",
            "user-agent",
            "x-grillo-delivery",
            "x-grillo-event",
            "x-grillo-hook-id",
            "x-grillo-signature"
        ]
    );
    assert!(!request.asked.borrow().iter().any(|name| name == "cookie" || name == "authorization" || name == "x-tenant"));
}

#[test]
fn a_signature_in_authorization_is_kept_and_a_password_there_is_not() {
    let route = json!({ "scheme": "ms-teams", "keepRefused": true });
    let gateway = gateway(&route, &json!({ "LEDGER": {}, "SECRET": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0" }));
    for (value, is_kept) in [("HMAC AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", true), ("Bearer t0p-secret", false)] {
        let request = Received::post(&[("authorization", value)]);
        let kept = of_head(&gateway, &request).or_else(|| of_body(&gateway, &request, Ok(Bytes::of("{}")))).unwrap();
        assert_eq!(kept.1.contains_key("authorization"), is_kept, "{value}");
    }
}

#[test]
fn the_query_is_kept_only_where_the_url_is_signed() {
    let url = "https://edge.example/x?token=t0p-secret".to_owned();
    let request = |headers: &[(&str, &str)]| Received { url: url.clone(), ..Received::post(headers) };
    let gilbert = keeping(&json!({ "scheme": "gilbert", "url": "https://hooks.example" }));
    assert_eq!(of_head(&gilbert, &request(&[])).unwrap().0["url"], "/x");
    let square = keeping(&json!({ "scheme": "square", "url": "https://hooks.example" }));
    assert_eq!(of_head(&square, &request(&[])).unwrap().0["url"], "https://hooks.example/x?token=t0p-secret");
}

#[test]
fn the_tenants_of_a_route_share_one_object_and_nobody_can_make_more() {
    let gateway = keeping(&json!({ "path": "/t/{tenant}", "scheme": "gilbert", "secrets": ["T_{TENANT}"] }));
    let post = |tenant: &str| {
        let headers = [("x-gilbert-signature", HEX)];
        Received { url: format!("https://edge.example/t/{tenant}"), ..Received::post(&headers) }
    };
    for (tenant, code, of) in [("acme", "signature_mismatch", json!("acme")), ("made-up", "unknown_tenant", Value::Null)] {
        let (about, _, object) = of_body(&gateway, &post(tenant), Ok(Bytes::of("{}"))).unwrap();
        assert_eq!((&about["code"], &about["tenant"], &about["url"]), (&code.into(), &of, &format!("/t/{tenant}").into()));
        assert_eq!(object, "/t/{tenant}#refused");
    }
    assert_eq!(gateway.refused_objects(), ["/t/{tenant}#refused"]);
    assert!(!gateway.ledgers().any(is_refused));
}

#[test]
fn a_route_that_keeps_what_it_refuses_needs_the_binding_of_the_ledgers() {
    let route = json!({ "scheme": "gilbert", "keepRefused": true });
    for bindings in [json!({}), json!({ "LEDGER": "x" })] {
        let gateway = gateway(&route, &bindings);
        let messages: Vec<&str> = gateway.errors().map(|error| error.message.as_str()).collect();
        assert!(messages[0].contains("keepRefused: There is no binding LEDGER."), "{messages:?}");
    }
    let wrong = gateway(&json!({ "scheme": "gilbert", "keepRefused": "yes" }), &json!({ "LEDGER": {} }));
    assert!(wrong.errors().next().unwrap().message.contains("keepRefused"));
}

#[test]
fn several_schemes_of_a_path_keep_what_they_refuse_in_one_object() {
    let gateway = gateway_of(json!({
        "ROUTES": [{
            "path": "/x",
            "schemes": [{ "scheme": "gilbert", "secrets": ["SECRET"] }, { "scheme": "grillo", "secrets": ["SECRET"] }],
            "origin": "https://app.example/x",
            "keepRefused": true
        }],
        "SECRET": SECRET,
        "LEDGER": {}
    }));
    let grillo = Received::post(&[("x-grillo-signature", &*["sha256=", HEX].concat()), ("x-grillo-event", "sensor.online")]);
    let (about, headers, object) = of_body(&gateway, &grillo, Ok(Bytes::of("{}"))).unwrap();
    assert_eq!((&about["scheme"], &*object), (&"grillo".into(), "/x#refused"));
    assert!(headers.get("x-grillo-event").is_some_and(|event| event == "sensor.online"));
}
