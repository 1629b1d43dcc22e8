//! An axum server on a socket, and a client that writes the bytes of a request itself.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::routing::any;
use hmac::{Hmac, KeyInit, Mac};
use hookward::tower::{Delivery, WebhookOptions, webhook_layer};
use sha2::Sha256;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const SECRET: &str = "s3cret-of-nobody";

/// The events on the server: the deliveries that reached the handler, and the codes of refusals.
#[derive(Clone, Default)]
pub(crate) struct Seen {
    pub(crate) handled: Arc<Mutex<Vec<Delivery>>>,
    pub(crate) refused: Arc<Mutex<Vec<String>>>,
}

impl Seen {
    pub(crate) fn bodies(&self) -> Vec<Vec<u8>> {
        self.handled.lock().unwrap().iter().map(|delivery| delivery.body().to_vec()).collect()
    }

    pub(crate) fn codes(&self) -> Vec<String> {
        std::mem::take(&mut self.refused.lock().unwrap())
    }
}

/// Starts a server.
pub(crate) async fn serve(app: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

/// Starts a server with one route, `/hook`, whose handler returns nothing.
pub(crate) async fn receiver(options: WebhookOptions) -> (SocketAddr, Seen) {
    let seen = Seen::default();
    let (handled, refused) = (seen.handled.clone(), seen.refused.clone());
    let options = options.on_refused(move |refusal, _| refused.lock().unwrap().push(refusal.code().to_owned()));
    let receive = move |delivery: Delivery| {
        handled.lock().unwrap().push(delivery);
        async {}
    };
    (serve(Router::new().route("/hook", any(receive)).layer(webhook_layer(options).unwrap())).await, seen)
}

/// Sends bytes, and returns the whole response.
pub(crate) async fn exchange(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // A server that has refused may close before it has read everything.
    let _ = stream.write_all(request).await;
    let mut response = Vec::new();
    let reading = stream.read_to_end(&mut response);
    let _ = tokio::time::timeout(Duration::from_secs(20), reading).await.expect("a response in time");
    String::from_utf8_lossy(&response).into_owned()
}

/// Returns the bytes of a POST to `/hook`.
pub(crate) fn request(headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    request_to("POST", "/hook", headers, body)
}

pub(crate) fn request_to(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    write!(head, "Content-Length: {}\r\n\r\n", body.len()).unwrap();
    [head.as_bytes(), body].concat()
}

/// Returns the status and the body of a response.
pub(crate) fn parsed(response: &str) -> (u16, &str) {
    let (head, body) = response.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no response: {response:?}"));
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body)
}

/// Returns the value of a header of a response.
pub(crate) fn header<'r>(response: &'r str, name: &str) -> Option<&'r str> {
    let (head, _) = response.split_once("\r\n\r\n")?;
    head.lines().filter_map(|line| line.split_once(": ")).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Signs with only RustCrypto. Returns hex.
pub(crate) fn hmac(secret: &str, parts: &[&[u8]]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    for part in parts {
        mac.update(part);
    }
    hex::encode(mac.finalize().into_bytes())
}

/// Signs a body as Gilbert does.
pub(crate) fn gilbert(body: &[u8]) -> String {
    hmac(SECRET, &[body])
}

/// Returns the current time, in seconds.
pub(crate) fn now() -> u64 {
    std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()
}
