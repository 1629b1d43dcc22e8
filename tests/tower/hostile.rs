//! Senders that do what no provider does. Nothing unverified may reach the handler, and the server must keep running.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use hookward::schemes;
use hookward::tower::WebhookOptions;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::server::{SECRET, Seen, exchange, gilbert, parsed, receiver, request};

const LIMIT: usize = 10_000;
const BODY: &[u8] = br#"{"event":"x","event_id":"1"}"#;

async fn limited() -> (SocketAddr, Seen) {
    receiver(WebhookOptions::new(&schemes::GILBERT, [SECRET]).max_body_bytes(LIMIT as u64)).await
}

async fn lives_on(address: SocketAddr, seen: &Seen) {
    let before = seen.bodies().len();
    let response = exchange(address, &request(&[("x-gilbert-signature", &gilbert(BODY))], BODY)).await;
    assert_eq!(parsed(&response), (200, "ok"));
    assert_eq!(seen.bodies().len(), before + 1);
}

fn chunked(headers: &str, chunks: &[&[u8]]) -> Vec<u8> {
    let head = format!("POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}Transfer-Encoding: chunked\r\n\r\n");
    let mut bytes = head.into_bytes();
    for chunk in chunks {
        bytes.extend(format!("{:x}\r\n", chunk.len()).bytes().chain(chunk.iter().copied()).chain(*b"\r\n"));
    }
    bytes
}

#[tokio::test]
async fn a_body_in_chunks_is_verified_whole() {
    let (address, seen) = limited().await;
    let body = vec![b'x'; LIMIT];
    let headers = format!("x-gilbert-signature: {}\r\n", gilbert(&body));
    let pieces: Vec<&[u8]> = body.chunks(7).chain([&b""[..]]).collect();
    assert_eq!(parsed(&exchange(address, &chunked(&headers, &pieces)).await), (200, "ok"));
    assert_eq!(seen.bodies(), [body]);
}

#[tokio::test]
async fn a_body_over_the_limit_is_413_before_it_is_read_to_its_end() {
    let (address, seen) = limited().await;
    let body = vec![b'x'; LIMIT + 1];
    let signature = gilbert(&body);
    let response = exchange(address, &request(&[("x-gilbert-signature", &signature)], &body)).await;
    assert_eq!(parsed(&response), (413, "invalid signature"));
    // The body is announced but never sent.
    let head = format!("POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-gilbert-signature: {signature}\r\n");
    let announced = format!("{head}Content-Length: 99999999999\r\n\r\n");
    assert_eq!(parsed(&exchange(address, announced.as_bytes()).await).0, 413);
    // Chunks that never end.
    let endless = chunked(&format!("x-gilbert-signature: {signature}\r\n"), &[&body, &body]);
    assert_eq!(parsed(&exchange(address, &endless).await).0, 413);
    assert_eq!(seen.codes(), ["body_too_large"; 3]);
    assert!(seen.bodies().is_empty());
    lives_on(address, &seen).await;
}

#[tokio::test]
async fn a_header_that_is_wrong_is_refused_before_the_body_is_read() {
    let (address, seen) = limited().await;
    // The body never arrives, but the response does.
    for header in ["", "x-gilbert-signature: zz\r\n"] {
        let head = format!("POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}Content-Length: 9\r\n\r\n");
        assert_eq!(parsed(&exchange(address, head.as_bytes()).await), (401, "invalid signature"));
    }
    assert_eq!(seen.codes(), ["missing_header", "malformed_header"]);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_not_taken_for_a_shorter_one() {
    let (address, seen) = limited().await;
    let signature = gilbert(BODY);
    let head = format!("POST /hook HTTP/1.1\r\nHost: x\r\nx-gilbert-signature: {signature}\r\n");
    for request in [
        [format!("{head}Content-Length: {}\r\n\r\n", BODY.len() + 1).as_bytes(), BODY].concat(),
        chunked(&format!("x-gilbert-signature: {signature}\r\n"), &[BODY]),
        [format!("{head}Transfer-Encoding: chunked\r\n\r\n").as_bytes(), b"zz\r\n", BODY].concat(),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&request).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut response = String::new();
        let _ = stream.read_to_string(&mut response).await;
        assert!(response.is_empty() || response.starts_with("HTTP/1.1 400"), "{response}");
    }
    // A request whose sender disconnects at once leaves neither a body nor a refusal.
    for _ in 0..50 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(format!("{head}Content-Length: 99\r\n\r\n{{").as_bytes()).await.unwrap();
        stream.set_zero_linger().unwrap();
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(seen.bodies().is_empty());
    assert!(seen.codes().is_empty(), "who hung up is refused nothing");
    lives_on(address, &seen).await;
}

#[tokio::test]
async fn a_signature_that_is_there_twice_is_refused_and_no_copy_is_chosen() {
    let (address, seen) = limited().await;
    let (right, wrong) = (gilbert(BODY), gilbert(b"other"));
    for pair in [[&right, &wrong], [&wrong, &right], [&right, &right]] {
        let headers = pair.map(|value| ("X-Gilbert-Signature", value.as_str()));
        assert_eq!(parsed(&exchange(address, &request(&headers, BODY)).await), (401, "invalid signature"));
    }
    let joined = request(&[("X-Gilbert-Signature", &format!("{right}, {right}"))], BODY);
    assert_eq!(parsed(&exchange(address, &joined).await).0, 401);
    assert_eq!(seen.codes(), ["duplicate_header"; 4]);
    assert!(seen.bodies().is_empty());
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_in_the_signature_and_ignored_elsewhere() {
    let (address, seen) = limited().await;
    let head = |name: &str, value: &[u8], more: &str| {
        let length = format!("\r\n{more}Content-Length: {}\r\n\r\n", BODY.len());
        let line = format!("POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{name}: ");
        [line.as_bytes(), value, length.as_bytes(), BODY].concat()
    };
    for value in [&b"\xff\xfe"[..], b"caf\xe9", "é".as_bytes(), &[0x80; 64]] {
        assert_eq!(parsed(&exchange(address, &head("X-Gilbert-Signature", value, "")).await), (401, "invalid signature"));
    }
    assert_eq!(seen.codes(), ["malformed_header"; 4]);
    let genuine = format!("X-Gilbert-Signature: {}\r\n", gilbert(BODY));
    assert_eq!(parsed(&exchange(address, &head("X-Other", b"\xff\xfe", &genuine)).await).0, 200);
    assert_eq!(seen.bodies(), [BODY]);
}

#[tokio::test]
async fn two_lengths_and_other_ways_to_smuggle_reach_no_handler_with_what_was_not_signed() {
    let (address, seen) = limited().await;
    let signature = gilbert(BODY);
    let length = BODY.len();
    let text = str::from_utf8(BODY).unwrap();
    for more in [
        format!("Content-Length: {length}\r\nContent-Length: {}\r\n\r\n{text}", length + 5),
        format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{text}\r\n0\r\n\r\n"),
        format!("Transfer-Encoding: chunked, identity\r\n\r\n{length:x}\r\n{text}\r\n0\r\n\r\n"),
        format!("Content-Length: +{length}\r\n\r\n{text}"),
        format!("Content-Length: -1\r\n\r\n{text}"),
        format!("Expect: 100-continue\r\nContent-Length: {length}\r\n\r\n{text}"),
    ] {
        let head = "POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        let mut request = head.to_owned();
        write!(request, "X-Gilbert-Signature: {signature}\r\n{more}").unwrap();
        exchange(address, request.as_bytes()).await;
    }
    assert!(seen.bodies().iter().all(|body| body == BODY), "{:?}", seen.bodies());
    lives_on(address, &seen).await;
}
