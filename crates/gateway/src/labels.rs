//! The labels of a verified delivery: its event, its delivery id, and the id by which the origin knows a retry.

use hookward::{Headers, Identity, Scheme, Source, dedupe_key};

use crate::headers::RequestHeaders;
use crate::ready_route::ReadyRoute;
use crate::request::Body;
use crate::verify::VerifiedDelivery;

/// The longest label that is passed on, in bytes: several times the longest of any provider.
const MAX_LABEL: usize = 256;

/// What a verified delivery says of itself, exactly as it says it.
///
/// A label from the body is signed. One from a header is signed only if the signed content names the header; otherwise anyone on
/// the way could have written it. A label may hold anything, line breaks included; see [`as_header_value`].
pub(crate) struct Labels {
    /// The event's name.
    pub(crate) event: Option<String>,
    /// The id that the provider gave the delivery.
    pub(crate) delivery_id: Option<String>,
    /// Whether the signature covers the delivery id.
    delivery_id_signed: bool,
}

impl Labels {
    /// Reads the labels from where the scheme has them. Takes a [`VerifiedDelivery`], so that no other body is believed.
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

    /// Returns the id by which the origin knows a retry, made of signed content only.
    ///
    /// It is the delivery id where the signature covers that. Elsewhere anyone who can replay a delivery can give it a new
    /// id, so it is the dedupe key, which is the same for a replay and for the provider's own retry.
    pub(crate) fn webhook_id(&self, route: &ReadyRoute, body: &[u8]) -> String {
        let signed = self.signed_webhook_id(route);
        signed.unwrap_or_else(|| message_id(&self.dedupe_key(&route.path, route.verifier.scheme(), body)))
    }

    /// Returns the id that is made of the delivery id, if that is signed.
    ///
    /// It is the delivery id itself, or its dedupe key in two cases. An id with a `.` is not used: Standard Webhooks puts a dot and the
    /// timestamp after the id, so the boundary between the two could be moved. And where an origin gets the deliveries of several senders,
    /// one of them could send the id of another's delivery first, which the origin would then take for a duplicate.
    pub(crate) fn signed_webhook_id(&self, route: &ReadyRoute) -> Option<String> {
        let id = self.signed_id()?;
        let scheme = route.verifier.scheme();
        Some(if is_webhook_id(id) && !route.has_several_senders {
            id.to_owned()
        } else {
            message_id(&dedupe_key(&route.path, &scheme.id, Identity::DeliveryId(id)))
        })
    }

    /// Returns the dedupe key: of the delivery id where the signature covers that, else of the body.
    pub(crate) fn dedupe_key(&self, path: &str, scheme: &Scheme, body: &[u8]) -> String {
        let identity = self.signed_id().map_or_else(|| Identity::of_body(scheme, body), Identity::DeliveryId);
        dedupe_key(path, &scheme.id, identity)
    }

    fn signed_id(&self) -> Option<&str> {
        self.delivery_id.as_deref().filter(|id| self.delivery_id_signed && !id.is_empty())
    }
}

/// Returns a label that can be a header's value unchanged: printable ASCII with no space around it, not too long.
///
/// Any other label is left out of the headers and never changed, since a changed name could be another event's.
pub(crate) fn as_header_value(label: &str) -> Option<&str> {
    let printable = label.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    (printable && !label.is_empty() && label.trim_ascii() == label && label.len() <= MAX_LABEL).then_some(label)
}

/// Returns the id of a message that is known by a key.
pub(crate) fn message_id(key: &str) -> String {
    ["msg_", key].concat()
}

/// What the ids of alerts begin with, and those of deliveries never do.
pub(crate) const ALERT: &str = "alert_";

/// Whether a text can be the id of a delivery, as a Standard Webhooks message.
fn is_webhook_id(text: &str) -> bool {
    as_header_value(text).is_some() && !text.contains([' ', '.']) && !text.starts_with(ALERT)
}
