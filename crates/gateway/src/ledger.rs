//! The data of a verified delivery that a ledger stores, and the replies of a ledger.

use hookward::Identity;
use hookward::dedupe_key;

use crate::headers::RequestHeaders;
use crate::json_text::add_member;
use crate::labels::{Labels, message_id};
use crate::ledger_option::{Dedupe, Mode};
use crate::log_line::cut;
use crate::origin_request;
use crate::ready_route::ReadyRoute;
use crate::request::{Body, Request};
use crate::verify::VerifiedDelivery;

/// The time that a key stays reserved after the timeout of the request to the origin, in milliseconds.
const LEASE: u32 = 5000;

/// The data of a verified delivery that a ledger stores when it reserves the key or accepts the delivery.
#[derive(Debug)]
pub struct Entry<'r> {
    /// The name of the ledger.
    pub ledger: &'r str,
    /// The ledger to which the key belonged before the number of the route's ledgers was changed. The host asks this ledger
    /// first.
    pub previous: Option<&'r str>,
    /// The dedupe key, or a random text if the route treats each delivery as new.
    pub key: String,
    /// The id that the origin gets with each attempt.
    pub webhook_id: String,
    /// The key that is shared by deliveries that are sent to an origin one at a time.
    pub order_key: Option<String>,
    /// The delivery id.
    pub delivery_id: Option<String>,
    /// The name of the event.
    pub event: Option<String>,
    /// The scheme's id.
    pub scheme: &'r str,
    /// The tenant, if the route has tenants.
    pub tenant: Option<&'r str>,
    /// The headers that are forwarded to the origin, as a JSON object, without the edge's signature. Only for an accepted
    /// delivery.
    pub headers: Option<String>,
    /// Whether the verified body is the re-serialized body.
    pub reserialized: bool,
    /// The maximum time that a key is reserved, in milliseconds.
    pub lease: u32,
}

/// The reply of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerReply {
    /// The key is reserved, and the delivery is sent to the origin.
    First,
    /// The delivery is stored.
    Accepted,
    /// The delivery is a duplicate.
    Duplicate,
    /// A copy of the delivery is being handled.
    InFlight {
        /// The time after which the sender may try again, in seconds.
        retry_after: i64,
    },
    /// The storage is nearly full.
    Full,
    /// The delivery cannot be stored.
    TooLarge,
    /// The ledger did not reply, or failed.
    Unavailable,
}

impl<'r> Entry<'r> {
    /// Creates the entry of a delivery. The argument is a [`VerifiedDelivery`], so an unverified request is never stored under a
    /// key.
    pub(crate) fn new<B: Body>(
        route: &'r ReadyRoute,
        mode: Mode,
        request: &impl Request,
        headers: &RequestHeaders<'_>,
        delivery: &VerifiedDelivery<B>,
        labels: &Labels,
    ) -> Self {
        let scheme = route.verifier.scheme();
        let key = key_of(route, request, delivery, labels);
        let webhook_id = labels.signed_webhook_id(route).unwrap_or_else(|| message_id(&key));
        let headers = (mode == Mode::Accept).then(|| {
            let lines = origin_request::forwarded(route, request, headers, delivery, labels);
            json_object(&lines)
        });
        // The order key is a hash, so its length does not depend on the text. The ledger uses the key only to look up deliveries.
        let order_key = route.ledger.order.as_deref().and_then(|path| delivery.body().scalar(path));
        let order_key = order_key.map(|text| dedupe_key("order", &scheme.id, Identity::DeliveryId(&text)));
        let (ledger, previous) = route.ledger.shards.of(&key);
        Self {
            ledger,
            // If each delivery is new, no other ledger has its key.
            previous: previous.filter(|_| route.ledger.dedupe != Dedupe::Off),
            key,
            webhook_id,
            order_key,
            delivery_id: labels.delivery_id.as_deref().map(cut),
            event: labels.event.as_deref().map(cut),
            scheme: &scheme.id,
            tenant: route.tenant.as_deref(),
            headers,
            reserialized: delivery.reserialized(),
            lease: route.timeout.saturating_add(LEASE),
        }
    }
}

/// Returns the dedupe key of a delivery, according to its route. Returns a random text if the route treats each delivery as new.
pub(crate) fn key_of(
    route: &ReadyRoute,
    request: &impl Request,
    delivery: &VerifiedDelivery<impl Body>,
    labels: &Labels,
) -> String {
    let scheme = route.verifier.scheme();
    match route.ledger.dedupe {
        Dedupe::Off => request.random(),
        Dedupe::Body => dedupe_key(&route.path, &scheme.id, Identity::of_body(scheme, delivery.body().bytes())),
        Dedupe::Signed => labels.dedupe_key(&route.path, scheme, delivery.body().bytes()),
    }
}

/// Returns headers as a JSON object. `lines` has names and values alternately, one per line.
pub(crate) fn json_object(lines: &str) -> String {
    let mut json = String::with_capacity(lines.len().saturating_add(64));
    json.push('{');
    let mut lines = lines.lines();
    while let (Some(name), Some(value)) = (lines.next(), lines.next()) {
        add_member(&mut json, name, value);
    }
    json.push('}');
    json
}
