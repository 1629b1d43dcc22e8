//! The configuration of a host that is not a Worker: JSON.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod host;

use hookward_gateway::{AfterBody, AfterHead, Gateway};
use serde_json::{Value, json};

use host::{Bytes, Received, SECRET, Variables, gateway, mac, signed};

fn errors(gateway: &Gateway) -> Vec<(&'static str, &str)> {
    gateway.errors().map(|error| (error.code, &*error.message)).collect()
}

/// Returns the status of a request to a path.
fn status(gateway: &Gateway, path: &str) -> Option<u16> {
    let request = Received { url: format!("https://edge.example{path}"), ..signed("{}") };
    match gateway.head(&request.after(0)) {
        AfterHead::Respond(response, _) => Some(response.status),
        AfterHead::ReadBody { .. } => None,
    }
}

#[test]
fn a_route_that_cannot_be_used_says_why_and_lets_nothing_through() {
    for (route, code, message) in [
        (json!({ "scheme": "gilbertt" }), "unknown_scheme", "gilbert"),
        (json!({ "scheme": "gilbert", "tolerence": 1 }), "invalid_option", "unknown key `tolerence`"),
        (json!({ "scheme": "gilbert", "max_body_bytes": 1 }), "invalid_option", "write `maxBodyBytes`"),
        (json!({ "scheme": "gilbert", "timeout": "9" }), "invalid_option", "timeout: it must be a number"),
        (json!({ "scheme": "gilbert", "timeout": 61 }), "invalid_option", "at most 60"),
        (json!({ "scheme": "gilbert", "origin": "ftp://app.example" }), "invalid_option", "origin must be"),
        (json!({ "scheme": "gilbert", "origin": "https://u@app.example" }), "invalid_option", "origin must be"),
        (json!({ "scheme": "gilbert", "path": "/x" , "forwardHeaders": ["cookie"] }), "invalid_option", "must not name cookie"),
        (json!({ "scheme": "gilbert", "secrets": ["NONE"] }), "invalid_secret", "There is no binding NONE"),
        (json!({ "scheme": "gilbert", "secrets": [] }), "invalid_secret", "secret"),
        (json!({ "scheme": { "id": "own" } }), "invalid_scheme", "is missing"),
    ] {
        let gateway = gateway(&route, &json!({}));
        let found = errors(&gateway);
        assert_eq!((found.len(), found[0].0), (1, code), "{route}: {found:?}");
        assert!(found[0].1.contains(message) && found[0].1.starts_with("ROUTES[0] (/x"), "{}", found[0].1);
        assert_eq!(status(&gateway, "/x"), Some(500), "{route}");
    }
}

#[test]
fn routes_that_are_no_list_stop_every_path() {
    for routes in [json!(null), json!([]), json!("no JSON"), json!({ "path": "/x" })] {
        let gateway = Gateway::read(&Variables(json!({ "ROUTES": routes })));
        assert_eq!((errors(&gateway).len(), status(&gateway, "/x"), status(&gateway, "/y")), (1, Some(500), Some(500)));
    }
    let text = json!([{ "path": "/x", "scheme": "gilbert", "secrets": ["SECRET"], "origin": "https://app.example/" }]);
    let gateway = Gateway::read(&Variables(json!({ "ROUTES": text.to_string(), "SECRET": SECRET })));
    assert_eq!((errors(&gateway), status(&gateway, "/x")), (vec![], None));
}

#[test]
fn a_scheme_can_be_written_in_the_route() {
    let scheme: Value = serde_json::from_str(
        r#"{ "$schema": "x", "id": "own", "name": "Own", "docs": "https://own.example",
             "signature": { "header": "x-own-signature", "syntax": { "prefixed": "v1=" }, "encoding": "hex" },
             "timestamp": { "header": "x-own-time", "unit": "s" }, "signedContent": "{timestamp}.{body}" }"#,
    )
    .unwrap();
    let gateway = gateway(&json!({ "scheme": scheme }), &json!({}));
    assert_eq!(errors(&gateway), []);
    let signature = format!("v1={}", hex::encode(mac(SECRET.as_bytes(), b"1709064000.{}")));
    let request = Received::post(&[("x-own-signature", &signature), ("x-own-time", "1709064000")]);
    assert!(matches!(gateway.body(&request.after(0), Ok(Bytes::of("{}")), None), AfterBody::Forward(_)));
    let late = Received::post(&[("x-own-signature", &signature), ("x-own-time", "1709063699")]);
    let AfterHead::Respond(response, line) = gateway.head(&late.after(0)) else { panic!("read on") };
    assert_eq!(response.status, 401);
    assert!(line.contains("timestamp_too_old"), "{line}");
}

#[test]
fn a_tenant_is_told_by_the_binding_of_its_secret() {
    let bindings = json!({ "SECRET_ACME_EU": SECRET, "SECRET_OTHER": "another" });
    let gateway = gateway(&json!({ "scheme": "gilbert", "path": "/x/{tenant}", "secrets": ["SECRET_{TENANT}"] }), &bindings);
    assert_eq!(errors(&gateway), []);
    let deliver = |path: &str| {
        let request = Received { url: format!("https://edge.example{path}"), ..signed("{}") };
        match gateway.body(&request.after(0), Ok(Bytes::of("{}")), None) {
            AfterBody::Forward(_) => (200, String::new()),
            AfterBody::Respond(response, _) => (response.status, response.body.into_owned()),
            AfterBody::Hash { .. } => panic!("no host hash"),
        }
    };
    assert_eq!(deliver("/x/acme-eu").0, 200);
    // Nobody can tell from outside whether there is such a tenant.
    assert_eq!(deliver("/x/other"), (401, "invalid signature".to_owned()));
    assert_eq!(deliver("/x/unknown"), deliver("/x/other"));
    assert_eq!(deliver("/x/UPPER").0, 404);
}

#[test]
fn an_unsigned_challenge_gets_its_response_where_a_route_asks_for_it() {
    let respond = |route: &Value, query: &str| {
        let gateway = gateway(route, &json!({ "TOKEN": "t0ken" }));
        assert_eq!(errors(&gateway), []);
        let request = Received { method: "GET", url: format!("https://edge.example/x?{query}"), ..Received::default() };
        match gateway.head(&request.after(0)) {
            AfterHead::Respond(response, _) => (response.status, response.body.into_owned()),
            AfterHead::ReadBody { .. } => panic!("a body was asked for"),
        }
    };
    let asked = |token: &str| format!("hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1158201444");
    let on = json!({ "scheme": "whatsapp", "challenge": "TOKEN" });
    assert_eq!(respond(&on, &asked("t0ken")), (200, "1158201444".to_owned()));
    assert_eq!(respond(&on, &asked("other")).0, 401);
    assert_eq!(respond(&on, &(asked("t0ken") + "&hub.challenge=2")).0, 401);
    assert_eq!(respond(&json!({ "scheme": "whatsapp" }), &asked("t0ken")).0, 405);
}
