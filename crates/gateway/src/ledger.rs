//! What a ledger is asked to keep of a verified delivery, and what it replies.

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

/// How much longer than the request to the origin a key is reserved, in milliseconds.
const LEASE: u32 = 5000;

/// What a ledger is asked to keep of a verified delivery: to reserve its key, or to accept it.
#[derive(Debug)]
pub struct Entry<'r> {
    /// The name by which the ledger is found.
    pub ledger: &'r str,
    /// The ledger that may know the key from the time when the route had another number of them. It is asked first.
    pub previous: Option<&'r str>,
    /// The dedupe key; a random text where each delivery is a new one.
    pub key: String,
    /// The id that the origin gets with each attempt.
    pub webhook_id: String,
    /// What deliveries share that go to an origin one at a time.
    pub order_key: Option<String>,
    /// The provider's id.
    pub delivery_id: Option<String>,
    /// The name of the event.
    pub event: Option<String>,
    /// The scheme's id.
    pub scheme: &'r str,
    /// The tenant, if the route has them.
    pub tenant: Option<&'r str>,
    /// For an accepted delivery: the headers that cross to the origin, as a JSON object, without the edge's signature.
    pub headers: Option<String>,
    /// Whether the verified body is the re-serialized one.
    pub reserialized: bool,
    /// How long a key is reserved at most, in milliseconds.
    pub lease: u32,
}

/// What a ledger replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerReply {
    /// The key is reserved: the delivery goes to the origin.
    First,
    /// The delivery is stored.
    Accepted,
    /// The delivery is known.
    Duplicate,
    /// The same delivery is being handled.
    InFlight {
        /// In how many seconds to come again.
        retry_after: i64,
    },
    /// The storage is nearly full.
    Full,
    /// The delivery cannot be stored.
    TooLarge,
    /// The ledger did not reply, or could not.
    Unavailable,
}

impl<'r> Entry<'r> {
    /// Makes the entry of a delivery. Takes a [`VerifiedDelivery`], so that nothing else is ever stored under a key.
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
        // A hash, however long the text is. It is looked up by in the ledger, and nothing else is known by it.
        let order_key = route.ledger.order.as_deref().and_then(|path| delivery.body().scalar(path));
        let order_key = order_key.map(|text| dedupe_key("order", &scheme.id, Identity::DeliveryId(&text)));
        let (ledger, previous) = route.ledger.shards.of(&key);
        Self {
            ledger,
            // Where each delivery is a new one, none is known.
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

/// Returns the dedupe key of a delivery, as its route has it; a random text where each is a new one.
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

/// Returns the JSON object of headers, a name and a value a line.
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
