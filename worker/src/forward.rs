//! The request to the origin: the body that was verified, and the edge's own signature over it.

use hookward::{Scheme, UnixTime, Unsigned};
use web_sys::Request;

use crate::headers::RequestHeaders;
use crate::http_error::HttpError;
use crate::labels::{Labels, as_header_value};
use crate::ready_route::ReadyRoute;
use crate::runtime::{self, OriginResponse};
use crate::verify::VerifiedDelivery;

/// The longest response that is passed back, in bytes. Providers read a line of it, if that.
const MAX_RESPONSE_BYTES: u64 = 1 << 20;

/// The header of the edge's own signatures, which are in it with spaces between them.
const SIGNATURE: &str = "webhook-signature";

/// Sends a delivery to the route's origin and reads the response to its end, all within the route's timeout.
///
/// A status that was passed on cannot be taken back. An origin that sends 200 and then hangs has not taken the delivery, and
/// the provider must learn that and try again. So nothing is passed on before the end.
pub(crate) async fn forward(
    route: &ReadyRoute,
    request: &Request,
    headers: &RequestHeaders<'_>,
    delivery: &VerifiedDelivery,
    labels: &Labels,
    now: UnixTime,
) -> Result<OriginResponse, HttpError<'static>> {
    let scheme = route.verifier.scheme();
    let mut lines = Lines(String::new());
    for (name, value) in headers.forwarded() {
        lines.add(name, value);
    }
    if let Some(prefix) = scheme.header_prefix.as_deref() {
        let found = runtime::with_prefix(request, prefix);
        for (name, value) in headers.with_prefix(prefix, &found) {
            lines.add(name, value);
        }
    }
    lines.add("content-type", content_type(scheme, delivery));
    add_edge_headers(&mut lines, route, delivery, labels, now);
    let response = runtime::send(&route.origin, &lines.0, delivery.body(), route.timeout, MAX_RESPONSE_BYTES).await;
    match response.status() {
        200..=599 => Ok(response),
        0 if response.slow() => Err(HttpError::OriginSlow { timeout: route.timeout }),
        0 => Err(HttpError::OriginUnreachable { reason: response.reason() }),
        // The runtime cannot make a response with such a status.
        status => Err(HttpError::OriginUnreachable { reason: format!("its response has the status {status}") }),
    }
}

/// Headers as text, a name and a value a line: neither can hold a line break.
struct Lines(String);

impl Lines {
    fn add(&mut self, name: &str, value: &str) {
        for text in [name, value] {
            self.0.push_str(text);
            self.0.push('\n');
        }
    }
}

/// Returns the content type of a delivery. The body is copied only for a scheme that has several.
fn content_type<'s>(scheme: &'s Scheme, delivery: &VerifiedDelivery) -> &'s str {
    let body = if scheme.content_types.len() > 1 { delivery.body().to_vec() } else { Vec::new() };
    scheme.content_type(&body)
}

/// Adds the edge's own headers. No sender's header has one of these names.
fn add_edge_headers(lines: &mut Lines, route: &ReadyRoute, delivery: &VerifiedDelivery, labels: &Labels, now: UnixTime) {
    lines.add("x-hookward-scheme", &route.verifier.scheme().id);
    for (name, label) in [("x-hookward-event", &labels.event), ("x-hookward-delivery", &labels.delivery_id)] {
        if let Some(value) = label.as_deref().and_then(as_header_value) {
            lines.add(name, value);
        }
    }
    for (name, value) in sign(route, delivery, labels, now) {
        lines.add(&name, &value);
    }
}

/// Signs a delivery as the edge: once, or with two signatures while the edge's own secret rotates. Takes a [`VerifiedDelivery`],
/// which only `verify` makes, so no other code can have an unverified body signed.
fn sign(route: &ReadyRoute, delivery: &VerifiedDelivery, labels: &Labels, now: UnixTime) -> Vec<(String, String)> {
    if route.signers.is_empty() {
        return Vec::new();
    }
    let body = delivery.body().to_vec();
    let id = labels.webhook_id(&route.path, &route.verifier.scheme().id, &body);
    let unsigned = Unsigned { body: &body, now, delivery_id: Some(&id), event: None, url: None, method: None };
    let mut signed = route.signers.iter().map(|signer| signer.sign(&unsigned));
    let mut headers = signed.next().unwrap_or_default();
    for (name, value) in signed.flatten().filter(|(name, _)| name == SIGNATURE) {
        if let Some((_, values)) = headers.iter_mut().find(|(own, _)| *own == name) {
            values.push(' ');
            values.push_str(&value);
        }
    }
    headers
}
