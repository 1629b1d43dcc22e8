//! The signed content of one request, passed to the MAC part by part. It is never concatenated.

use crate::compiled_scheme::{CompiledPart, CompiledScheme};
use crate::form::Form;
use crate::headers::Slots;
use crate::key::Sink;
use crate::url;

/// The signed content of one request, without the body.
pub(crate) struct SignedContent<'p, H> {
    pub(crate) scheme: &'p CompiledScheme,
    pub(crate) headers: &'p H,
    /// The timestamp as it was sent. Empty if the headers contain none.
    pub(crate) timestamp: &'p [u8],
}

/// A part of a signed content, as it is passed on.
pub(crate) enum ContentPart<'p> {
    /// The bytes of any other part, such as a literal, a header or the URL.
    Bytes(&'p [u8]),
    /// The body.
    Body,
    /// The fields of the form in the body.
    Form,
}

impl<H: Slots> SignedContent<'_, H> {
    /// Passes on the whole content, with the body or the form in its place.
    pub(crate) fn feed(&self, body: &[u8], form: Option<&Form<'_>>, sink: &mut Sink<'_>) {
        self.each_part(&mut |part| match (part, form) {
            (ContentPart::Bytes(bytes), _) => sink(bytes),
            (ContentPart::Body, _) => sink(body),
            (ContentPart::Form, Some(form)) => form.feed(sink),
            (ContentPart::Form, None) => {}
        });
    }

    /// Visits the parts in order.
    pub(crate) fn each_part(&self, visit: &mut dyn FnMut(ContentPart<'_>)) {
        let Self { scheme, headers, timestamp } = *self;
        let request_line = |slot| headers.value(slot, 0).unwrap_or_default();
        let mut slot = scheme.first_signed_slot();
        for part in &scheme.parts {
            visit(ContentPart::Bytes(match part {
                CompiledPart::Literal(text) => text,
                CompiledPart::Body => {
                    visit(ContentPart::Body);
                    continue;
                }
                CompiledPart::Form => {
                    visit(ContentPart::Form);
                    continue;
                }
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
                CompiledPart::UrlWithoutQuery => url::without_query(request_line(scheme.url_slot())),
                CompiledPart::Parameter(name, in_lower_case) => {
                    let value = url::parameter(request_line(scheme.url_slot()), name).unwrap_or_default();
                    for byte in value {
                        visit(ContentPart::Bytes(&[if *in_lower_case { byte.to_ascii_lowercase() } else { *byte }]));
                    }
                    continue;
                }
            }));
        }
    }
}
