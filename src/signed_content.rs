//! The signed content of one request, fed to the MAC part by part. It is never put together.

use crate::compiled_scheme::{CompiledPart, CompiledScheme};
use crate::form::Form;
use crate::headers::Slots;
use crate::key::Sink;
use crate::url;

/// What a signature covers in one request, but for the body.
pub(crate) struct SignedContent<'p, H> {
    pub(crate) scheme: &'p CompiledScheme,
    pub(crate) headers: &'p H,
    /// The timestamp as it was sent; empty where there is none.
    pub(crate) timestamp: &'p [u8],
}

/// A part of a signed content, as it is fed.
pub(crate) enum ContentPart<'p> {
    /// Bytes of a literal, of a header or of the url.
    Bytes(&'p [u8]),
    /// The body.
    Body,
    /// The fields of the form that the body is.
    Form,
}

impl<'p, H: Slots> SignedContent<'p, H> {
    /// Passes on the whole content, with the body or the form in its place.
    pub(crate) fn feed(&self, body: &[u8], form: Option<&Form<'_>>, sink: &mut Sink<'_>) {
        for piece in self.parts() {
            match (piece, form) {
                (ContentPart::Bytes(bytes), _) => sink(bytes),
                (ContentPart::Body, _) => sink(body),
                (ContentPart::Form, Some(form)) => form.feed(sink),
                (ContentPart::Form, None) => {}
            }
        }
    }

    /// Returns the bytes before the body.
    pub(crate) fn before_body(&self) -> impl Iterator<Item = &'p [u8]> {
        self.parts().map_while(|piece| match piece {
            ContentPart::Bytes(bytes) => Some(bytes),
            ContentPart::Body | ContentPart::Form => None,
        })
    }

    /// Returns the bytes after the body.
    pub(crate) fn after_body(&self) -> impl Iterator<Item = &'p [u8]> {
        self.parts().skip_while(|piece| !matches!(piece, ContentPart::Body)).filter_map(|piece| match piece {
            ContentPart::Bytes(bytes) => Some(bytes),
            ContentPart::Body | ContentPart::Form => None,
        })
    }

    /// Returns the pieces in order.
    fn parts(&self) -> impl Iterator<Item = ContentPart<'p>> {
        let Self { scheme, headers, timestamp } = *self;
        let mut slot = scheme.first_signed_slot();
        scheme.parts.iter().map(move |part| {
            let request_line = |slot| headers.value(slot, 0).unwrap_or_default();
            ContentPart::Bytes(match part {
                CompiledPart::Literal(text) => text,
                CompiledPart::Body => return ContentPart::Body,
                CompiledPart::Form => return ContentPart::Form,
                CompiledPart::Timestamp => timestamp,
                CompiledPart::Header => {
                    let value = headers.value(slot, 0).unwrap_or_default();
                    slot = slot.saturating_add(1);
                    value.trim_ascii()
                }
                CompiledPart::Url => request_line(scheme.url_slot()),
                CompiledPart::Path => url::path(request_line(scheme.url_slot())),
                CompiledPart::Query => url::query(request_line(scheme.url_slot())),
                CompiledPart::Method => request_line(scheme.method_slot()),
            })
        })
    }
}
