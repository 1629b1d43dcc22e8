//! Challenges: the requests that get a response. None of them reaches the handler.

use hookward::schemes;
use hookward::tower::WebhookOptions;

use crate::server::{SECRET, exchange, header, hmac, now, parsed, receiver, request, request_to};

#[tokio::test]
async fn a_signed_challenge_gets_its_response_and_a_forged_one_does_not() {
    let (address, seen) = receiver(WebhookOptions::new(&schemes::SLACK, [SECRET])).await;
    let body = br#"{"type":"url_verification","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}"#;
    let timestamp = now().to_string();
    let signed = |secret| format!("v0={}", hmac(secret, &[b"v0:", timestamp.as_bytes(), b":", body]));
    let send = async |signature: String| {
        let headers = [("X-Slack-Request-Timestamp", timestamp.as_str()), ("X-Slack-Signature", &signature)];
        exchange(address, &request(&headers, body)).await
    };
    let response = send(signed(SECRET)).await;
    assert_eq!(parsed(&response), (200, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"));
    assert_eq!(header(&response, "x-content-type-options"), Some("nosniff"));
    assert_eq!(header(&response, "content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(parsed(&send(signed("other")).await), (401, "invalid signature"));
    assert_eq!(seen.codes(), ["signature_mismatch"]);
    assert!(seen.bodies().is_empty());
}

#[tokio::test]
async fn a_header_tells_a_signed_challenge_only_if_it_is_there_once() {
    let (address, seen) = receiver(WebhookOptions::new(&schemes::TWITCH, [SECRET])).await;
    let body = br#"{"challenge":"pogchamp-kappa-360noscope-vohiyo"}"#;
    let timestamp = chrono(now());
    let signature = format!("sha256={}", hmac(SECRET, &[b"msg-1", timestamp.as_bytes(), body]));
    let base = [
        ("Twitch-Eventsub-Message-Id", "msg-1"),
        ("Twitch-Eventsub-Message-Timestamp", timestamp.as_str()),
        ("Twitch-Eventsub-Message-Signature", signature.as_str()),
    ];
    let kind = ("Twitch-Eventsub-Message-Type", "webhook_callback_verification");
    let challenge = exchange(address, &request(&[&base[..], &[kind]].concat(), body)).await;
    assert_eq!(parsed(&challenge), (200, "pogchamp-kappa-360noscope-vohiyo"));
    assert!(seen.bodies().is_empty());
    let notification = [&base[..], &[("Twitch-Eventsub-Message-Type", "notification")]].concat();
    let other = exchange(address, &request(&notification, body)).await;
    assert_ne!(parsed(&other).1, "pogchamp-kappa-360noscope-vohiyo");
}

/// Prints a time as Twitch does.
fn chrono(seconds: u64) -> String {
    jiff::Timestamp::from_second(i64::try_from(seconds).unwrap()).unwrap().to_string()
}

#[tokio::test]
async fn an_unsigned_challenge_gets_a_response_only_with_the_option_and_the_right_verify_token() {
    let target = |token: &str, value: &str| format!("/hook?hub.mode=subscribe&hub.verify_token={token}&hub.challenge={value}");
    let get = |target: &str| request_to("GET", target, &[], b"");
    let (address, seen) = receiver(WebhookOptions::new(&schemes::WHATSAPP, [SECRET]).challenge("the token&")).await;
    let right = target("the+token%26", "1158201444");
    assert_eq!(parsed(&exchange(address, &get(&right)).await), (200, "1158201444"));
    for wrong in [
        target("another", "1158201444"),
        target("", "1158201444"),
        target("the+token%26", "%3Cscript%3E"),
        format!("{right}&hub.challenge=2"),
        format!("{right}&hub.verify_token=the+token%26"),
        "/hook".to_owned(),
    ] {
        assert_eq!(parsed(&exchange(address, &get(&wrong)).await), (401, "invalid signature"), "{wrong}");
    }
    assert_eq!(seen.codes(), ["invalid_challenge"; 6]);
    // Another method is not a challenge. Without the option, no request is.
    assert_eq!(parsed(&exchange(address, &request_to("POST", &right, &[], b"")).await).0, 401);
    let (off, seen_off) = receiver(WebhookOptions::new(&schemes::WHATSAPP, [SECRET])).await;
    assert_eq!(parsed(&exchange(off, &get(&right)).await), (401, "invalid signature"));
    assert_eq!(seen_off.codes(), ["missing_header"]);
    assert!(seen.bodies().is_empty() && seen_off.bodies().is_empty());
}
