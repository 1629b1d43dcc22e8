//! A verified delivery that owns its bytes, and the extractor for it.

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use core::fmt;

use axum_core::extract::{FromRequestParts, OptionalFromRequestParts};
use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::{members, respond};
use crate::{Ack, Headers, Identity, Scheme, Source, UnixTime, VerifiedDelivery, Verifier, dedupe_key};

/// A verified delivery. Only the layer creates one, so a handler with this argument is called only with verified deliveries.
///
/// It is cheap to clone. As an axum extractor, it may be followed by an extractor that reads the body.
///
/// # Examples
/// ```
/// use axum::http::StatusCode;
/// use hookward::tower::Delivery;
///
/// /// A handler of axum, after a `webhook_layer`.
/// async fn receive(delivery: Delivery) -> Result<(), StatusCode> {
///     let payload: serde_json::Value = delivery.json().map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
///     println!("{} {}", delivery.dedupe_key(""), payload["type"]);
///     Ok(())
/// }
/// # let _: axum::Router = axum::Router::new().route("/", axum::routing::post(receive));
/// ```
#[derive(Clone)]
pub struct Delivery {
    verifier: Arc<Verifier>,
    body: Bytes,
    event: Option<String>,
    id: Option<String>,
    timestamp: Option<UnixTime>,
    secret_index: usize,
}

impl Delivery {
    /// Creates a delivery from the verified bytes, and reads its event and id from the headers or the body.
    pub(super) fn new(verifier: &Arc<Verifier>, body: &Bytes, headers: &HeaderMap, proof: &VerifiedDelivery<'_>) -> Self {
        let scheme = verifier.scheme();
        let sources = [&scheme.event, &scheme.delivery_id];
        let is_in_body = sources.iter().any(|source| matches!(source, Some(Source::Body(_) | Source::Object(_))));
        let json = if is_in_body { members::parse(body) } else { None };
        let text = |source: &Option<Source>| match source.as_ref()? {
            Source::Header(name) => {
                let value = Headers::values(headers, name).next()?.trim_ascii();
                core::str::from_utf8(value).ok().filter(|text| !text.is_empty()).map(ToString::to_string)
            }
            Source::Body(path) | Source::Object(path) => members::text(json.as_ref()?, path).map(ToString::to_string),
        };
        Self {
            event: text(&scheme.event),
            id: text(&scheme.delivery_id),
            timestamp: proof.timestamp(),
            secret_index: proof.secret_index(),
            body: body.clone(),
            verifier: Arc::clone(verifier),
        }
    }

    /// Returns the bytes that the signature covers.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Parses the body as JSON. With the feature `events`, the providers' own types can be read, such as `GrilloEvent`.
    ///
    /// # Errors
    /// Returns the error of `serde_json` if the body is not JSON of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }

    /// Returns the scheme that verified the delivery.
    pub fn scheme(&self) -> &Scheme {
        self.verifier.scheme()
    }

    /// Returns the name of the event, from the place that the scheme defines. In a header, the name may be unsigned.
    pub fn event(&self) -> Option<&str> {
        self.event.as_deref()
    }

    /// Returns the id that the provider assigned to the delivery.
    pub fn delivery_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Returns whether the signature covers the delivery id. If not, anyone who replays the delivery can change its id.
    pub fn delivery_id_signed(&self) -> bool {
        self.scheme().delivery_id_signed()
    }

    /// Returns the time of signing, if the scheme has a signed timestamp.
    pub fn timestamp(&self) -> Option<UnixTime> {
        self.timestamp
    }

    /// Returns the position of the secret that matched. If it is above 0, a rotation is not finished.
    pub fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// Returns the dedupe key, by which a receiver recognizes duplicates. It is made only from signed values. `tenant`
    /// distinguishes endpoints that share a store. Pass an empty tenant for a single endpoint.
    pub fn dedupe_key(&self, tenant: &str) -> String {
        let signed = self.delivery_id().filter(|id| self.delivery_id_signed() && !id.is_empty());
        let identity = signed.map_or_else(|| Identity::of_body(self.scheme(), &self.body), Identity::DeliveryId);
        dedupe_key(tenant, &self.scheme().id, identity)
    }

    /// Returns the acknowledgement: the response that the provider accepts as success.
    pub fn ack(&self) -> &Ack {
        &self.scheme().ack
    }

    /// Returns the acknowledgement as a response. The layer also sends it if a handler returns nothing.
    pub fn acknowledge(&self) -> Response {
        respond::ack(self.ack())
    }
}

/// Prints the delivery without its body.
impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("scheme", &self.scheme().id)
            .field("event", &self.event)
            .field("delivery_id", &self.id)
            .field("timestamp", &self.timestamp)
            .field("secret_index", &self.secret_index)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// The error of a handler that takes a [`Delivery`] on a route without the layer. It is a mistake in the app, and the
/// response is 500.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDelivery;

impl fmt::Display for NoDelivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The request has no verified delivery. Apply the layer of webhook_layer() to this route.")
    }
}

impl core::error::Error for NoDelivery {}

impl IntoResponse for NoDelivery {
    fn into_response(self) -> Response {
        std::eprintln!("hookward: {self}");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

impl<S: Sync> FromRequestParts<S> for Delivery {
    type Rejection = NoDelivery;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, NoDelivery> {
        parts.extensions.get::<Self>().cloned().ok_or(NoDelivery)
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for Delivery {
    type Rejection = core::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}
