//! A verified delivery as a queue or a workflow gets it, and what became of it there.

use crate::bindings::Product;
use crate::headers::RequestHeaders;
use crate::json_text::add_member;
use crate::labels::{Labels, message_id};
use crate::ledger::{Entry, json_object, key_of};
use crate::log_line::UnfinishedLine;
use crate::origin_request;
use crate::ready_route::ReadyRoute;
use crate::recipient::Recipient;
use crate::request::{Body, Incoming, Request};
use crate::verify::VerifiedDelivery;

/// A verified delivery as a queue or a workflow gets it.
#[derive(Debug)]
pub struct QueuedDelivery<'r> {
    /// The name of the binding.
    pub binding: &'r str,
    /// The id of the workflow's instance. Without one, the delivery is for a queue.
    pub instance: Option<String>,
    /// A JSON object with all that is known of it but its body.
    pub about: String,
    /// Whether its body is the re-serialized body, and not the bytes received.
    pub reserialized: bool,
    /// How long it may take, in milliseconds.
    pub timeout: u32,
    /// The most bytes that it may have as JSON.
    pub limit: u32,
    /// The line of the log, as far as it is known.
    pub line: UnfinishedLine,
}

/// What became of a delivery that was for a queue or a workflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueReply<'t> {
    /// It was taken.
    Taken,
    /// The workflow has an instance for it.
    Duplicate,
    /// It is longer than the limit.
    TooLong,
    /// It was not taken, for this reason.
    Failed(&'t str),
}

impl<'r> QueuedDelivery<'r> {
    /// Takes a [`VerifiedDelivery`], so that nothing else is ever queued. The id of an instance is made of the dedupe key and not of the
    /// provider's id, which another route of the same workflow could have. `entry` is what a ledger keeps of the delivery.
    pub(crate) fn new<R: Request>(
        route: &'r ReadyRoute,
        recipient: &'r Recipient,
        incoming: &Incoming<'_, R>,
        headers: &RequestHeaders<'_>,
        delivery: &VerifiedDelivery<impl Body>,
        (labels, entry): (&Labels, Option<&Entry<'_>>),
        line: UnfinishedLine,
    ) -> Self {
        let key = entry.map_or_else(|| key_of(route, incoming.request, delivery, labels), |entry| entry.key.clone());
        let webhook_id = labels.signed_webhook_id(route).unwrap_or_else(|| message_id(&key));
        let mut about = ["{\"receivedAt\":", &incoming.arrival.as_millis().to_string()].concat();
        for (name, value) in [
            ("path", Some(&*route.path)),
            ("tenant", route.tenant.as_deref()),
            ("scheme", Some(&*route.verifier.scheme().id)),
            ("event", labels.event.as_deref()),
            ("deliveryId", labels.delivery_id.as_deref()),
            ("webhookId", Some(&*webhook_id)),
        ] {
            if let Some(value) = value {
                add_member(&mut about, name, value);
            }
        }
        let headers = json_object(&origin_request::forwarded(route, incoming.request, headers, delivery, labels));
        Self {
            binding: &recipient.binding,
            instance: (recipient.product == Product::Workflow).then(|| message_id(&key)),
            about: [&about, ",\"headers\":", &headers, "}"].concat(),
            reserialized: delivery.reserialized(),
            timeout: route.timeout,
            limit: recipient.limit(),
            line,
        }
    }
}
