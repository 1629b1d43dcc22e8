//! Sends genuine and forged deliveries to a real server.

use axum::body::Bytes;
use axum::extract::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::routing::post;
use axum::{Form, Router};
use hookward::schemes;
use hookward::tower::{Delivery, WebhookOptions, webhook_layer};
use serde_json::Value;

use crate::server::{SECRET, exchange, gilbert, header, hmac, now, parsed, receiver, request, serve};

const BODY: &[u8] = br#"{"event":"lead.created","event_id":"evt_1"}"#;

#[tokio::test]
async fn a_genuine_delivery_reaches_the_handler_and_the_provider_gets_its_ack() {
    let (address, seen) = receiver(WebhookOptions::new(&schemes::GILBERT, ["new", SECRET])).await;
    let response = exchange(address, &request(&[("X-Gilbert-Signature", &gilbert(BODY))], BODY)).await;
    assert_eq!(parsed(&response), (200, "ok"));
    let handled = seen.handled.lock().unwrap();
    let [delivery] = handled.as_slice() else { panic!("{handled:?}") };
    assert_eq!(delivery.body(), BODY);
    assert_eq!((delivery.event(), delivery.delivery_id()), (Some("lead.created"), Some("evt_1")));
    assert_eq!((delivery.secret_index(), delivery.timestamp(), delivery.delivery_id_signed()), (1, None, true));
    assert_eq!(delivery.dedupe_key("t"), hookward::dedupe_key("t", "gilbert", hookward::Identity::DeliveryId("evt_1")));
    assert_eq!(delivery.json::<Value>().unwrap()["event"], "lead.created");
    assert!(seen.codes().is_empty());
}

#[tokio::test]
async fn the_sender_of_a_forgery_gets_the_same_words_whatever_is_wrong() {
    let (address, seen) = receiver(WebhookOptions::new(&schemes::INBOUNDFLOW, [SECRET])).await;
    let at = |seconds: u64| {
        let signature = format!("sha256={}", hmac(SECRET, &[seconds.to_string().as_bytes(), b".", b"{}"]));
        (seconds.to_string(), signature)
    };
    let [genuine, old, new] = [now(), now() - 400, now() + 400].map(at);
    let all = |(timestamp, signature): &(String, String), body: &[u8]| {
        request(&[("X-InboundFlow-Timestamp", timestamp), ("X-InboundFlow-Signature", signature)], body)
    };
    let requests = [
        request(&[], b"{}"),
        request(&[("X-InboundFlow-Timestamp", &genuine.0), ("X-InboundFlow-Signature", "sha256=zz")], b"{}"),
        all(&old, b"{}"),
        all(&new, b"{}"),
        all(&genuine, b"{ }"),
    ];
    let mut responses = Vec::new();
    for one in &requests {
        let response = exchange(address, one).await;
        assert_eq!(parsed(&response), (401, "invalid signature"));
        // Everything except the time of the response is the same.
        responses.push(response.lines().filter(|line| !line.starts_with("date:")).map(str::to_owned).collect::<Vec<_>>());
    }
    assert!(responses.windows(2).all(|pair| pair[0] == pair[1]), "{responses:?}");
    assert_eq!(
        seen.codes(),
        ["missing_header", "malformed_header", "timestamp_too_old", "timestamp_too_new", "signature_mismatch"]
    );
    assert!(seen.bodies().is_empty());
    assert_eq!(parsed(&exchange(address, &all(&genuine, b"{}")).await).0, 200);
}

#[tokio::test]
async fn what_a_handler_responds_is_passed_on_and_nothing_is_an_ack() {
    let layer = || webhook_layer(WebhookOptions::new(&schemes::SMARTERBOT, [SECRET])).unwrap();
    let app = Router::new()
        .route("/nothing", post(async |_: Delivery| {}))
        .route("/own", post(async |_: Delivery| (StatusCode::ACCEPTED, "queued")))
        .route("/empty", post(async |_: Delivery| StatusCode::NO_CONTENT))
        .route("/text", post(async |_: Delivery| ""))
        .route("/error", post(async |_: Delivery| StatusCode::SERVICE_UNAVAILABLE))
        .route("/ack", post(async |delivery: Delivery| delivery.acknowledge()))
        .route("/header", post(async |_: Delivery| [("x-own", "kept")]))
        .layer(layer());
    let address = serve(app).await;
    let timestamp = now().to_string();
    let signature = format!("t={timestamp},v1={}", hmac(SECRET, &[timestamp.as_bytes(), b".", b"{}"]));
    let ack = r#"{"status":"success"}"#;
    for (path, expected) in [
        ("/nothing", (200, ack)),
        ("/own", (202, "queued")),
        ("/empty", (204, "")),
        ("/text", (200, "")),
        ("/error", (503, "")),
        ("/ack", (200, ack)),
        ("/header", (200, ack)),
    ] {
        let sent = crate::server::request_to("POST", path, &[("X-Webhook-Signature", &signature)], b"{}");
        let response = exchange(address, &sent).await;
        assert_eq!(parsed(&response), expected, "{path}");
        if expected.1 == ack {
            assert_eq!(header(&response, "content-type"), Some("application/json"), "{path}");
            assert_eq!(header(&response, "content-length"), Some("20"), "{path}");
        }
        assert_eq!(header(&response, "x-own"), (path == "/header").then_some("kept"), "{path}");
    }
}

#[tokio::test]
async fn what_comes_behind_the_layer_reads_the_verified_bytes_and_not_the_content_type_of_the_sender() {
    let layer = webhook_layer(WebhookOptions::new(&schemes::GILBERT, [SECRET]).on_refused(|_, _| {})).unwrap();
    let app = Router::new()
        .route("/json", post(async |Json(value): Json<Value>| value["event"].to_string()))
        .route("/form", post(async |_: Form<Vec<(String, String)>>| "parsed as a form"))
        .route(
            "/bytes",
            post(async |delivery: Delivery, headers: HeaderMap, body: Bytes| {
                assert_eq!(*delivery.body(), body);
                let chunks = headers.contains_key("transfer-encoding");
                format!("{} {:?} {chunks}", body.len(), headers["content-length"])
            }),
        )
        // An axum middleware requires axum's own body type.
        .layer(from_fn(async |request: axum::extract::Request, next: Next| next.run(request).await))
        .layer(layer);
    let address = serve(app).await;
    let signature = gilbert(BODY);
    let headers = [("X-Gilbert-Signature", signature.as_str()), ("Content-Type", "application/x-www-form-urlencoded")];
    let send = async |path| exchange(address, &crate::server::request_to("POST", path, &headers, BODY)).await;
    assert_eq!(parsed(&send("/json").await), (200, r#""lead.created""#));
    assert_eq!(parsed(&send("/form").await).0, 415);
    assert_eq!(parsed(&send("/bytes").await), (200, format!("{} \"{}\" false", BODY.len(), BODY.len()).as_str()));
    let half = format!("POST /bytes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Gilbert-Signature: {signature}\r\n");
    let chunks = format!("{:x}\r\n{}\r\n0\r\n\r\n", BODY.len(), str::from_utf8(BODY).unwrap());
    let chunked = exchange(address, format!("{half}Transfer-Encoding: chunked\r\n\r\n{chunks}").as_bytes()).await;
    assert_eq!(parsed(&chunked), (200, format!("{} \"{}\" false", BODY.len(), BODY.len()).as_str()));
}

#[tokio::test]
async fn a_handler_without_the_layer_is_the_apps_own_mistake_and_is_never_called() {
    let app = Router::new()
        .route("/hook", post(async |_: Delivery| "called without a delivery"))
        .route("/optional", post(async |delivery: Option<Delivery>| delivery.is_some().to_string()));
    let address = serve(app).await;
    let sent = request(&[("X-Gilbert-Signature", &gilbert(BODY))], BODY);
    assert_eq!(parsed(&exchange(address, &sent).await), (500, ""));
    let optional = crate::server::request_to("POST", "/optional", &[], b"");
    assert_eq!(parsed(&exchange(address, &optional).await), (200, "false"));
}
