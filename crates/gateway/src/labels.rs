//! The labels of a verified delivery: its event, its delivery id, and the id by which the origin knows a retry.

use hookward::{Headers, Identity, Scheme, Source, dedupe_key};

use crate::headers::RequestHeaders;
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
    /// id, so it is the dedupe key, which is the same for a replay and for the provider's own retry. The key also replaces an id
    /// with a `.` in it: Standard Webhooks puts a dot and the timestamp after the id, so the boundary between the two could be moved.
    pub(crate) fn webhook_id(&self, path: &str, scheme: &Scheme, body: &[u8]) -> String {
        let signed = self.signed_webhook_id().map(str::to_owned);
        signed.unwrap_or_else(|| ["msg_", &self.dedupe_key(path, scheme, body)].concat())
    }

    /// Returns the delivery id, if it is signed and can be the id of a Standard Webhooks message.
    pub(crate) fn signed_webhook_id(&self) -> Option<&str> {
        self.signed_id().filter(|id| is_webhook_id(id))
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

/// Whether a text can be the id of a Standard Webhooks message.
fn is_webhook_id(text: &str) -> bool {
    as_header_value(text).is_some() && !text.contains([' ', '.'])
}
