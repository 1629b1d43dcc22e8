//! The request to the origin: the body that was verified, and the edge's own signature over it.

use hookward::{UnixTime, Unsigned, Verifier};
use web_sys::Request;

use crate::headers::RequestHeaders;
use crate::http_error::HttpError;
use crate::labels::{Labels, as_header_value};
use crate::ready_route::ReadyRoute;
use crate::runtime::{self, OriginRequest, OriginResponse};
use crate::verify::VerifiedDelivery;

/// The longest response that is passed back, in bytes. Providers read a line of it, if that.
const MAX_RESPONSE_BYTES: u64 = 1 << 20;

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
    let dropped = headers.not_forwarded(route.verifier.scheme(), !delivery.reserialized());
    let added = edge_headers(route, delivery, labels, now);
    let forwarded = OriginRequest { dropped: &dropped, added: &added, body: delivery.body() };
    let response = runtime::send(&route.origin, request, forwarded, route.timeout, MAX_RESPONSE_BYTES).await;
    match response.status() {
        200..=599 => Ok(response),
        0 if response.slow() => Err(HttpError::OriginSlow { timeout: route.timeout }),
        0 => Err(HttpError::OriginUnreachable { reason: response.reason() }),
        // The runtime cannot make a response with such a status.
        status => Err(HttpError::OriginUnreachable { reason: format!("its response has the status {status}") }),
    }
}

/// Returns the edge's own headers, a name and a value a line. They replace what the sender put under these names.
fn edge_headers(route: &ReadyRoute, delivery: &VerifiedDelivery, labels: &Labels, now: UnixTime) -> String {
    let scheme = ["x-hookward-scheme\n", &route.verifier.scheme().id].concat();
    let named = [("x-hookward-event", &labels.event), ("x-hookward-delivery", &labels.delivery_id)];
    let labelled = named.into_iter().filter_map(|(name, label)| Some([name, "\n", as_header_value(label.as_deref()?)?].concat()));
    let signature = route.signer.iter().flat_map(|signer| sign(signer, delivery, labels, now));
    let signature = signature.map(|(name, value)| [name.as_str(), "\n", &value].concat());
    core::iter::once(scheme).chain(labelled).chain(signature).collect::<Vec<_>>().join("\n")
}

/// Signs a delivery as the edge. Takes a [`VerifiedDelivery`], which only `verify` makes, so no other code can have an
/// unverified body signed.
fn sign(signer: &Verifier, delivery: &VerifiedDelivery, labels: &Labels, now: UnixTime) -> Vec<(String, String)> {
    let body = delivery.body().to_vec();
    let key = labels.idempotency_key(&body);
    signer.sign(&Unsigned { body: &body, now, delivery_id: Some(&key), event: None })
}
