//! The options: what each option does, and which values are refused when the layer is built.

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use hookward::tower::{Delivery, WebhookOptions, webhook_layer};
use hookward::{ConfigError, UnixTime, Verifier, schemes};

use crate::server::{SECRET, exchange, hmac, now, parsed, receiver, request, request_to, serve};

fn error_of(options: WebhookOptions) -> String {
    webhook_layer(options).expect_err("an error").to_string()
}

#[test]
fn what_cannot_be_used_is_an_error_when_the_layer_is_built() {
    let gilbert = || WebhookOptions::new(&schemes::GILBERT, [SECRET]);
    assert!(matches!(webhook_layer(WebhookOptions::new(&schemes::GILBERT, [""])), Err(ConfigError::InvalidSecret { .. })));
    let none: [&str; 0] = [];
    assert!(webhook_layer(WebhookOptions::new(&schemes::GILBERT, none)).is_err());
    assert!(error_of(gilbert().tolerance(0)).contains("The option tolerance must be"));
    assert!(error_of(WebhookOptions::new(&schemes::SQUARE, [SECRET])).contains("The option url must be set"));
    for url in ["", "example.com", "ftp://x", "https://", "https:///a", "https://x/a b", "https://x/#a", "https://é"] {
        assert!(
            error_of(WebhookOptions::new(&schemes::SQUARE, [SECRET]).url(url)).contains("The option url must be an http"),
            "{url}"
        );
    }
    assert!(error_of(gilbert().challenge(true)).contains("has no unsigned challenge"));
    assert!(error_of(WebhookOptions::new(&schemes::SLACK, [SECRET]).challenge(true)).contains("has no unsigned challenge"));
    let whatsapp = || WebhookOptions::new(&schemes::WHATSAPP, [SECRET]);
    assert!(error_of(whatsapp().challenge(true)).contains("the verify token that is configured"));
    assert!(error_of(whatsapp().challenge("")).contains("not empty"));
    assert!(error_of(WebhookOptions::new(&schemes::DROPBOX, [SECRET]).challenge("token")).contains("no verify token"));
    assert!(webhook_layer(whatsapp().challenge(false)).is_ok());
}

#[test]
fn debug_output_has_no_secret() {
    let options = WebhookOptions::new(&schemes::WHATSAPP, [SECRET]).challenge("verify-me");
    let layer = webhook_layer(options.clone()).unwrap();
    for text in [format!("{options:?}"), format!("{layer:?}"), format!("{:?}", tower::Layer::layer(&layer, 1))] {
        assert!(text.contains("whatsapp") && !text.contains(SECRET) && !text.contains("verify-me"), "{text}");
    }
}

#[tokio::test]
async fn the_url_of_the_options_is_signed_with_the_path_of_the_request_or_its_own() {
    let sign = |url: &str, body: &[u8]| {
        let mac = hex::decode(hmac(SECRET, &[url.as_bytes(), body])).unwrap();
        base64::engine::general_purpose::STANDARD.encode(mac)
    };
    for (option, signed, is_right) in [
        ("https://api.example.com", "https://api.example.com/hook?a=%20b", true),
        ("https://api.example.com/fixed?c", "https://api.example.com/fixed?c", true),
        ("https://api.example.com", "https://api.example.com/hook", false),
        ("https://api.example.com", "https://evil.example/hook?a=%20b", false),
    ] {
        let (address, seen) = receiver(WebhookOptions::new(&schemes::SQUARE, [SECRET]).url(option)).await;
        let signature = sign(signed, b"{}");
        let headers = [("X-Square-HmacSha256-Signature", signature.as_str()), ("X-Forwarded-Host", "evil.example")];
        let response = exchange(address, &request_to("POST", "/hook?a=%20b", &headers, b"{}")).await;
        assert_eq!(parsed(&response).0, if is_right { 200 } else { 401 }, "{option} {signed}");
        assert_eq!(seen.bodies().len(), usize::from(is_right));
    }
}

#[tokio::test]
async fn tolerance_and_a_verifier_of_ones_own_are_used() {
    let signature = |seconds: u64| format!("sha256={}", hmac(SECRET, &[seconds.to_string().as_bytes(), b".", b"{}"]));
    let old = now() - 400;
    let headers = [("X-InboundFlow-Timestamp", old.to_string()), ("X-InboundFlow-Signature", signature(old))];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let verifier = Verifier::new(&schemes::INBOUNDFLOW, [SECRET]).unwrap().with_tolerance(500).unwrap();
    for (options, expected) in [
        (WebhookOptions::new(&schemes::INBOUNDFLOW, [SECRET]), 401),
        (WebhookOptions::new(&schemes::INBOUNDFLOW, [SECRET]).tolerance(500), 200),
        (WebhookOptions::with_verifier(verifier), 200),
        (
            WebhookOptions::new(&schemes::INBOUNDFLOW, [SECRET]).clock(move || UnixTime::from_secs(i64::try_from(old).unwrap())),
            200,
        ),
    ] {
        let (address, _) = receiver(options).await;
        assert_eq!(parsed(&exchange(address, &request(&headers, b"{}")).await).0, expected);
    }
}

#[tokio::test]
async fn the_hooks_get_the_delivery_or_the_reason_and_the_head_of_the_request() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (refused, verified) = (seen.clone(), seen.clone());
    let options = WebhookOptions::new(&schemes::GILBERT, [SECRET])
        .on_refused(move |refusal, request| {
            assert!(!refusal.to_string().contains(SECRET));
            assert!(refusal.error().is_some() && refusal.message().len() > 10);
            refused.lock().unwrap().push(format!("{} {} {}", refusal.code(), refusal.status().as_u16(), request.uri));
        })
        .on_verified(move |delivery, request| {
            verified.lock().unwrap().push(format!("{:?} {}", delivery.event(), request.method));
        });
    let handled = seen.clone();
    let receive = move |_: Delivery| {
        handled.lock().unwrap().push("handled".to_owned());
        async {}
    };
    let route = axum::routing::post(receive).layer(webhook_layer(options).unwrap());
    let address = serve(axum::Router::new().route("/hook", route)).await;
    let body = br#"{"event":"x"}"#;
    let signature = hmac(SECRET, &[body]);
    exchange(address, &request(&[("X-Gilbert-Signature", &signature)], body)).await;
    exchange(address, &request_to("POST", "/hook?a=1", &[("X-Gilbert-Signature", &signature)], b"{}")).await;
    assert_eq!(*seen.lock().unwrap(), ["Some(\"x\") POST", "handled", "signature_mismatch 401 /hook?a=1"]);
}

#[tokio::test]
async fn the_reserialized_body_is_not_tried_and_a_verifier_that_has_it_on_changes_nothing() {
    let verifier = Verifier::new(&schemes::GRILLO, [SECRET]).unwrap();
    assert!(verifier.reserialize());
    let (address, seen) = receiver(WebhookOptions::with_verifier(verifier)).await;
    let signature = format!("sha256={}", hmac(SECRET, &[br#"{"a":1}"#]));
    let send = async |body| exchange(address, &request(&[("X-Grillo-Signature", &signature)], body)).await;
    assert_eq!(parsed(&send(br#"{"a":1}"#).await).0, 200);
    assert_eq!(parsed(&send(br#"{ "a": 1 }"#).await).0, 401);
    assert_eq!(seen.codes(), ["signature_mismatch"]);
}
