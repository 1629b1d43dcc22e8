//! The request to the origin: the body that was verified, and the edge's own signature over it.

use hookward::{Identity, Scheme, UnixTime, Unsigned, dedupe_key};

use crate::headers::{RequestHeaders, is_credential};
use crate::labels::{ALERT, Labels, as_header_value};
use crate::ledger_option::Mode;
use crate::log_line::UnfinishedLine;
use crate::ready_route::ReadyRoute;
use crate::request::{Body, Request};
use crate::verify::VerifiedDelivery;

/// The longest response that is passed back, in bytes. Providers read a line of it, if that.
pub(crate) const MAX_RESPONSE_BYTES: u64 = 1 << 20;

/// The header of the edge's own signatures, which are in it with spaces between them.
const SIGNATURE: &str = "webhook-signature";

/// The request to the origins of a route, by POST and without following a redirect, and what the host has to keep until the response is there.
///
/// A status that was passed on cannot be taken back. An origin that sends 200 and then hangs has not taken the delivery, and
/// the provider must learn that and try again. So the response is read to its end, within the timeout, before anything is passed on.
#[derive(Debug)]
pub struct OriginRequest<'r> {
    /// Where it goes: a URL and, after a space, the name of the binding that it is asked through, if not over the network. The response of
    /// the first is the sender's.
    pub origins: &'r [String],
    /// Its headers, a name and a value a line: neither can hold a line break.
    pub headers: String,
    /// Whether its body is the re-serialized body, and not the bytes received.
    pub reserialized: bool,
    /// How long the whole response may take, in milliseconds.
    pub timeout: u32,
    /// The longest body of a response, in bytes.
    pub limit: u64,
    /// The line of the log, as far as it is known.
    pub line: UnfinishedLine,
}

/// Returns the headers of the request to a route's origin. `webhook_id` is that of the delivery if a ledger keeps it.
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

/// Returns the headers that cross to a route's origin, and what the edge adds but its signature, a name and a value a line.
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
        // What a ledger, a queue or a workflow stores, its operators see.
        let is_stored = route.ledger.mode == Some(Mode::Accept) || route.recipient.is_some();
        for (name, value) in headers.with_prefix(prefix, &found).filter(|(name, _)| !(is_stored && is_credential(name))) {
            lines.add(name, value);
        }
    }
    lines.add("content-type", content_type(scheme, delivery));
    // The edge's own. No sender's header has one of these names.
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
    /// Where it goes, as in [`OriginRequest`].
    pub origin: &'r str,
    /// The `webhook-id`.
    pub id: String,
    /// The edge's signature, a name and a value a line: what the attempt has beside the stored headers.
    pub signature: String,
    /// How long the whole response may take, in milliseconds.
    pub timeout: u32,
    /// The longest body of a response, in bytes.
    pub limit: u64,
}

/// Makes an attempt. The body is one that a ledger accepted, which stores what was verified and nothing else.
pub(crate) fn attempt<'r>(route: &'r ReadyRoute, origin: usize, body: &[u8], id: &str, now: UnixTime) -> Option<Attempt<'r>> {
    let origin = route.origins.get(origin)?;
    let mut lines = Lines(String::with_capacity(256));
    if !route.signers.is_empty() {
        add_signature(&mut lines, route, body, id, now);
    }
    Some(Attempt { origin, id: id.to_owned(), signature: lines.0, timeout: route.timeout, limit: MAX_RESPONSE_BYTES })
}

/// Makes the request that tells an operator about a ledger, if the route has an address for that.
///
/// Its id is the same as long as the alert is. That of a delivery never begins so: an origin that is sent an alert can know it.
pub(crate) fn alert<'r>(route: &'r ReadyRoute, body: &[u8], now: UnixTime) -> Option<Attempt<'r>> {
    let signer = route.signers.first()?;
    let scheme = signer.scheme();
    let id = [ALERT, &dedupe_key(&route.path, &scheme.id, Identity::of_body(scheme, body))].concat();
    let origin = route.alert_url.as_deref()?;
    Some(Attempt { origin, id: id.clone(), ..attempt(route, 0, body, &id, now)? })
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

/// Returns the content type of a delivery. The body is asked for only by a scheme that has several.
fn content_type<'s>(scheme: &'s Scheme, delivery: &VerifiedDelivery<impl Body>) -> &'s str {
    scheme.content_type(if scheme.content_types.len() > 1 { delivery.body().bytes() } else { b"" })
}

/// Signs as the edge: once, or with two signatures while the edge's own secret rotates. Private, so that no unverified body is signed.
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
