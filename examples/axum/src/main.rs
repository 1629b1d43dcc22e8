//! An axum server that receives from Grillo.
//!
//! ```sh
//! GRILLO_WEBHOOK_SECRET=… PORT=3000 cargo run -p hookward-example-axum
//! ```

use std::error::Error;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use hookward::events::GrilloEvent;
use hookward::{SENDER_MESSAGE, UnixTime, Verifier, schemes};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let secret = std::env::var("GRILLO_WEBHOOK_SECRET")?;
    let verifier = Verifier::new(&schemes::GRILLO, [secret.as_str()])?;
    let limit = usize::try_from(verifier.max_body_bytes())?;
    let app =
        Router::new().route("/webhooks/grillo", post(receive)).layer(DefaultBodyLimit::max(limit)).with_state(Arc::new(verifier));

    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".into());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("listening on {}", listener.local_addr()?.port());
    Ok(axum::serve(listener, app).await?)
}

/// `Bytes`, and never `Json`: the signature covers the bytes as they came.
async fn receive(State(verifier): State<Arc<Verifier>>, headers: HeaderMap, body: Bytes) -> (StatusCode, &'static str) {
    match verifier.verify(&headers, &body, now()) {
        Ok(delivery) => {
            match serde_json::from_slice(delivery.body()) {
                Ok(GrilloEvent::EventDetected(event)) => println!("magnitude {}", event.data.magnitude),
                Ok(event) => println!("{}", event.name()),
                Err(error) => println!("authentic, and not an event: {error}"),
            }
            (StatusCode::OK, "ok")
        }
        Err(error) => {
            eprintln!("{}: {}", error.code(), verifier.message(error)); // for you
            (StatusCode::UNAUTHORIZED, SENDER_MESSAGE) // for the sender, always the same
        }
    }
}

/// The core has no clock of its own.
fn now() -> UnixTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixTime::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
