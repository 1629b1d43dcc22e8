//! The built-in schemes: the only file on the way of a verification that names a provider.
//!
//! A new provider is one scheme here, its place in [`ALL`], and one file of vectors. Each scheme was written from the page it
//! links to; the vectors in `testdata/vectors/` were made by something other than this crate.

use alloc::borrow::Cow::Borrowed;

use crate::scheme::{
    Ack, Algorithm, DEFAULT_TOLERANCE, Encoding, JSON, Scheme, SecretEncodings, Signature, Source, Syntax, Text, TimeUnit,
    Timestamp,
};
use crate::template::Template;

/// Every built-in scheme, in the order in which the documentation lists them.
pub static ALL: [&Scheme; 6] = [&GILBERT, &GABINETE360, &INBOUNDFLOW, &GRILLO, &SMARTERBOT, &STANDARD_WEBHOOKS];

/// Returns the built-in scheme of that id.
///
/// ```
/// assert_eq!(hookward::schemes::by_id("grillo").unwrap().name, "Grillo");
/// assert!(hookward::schemes::by_id("no such provider").is_none());
/// ```
pub fn by_id(id: &str) -> Option<&'static Scheme> {
    ALL.iter().copied().find(|scheme| scheme.id == id)
}

/// Gilbert: plain hex over the raw body. The `timestamp` in the body is signed, but says when the event happened and not
/// when it was sent, so no window is put around it.
pub static GILBERT: Scheme = Scheme {
    id: text("gilbert"),
    name: text("Gilbert"),
    docs: text("https://gilbert.solveholding.com/docs/webhooks"),
    signature: Signature {
        header: text("x-gilbert-signature"),
        more_headers: Borrowed(&[]),
        syntax: Syntax::Plain,
        encoding: Encoding::Hex,
    },
    algorithm: Algorithm::Sha256,
    secret_encoding: SecretEncodings::UTF8,
    secret_prefix: None,
    timestamp: None,
    tolerance: DEFAULT_TOLERANCE,
    signed_content: Template(text("{body}")),
    body_hash: None,
    event: Some(Source::Body(text("event"))),
    delivery_id: Some(Source::Body(text("event_id"))),
    reserialized: false,
    content_types: Borrowed(&JSON),
    header_prefix: Some(text("x-gilbert-")),
    ack: Ack::OK,
    waivers: Borrowed(&[]),
};

/// Gabinete360 (Argos): plain hex over the raw body. The secret is used whole, `whsec_` and all.
pub static GABINETE360: Scheme = Scheme {
    id: text("gabinete360"),
    name: text("Gabinete360"),
    docs: text("https://gabinete360.ia.br/docs/webhooks"),
    signature: Signature {
        header: text("x-argos-signature"),
        more_headers: Borrowed(&[]),
        syntax: Syntax::Plain,
        encoding: Encoding::Hex,
    },
    algorithm: Algorithm::Sha256,
    secret_encoding: SecretEncodings::UTF8,
    secret_prefix: None,
    timestamp: None,
    tolerance: DEFAULT_TOLERANCE,
    signed_content: Template(text("{body}")),
    body_hash: None,
    event: Some(Source::Body(text("eventType"))),
    delivery_id: Some(Source::Body(text("id"))),
    reserialized: false,
    content_types: Borrowed(&JSON),
    header_prefix: Some(text("x-argos-")),
    ack: Ack::OK,
    waivers: Borrowed(&[]),
};

/// InboundFlow: `sha256=` hex over the timestamp header, a dot, and `JSON.stringify` of the body. Its document leaves
/// signing to the customer's choice; here a delivery without a signature is always refused.
pub static INBOUNDFLOW: Scheme = Scheme {
    id: text("inboundflow"),
    name: text("InboundFlow"),
    docs: text("https://inboundflow.app/docs/webhooks"),
    signature: Signature {
        header: text("x-inboundflow-signature"),
        more_headers: Borrowed(&[]),
        syntax: Syntax::Prefixed(text("sha256=")),
        encoding: Encoding::Hex,
    },
    algorithm: Algorithm::Sha256,
    secret_encoding: SecretEncodings::UTF8,
    secret_prefix: None,
    timestamp: Some(Timestamp::Header { header: text("x-inboundflow-timestamp"), unit: TimeUnit::Seconds }),
    tolerance: DEFAULT_TOLERANCE,
    signed_content: Template(text("{timestamp}.{body}")),
    body_hash: None,
    event: Some(Source::Header(text("x-inboundflow-event"))),
    delivery_id: Some(Source::Header(text("x-inboundflow-delivery-id"))),
    reserialized: true,
    content_types: Borrowed(&JSON),
    header_prefix: Some(text("x-inboundflow-")),
    ack: Ack::OK,
    waivers: Borrowed(&[]),
};

/// Grillo: `sha256=` hex over `JSON.stringify` of the body, with no timestamp.
pub static GRILLO: Scheme = Scheme {
    id: text("grillo"),
    name: text("Grillo"),
    docs: text("https://docs.grillo.io/api/webhooks"),
    signature: Signature {
        header: text("x-grillo-signature"),
        more_headers: Borrowed(&[]),
        syntax: Syntax::Prefixed(text("sha256=")),
        encoding: Encoding::Hex,
    },
    algorithm: Algorithm::Sha256,
    secret_encoding: SecretEncodings::UTF8,
    secret_prefix: None,
    timestamp: None,
    tolerance: DEFAULT_TOLERANCE,
    signed_content: Template(text("{body}")),
    body_hash: None,
    event: Some(Source::Header(text("x-grillo-event"))),
    delivery_id: Some(Source::Header(text("x-grillo-delivery"))),
    reserialized: true,
    content_types: Borrowed(&JSON),
    header_prefix: Some(text("x-grillo-")),
    ack: Ack::OK,
    waivers: Borrowed(&[]),
};

/// chat.smarterbot.ai: a timestamp and a hex signature as fields of one header, over the timestamp, a dot, and
/// `JSON.stringify` of the body. It reads the response: any other body is a failure there.
pub static SMARTERBOT: Scheme = Scheme {
    id: text("smarterbot"),
    name: text("chat.smarterbot.ai"),
    docs: text("https://chat.smarterbot.ai/guides/developer/webhook/lead"),
    signature: Signature {
        header: text("x-webhook-signature"),
        more_headers: Borrowed(&[]),
        syntax: Syntax::Fields { separator: text(","), key: text("v1"), optional_space: false, groups: None },
        encoding: Encoding::Hex,
    },
    algorithm: Algorithm::Sha256,
    secret_encoding: SecretEncodings::UTF8,
    secret_prefix: None,
    timestamp: Some(Timestamp::Field { field: text("t"), unit: TimeUnit::Seconds }),
    tolerance: DEFAULT_TOLERANCE,
    signed_content: Template(text("{timestamp}.{body}")),
    body_hash: None,
    event: Some(Source::Body(text("Type"))),
    delivery_id: None,
    reserialized: true,
    content_types: Borrowed(&JSON),
    header_prefix: None,
    ack: Ack { status: 200, content_type: text("application/json"), body: text(r#"{"status":"success"}"#), exact: true },
    waivers: Borrowed(&[]),
};

/// Standard Webhooks 1.0: what the Worker signs with when it forwards, and many providers with it.
/// <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>
pub static STANDARD_WEBHOOKS: Scheme = Scheme {
    id: text("standard-webhooks"),
    name: text("Standard Webhooks"),
    docs: text("https://www.standardwebhooks.com"),
    signature: Signature {
        header: text("webhook-signature"),
        more_headers: Borrowed(&[]),
        syntax: Syntax::List { separator: text(" "), tag: Some(text("v1,")), prefix: None, optional_space: false },
        encoding: Encoding::Base64,
    },
    algorithm: Algorithm::Sha256,
    secret_encoding: SecretEncodings::WHSEC,
    secret_prefix: None,
    timestamp: Some(Timestamp::Header { header: text("webhook-timestamp"), unit: TimeUnit::Seconds }),
    tolerance: DEFAULT_TOLERANCE,
    signed_content: Template(text("{webhook-id}.{timestamp}.{body}")),
    body_hash: None,
    event: Some(Source::Body(text("type"))),
    delivery_id: Some(Source::Header(text("webhook-id"))),
    reserialized: false,
    content_types: Borrowed(&JSON),
    header_prefix: None,
    ack: Ack::OK,
    waivers: Borrowed(&[]),
};

const fn text(text: &'static str) -> Text {
    Borrowed(text)
}
