//! Generated from `schemes/`; run `npm run generate`.

#![allow(unused_imports, clippy::wildcard_imports, reason = "which types are named depends on the providers")]

use alloc::borrow::Cow::Borrowed;

use super::DEFAULT;
use crate::scheme::*;
use crate::template::Template;

/// Every built-in scheme, by id.
pub static ALL: [&Scheme; 6] = [
    &GABINETE360,
    &GILBERT,
    &GRILLO,
    &INBOUNDFLOW,
    &SMARTERBOT,
    &STANDARD_WEBHOOKS,
];

/// The ids of them all: a text, so that a program which names an id needs none of the schemes.
pub(super) static IDS: &str = "gabinete360 gilbert grillo inboundflow smarterbot standard-webhooks";

/// Describes [Gabinete360](https://gabinete360.ia.br/docs/webhooks): hex in `x-argos-signature` over `{body}`.
pub static GABINETE360: Scheme = Scheme {
    id: Borrowed("gabinete360"),
    name: Borrowed("Gabinete360"),
    docs: Borrowed("https://gabinete360.ia.br/docs/webhooks"),
    signature: Signature { header: Borrowed("x-argos-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("eventType"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    header_prefix: Some(Borrowed("x-argos-")),
    ..DEFAULT
};

/// Describes [Gilbert](https://gilbert.solveholding.com/docs/webhooks): hex in `x-gilbert-signature` over `{body}`.
pub static GILBERT: Scheme = Scheme {
    id: Borrowed("gilbert"),
    name: Borrowed("Gilbert"),
    docs: Borrowed("https://gilbert.solveholding.com/docs/webhooks"),
    signature: Signature { header: Borrowed("x-gilbert-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    delivery_id: Some(Source::Body(Borrowed("event_id"))),
    header_prefix: Some(Borrowed("x-gilbert-")),
    ..DEFAULT
};

/// Describes [Grillo](https://docs.grillo.io/api/webhooks): hex in `x-grillo-signature` over `{body}`.
pub static GRILLO: Scheme = Scheme {
    id: Borrowed("grillo"),
    name: Borrowed("Grillo"),
    docs: Borrowed("https://docs.grillo.io/api/webhooks"),
    signature: Signature { header: Borrowed("x-grillo-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Header(Borrowed("x-grillo-event"))),
    delivery_id: Some(Source::Header(Borrowed("x-grillo-delivery"))),
    reserialized: true,
    header_prefix: Some(Borrowed("x-grillo-")),
    ..DEFAULT
};

/// Describes [InboundFlow](https://inboundflow.app/docs/webhooks): hex in `x-inboundflow-signature` over `{timestamp}.{body}`.
pub static INBOUNDFLOW: Scheme = Scheme {
    id: Borrowed("inboundflow"),
    name: Borrowed("InboundFlow"),
    docs: Borrowed("https://inboundflow.app/docs/webhooks"),
    signature: Signature { header: Borrowed("x-inboundflow-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-inboundflow-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Header(Borrowed("x-inboundflow-event"))),
    delivery_id: Some(Source::Header(Borrowed("x-inboundflow-delivery-id"))),
    reserialized: true,
    header_prefix: Some(Borrowed("x-inboundflow-")),
    ..DEFAULT
};

/// Describes [chat.smarterbot.ai](https://chat.smarterbot.ai/guides/developer/webhook/lead): hex in `x-webhook-signature` over `{timestamp}.{body}`.
pub static SMARTERBOT: Scheme = Scheme {
    id: Borrowed("smarterbot"),
    name: Borrowed("chat.smarterbot.ai"),
    docs: Borrowed("https://chat.smarterbot.ai/guides/developer/webhook/lead"),
    signature: Signature { header: Borrowed("x-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("Type"))),
    reserialized: true,
    ack: Ack { status: 200, content_type: Borrowed("application/json"), body: Borrowed("{\"status\":\"success\"}"), exact: true },
    ..DEFAULT
};

/// Describes [Standard Webhooks](https://www.standardwebhooks.com): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static STANDARD_WEBHOOKS: Scheme = Scheme {
    id: Borrowed("standard-webhooks"),
    name: Borrowed("Standard Webhooks"),
    docs: Borrowed("https://www.standardwebhooks.com"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};
