//! What a verified delivery says of itself: its event, its id, and the key by which a repetition is known.

use hookward::{Headers, Scheme, Source};
use sha2::{Digest, Sha256};

use crate::headers::Fields;
use crate::host::Document;
use crate::verdict::Proven;

/// The longest name or id that is passed on, in bytes: several times the longest of any provider.
const MAX_LABEL: usize = 256;

/// What a verified delivery says of itself, as it says it.
///
/// A text from the body is signed. One from a header is not, unless the signed content names the header: it says what the
/// sender says it is, and no more. Either may hold anything at all, line breaks included; see [`as_label`].
pub(crate) struct Delivery {
    /// The event's name.
    pub(crate) event: Option<String>,
    /// The id that the provider gave it.
    pub(crate) id: Option<String>,
    /// Whether the signature covers that id.
    id_signed: bool,
}

impl Delivery {
    /// Reads the event and the id from where the scheme has them. Takes a [`Proven`], so that nothing of a body is believed before.
    pub(crate) fn read(scheme: &Scheme, fields: &Fields<'_>, proven: &Proven) -> Self {
        let sources = [&scheme.event, &scheme.delivery_id];
        let in_body = sources.iter().any(|source| matches!(source, Some(Source::Body(_))));
        let document = if in_body { Document::parse(proven.body()) } else { None };
        let text = |source: &Option<Source>| match source.as_ref()? {
            Source::Header(name) => {
                let value = fields.0.values(name).next()?.trim_ascii();
                str::from_utf8(value).ok().filter(|text| !text.is_empty()).map(str::to_owned)
            }
            Source::Body(member) => document.as_ref()?.text(member),
        };
        Self { event: text(&scheme.event), id: text(&scheme.delivery_id), id_signed: scheme.delivery_id_signed() }
    }

    /// The id by which the origin knows a repetition, made of nothing that is not signed.
    ///
    /// It is the provider's own where the signature covers that. Elsewhere whoever can replay a delivery can give it a
    /// new id, so the key is the SHA-256 of the verified body: the same for a replay and for the provider's own retry,
    /// and the same whichever header somebody changes. So it is for an id that Standard Webhooks cannot carry: with a `.`
    /// in it, it could be shifted against the timestamp behind it.
    pub(crate) fn key(&self, body: &[u8]) -> String {
        let own = self.id.as_deref().filter(|id| self.id_signed && is_id(id));
        own.map_or_else(|| ["msg_", &hex::encode(Sha256::digest(body))].concat(), str::to_owned)
    }
}

/// A text that can be the value of a header as it is: printable ASCII with no space around it, not too long.
///
/// Anything else is left out of the headers rather than changed, since a changed name could be another event's.
pub(crate) fn as_label(text: &str) -> Option<&str> {
    let printable = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    (printable && !text.is_empty() && text.trim_ascii() == text && text.len() <= MAX_LABEL).then_some(text)
}

fn is_id(text: &str) -> bool {
    as_label(text).is_some() && !text.contains([' ', '.'])
}
