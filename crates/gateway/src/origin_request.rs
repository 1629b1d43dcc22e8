//! The request to the origin: the verified body, and the edge's own signature of it.

use hookward::{Identity, Scheme, UnixTime, Unsigned, dedupe_key};

use crate::headers::{RequestHeaders, is_credential};
use crate::labels::{ALERT, Labels, as_header_value};
use crate::ledger_option::Mode;
use crate::log_line::UnfinishedLine;
use crate::ready_route::ReadyRoute;
use crate::request::{Body, Request};
use crate::verify::VerifiedDelivery;

/// The maximum length of a response that is returned to the sender, in bytes. Providers read one line of it at most.
pub(crate) const MAX_RESPONSE_BYTES: u64 = 1 << 20;

/// The header of the edge's own signatures. Several signatures are separated by spaces.
const SIGNATURE: &str = "webhook-signature";

/// A request to the origins of a route, and the data that the host keeps until the response arrives. The host sends the request
/// by POST and follows no redirect.
///
/// A status that was returned to the sender cannot be changed later. An origin that sends 200 and then hangs has not accepted the
/// delivery, and the provider must get an error and try again. So the host reads the whole response within the timeout before it
/// returns any part of it.
#[derive(Debug)]
pub struct OriginRequest<'r> {
    /// The origins. Each is a URL and, after a space, the name of the binding through which it is called, if it is not called
    /// over the network. The sender gets the response of the first origin.
    pub origins: &'r [String],
    /// The headers, as names and values alternately, one per line. Neither can contain a line break.
    pub headers: String,
    /// Whether the body is the re-serialized body instead of the bytes received.
    pub reserialized: bool,
    /// The maximum time for the whole response, in milliseconds.
    pub timeout: u32,
    /// The maximum length of the body of a response, in bytes.
    pub limit: u64,
    /// The line of the log, with the data that is known so far.
    pub line: UnfinishedLine,
}

/// Returns the headers of the request to a route's origin. `webhook_id` is the id of the delivery if a ledger stores it.
pub(crate) fn headers(
    route: &ReadyRoute,
    request: &impl Request,
    headers: &RequestHeaders<'_>,
    delivery: &VerifiedDelivery<impl Body>,
    labels: &Labels,
    webhook_id: Option<&str>,
    now: UnixTime,
) -> String {
    let mut lines = Lines(forwarded(route, request, headers, delivery, labels));
    let body = || delivery.body().bytes();
    if !route.signers.is_empty() {
        let id = webhook_id.map_or_else(|| labels.webhook_id(route, body()), str::to_owned);
        add_signature(&mut lines, route, body(), &id, now);
    }
    lines.0
}

/// Returns the headers that are forwarded to a route's origin, and the headers that the edge adds, except its signature. The text
/// has names and values alternately, one per line.
pub(crate) fn forwarded(
    route: &ReadyRoute,
    request: &impl Request,
    headers: &RequestHeaders<'_>,
    delivery: &VerifiedDelivery<impl Body>,
    labels: &Labels,
) -> String {
    let scheme = route.verifier.scheme();
    let mut lines = Lines(String::with_capacity(512));
    for (name, value) in headers.forwarded() {
        lines.add(name, value);
    }
    if let Some(prefix) = scheme.header_prefix.as_deref() {
        let found = request.with_prefix(prefix);
        // Operators can see the headers that a ledger, a queue or a workflow stores.
        let is_stored = route.ledger.mode == Some(Mode::Accept) || route.recipient.is_some();
        for (name, value) in headers.with_prefix(prefix, &found).filter(|(name, _)| !(is_stored && is_credential(name))) {
            lines.add(name, value);
        }
    }
    lines.add("content-type", content_type(scheme, delivery));
    // The edge's own headers. No header of a sender has one of these names.
    lines.add("x-hookward-scheme", &scheme.id);
    if let Some(tenant) = &route.tenant {
        lines.add("x-hookward-tenant", tenant);
    }
    for (name, label) in [("x-hookward-event", &labels.event), ("x-hookward-delivery", &labels.delivery_id)] {
        if let Some(value) = label.as_deref().and_then(as_header_value) {
            lines.add(name, value);
        }
    }
    lines.0
}

/// An attempt to send an accepted delivery to an origin.
#[derive(Debug)]
pub struct Attempt<'r> {
    /// The origin, in the format of [`OriginRequest`].
    pub origin: &'r str,
    /// The `webhook-id`.
    pub id: String,
    /// The edge's signature, which is sent in addition to the stored headers: names and values alternately, one per line.
    pub signature: String,
    /// The maximum time for the whole response, in milliseconds.
    pub timeout: u32,
    /// The maximum length of the body of a response, in bytes.
    pub limit: u64,
}

/// Creates an attempt. The body is the body of an accepted delivery. A ledger stores only verified bodies.
pub(crate) fn attempt<'r>(route: &'r ReadyRoute, origin: usize, body: &[u8], id: &str, now: UnixTime) -> Option<Attempt<'r>> {
    let origin = route.origins.get(origin)?;
    let mut lines = Lines(String::with_capacity(256));
    if !route.signers.is_empty() {
        add_signature(&mut lines, route, body, id, now);
    }
    Some(Attempt { origin, id: id.to_owned(), signature: lines.0, timeout: route.timeout, limit: MAX_RESPONSE_BYTES })
}

/// Creates the request that sends an alert about a ledger to an operator, if the route has an `alertUrl`.
///
/// Equal alerts have the same id. The id begins with a prefix that the id of a delivery never has, so an origin that receives an
/// alert can recognize it.
pub(crate) fn alert<'r>(route: &'r ReadyRoute, body: &[u8], now: UnixTime) -> Option<Attempt<'r>> {
    let signer = route.signers.first()?;
    let scheme = signer.scheme();
    let id = [ALERT, &dedupe_key(&route.path, &scheme.id, Identity::of_body(scheme, body))].concat();
    let origin = route.alert_url.as_deref()?;
    Some(Attempt { origin, id: id.clone(), ..attempt(route, 0, body, &id, now)? })
}

/// Headers as text: names and values alternately, one per line. Neither can contain a line break.
struct Lines(String);

impl Lines {
    fn add(&mut self, name: &str, value: &str) {
        for text in [name, value] {
            self.0.push_str(text);
            self.0.push('\n');
        }
    }
}

/// Returns the content type of a delivery. The body is read only if the scheme has several content types.
fn content_type<'s>(scheme: &'s Scheme, delivery: &VerifiedDelivery<impl Body>) -> &'s str {
    scheme.content_type(if scheme.content_types.len() > 1 { delivery.body().bytes() } else { b"" })
}

/// Adds the edge's signature, or two signatures while the edge's own secret rotates. The function is private, so that no
/// unverified body is signed.
fn add_signature(lines: &mut Lines, route: &ReadyRoute, body: &[u8], id: &str, now: UnixTime) {
    let unsigned = Unsigned { body, now, delivery_id: Some(id), event: None, url: None, method: None };
    let mut signed = route.signers.iter().map(|signer| signer.sign(&unsigned));
    let mut headers = signed.next().unwrap_or_default();
    for (name, value) in signed.flatten().filter(|(name, _)| name == SIGNATURE) {
        if let Some((_, values)) = headers.iter_mut().find(|(own, _)| *own == name) {
            values.push(' ');
            values.push_str(&value);
        }
    }
    for (name, value) in headers {
        lines.add(&name, &value);
    }
}
