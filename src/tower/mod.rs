//! A tower layer that verifies deliveries, and an axum extractor for verified deliveries.
//!
//! The layer reads the body up to the limit, verifies its bytes, and calls the inner service with a [`Delivery`]. If a delivery
//! is refused, the layer does not call the service. The sender gets 401, or 413 above the limit, and the same text for every
//! reason.
//!
//! ```no_run
//! use axum::{Router, routing::post};
//! use hookward::schemes;
//! use hookward::tower::{Delivery, WebhookOptions, webhook_layer};
//!
//! async fn receive(delivery: Delivery) {
//!     println!("{:?} {:?}", delivery.event(), delivery.delivery_id());
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let secret = std::env::var("GRILLO_WEBHOOK_SECRET")?;
//! let layer = webhook_layer(WebhookOptions::new(&schemes::GRILLO, [secret.as_str()]))?;
//! let app: Router = Router::new().route("/webhooks/grillo", post(receive).layer(layer));
//! # Ok(())
//! # }
//! ```
//!
//! # Responses
//! If the service responds with 200, without a body and a content type, as an axum handler without a result does, the layer sends
//! the [`Ack`](crate::Ack), which the provider accepts as success. The layer passes on every other response.
//!
//! # What the service gets
//! The extensions of the request contain the [`Delivery`]. The body is the verified bytes. The content type is the one of the
//! scheme that matches these bytes, because the signature does not cover the sender's content type.
//!
//! # What it does not do
//! - The re-serialized body is not verified, because no Rust library prints every number as `JSON.stringify` does. For the few
//!   schemes that have it, a delivery is refused if its bytes are not what `JSON.stringify` prints.
//! - A body that was signed before it was compressed is refused.
//! - Duplicates are not recognized. Keep [`Delivery::dedupe_key`] in a store.
//! - The layer has no timeout. Add one, such as `tower_http::timeout`.

mod challenge;
mod delivery;
mod members;
mod options;
mod read_body;
mod refusal;
mod respond;
mod webhook;

pub use axum_core::body::Body;
pub use delivery::{Delivery, NoDelivery};
pub use options::{ChallengeOption, WebhookOptions};
pub use refusal::Refusal;
pub use webhook::{Webhook, WebhookLayer, webhook_layer};
