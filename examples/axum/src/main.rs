//! An axum server that receives deliveries from Grillo.
//!
//! ```sh
//! GRILLO_WEBHOOK_SECRET=… PORT=3000 cargo run -p hookward-example-axum
//! ```

use std::error::Error;

use axum::Router;
use axum::routing::post;
use hookward::events::GrilloEvent;
use hookward::schemes;
use hookward::tower::{Delivery, WebhookOptions, webhook_layer};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let secret = std::env::var("GRILLO_WEBHOOK_SECRET")?;
    let layer = webhook_layer(WebhookOptions::new(&schemes::GRILLO, [secret.as_str()]))?;
    let app = Router::new().route("/webhooks/grillo", post(receive).layer(layer));

    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".into());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("listening on {}", listener.local_addr()?.port());
    Ok(axum::serve(listener, app).await?)
}

/// Handles a verified delivery. The type `Delivery` proves that the body was verified. `Json` alone does not.
async fn receive(delivery: Delivery) {
    match delivery.json() {
        Ok(GrilloEvent::EventDetected(event)) => println!("magnitude {}", event.data.magnitude),
        Ok(event) => println!("{}", event.name()),
        Err(error) => println!("authentic, and not an event: {error}"),
    }
}
