//! The labels of a verified delivery: its event, its delivery id, and the id by which the origin recognizes a retry.

use hookward::{Headers, Identity, Scheme, Source, dedupe_key};

use crate::headers::RequestHeaders;
use crate::ready_route::ReadyRoute;
use crate::request::Body;
use crate::verify::VerifiedDelivery;

/// The maximum length of a label that is forwarded, in bytes. The longest label of any provider is several times shorter.
const MAX_LABEL: usize = 256;

/// The event and the delivery id of a verified delivery, exactly as the delivery states them.
///
/// A label from the body is signed. A label from a header is signed only if the signed content includes the header. Otherwise,
/// anyone between the provider and the edge could have written it. A label may contain anything, including line breaks; see
/// [`as_header_value`].
pub(crate) struct Labels {
    /// The event's name.
    pub(crate) event: Option<String>,
    /// The id that the provider has assigned to the delivery.
    pub(crate) delivery_id: Option<String>,
    /// Whether the signature covers the delivery id.
    delivery_id_signed: bool,
}

impl Labels {
    /// Reads the labels from the places that the scheme defines. The argument is a [`VerifiedDelivery`], so a label is never read
    /// from an unverified body.
    pub(crate) fn read(scheme: &Scheme, headers: &RequestHeaders<'_>, delivery: &VerifiedDelivery<impl Body>) -> Self {
        let text = |source: &Option<Source>| match source.as_ref()? {
            Source::Header(name) => {
                let value = headers.0.values(name).next()?.trim_ascii();
                str::from_utf8(value).ok().filter(|text| !text.is_empty()).map(str::to_owned)
            }
            Source::Body(path) | Source::Object(path) => delivery.body().text(path),
        };
        Self {
            event: text(&scheme.event),
            delivery_id: text(&scheme.delivery_id),
            delivery_id_signed: scheme.delivery_id_signed(),
        }
    }

    /// Returns the id by which the origin recognizes a retry, made only from signed content.
    ///
    /// It is the delivery id if the signature covers the delivery id. A delivery id that is not signed is not used, because
    /// anyone who replays a delivery could change it. The id is then made from the dedupe key, which is the same for a replay and
    /// for the provider's own retry.
    pub(crate) fn webhook_id(&self, route: &ReadyRoute, body: &[u8]) -> String {
        let signed = self.signed_webhook_id(route);
        signed.unwrap_or_else(|| message_id(&self.dedupe_key(&route.path, route.verifier.scheme(), body)))
    }

    /// Returns the id that is made from the delivery id, or `None` if the delivery id is not signed.
    ///
    /// It is the delivery id itself, or an id made from the dedupe key of the delivery id in two cases:
    ///
    /// - The delivery id is not a valid id of a Standard Webhooks message. An id with a `.` is not valid: Standard Webhooks puts
    ///   a dot and the timestamp after the id, so the boundary between the two could be moved.
    /// - The origin gets the deliveries of several senders. One of them could send the delivery id of another sender's delivery
    ///   first, and the origin would then treat the other delivery as a duplicate.
    pub(crate) fn signed_webhook_id(&self, route: &ReadyRoute) -> Option<String> {
        let id = self.signed_id()?;
        let scheme = route.verifier.scheme();
        Some(if is_webhook_id(id) && !route.has_several_senders {
            id.to_owned()
        } else {
            message_id(&dedupe_key(&route.path, &scheme.id, Identity::DeliveryId(id)))
        })
    }

    /// Returns the dedupe key: of the delivery id if the signature covers it, otherwise of the body.
    pub(crate) fn dedupe_key(&self, path: &str, scheme: &Scheme, body: &[u8]) -> String {
        let identity = self.signed_id().map_or_else(|| Identity::of_body(scheme, body), Identity::DeliveryId);
        dedupe_key(path, &scheme.id, identity)
    }

    fn signed_id(&self) -> Option<&str> {
        self.delivery_id.as_deref().filter(|id| self.delivery_id_signed && !id.is_empty())
    }
}

/// Returns a label that is valid as a header's value without a change. Valid labels are printable ASCII without a space at either
/// end, and not too long.
///
/// Any other label is omitted from the headers. It is never changed, because a changed name could be the name of another event.
pub(crate) fn as_header_value(label: &str) -> Option<&str> {
    let printable = label.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    (printable && !label.is_empty() && label.trim_ascii() == label && label.len() <= MAX_LABEL).then_some(label)
}

/// Returns the id of the message that has this key.
pub(crate) fn message_id(key: &str) -> String {
    ["msg_", key].concat()
}

/// The prefix of the ids of alerts. The id of a delivery never begins with it.
pub(crate) const ALERT: &str = "alert_";

/// Returns whether a text can be the id of a delivery in a Standard Webhooks message.
fn is_webhook_id(text: &str) -> bool {
    as_header_value(text).is_some() && !text.contains([' ', '.']) && !text.starts_with(ALERT)
}
