//! A verified delivery for a queue or a workflow, and the result of sending it.

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

/// A verified delivery for a queue or a workflow.
#[derive(Debug)]
pub struct QueuedDelivery<'r> {
    /// The name of the binding.
    pub binding: &'r str,
    /// The id of the workflow's instance. `None` if the delivery is for a queue.
    pub instance: Option<String>,
    /// A JSON object with all data about the delivery except its body.
    pub about: String,
    /// Whether the body is the re-serialized body instead of the bytes received.
    pub reserialized: bool,
    /// The maximum time for sending the delivery, in milliseconds.
    pub timeout: u32,
    /// The maximum length of the delivery as JSON, in bytes.
    pub limit: u32,
    /// The line of the log, with the data that is known so far.
    pub line: UnfinishedLine,
}

/// The result of sending a delivery to a queue or a workflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueReply<'t> {
    /// The delivery was accepted.
    Taken,
    /// The workflow already has an instance for the delivery.
    Duplicate,
    /// The delivery is longer than the limit.
    TooLong,
    /// The delivery was not accepted. The text is the reason.
    Failed(&'t str),
}

impl<'r> QueuedDelivery<'r> {
    /// Creates a delivery for a recipient. The argument is a [`VerifiedDelivery`], so an unverified request is never queued.
    /// `entry` is the data that a ledger stores of the delivery.
    ///
    /// The id of an instance is made from the dedupe key. The delivery id is not used, because another route with the same
    /// workflow could have the same delivery id.
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
