//! A tower layer that verifies deliveries, and an axum extractor for what it verified.
//!
//! The layer reads the body up to the limit, verifies its bytes, and calls the service behind it with a [`Delivery`]. A refused delivery never
//! gets there: its sender gets 401, or 413 above the limit, and the same words whatever the reason.
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
//! A service that responds with 200, no body and no content type, as an axum handler without a result does, has the provider get its
//! [`Ack`](crate::Ack): what it counts as success. Any other response is passed on.
//!
//! # What the service gets
//! The [`Delivery`] is in the extensions of the request. The body is the bytes that were verified. The content type is the one of the scheme
//! that these bytes look like, since the signature does not cover that of the sender.
//!
//! # What it does not do
//! - The re-serialized body is not tried, since that is the work of `JSON.stringify`, which no Rust library repeats digit by digit. Of the
//!   few schemes that have it, those deliveries are refused whose bytes are not what `JSON.stringify` prints.
//! - A body that was signed before it was compressed is refused.
//! - Repetitions are not recognized: [`Delivery::dedupe_key`] is what a store would hold.
//! - It has no timeout. Put one around it, as `tower_http::timeout` has.

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
