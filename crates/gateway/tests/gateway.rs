//! The order of one request, step by step, without a runtime: each step is a plain function.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod host;

use hookward_gateway::{
    AfterBody, AfterHead, AfterLedger, AfterOperation, AfterOrigin, BodyReadError, Gateway, LedgerReply, OperatorReply,
    OriginError, OriginRequest,
};
use hookward_gateway::{OriginResponse, Outgoing, QueueReply, QueuedDelivery, Response, Sha256, ToHash, UnfinishedLine};
use serde_json::{Value, json};
use sha2::Digest;

use host::{Bytes, Received, SECRET, gateway, mac, signed};

const BODY: &str = r#"{"event":"order.paid","event_id":"evt_1"}"#;

fn gilbert() -> Gateway {
    gateway(&json!({ "scheme": "gilbert" }), &json!({}))
}

fn log(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

/// Returns the status of a response, its text and its line.
fn responded(after: AfterHead<'_>) -> (u16, String, Value) {
    let AfterHead::Respond(response, line) = after else { panic!("no response: {after:?}") };
    (response.status, response.body.into_owned(), log(&line))
}

fn refused(after: AfterBody<'_>) -> (u16, String, Value) {
    let AfterBody::Respond(response, line) = after else { panic!("no response: {after:?}") };
    (response.status, response.body.into_owned(), log(&line))
}

fn forwarded(after: AfterBody<'_>) -> OriginRequest<'_> {
    let AfterBody::Forward(Outgoing::Request(request)) = after else { panic!("not forwarded: {after:?}") };
    request
}

/// Returns the value of a header of a request to an origin.
fn header<'t>(request: &'t OriginRequest<'_>, name: &str) -> Option<&'t str> {
    let lines: Vec<&str> = request.headers.lines().collect();
    lines.chunks(2).find(|pair| pair[0] == name).map(|pair| pair[1])
}

#[test]
fn a_head_is_refused_before_a_header_is_read_where_no_route_takes_it() {
    let gateway = gilbert();
    for (method, url, expected) in [
        ("POST", "https://edge.example/y", (404, "not found", "not_found")),
        ("POST", "https://edge.example/x/", (404, "not found", "not_found")),
        ("GET", "https://edge.example/x?y", (405, "method not allowed", "method_not_allowed")),
    ] {
        let request = Received { method, url: url.to_owned(), ..Received::default() };
        let (status, text, line) = responded(gateway.head(&request.after(0)));
        assert_eq!((status, &*text, line["code"].as_str().unwrap()), expected);
        assert!(request.asked.borrow().is_empty(), "{url}");
    }
}

#[test]
fn a_head_is_refused_before_the_body_where_its_headers_are_wrong() {
    let gateway = gateway(&json!({ "scheme": "gilbert", "maxBodyBytes": 10 }), &json!({}));
    let hex = "0".repeat(64);
    let signature = ("x-gilbert-signature", &*hex);
    for (headers, expected) in [
        (vec![], (401, "invalid signature", "missing_header")),
        (vec![("x-gilbert-signature", "zz")], (401, "invalid signature", "malformed_header")),
        (vec![signature, ("content-length", "11")], (413, "body too large", "body_too_large")),
    ] {
        let (status, text, line) = responded(gateway.head(&Received::post(&headers).after(0)));
        assert_eq!((status, &*text, line["code"].as_str().unwrap()), expected);
    }
    let read = |headers: &[(&str, &str)]| match gateway.head(&Received::post(headers).after(0)) {
        AfterHead::ReadBody(limit) => limit,
        other => panic!("{other:?}"),
    };
    assert_eq!(read(&[signature, ("content-length", "10")]), 10);
    assert_eq!(read(&[signature]), 10);
}

#[test]
fn a_body_is_forwarded_if_it_is_what_was_signed() {
    let gateway = gilbert();
    let mut request = signed(BODY);
    for (name, value) in
        [("user-agent", "Gilbert/1"), ("cookie", "a=b"), ("x-forwarded-for", "10.0.0.1"), ("webhook-id", "forged")]
    {
        request.headers.push((name.to_owned(), value.to_owned()));
    }
    let sent = forwarded(gateway.body(&request.after(5), Ok(Bytes::of(BODY)), None));
    assert_eq!((sent.origins, sent.timeout, sent.reserialized), (&["https://app.example/x".to_owned()][..], 9000, false));
    assert_eq!(header(&sent, "user-agent"), Some("Gilbert/1"));
    assert_eq!(header(&sent, "content-type"), Some("application/json"));
    assert_eq!(header(&sent, "x-hookward-scheme"), Some("gilbert"));
    assert_eq!(header(&sent, "x-hookward-event"), Some("order.paid"));
    assert_eq!(header(&sent, "x-hookward-delivery"), Some("evt_1"));
    for name in ["cookie", "x-forwarded-for", "webhook-id", "content-length"] {
        assert_eq!(header(&sent, name), None, "{name}");
    }
    assert!(!request.asked.borrow().contains(&"cookie".to_owned()));
}

#[test]
fn a_body_that_was_not_signed_is_refused_and_what_is_not_verified_is_not_read() {
    let gateway = gilbert();
    let request = signed(BODY);
    let (status, text, line) = refused(gateway.body(&request.after(3), Ok(Bytes::of("{}")), None));
    assert_eq!((status, &*text), (401, "invalid signature"));
    let expected = json!({
        "level": "warn", "path": "/x", "scheme": "gilbert", "event": null, "delivery": null, "status": 401, "ms": 3,
        "code": "signature_mismatch", "secrets": 1
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&line[name], value, "{name}");
    }
    assert!(!request.asked.borrow().contains(&"user-agent".to_owned()));
    for (error, expected) in [(BodyReadError::TooLong, (413, "body too large")), (BodyReadError::BrokenOff, (400, "bad request"))]
    {
        let (status, text, _) = refused(gateway.body::<Bytes>(&request.after(0), Err(error), None));
        assert_eq!((status, &*text), expected);
    }
}

#[test]
fn a_reserialized_body_is_what_is_forwarded_where_that_was_signed() {
    let gateway = gateway(&json!({ "scheme": "grillo" }), &json!({}));
    let received = r#"{ "a": 1 }"#;
    let signature = format!("sha256={}", hex::encode(mac(SECRET.as_bytes(), br#"{"a":1}"#)));
    let request = Received::post(&[("x-grillo-signature", &signature)]);
    assert!(forwarded(gateway.body(&request.after(0), Ok(Bytes::of(received)), None)).reserialized);
    let (_, _, line) = refused(gateway.body(&request.after(0), Ok(Bytes::of(r#"{ "a": 2 }"#)), None));
    assert_eq!(line["code"], "signature_mismatch");
    let (_, _, line) = refused(gateway.body(&request.after(0), Ok(Bytes::of("{ no JSON")), None));
    assert_eq!(line["code"], "signature_mismatch");
}

/// Hashes each message with the body that the gateway names, as a host does.
fn hash(messages: &[ToHash], body: &[u8]) -> Vec<Sha256> {
    let all = |message: &ToHash| [&message.before, body, &message.after].concat();
    messages.iter().map(|message| sha2::Sha256::digest(all(message)).into()).collect()
}

#[test]
fn the_host_hashes_long_bodies_and_the_core_decides() {
    let gateway = gateway(&json!({ "scheme": "grillo", "secrets": ["NEW", "SECRET"] }), &json!({ "NEW": "another" }));
    let (received, reserialized) = (r#"{ "a": 1 }"#, r#"{"a":1}"#);
    for (signed_body, expected) in [(received, Some(false)), (reserialized, Some(true)), ("{}", None)] {
        let signature = format!("sha256={}", hex::encode(mac(SECRET.as_bytes(), signed_body.as_bytes())));
        let request = Received::post(&[("x-grillo-signature", &signature)]);
        let mut hashes = Vec::new();
        let mut calls = 0;
        let outcome = loop {
            let body = Bytes { hashed: true, ..Bytes::of(received) };
            match gateway.body(&request.after(0), Ok(body), Some(&hashes)) {
                AfterBody::Hash { messages, reserialized: second } => {
                    assert_eq!(messages.len(), 2, "one for each secret");
                    assert_eq!(second, calls == 1, "first the bytes received");
                    hashes.extend(hash(&messages, if second { reserialized.as_bytes() } else { received.as_bytes() }));
                    calls += 1;
                }
                AfterBody::Forward(Outgoing::Request(request)) => break Some(request.reserialized),
                _ => break None,
            }
        };
        assert_eq!(outcome, expected);
        // Hashes that are wrong match nothing.
        let wrong = vec![[0; 32]; 4];
        let body = Bytes { hashed: true, ..Bytes::of(received) };
        assert_eq!(refused(gateway.body(&request.after(0), Ok(body), Some(&wrong))).2["code"], "signature_mismatch");
    }
}

#[test]
fn the_edge_signs_what_it_forwards() {
    // The secret of Standard Webhooks, in base64.
    let gateway = gateway(
        &json!({ "scheme": "gilbert" }),
        &json!({ "ORIGIN_SECRET": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" }),
    );
    let key: Vec<u8> = (0..32).collect();
    let sent = forwarded(gateway.body(&signed(BODY).after(7), Ok(Bytes::of(BODY)), None));
    let (id, time) = (header(&sent, "webhook-id").unwrap(), header(&sent, "webhook-timestamp").unwrap());
    assert_eq!((id, time), ("evt_1", "1709064000"));
    let signature = header(&sent, "webhook-signature").unwrap().strip_prefix("v1,").unwrap();
    let content = format!("{id}.{time}.{BODY}");
    assert_eq!(base64(&mac(&key, content.as_bytes())), signature);
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[test]
fn what_an_origin_responds_is_passed_on_or_is_the_operators_to_see() {
    let gateway = gilbert();
    let request = signed(BODY);
    let line = forwarded(gateway.body(&request.after(2), Ok(Bytes::of(BODY)), None)).line;
    // A host may keep the line as text.
    let line = UnfinishedLine(line.0.clone());
    let origin = |status, connection| Ok(OriginResponse { status, connection, content_encoding: "gzip" });
    let outcome = |origin: Result<_, _>| match gateway.response(&request.after(9), &line, origin) {
        AfterOrigin::PassOn { not_returned, line } => (None, not_returned, log(&line)),
        AfterOrigin::Respond(Response { status, .. }, line) => (Some(status), None, log(&line)),
    };
    let (status, not_returned, logged) = outcome(origin(200, "close, x-internal"));
    assert_eq!((status, not_returned.as_deref()), (None, Some("content-encoding\nx-internal")));
    let expected = json!({
        "level": "info", "path": "/x", "scheme": "gilbert", "event": "order.paid", "delivery": "evt_1", "status": 200,
        "secretIndex": 0, "reserialized": false, "originStatus": 200, "ms": 9
    });
    assert_eq!(logged, expected);
    for (origin, expected, code, status) in [
        (origin(302, ""), None, "origin_refused", 302),
        (origin(503, ""), None, "origin_refused", 503),
        (origin(101, ""), Some(502), "origin_unreachable", 502),
        (Err(OriginError::Slow), Some(504), "origin_timeout", 504),
        (Err(OriginError::Unreachable("refused")), Some(502), "origin_unreachable", 502),
    ] {
        let (responded, _, line) = outcome(origin);
        assert_eq!((responded, line["code"].as_str(), line["status"].as_u64()), (expected, Some(code), Some(status)));
        assert_eq!((&line["level"], &line["event"]), (&json!("error"), &json!("order.paid")));
    }
}

#[test]
fn a_provider_that_wants_certain_words_gets_them_for_any_success() {
    let gateway = gateway(&json!({ "scheme": "smarterbot" }), &json!({}));
    let request = Received::post(&[]);
    let line = UnfinishedLine("\"path\":\"/x\"\n".to_owned());
    let after =
        |status| gateway.response(&request.after(0), &line, Ok(OriginResponse { status, connection: "", content_encoding: "" }));
    let AfterOrigin::Respond(response, logged) = after(204) else { panic!("passed on") };
    assert_eq!((response.status, &*response.body), (200, r#"{"status":"success"}"#));
    assert_eq!((&log(&logged)["originStatus"], &log(&logged)["status"]), (&json!(204), &json!(200)));
    assert!(matches!(after(500), AfterOrigin::PassOn { .. }));
}

#[test]
fn health_is_open_and_shows_codes_alone() {
    let request = |method| Received { method, url: "https://edge.example/_hookward/health".to_owned(), ..Received::default() };
    let whole = gilbert();
    let (status, text, line) = responded(whole.head(&request("GET").after(0)));
    assert_eq!((status, &*text), (200, r#"{"ok":true,"routes":[{"path":"/x","scheme":"gilbert","ok":true}]}"#));
    assert_eq!(line["level"], "info");
    assert_eq!(responded(whole.head(&request("POST").after(0))).0, 405);
    let broken = gateway(&json!({ "scheme": "gilbert", "secrets": ["MISSING"] }), &json!({}));
    let (status, text, line) = responded(broken.head(&request("HEAD").after(0)));
    assert_eq!(status, 503);
    assert!(text.contains(r#""code":"invalid_secret""#) && !text.contains("MISSING"), "{text}");
    assert!(line["message"].as_str().unwrap().contains("MISSING"), "{line}");
}

fn with_mode(mode: &str) -> Gateway {
    let bindings = json!({ "LEDGER": {}, "ORIGIN_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" });
    gateway(&json!({ "scheme": "gilbert", "mode": mode }), &bindings)
}

#[test]
fn the_ledgers_of_a_route_share_out_its_deliveries_and_all_are_reached() {
    let bindings = json!({ "LEDGER": {}, "ORIGIN_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" });
    let entry = |route: &Value| {
        let gateway = gateway(route, &bindings);
        let names: Vec<String> = gateway.ledgers().map(str::to_owned).collect();
        for name in &names {
            assert!(gateway.policy(name).is_some(), "{name}");
        }
        let AfterBody::Accept(entry, _) = gateway.body(&signed(BODY).after(3), Ok(Bytes::of(BODY)), None) else { panic!() };
        (names, entry.ledger.to_owned(), entry.previous.map(str::to_owned))
    };
    let route = |more: &[(&str, Value)]| {
        let mut route = json!({ "scheme": "gilbert", "mode": "accept" });
        for (name, value) in more {
            route[*name] = value.clone();
        }
        route
    };
    let (names, before, none) = entry(&route(&[("shards", 2.into())]));
    assert_eq!((&*names, none), (&["/x#0".to_owned(), "/x#1".to_owned()][..], None));
    let changed = [("shards", 3.into()), ("shardsPrevious", 2.into())];
    let (names, now, previous) = entry(&route(&changed));
    assert_eq!((names.len(), names.contains(&now)), (3, true));
    assert_eq!(previous, Some(before).filter(|before| *before != now), "the key is looked for where it was");
    let mut without_dedupe = route(&changed);
    without_dedupe["dedupe"] = false.into();
    assert_eq!(entry(&without_dedupe).2, None);
}

#[test]
fn a_delivery_is_accepted_with_all_that_its_attempts_need() {
    let gateway = with_mode("accept");
    let mut request = signed(BODY);
    request.headers.push(("user-agent".to_owned(), "a \"quoted\" one".to_owned()));
    request.headers.push(("webhook-id".to_owned(), "forged".to_owned()));
    let after = gateway.body(&request.after(3), Ok(Bytes::of(BODY)), None);
    let AfterBody::Accept(entry, line) = after else { panic!("not accepted: {after:?}") };
    assert_eq!((entry.ledger, &*entry.webhook_id, entry.scheme, entry.tenant), ("/x", "evt_1", "gilbert", None));
    assert_eq!((entry.delivery_id.as_deref(), entry.event.as_deref()), (Some("evt_1"), Some("order.paid")));
    assert_eq!(entry.key, hookward::dedupe_key("/x", "gilbert", hookward::Identity::DeliveryId("evt_1")));
    let headers: Value = serde_json::from_str(&entry.headers.unwrap()).unwrap();
    assert_eq!(headers["user-agent"], "a \"quoted\" one");
    assert_eq!(headers["x-hookward-event"], "order.paid");
    assert!(headers.as_object().unwrap().keys().all(|name| !name.starts_with("webhook-")), "{headers}");

    let outcome = |reply| match gateway.ledger(&request.after(3), &line, reply) {
        AfterLedger::Respond(response, line) => {
            let line = log(&line);
            let header = response.header.map(|(name, value)| format!("{name}: {value}"));
            (response.status, header, line["ledger"].clone(), line["code"].clone())
        }
        AfterLedger::Forward => (0, None, Value::Null, Value::Null),
    };
    let retry = |seconds: &str| Some(format!("retry-after: {seconds}"));
    assert_eq!(outcome(LedgerReply::Accepted), (200, None, "accepted".into(), Value::Null));
    assert_eq!(outcome(LedgerReply::Duplicate), (200, None, "duplicate".into(), Value::Null));
    assert_eq!(outcome(LedgerReply::First), (0, None, Value::Null, Value::Null));
    assert_eq!(outcome(LedgerReply::InFlight { retry_after: 7 }), (503, retry("7"), Value::Null, "in_flight".into()));
    assert_eq!(outcome(LedgerReply::Full), (503, retry("60"), Value::Null, "ledger_full".into()));
    assert_eq!(outcome(LedgerReply::Unavailable), (503, retry("10"), Value::Null, "ledger_unavailable".into()));
    assert_eq!(outcome(LedgerReply::TooLarge), (413, None, Value::Null, "body_too_large".into()));
}

#[test]
fn an_order_key_is_made_of_a_member_of_what_was_verified() {
    let bindings = json!({ "LEDGER": {}, "ORIGIN_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" });
    let route = json!({ "scheme": "gilbert", "mode": "accept", "order": "data.customer", "shards": 1 });
    let ordered = gateway(&route, &bindings);
    let key = |body: &str| match ordered.body(&signed(body).after(0), Ok(Bytes::of(body)), None) {
        AfterBody::Accept(entry, _) => entry.order_key,
        other => panic!("{other:?}"),
    };
    let one = key(r#"{"event_id":"1","data":{"customer":"c_1"}}"#).unwrap();
    assert_eq!(one.len(), 64, "a hash, whatever the text is");
    assert_eq!(key(r#"{"event_id":"2","data":{"customer":"c_1"},"more":1}"#).as_ref(), Some(&one));
    assert_ne!(key(r#"{"event_id":"3","data":{"customer":"c_2"}}"#), Some(one));
    for without in [r#"{"event_id":"4","data":{}}"#, r#"{"event_id":"5","data":{"customer":{"id":1}}}"#, r#"{"event_id":"6"}"#] {
        assert_eq!(key(without), None, "{without}");
    }
    let without = with_mode("accept");
    let AfterBody::Accept(entry, _) = without.body(&signed(BODY).after(3), Ok(Bytes::of(BODY)), None) else {
        panic!("not accepted")
    };
    assert_eq!(entry.order_key, None);
}

#[test]
fn a_credential_that_comes_with_a_delivery_is_forwarded_and_never_stored() {
    let credentials = ["x-gilbert-token", "x-gilbert-api-key", "x-gilbert-client-secret", "x-gilbert-password"];
    let mut request = signed(BODY);
    for name in credentials.into_iter().chain(["x-gilbert-tokenized", "x-gilbert-key"]) {
        request.headers.push((name.to_owned(), "glpat-1".to_owned()));
    }
    let gateway = gilbert();
    let sent = forwarded(gateway.body(&request.after(0), Ok(Bytes::of(BODY)), None));
    assert!(credentials.iter().all(|name| header(&sent, name) == Some("glpat-1")), "{}", sent.headers);
    let gateway = with_mode("accept");
    let AfterBody::Accept(entry, _) = gateway.body(&request.after(0), Ok(Bytes::of(BODY)), None) else { panic!("not accepted") };
    let headers: Value = serde_json::from_str(&entry.headers.unwrap()).unwrap();
    assert!(credentials.iter().all(|name| headers.get(name).is_none()), "{headers}");
    assert_eq!((&headers["x-gilbert-tokenized"], &headers["x-gilbert-key"]), (&"glpat-1".into(), &"glpat-1".into()));
}

#[test]
fn no_sender_chooses_the_webhook_id_of_another_or_of_an_alert() {
    let bindings = json!({
        "LEDGER": {}, "ORIGIN_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "GILBERT_ACME": SECRET, "GILBERT_OTHER": SECRET
    });
    let own = json!({
        "id": "own", "name": "Own", "docs": "https://own.example", "signedContent": "{body}", "deliveryId": { "body": "event_id" },
        "signature": { "header": "x-own-signature", "syntax": "plain", "encoding": "hex" }
    });
    let ids = |route: &Value, path: &str, header: &str, body: &str| {
        let signature = hex::encode(mac(SECRET.as_bytes(), body.as_bytes()));
        let request = Received { url: format!("https://edge.example{path}"), ..Received::post(&[(header, &signature)]) };
        let with = |more: Value| {
            let mut route = route.clone();
            for (name, value) in more.as_object().unwrap() {
                route[name] = value.clone();
            }
            host::gateway(&route, &bindings)
        };
        let (plain, proxy, accept) = (with(json!({})), with(json!({ "mode": "proxy" })), with(json!({ "mode": "accept" })));
        let each_new = with(json!({ "mode": "accept", "dedupe": false }));
        let sent = forwarded(plain.body(&request.after(0), Ok(Bytes::of(body)), None));
        let id = header_of(&sent);
        for gateway in [&proxy, &accept, &each_new] {
            let (AfterBody::Reserve(entry, _) | AfterBody::Accept(entry, _)) =
                gateway.body(&request.after(0), Ok(Bytes::of(body)), None)
            else {
                panic!("not kept")
            };
            assert_eq!(entry.webhook_id, id, "the same whatever the mode is");
        }
        id
    };
    let one = json!({ "scheme": "gilbert" });
    let tenants = json!({ "scheme": "gilbert", "path": "/x/{tenant}", "secrets": ["GILBERT_{TENANT}"] });
    let schemes = [json!({ "scheme": "gilbert", "secrets": ["SECRET"] }), json!({ "scheme": own, "secrets": ["SECRET"] })];
    let several = json!({ "secrets": null, "schemes": schemes });
    let gilbert = "x-gilbert-signature";
    assert_eq!(ids(&one, "/x", gilbert, BODY), "evt_1");
    let all = [
        ids(&tenants, "/x/acme", gilbert, BODY),
        ids(&tenants, "/x/other", gilbert, BODY),
        ids(&several, "/x", gilbert, BODY),
        ids(&several, "/x", "x-own-signature", BODY),
    ];
    for (at, id) in all.iter().enumerate() {
        assert!(id.starts_with("msg_") && id.len() == 68 && !all[..at].contains(id), "{all:?}");
    }
    let again = BODY.replace("order.paid", "order.paid_again");
    assert_eq!(ids(&tenants, "/x/acme", gilbert, &again), all[0], "a retry is known by its id");
    // An origin does not treat a message with such an id as a delivery.
    let alert = ids(&one, "/x", gilbert, &BODY.replace("evt_1", "alert_1"));
    assert!(alert.starts_with("msg_"), "{alert}");
}

/// Returns the `webhook-id` of a request.
fn header_of(request: &OriginRequest<'_>) -> String {
    header(request, "webhook-id").unwrap().to_owned()
}

#[test]
fn attempts_are_signed_anew_under_one_id() {
    let gateway = with_mode("accept");
    let at = |seconds| {
        let attempt = gateway.attempt("/x", 0, BODY.as_bytes(), "evt_1", hookward::UnixTime::from_secs(seconds)).unwrap();
        assert_eq!(attempt.origin, "https://app.example/x");
        attempt.signature
    };
    let secret = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
    for seconds in [1_709_064_000, 1_709_150_400] {
        let signature = mac(&secret, format!("evt_1.{seconds}.{BODY}").as_bytes());
        let signature = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, signature);
        let mut lines: Vec<String> = at(seconds).lines().collect::<Vec<_>>().chunks(2).map(|pair| pair.join(": ")).collect();
        lines.sort();
        let expected = [
            "webhook-id: evt_1".to_owned(),
            format!("webhook-signature: v1,{signature}"),
            format!("webhook-timestamp: {seconds}"),
        ];
        assert_eq!(lines, expected);
    }
    assert!(gateway.attempt("/x", 1, b"", "x", hookward::UnixTime::from_secs(0)).is_none());
    assert!(gateway.attempt("/y", 0, b"", "x", hookward::UnixTime::from_secs(0)).is_none());
}

#[test]
fn a_key_is_reserved_before_the_origin_is_asked_and_only_for_what_was_signed() {
    let gateway = with_mode("proxy");
    let request = signed(BODY);
    let after = gateway.body(&request.after(0), Ok(Bytes::of(BODY)), None);
    let AfterBody::Reserve(entry, Outgoing::Request(forwarded)) = after else { panic!("not reserved: {after:?}") };
    assert_eq!((entry.headers, entry.lease > forwarded.timeout), (None, true));
    let forged = gateway.body(&request.after(0), Ok(Bytes::of("{}")), None);
    assert_eq!(refused(forged).0, 401);
}

/// Returns the gateway of a route that sends its deliveries to a queue or a workflow instead of an origin.
fn queueing(keys: &Value) -> Gateway {
    let mut route = json!({ "scheme": "gilbert", "origin": null });
    for (name, value) in keys.as_object().unwrap() {
        route[name] = value.clone();
    }
    let bindings = json!({
        "EVENTS": { "sendBatch": {} }, "FLOW": { "createBatch": {} }, "APP": { "fetch": {}, "sendBatch": {}, "createBatch": {} },
        "LEDGER": {}
    });
    gateway(&route, &bindings)
}

fn queued(after: AfterBody<'_>) -> QueuedDelivery<'_> {
    let AfterBody::Forward(Outgoing::Queued(queued)) = after else { panic!("not queued: {after:?}") };
    queued
}

#[test]
fn what_a_queue_gets_is_what_an_origin_gets_without_a_signature() {
    let gateway = queueing(&json!({ "queue": "EVENTS", "timeout": 2 }));
    let mut request = signed(BODY);
    request.headers.push(("user-agent".to_owned(), "Gilbert \u{a9}\"1".to_owned()));
    let sent = queued(gateway.body(&request.after(5), Ok(Bytes::of(BODY)), None));
    assert_eq!((sent.binding, &sent.instance, sent.timeout, sent.limit), ("EVENTS", &None, 2000, 127_900));
    assert_eq!(
        log(&sent.about),
        json!({
            "path": "/x", "scheme": "gilbert", "event": "order.paid", "deliveryId": "evt_1", "webhookId": "evt_1",
            "receivedAt": 1_709_064_000_000_i64,
            "headers": {
                "x-gilbert-signature": request.headers[0].1, "user-agent": "Gilbert \u{a9}\"1", "content-type": "application/json",
                "x-hookward-scheme": "gilbert", "x-hookward-event": "order.paid", "x-hookward-delivery": "evt_1"
            }
        })
    );
    let forged = gateway.body(&request.after(0), Ok(Bytes::of("{}")), None);
    assert_eq!(refused(forged).0, 401);
}

#[test]
fn the_instance_of_a_workflow_is_that_of_one_delivery_to_one_route() {
    let instance = |path: &str, dedupe: Value| {
        let gateway = queueing(&json!({ "workflow": "FLOW", "path": path, "dedupe": dedupe }));
        let request = Received { url: format!("https://edge.example{path}"), ..signed(BODY) };
        queued(gateway.body(&request.after(0), Ok(Bytes::of(BODY)), None)).instance.unwrap()
    };
    let one = instance("/x", json!(true));
    // The platform's rule is: a letter, a digit or `_`, then the same or `-`, 100 characters at most.
    assert!(one.len() <= 100 && one.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{one}");
    assert_eq!(instance("/x", json!(true)), one);
    assert_ne!(instance("/y", json!(true)), one, "a sender of one route cannot take an instance of another's");
    assert_ne!(instance("/x", json!("body")), one);
    assert_eq!(instance("/x", json!(false)), "msg_random");
}

#[test]
fn what_became_of_a_queued_delivery_is_acknowledged_or_comes_again() {
    for (keys, word) in [(json!({ "queue": "EVENTS" }), "queue"), (json!({ "workflow": "FLOW" }), "workflow")] {
        let gateway = queueing(&keys);
        let request = signed(BODY);
        let sent = queued(gateway.body(&request.after(0), Ok(Bytes::of(BODY)), None));
        let replied = |reply| {
            let (response, line) = gateway.queued(&request.after(7), &sent.line, reply);
            (response.status, response.header, log(&line))
        };
        for (reply, said) in [(QueueReply::Taken, "taken"), (QueueReply::Duplicate, "duplicate")] {
            let (status, _, line) = replied(reply);
            assert_eq!(
                (status, &line["level"], &line[word], &line["delivery"]),
                (200, &json!("info"), &json!(said), &json!("evt_1"))
            );
        }
        let (status, header, line) = replied(QueueReply::Failed("overloaded"));
        assert_eq!((status, header.unwrap()), (503, ("retry-after", "10".into())));
        assert_eq!((&line["code"], &line["level"]), (&json!("queue_unavailable"), &json!("error")));
        assert!(line["message"].as_str().unwrap().starts_with(&format!("The {word} did not accept the delivery: overloaded.")));
        let (status, _, line) = replied(QueueReply::TooLong);
        assert_eq!((status, &line["code"], &line["level"]), (413, &json!("too_long_for_queue"), &json!("error")));
    }
    // The key of the delivery is reserved first.
    let gateway = queueing(&json!({ "queue": "EVENTS", "mode": "proxy" }));
    let request = signed(BODY);
    let after = gateway.body(&request.after(0), Ok(Bytes::of(BODY)), None);
    assert!(matches!(after, AfterBody::Reserve(_, Outgoing::Queued(_))), "{after:?}");
}

#[test]
fn a_queue_or_a_workflow_that_cannot_be_used_stops_the_route() {
    for (keys, message) in [
        (json!({ "queue": "NONE" }), "queue: There is no queue binding NONE. Do this: Product(Queue)."),
        (json!({ "queue": "SECRET" }), "There is no queue binding SECRET."),
        (json!({ "queue": "APP" }), "There is no queue binding APP."),
        (json!({ "workflow": "APP" }), "There is no workflow binding APP."),
        (json!({ "queue": "FLOW" }), "There is no queue binding FLOW."),
        (json!({ "workflow": "hidden" }), "There is no workflow binding of that name."),
        (json!({ "queue": "EVENTS", "workflow": "FLOW" }), "queue and workflow are both set"),
        (json!({ "queue": "EVENTS", "origin": "https://app.example" }), "queue replaces the keys `origin` and `origins`"),
        (json!({ "workflow": "FLOW", "origins": ["https://app.example"] }), "workflow replaces the keys `origin` and `origins`"),
        (json!({ "queue": "EVENTS", "mode": "accept" }), "mode: A queue stores deliveries itself"),
        (json!({ "workflow": "FLOW", "mode": "proxy" }), "mode: A workflow stores deliveries itself"),
        (json!({ "queue": "EVENTS", "forwardHeaders": ["authorization"] }), "authorization would be stored"),
        (json!({ "workflow": "FLOW", "scheme": "grillo" }), "dedupe: This provider signs neither an id nor a time"),
    ] {
        let gateway = queueing(&keys);
        let found: Vec<_> = gateway.errors().collect();
        assert!(found.len() == 1 && found[0].message.contains(message), "{keys}: {found:?}");
        assert_eq!(responded(gateway.head(&signed(BODY).after(0))).0, 500);
    }
}

#[test]
fn a_line_about_another_origin_says_why_it_did_not_take_the_delivery() {
    let request = signed(BODY);
    let gateway = gilbert();
    let line = forwarded(gateway.body(&request.after(0), Ok(Bytes::of(BODY)), None)).line;
    assert_eq!(line.of_other(1, Ok(204), 5), None);
    for (outcome, facts) in [
        (Ok(500), json!({ "code": "origin_refused", "originStatus": 500 })),
        (Err(OriginError::Slow), json!({ "code": "origin_timeout" })),
        (
            Err(OriginError::Unreachable("no \u{202e}route")),
            json!({ "code": "origin_unreachable", "reason": "no \u{202e}route" }),
        ),
    ] {
        let text = line.of_other(1, outcome, 5).unwrap();
        assert!(!text.contains('\u{202e}'), "{text}");
        let mut expected = json!({
            "level": "error", "path": "/x", "scheme": "gilbert", "event": "order.paid", "delivery": "evt_1", "origin": 1, "ms": 5
        });
        for (name, value) in facts.as_object().unwrap() {
            expected[name] = value.clone();
        }
        assert_eq!(log(&text), expected);
    }
}

#[test]
fn the_status_is_for_who_has_the_token() {
    let gateway = |token: &str| {
        let bindings = json!({ "LEDGER": {}, "OPERATOR_TOKEN": token });
        gateway(&json!({ "scheme": "gilbert", "mode": "proxy" }), &bindings)
    };
    let ask = |gateway: &Gateway, method, authorization: &str| {
        let headers = vec![("authorization".to_owned(), authorization.to_owned())];
        let url = "https://edge.example/_hookward/status".to_owned();
        let request = Received { method, url, headers, ..Received::default() };
        match gateway.head(&request.after(0)) {
            AfterHead::Respond(response, line) => (response.status, log(&line)["code"].as_str().unwrap().to_owned()),
            other => (0, format!("{other:?}")),
        }
    };
    let refusal = |status, code: &str| (status, code.to_owned());
    assert_eq!(ask(&gateway(""), "GET", "Bearer "), refusal(404, "not_found"));
    let with_token = gateway("t0ken");
    for wrong in ["", "Bearer ", "Bearer t0ke", "Bearer t0ken1", "t0ken", "Bearer T0ken"] {
        assert_eq!(ask(&with_token, "GET", wrong), refusal(401, "wrong_token"), "{wrong}");
    }
    assert_eq!(ask(&with_token, "POST", "Bearer t0ken"), refusal(405, "method_not_allowed"));
    assert_eq!(ask(&with_token, "GET", "Bearer t0ken"), (0, r#"AskLedgers(["/x"])"#.to_owned()));

    let url = "https://edge.example/_hookward/status".to_owned();
    let request = Received { method: "GET", url, ..Received::default() };
    let status = |reply| match with_token.operate(&request.after(0), None, [reply].into_iter()) {
        AfterOperation::Respond(response, _) => (response.status, log(&response.body)),
        other @ AfterOperation::Send { .. } => panic!("{other:?}"),
    };
    let expected = json!({ "ok": true, "routes": [{ "path": "/x", "ok": true, "dead": 0 }] });
    assert_eq!(status(OperatorReply::Status { ok: true, json: r#"{"ok":true,"dead":0}"# }), (200, expected));
    assert_eq!(status(OperatorReply::Status { ok: false, json: r#"{"ok":false}"# }).0, 503);
    let unavailable = json!({ "ok": false, "routes": [{ "path": "/x", "ok": false, "code": "ledger_unavailable" }] });
    assert_eq!(status(OperatorReply::Unavailable), (503, unavailable));
}
