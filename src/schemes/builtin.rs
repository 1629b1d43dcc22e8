//! Generated from `schemes/`; run `npm run generate`.

#![allow(unused_imports, clippy::wildcard_imports, reason = "which types are named depends on the providers")]

use alloc::borrow::Cow::Borrowed;

use super::DEFAULT;
use crate::scheme::*;
use crate::challenge::{Challenge, ChallengeMethod, ChallengeValue};
use crate::template::Template;

/// The built-in schemes, sorted by id.
pub static ALL: [&Scheme; 173] = [
    &ABLY,
    &ACUITY,
    &ADYEN_BANKING,
    &AFFIRM,
    &AFTERSHIP,
    &AIRSHIP,
    &AIRTABLE,
    &AIRWALLEX,
    &ANTHROPIC,
    &ASANA,
    &ASHBY,
    &ATTIO,
    &AUTHORIZE_NET,
    &AUTODESK,
    &AUTUMN,
    &BITBUCKET,
    &BLOCKFROST,
    &BOLT,
    &BOX,
    &BREX,
    &BUILDKITE,
    &CAL_COM,
    &CALENDLY,
    &CASHFREE,
    &CHARGIFY,
    &CHECKOUT_COM,
    &CHECKR,
    &CIRCLECI,
    &CLERK,
    &CLICKUP,
    &COINBASE_COMMERCE,
    &CONFIGCAT,
    &CREEM,
    &CREEM_LEGACY,
    &CRISP,
    &CRONOFY,
    &CUSTOMER_IO,
    &DEEL,
    &DOCUSIGN,
    &DODO_PAYMENTS,
    &DOPPLER,
    &DROPBOX,
    &DUB,
    &DWOLLA,
    &EASYPOST,
    &ELEVENLABS,
    &ETSY,
    &FACEBOOK_LEGACY,
    &FINCH,
    &FINGERPRINT,
    &FINTOC,
    &FIRECRAWL,
    &FORMSTACK,
    &FRAMER,
    &FRONT,
    &GABINETE360,
    &GHOST,
    &GILBERT,
    &GITHUB,
    &GITLAB,
    &GOCARDLESS,
    &GR4VY,
    &GRANOLA,
    &GRILLO,
    &HELPSCOUT,
    &HEROKU,
    &HOCUSPOCUS,
    &HOOKDECK,
    &HUBSPOT_V3,
    &IMAGEKIT,
    &INBOUNDFLOW,
    &INCIDENT_IO,
    &INCREASE,
    &INTERCOM,
    &JIRA,
    &KLAVIYO,
    &KNOCK,
    &KONTENT_AI,
    &LANGFUSE,
    &LAUNCHDARKLY,
    &LEMON_SQUEEZY,
    &LINE,
    &LINEAR,
    &LINKEDIN,
    &LITHIC,
    &LIVEBLOCKS,
    &LOB,
    &LOGTO,
    &LOOPS,
    &LOVABLE,
    &MAILERLITE,
    &MANDRILL,
    &MAUTIC,
    &MERCADOPAGO,
    &MERGE_DEV,
    &METRONOME,
    &MODERN_TREASURY,
    &MONEYBIRD,
    &MONGODB_ATLAS,
    &MS_TEAMS,
    &MUX,
    &NANGO,
    &NOTION,
    &NPM_REGISTRY,
    &NYLAS,
    &ONFIDO,
    &ONFLEET,
    &OPENAI,
    &ORB,
    &PADDLE,
    &PAGERDUTY,
    &PAYSTACK,
    &PERSONA,
    &PLAIN,
    &PLANETSCALE,
    &PLIVO_V2,
    &POLAR,
    &PORTONE,
    &PRIMER,
    &PUSHER,
    &QUICKBOOKS,
    &RAZORPAY,
    &RECURLY,
    &RENDER,
    &REPLICATE,
    &RESEND,
    &RETELL,
    &SANITY,
    &SEAM,
    &SEGMENT,
    &SENDBIRD,
    &SENTRY,
    &SHIPPO,
    &SHOPIFY,
    &SINCH,
    &SINCH_NUMBERS,
    &SLACK,
    &SMARTCAR,
    &SMARTERBOT,
    &SQUARE,
    &SQUARESPACE,
    &STANDARD_WEBHOOKS,
    &STREAM,
    &STRIPE,
    &STYTCH,
    &SUPABASE,
    &SURVEYMONKEY,
    &SVIX,
    &TAIGA,
    &TAILSCALE,
    &TALLY,
    &TIKTOK,
    &TRELLO,
    &TWILIO_FORM,
    &TWILIO_JSON,
    &TWITCH,
    &TYPEFORM,
    &UPLOADTHING,
    &VANTA,
    &VAPI,
    &VERCEL,
    &VIBER,
    &WEBEX,
    &WEBFLOW,
    &WHATSAPP,
    &WHOP,
    &WOOCOMMERCE,
    &WORKOS,
    &WORLDLINE,
    &X,
    &XERO,
    &ZENDESK,
    &ZOOM,
];

/// The ids of the built-in schemes, in one text. A program that only compares ids then needs none of the schemes.
pub(super) static IDS: &str = "ably acuity adyen-banking affirm aftership airship airtable airwallex anthropic asana ashby attio authorize-net autodesk autumn bitbucket blockfrost bolt box brex buildkite cal-com calendly cashfree chargify checkout-com checkr circleci clerk clickup coinbase-commerce configcat creem creem-legacy crisp cronofy customer-io deel docusign dodo-payments doppler dropbox dub dwolla easypost elevenlabs etsy facebook-legacy finch fingerprint fintoc firecrawl formstack framer front gabinete360 ghost gilbert github gitlab gocardless gr4vy granola grillo helpscout heroku hocuspocus hookdeck hubspot-v3 imagekit inboundflow incident-io increase intercom jira klaviyo knock kontent-ai langfuse launchdarkly lemon-squeezy line linear linkedin lithic liveblocks lob logto loops lovable mailerlite mandrill mautic mercadopago merge-dev metronome modern-treasury moneybird mongodb-atlas ms-teams mux nango notion npm-registry nylas onfido onfleet openai orb paddle pagerduty paystack persona plain planetscale plivo-v2 polar portone primer pusher quickbooks razorpay recurly render replicate resend retell sanity seam segment sendbird sentry shippo shopify sinch sinch-numbers slack smartcar smarterbot square squarespace standard-webhooks stream stripe stytch supabase surveymonkey svix taiga tailscale tally tiktok trello twilio-form twilio-json twitch typeform uploadthing vanta vapi vercel viber webex webflow whatsapp whop woocommerce workos worldline x xero zendesk zoom";

/// Describes [Ably (webhook rules)](https://ably.com/docs/platform/integrations/webhooks): base64 in `x-ably-signature` over `{body}`.
pub static ABLY: Scheme = Scheme {
    id: Borrowed("ably"),
    name: Borrowed("Ably (webhook rules)"),
    docs: Borrowed("https://ably.com/docs/platform/integrations/webhooks"),
    signature: Signature { header: Borrowed("x-ably-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    header_prefix: Some(Borrowed("x-ably-")),
    ..DEFAULT
};

/// Describes [Acuity Scheduling](https://developers.acuityscheduling.com/docs/webhooks): base64 in `x-acuity-signature` over `{body}`.
pub static ACUITY: Scheme = Scheme {
    id: Borrowed("acuity"),
    name: Borrowed("Acuity Scheduling"),
    docs: Borrowed("https://developers.acuityscheduling.com/docs/webhooks"),
    signature: Signature { header: Borrowed("x-acuity-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    content_types: Borrowed(&[Borrowed("application/x-www-form-urlencoded")]),
    ..DEFAULT
};

/// Describes [Adyen (banking and management)](https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures): base64 in `hmacsignature` over `{body}`.
pub static ADYEN_BANKING: Scheme = Scheme {
    id: Borrowed("adyen-banking"),
    name: Borrowed("Adyen (banking and management)"),
    docs: Borrowed("https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures"),
    signature: Signature { header: Borrowed("hmacsignature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Hex])),
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    ..DEFAULT
};

/// Describes [Affirm](https://docs.affirm.com/developers/docs/checking-webhook-signatures): hex in `x-affirm-signature` over `{timestamp}.{body}`.
pub static AFFIRM: Scheme = Scheme {
    id: Borrowed("affirm"),
    name: Borrowed("Affirm"),
    docs: Borrowed("https://docs.affirm.com/developers/docs/checking-webhook-signatures"),
    signature: Signature { header: Borrowed("x-affirm-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v0"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    algorithm: Algorithm::Sha512,
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    ..DEFAULT
};

/// Describes [AfterShip](https://www.aftership.com/docs/tracking/webhook/webhook-signature): base64 in `aftership-hmac-sha256` over `{body}`.
pub static AFTERSHIP: Scheme = Scheme {
    id: Borrowed("aftership"),
    name: Borrowed("AfterShip"),
    docs: Borrowed("https://www.aftership.com/docs/tracking/webhook/webhook-signature"),
    signature: Signature { header: Borrowed("aftership-hmac-sha256"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    delivery_id: Some(Source::Body(Borrowed("event_id"))),
    ..DEFAULT
};

/// Describes [Airship](https://support.airship.com/hc/en-us/articles/360032501831-Implementing-a-Signature-Hash-and-Validating-an-Open-Channel-Webhook): hex in `x-ua-signature` over `{timestamp}:{body}`.
pub static AIRSHIP: Scheme = Scheme {
    id: Borrowed("airship"),
    name: Borrowed("Airship"),
    docs: Borrowed("https://support.airship.com/hc/en-us/articles/360032501831-Implementing-a-Signature-Hash-and-Validating-an-Open-Channel-Webhook"),
    signature: Signature { header: Borrowed("x-ua-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-ua-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}:{body}")),
    header_prefix: Some(Borrowed("x-ua-")),
    ..DEFAULT
};

/// Describes [Airtable](https://airtable.com/developers/web/api/webhooks-overview): hex in `x-airtable-content-mac` over `{body}`.
pub static AIRTABLE: Scheme = Scheme {
    id: Borrowed("airtable"),
    name: Borrowed("Airtable"),
    docs: Borrowed("https://airtable.com/developers/web/api/webhooks-overview"),
    signature: Signature { header: Borrowed("x-airtable-content-mac"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("hmac-sha256=")), encoding: Encoding::Hex },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Base64])),
    signed_content: Template(Borrowed("{body}")),
    ack: Ack { status: 200, content_type: Borrowed("text/plain; charset=utf-8"), body: Borrowed(""), exact: false },
    ..DEFAULT
};

/// Describes [Airwallex](https://www.airwallex.com/docs/developer-tools__listen-for-webhook-events): hex in `x-signature` over `{timestamp}{body}`.
pub static AIRWALLEX: Scheme = Scheme {
    id: Borrowed("airwallex"),
    name: Borrowed("Airwallex"),
    docs: Borrowed("https://www.airwallex.com/docs/developer-tools__listen-for-webhook-events"),
    signature: Signature { header: Borrowed("x-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-timestamp"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{timestamp}{body}")),
    event: Some(Source::Body(Borrowed("name"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Anthropic](https://platform.claude.com/docs/en/managed-agents/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static ANTHROPIC: Scheme = Scheme {
    id: Borrowed("anthropic"),
    name: Borrowed("Anthropic"),
    docs: Borrowed("https://platform.claude.com/docs/en/managed-agents/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("data.type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Asana](https://developers.asana.com/docs/webhooks-guide): hex in `x-hook-signature` over `{body}`.
pub static ASANA: Scheme = Scheme {
    id: Borrowed("asana"),
    name: Borrowed("Asana"),
    docs: Borrowed("https://developers.asana.com/docs/webhooks-guide"),
    signature: Signature { header: Borrowed("x-hook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    ..DEFAULT
};

/// Describes [Ashby](https://developers.ashbyhq.com/docs/authenticating-webhooks): hex in `ashby-signature` over `{body}`.
pub static ASHBY: Scheme = Scheme {
    id: Borrowed("ashby"),
    name: Borrowed("Ashby"),
    docs: Borrowed("https://developers.ashbyhq.com/docs/authenticating-webhooks"),
    signature: Signature { header: Borrowed("ashby-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("action"))),
    ..DEFAULT
};

/// Describes [Attio](https://docs.attio.com/rest-api/guides/webhooks): hex in `attio-signature` over `{body}`.
pub static ATTIO: Scheme = Scheme {
    id: Borrowed("attio"),
    name: Borrowed("Attio"),
    docs: Borrowed("https://docs.attio.com/rest-api/guides/webhooks"),
    signature: Signature { header: Borrowed("attio-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    delivery_id: Some(Source::Header(Borrowed("idempotency-key"))),
    ..DEFAULT
};

/// Describes [Authorize.Net](https://developer.authorize.net/api/reference/features/webhooks.html): hex in `x-anet-signature` over `{body}`.
pub static AUTHORIZE_NET: Scheme = Scheme {
    id: Borrowed("authorize-net"),
    name: Borrowed("Authorize.Net"),
    docs: Borrowed("https://developer.authorize.net/api/reference/features/webhooks.html"),
    signature: Signature { header: Borrowed("x-anet-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha512=")), encoding: Encoding::Hex },
    algorithm: Algorithm::Sha512,
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Hex])),
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("eventType"))),
    delivery_id: Some(Source::Body(Borrowed("notificationId"))),
    ..DEFAULT
};

/// Describes [Autodesk Platform Services](https://aps.autodesk.com/en/docs/webhooks/v1/tutorials/how-to-verify-payload-signature/): hex in `x-adsk-signature` over `{body}`.
pub static AUTODESK: Scheme = Scheme {
    id: Borrowed("autodesk"),
    name: Borrowed("Autodesk Platform Services"),
    docs: Borrowed("https://aps.autodesk.com/en/docs/webhooks/v1/tutorials/how-to-verify-payload-signature/"),
    signature: Signature { header: Borrowed("x-adsk-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha1hash=")), encoding: Encoding::Hex },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("hook.event"))),
    delivery_id: Some(Source::Header(Borrowed("x-adsk-delivery-id"))),
    header_prefix: Some(Borrowed("x-adsk-")),
    ..DEFAULT
};

/// Describes [Autumn](https://docs.useautumn.com/documentation/webhooks): base64 in `svix-signature` over `{svix-id}.{timestamp}.{body}`.
pub static AUTUMN: Scheme = Scheme {
    id: Borrowed("autumn"),
    name: Borrowed("Autumn"),
    docs: Borrowed("https://docs.useautumn.com/documentation/webhooks"),
    signature: Signature { header: Borrowed("svix-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("svix-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{svix-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("svix-id"))),
    ..DEFAULT
};

/// Describes [Bitbucket](https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/): hex in `x-hub-signature` over `{body}`.
pub static BITBUCKET: Scheme = Scheme {
    id: Borrowed("bitbucket"),
    name: Borrowed("Bitbucket"),
    docs: Borrowed("https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/"),
    signature: Signature { header: Borrowed("x-hub-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Header(Borrowed("x-event-key"))),
    delivery_id: Some(Source::Header(Borrowed("x-request-uuid"))),
    ..DEFAULT
};

/// Describes [Blockfrost](https://blockfrost.dev/start-building/webhooks/webhooks-signatures): hex in `blockfrost-signature` over `{timestamp}.{body}`.
pub static BLOCKFROST: Scheme = Scheme {
    id: Borrowed("blockfrost"),
    name: Borrowed("Blockfrost"),
    docs: Borrowed("https://blockfrost.dev/start-building/webhooks/webhooks-signatures"),
    signature: Signature { header: Borrowed("blockfrost-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    tolerance: 600,
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Bolt](https://help.bolt.com/developers/guides/webhooks/hook-verification/): base64 in `x-bolt-hmac-sha256` over `{body}`.
pub static BOLT: Scheme = Scheme {
    id: Borrowed("bolt"),
    name: Borrowed("Bolt"),
    docs: Borrowed("https://help.bolt.com/developers/guides/webhooks/hook-verification/"),
    signature: Signature { header: Borrowed("x-bolt-hmac-sha256"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    header_prefix: Some(Borrowed("x-bolt-")),
    ..DEFAULT
};

/// Describes [Box](https://developer.box.com/guides/webhooks/v2/signatures-v2/): base64 in `box-signature-primary` over `{body}{timestamp}`.
pub static BOX: Scheme = Scheme {
    id: Borrowed("box"),
    name: Borrowed("Box"),
    docs: Borrowed("https://developer.box.com/guides/webhooks/v2/signatures-v2/"),
    signature: Signature { header: Borrowed("box-signature-primary"), more_headers: Borrowed(&[Borrowed("box-signature-secondary")]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Header { header: Borrowed("box-delivery-timestamp"), unit: TimeUnit::Rfc3339 }),
    tolerance: 600,
    signed_content: Template(Borrowed("{body}{timestamp}")),
    event: Some(Source::Body(Borrowed("trigger"))),
    delivery_id: Some(Source::Header(Borrowed("box-delivery-id"))),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Brex](https://developer.brex.com/docs/webhooks/): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static BREX: Scheme = Scheme {
    id: Borrowed("brex"),
    name: Borrowed("Brex"),
    docs: Borrowed("https://developer.brex.com/docs/webhooks/"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Buildkite](https://buildkite.com/docs/apis/webhooks): hex in `x-buildkite-signature` over `{timestamp}.{body}`.
pub static BUILDKITE: Scheme = Scheme {
    id: Borrowed("buildkite"),
    name: Borrowed("Buildkite"),
    docs: Borrowed("https://buildkite.com/docs/apis/webhooks"),
    signature: Signature { header: Borrowed("x-buildkite-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("signature"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    header_prefix: Some(Borrowed("x-buildkite-")),
    ..DEFAULT
};

/// Describes [Cal.com](https://cal.com/docs/developing/guides/automation/webhooks): hex in `x-cal-signature-256` over `{body}`.
pub static CAL_COM: Scheme = Scheme {
    id: Borrowed("cal-com"),
    name: Borrowed("Cal.com"),
    docs: Borrowed("https://cal.com/docs/developing/guides/automation/webhooks"),
    signature: Signature { header: Borrowed("x-cal-signature-256"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("triggerEvent"))),
    ..DEFAULT
};

/// Describes [Calendly](https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures): hex in `calendly-webhook-signature` over `{timestamp}.{body}`.
pub static CALENDLY: Scheme = Scheme {
    id: Borrowed("calendly"),
    name: Borrowed("Calendly"),
    docs: Borrowed("https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures"),
    signature: Signature { header: Borrowed("calendly-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    tolerance: 180,
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Cashfree](https://www.cashfree.com/devstudio/preview/pg/tools/webhookVerification): base64 in `x-webhook-signature` over `{timestamp}{body}`.
pub static CASHFREE: Scheme = Scheme {
    id: Borrowed("cashfree"),
    name: Borrowed("Cashfree"),
    docs: Borrowed("https://www.cashfree.com/devstudio/preview/pg/tools/webhookVerification"),
    signature: Signature { header: Borrowed("x-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-webhook-timestamp"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{timestamp}{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Maxio Advanced Billing (Chargify)](https://docs.maxio.com/hc/en-us/articles/24266136649869-Webhooks-Reference): hex in `x-chargify-webhook-signature-hmac-sha-256` over `{body}`.
pub static CHARGIFY: Scheme = Scheme {
    id: Borrowed("chargify"),
    name: Borrowed("Maxio Advanced Billing (Chargify)"),
    docs: Borrowed("https://docs.maxio.com/hc/en-us/articles/24266136649869-Webhooks-Reference"),
    signature: Signature { header: Borrowed("x-chargify-webhook-signature-hmac-sha-256"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    delivery_id: Some(Source::Header(Borrowed("x-chargify-webhook-id"))),
    content_types: Borrowed(&[Borrowed("application/x-www-form-urlencoded")]),
    header_prefix: Some(Borrowed("x-chargify-")),
    ..DEFAULT
};

/// Describes [Checkout.com](https://www.checkout.com/docs/developer-resources/webhooks/manage-webhooks/set-up-your-webhook-receiver): hex in `cko-signature` over `{body}`.
pub static CHECKOUT_COM: Scheme = Scheme {
    id: Borrowed("checkout-com"),
    name: Borrowed("Checkout.com"),
    docs: Borrowed("https://www.checkout.com/docs/developer-resources/webhooks/manage-webhooks/set-up-your-webhook-receiver"),
    signature: Signature { header: Borrowed("cko-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Checkr](https://docs.checkr.com/apis/webhooks): hex in `x-checkr-signature` over `{body}`.
pub static CHECKR: Scheme = Scheme {
    id: Borrowed("checkr"),
    name: Borrowed("Checkr"),
    docs: Borrowed("https://docs.checkr.com/apis/webhooks"),
    signature: Signature { header: Borrowed("x-checkr-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [CircleCI](https://circleci.com/docs/webhooks/): hex in `circleci-signature` over `{body}`.
pub static CIRCLECI: Scheme = Scheme {
    id: Borrowed("circleci"),
    name: Borrowed("CircleCI"),
    docs: Borrowed("https://circleci.com/docs/webhooks/"),
    signature: Signature { header: Borrowed("circleci-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(","), tag: Some(Borrowed("v1=")), prefix: None, optional_space: false }, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Clerk](https://clerk.com/docs/integrations/webhooks/overview): base64 in `svix-signature` over `{svix-id}.{timestamp}.{body}`.
pub static CLERK: Scheme = Scheme {
    id: Borrowed("clerk"),
    name: Borrowed("Clerk"),
    docs: Borrowed("https://clerk.com/docs/integrations/webhooks/overview"),
    signature: Signature { header: Borrowed("svix-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("svix-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{svix-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("svix-id"))),
    ..DEFAULT
};

/// Describes [ClickUp](https://developer.clickup.com/docs/webhooksignature): hex in `x-signature` over `{body}`.
pub static CLICKUP: Scheme = Scheme {
    id: Borrowed("clickup"),
    name: Borrowed("ClickUp"),
    docs: Borrowed("https://developer.clickup.com/docs/webhooksignature"),
    signature: Signature { header: Borrowed("x-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Coinbase Commerce](https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security): hex in `x-cc-webhook-signature` over `{body}`.
pub static COINBASE_COMMERCE: Scheme = Scheme {
    id: Borrowed("coinbase-commerce"),
    name: Borrowed("Coinbase Commerce"),
    docs: Borrowed("https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security"),
    signature: Signature { header: Borrowed("x-cc-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event.type"))),
    delivery_id: Some(Source::Body(Borrowed("event.id"))),
    ..DEFAULT
};

/// Describes [ConfigCat](https://configcat.com/docs/advanced/notifications-webhooks): base64 in `x-configcat-webhook-signature-v1` over `{x-configcat-webhook-id}{timestamp}{body}`.
pub static CONFIGCAT: Scheme = Scheme {
    id: Borrowed("configcat"),
    name: Borrowed("ConfigCat"),
    docs: Borrowed("https://configcat.com/docs/advanced/notifications-webhooks"),
    signature: Signature { header: Borrowed("x-configcat-webhook-signature-v1"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(","), tag: None, prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-configcat-webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{x-configcat-webhook-id}{timestamp}{body}")),
    delivery_id: Some(Source::Header(Borrowed("x-configcat-webhook-id"))),
    header_prefix: Some(Borrowed("x-configcat-")),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Creem](https://docs.creem.io/code/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static CREEM: Scheme = Scheme {
    id: Borrowed("creem"),
    name: Borrowed("Creem"),
    docs: Borrowed("https://docs.creem.io/code/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("eventType"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Creem (creem-signature)](https://docs.creem.io/code/webhooks): hex in `creem-signature` over `{body}`.
pub static CREEM_LEGACY: Scheme = Scheme {
    id: Borrowed("creem-legacy"),
    name: Borrowed("Creem (creem-signature)"),
    docs: Borrowed("https://docs.creem.io/code/webhooks"),
    signature: Signature { header: Borrowed("creem-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("eventType"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Crisp](https://docs.crisp.chat/guides/web-hooks/plugin-hooks/): hex in `x-crisp-signature` over `[{timestamp};{body}]`.
pub static CRISP: Scheme = Scheme {
    id: Borrowed("crisp"),
    name: Borrowed("Crisp"),
    docs: Borrowed("https://docs.crisp.chat/guides/web-hooks/plugin-hooks/"),
    signature: Signature { header: Borrowed("x-crisp-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-crisp-request-timestamp"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("[{timestamp};{body}]")),
    event: Some(Source::Body(Borrowed("event"))),
    header_prefix: Some(Borrowed("x-crisp-")),
    ..DEFAULT
};

/// Describes [Cronofy](https://docs.cronofy.com/developers/push-notifications/authentication/): base64 in `cronofy-hmac-sha256` over `{body}`.
pub static CRONOFY: Scheme = Scheme {
    id: Borrowed("cronofy"),
    name: Borrowed("Cronofy"),
    docs: Borrowed("https://docs.cronofy.com/developers/push-notifications/authentication/"),
    signature: Signature { header: Borrowed("cronofy-hmac-sha256"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(","), tag: None, prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("notification.type"))),
    ..DEFAULT
};

/// Describes [Customer.io (reporting)](https://docs.customer.io/journeys/webhooks/): hex in `x-cio-signature` over `v0:{timestamp}:{body}`.
pub static CUSTOMER_IO: Scheme = Scheme {
    id: Borrowed("customer-io"),
    name: Borrowed("Customer.io (reporting)"),
    docs: Borrowed("https://docs.customer.io/journeys/webhooks/"),
    signature: Signature { header: Borrowed("x-cio-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-cio-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("v0:{timestamp}:{body}")),
    event: Some(Source::Body(Borrowed("metric"))),
    delivery_id: Some(Source::Body(Borrowed("event_id"))),
    header_prefix: Some(Borrowed("x-cio-")),
    ..DEFAULT
};

/// Describes [Deel](https://developer.deel.com/api/webhooks/quickstart): hex in `x-deel-signature` over `POST{body}`.
pub static DEEL: Scheme = Scheme {
    id: Borrowed("deel"),
    name: Borrowed("Deel"),
    docs: Borrowed("https://developer.deel.com/api/webhooks/quickstart"),
    signature: Signature { header: Borrowed("x-deel-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("POST{body}")),
    event: Some(Source::Body(Borrowed("data.meta.event_type"))),
    header_prefix: Some(Borrowed("x-deel-")),
    ..DEFAULT
};

/// Describes [DocuSign Connect](https://developers.docusign.com/platform/webhooks/connect/setting-up-hmac/): base64 in `x-docusign-signature-1` over `{body}`.
pub static DOCUSIGN: Scheme = Scheme {
    id: Borrowed("docusign"),
    name: Borrowed("DocuSign Connect"),
    docs: Borrowed("https://developers.docusign.com/platform/webhooks/connect/setting-up-hmac/"),
    signature: Signature { header: Borrowed("x-docusign-signature-1"), more_headers: Borrowed(&[Borrowed("x-docusign-signature-2"), Borrowed("x-docusign-signature-3"), Borrowed("x-docusign-signature-4"), Borrowed("x-docusign-signature-5"), Borrowed("x-docusign-signature-6"), Borrowed("x-docusign-signature-7"), Borrowed("x-docusign-signature-8")]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    header_prefix: Some(Borrowed("x-docusign-")),
    ..DEFAULT
};

/// Describes [Dodo Payments](https://docs.dodopayments.com/developer-resources/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static DODO_PAYMENTS: Scheme = Scheme {
    id: Borrowed("dodo-payments"),
    name: Borrowed("Dodo Payments"),
    docs: Borrowed("https://docs.dodopayments.com/developer-resources/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Doppler](https://docs.doppler.com/docs/webhooks): hex in `x-doppler-signature` over `{body}`.
pub static DOPPLER: Scheme = Scheme {
    id: Borrowed("doppler"),
    name: Borrowed("Doppler"),
    docs: Borrowed("https://docs.doppler.com/docs/webhooks"),
    signature: Signature { header: Borrowed("x-doppler-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    ..DEFAULT
};

/// Describes [Dropbox](https://www.dropbox.com/developers/reference/webhooks): hex in `x-dropbox-signature` over `{body}`.
pub static DROPBOX: Scheme = Scheme {
    id: Borrowed("dropbox"),
    name: Borrowed("Dropbox"),
    docs: Borrowed("https://www.dropbox.com/developers/reference/webhooks"),
    signature: Signature { header: Borrowed("x-dropbox-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    header_prefix: Some(Borrowed("x-dropbox-")),
    challenge: Some(Challenge { method: ChallengeMethod::Get, when: None, token: Some(ChallengeValue { header: None, body: None, query: Some(Borrowed("challenge")), is: None }), verify_token: None, response: None }),
    ..DEFAULT
};

/// Describes [Dub](https://dub.co/docs/concepts/webhooks/verify-webhook-requests): hex in `dub-signature` over `{body}`.
pub static DUB: Scheme = Scheme {
    id: Borrowed("dub"),
    name: Borrowed("Dub"),
    docs: Borrowed("https://dub.co/docs/concepts/webhooks/verify-webhook-requests"),
    signature: Signature { header: Borrowed("dub-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Dwolla](https://developers.dwolla.com/guides/webhooks/process-validate): hex in `x-request-signature-sha-256` over `{body}`.
pub static DWOLLA: Scheme = Scheme {
    id: Borrowed("dwolla"),
    name: Borrowed("Dwolla"),
    docs: Borrowed("https://developers.dwolla.com/guides/webhooks/process-validate"),
    signature: Signature { header: Borrowed("x-request-signature-sha-256"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("topic"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    header_prefix: Some(Borrowed("x-dwolla-")),
    ..DEFAULT
};

/// Describes [EasyPost](https://docs.easypost.com/guides/webhooks-guide): hex in `x-hmac-signature` over `{body}`.
pub static EASYPOST: Scheme = Scheme {
    id: Borrowed("easypost"),
    name: Borrowed("EasyPost"),
    docs: Borrowed("https://docs.easypost.com/guides/webhooks-guide"),
    signature: Signature { header: Borrowed("x-hmac-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("hmac-sha256-hex=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("description"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [ElevenLabs](https://elevenlabs.io/docs/overview/administration/webhooks): hex in `elevenlabs-signature` over `{timestamp}.{body}`.
pub static ELEVENLABS: Scheme = Scheme {
    id: Borrowed("elevenlabs"),
    name: Borrowed("ElevenLabs"),
    docs: Borrowed("https://elevenlabs.io/docs/overview/administration/webhooks"),
    signature: Signature { header: Borrowed("elevenlabs-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v0"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    tolerance: 1800,
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    ..DEFAULT
};

/// Describes [Etsy](https://developers.etsy.com/documentation/essentials/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static ETSY: Scheme = Scheme {
    id: Borrowed("etsy"),
    name: Borrowed("Etsy"),
    docs: Borrowed("https://developers.etsy.com/documentation/essentials/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Meta (X-Hub-Signature, legacy)](https://developers.facebook.com/docs/graph-api/webhooks/getting-started): hex in `x-hub-signature` over `{body}`.
pub static FACEBOOK_LEGACY: Scheme = Scheme {
    id: Borrowed("facebook-legacy"),
    name: Borrowed("Meta (X-Hub-Signature, legacy)"),
    docs: Borrowed("https://developers.facebook.com/docs/graph-api/webhooks/getting-started"),
    signature: Signature { header: Borrowed("x-hub-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha1=")), encoding: Encoding::Hex },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("object"))),
    challenge: Some(Challenge { method: ChallengeMethod::Get, when: Some(ChallengeValue { header: None, body: None, query: Some(Borrowed("hub.mode")), is: Some(Borrowed("subscribe")) }), token: Some(ChallengeValue { header: None, body: None, query: Some(Borrowed("hub.challenge")), is: None }), verify_token: Some(Borrowed("hub.verify_token")), response: None }),
    ..DEFAULT
};

/// Describes [Finch](https://developer.tryfinch.com/developer-resources/Webhooks): base64 in `finch-signature` over `{finch-event-id}.{timestamp}.{body}`.
pub static FINCH: Scheme = Scheme {
    id: Borrowed("finch"),
    name: Borrowed("Finch"),
    docs: Borrowed("https://developer.tryfinch.com/developer-resources/Webhooks"),
    signature: Signature { header: Borrowed("finch-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Base64])),
    timestamp: Some(Timestamp::Header { header: Borrowed("finch-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{finch-event-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    delivery_id: Some(Source::Header(Borrowed("finch-event-id"))),
    ..DEFAULT
};

/// Describes [Fingerprint](https://docs.fingerprint.com/docs/webhooks): hex in `fpjs-event-signature` over `{body}`.
pub static FINGERPRINT: Scheme = Scheme {
    id: Borrowed("fingerprint"),
    name: Borrowed("Fingerprint"),
    docs: Borrowed("https://docs.fingerprint.com/docs/webhooks"),
    signature: Signature { header: Borrowed("fpjs-event-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(","), tag: Some(Borrowed("v1=")), prefix: None, optional_space: false }, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    ..DEFAULT
};

/// Describes [Fintoc](https://docs.fintoc.com/guides/resources/webhooks-walkthrough/webhooks-validating): hex in `fintoc-signature` over `{timestamp}.{body}`.
pub static FINTOC: Scheme = Scheme {
    id: Borrowed("fintoc"),
    name: Borrowed("Fintoc"),
    docs: Borrowed("https://docs.fintoc.com/guides/resources/webhooks-walkthrough/webhooks-validating"),
    signature: Signature { header: Borrowed("fintoc-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Firecrawl](https://docs.firecrawl.dev/webhooks/security): hex in `x-firecrawl-signature` over `{body}`.
pub static FIRECRAWL: Scheme = Scheme {
    id: Borrowed("firecrawl"),
    name: Borrowed("Firecrawl"),
    docs: Borrowed("https://docs.firecrawl.dev/webhooks/security"),
    signature: Signature { header: Borrowed("x-firecrawl-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    ..DEFAULT
};

/// Describes [Formstack](https://developers.formstack.com/reference/webhook): hex in `x-fs-signature` over `{body}`.
pub static FORMSTACK: Scheme = Scheme {
    id: Borrowed("formstack"),
    name: Borrowed("Formstack"),
    docs: Borrowed("https://developers.formstack.com/reference/webhook"),
    signature: Signature { header: Borrowed("x-fs-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    content_types: Borrowed(&[Borrowed("application/json"), Borrowed("application/x-www-form-urlencoded")]),
    ..DEFAULT
};

/// Describes [Framer](https://www.framer.com/help/articles/framer-form-webhook-setup): hex in `framer-signature` over `{body}{framer-webhook-submission-id}`.
pub static FRAMER: Scheme = Scheme {
    id: Borrowed("framer"),
    name: Borrowed("Framer"),
    docs: Borrowed("https://www.framer.com/help/articles/framer-form-webhook-setup"),
    signature: Signature { header: Borrowed("framer-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}{framer-webhook-submission-id}")),
    delivery_id: Some(Source::Header(Borrowed("framer-webhook-submission-id"))),
    header_prefix: Some(Borrowed("framer-webhook-")),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Front](https://dev.frontapp.com/docs/application-webhooks): base64 in `x-front-signature` over `{timestamp}:{body}`.
pub static FRONT: Scheme = Scheme {
    id: Borrowed("front"),
    name: Borrowed("Front"),
    docs: Borrowed("https://dev.frontapp.com/docs/application-webhooks"),
    signature: Signature { header: Borrowed("x-front-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-front-request-timestamp"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{timestamp}:{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    header_prefix: Some(Borrowed("x-front-")),
    ..DEFAULT
};

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

/// Describes [Ghost](https://docs.ghost.org/webhooks): hex in `x-ghost-signature` over `{body}{timestamp}`.
pub static GHOST: Scheme = Scheme {
    id: Borrowed("ghost"),
    name: Borrowed("Ghost"),
    docs: Borrowed("https://docs.ghost.org/webhooks"),
    signature: Signature { header: Borrowed("x-ghost-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("sha256"), optional_space: true, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{body}{timestamp}")),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
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

/// Describes [GitHub](https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries): hex in `x-hub-signature-256` over `{body}`.
pub static GITHUB: Scheme = Scheme {
    id: Borrowed("github"),
    name: Borrowed("GitHub"),
    docs: Borrowed("https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries"),
    signature: Signature { header: Borrowed("x-hub-signature-256"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Header(Borrowed("x-github-event"))),
    delivery_id: Some(Source::Header(Borrowed("x-github-delivery"))),
    content_types: Borrowed(&[Borrowed("application/json"), Borrowed("application/x-www-form-urlencoded")]),
    header_prefix: Some(Borrowed("x-github-")),
    ..DEFAULT
};

/// Describes [GitLab (signing token)](https://docs.gitlab.com/user/project/integrations/webhooks/): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static GITLAB: Scheme = Scheme {
    id: Borrowed("gitlab"),
    name: Borrowed("GitLab (signing token)"),
    docs: Borrowed("https://docs.gitlab.com/user/project/integrations/webhooks/"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Header(Borrowed("x-gitlab-event"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    header_prefix: Some(Borrowed("x-gitlab-")),
    ..DEFAULT
};

/// Describes [GoCardless](https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/): hex in `webhook-signature` over `{body}`.
pub static GOCARDLESS: Scheme = Scheme {
    id: Borrowed("gocardless"),
    name: Borrowed("GoCardless"),
    docs: Borrowed("https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    delivery_id: Some(Source::Body(Borrowed("meta.webhook_id"))),
    ..DEFAULT
};

/// Describes [Gr4vy](https://docs.gr4vy.com/guides/features/webhooks/overview): hex in `x-gr4vy-webhook-signatures` over `{timestamp}.{body}`.
pub static GR4VY: Scheme = Scheme {
    id: Borrowed("gr4vy"),
    name: Borrowed("Gr4vy"),
    docs: Borrowed("https://docs.gr4vy.com/guides/features/webhooks/overview"),
    signature: Signature { header: Borrowed("x-gr4vy-webhook-signatures"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(","), tag: None, prefix: None, optional_space: false }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-gr4vy-webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    delivery_id: Some(Source::Header(Borrowed("x-gr4vy-webhook-id"))),
    header_prefix: Some(Borrowed("x-gr4vy-")),
    ..DEFAULT
};

/// Describes [Granola](https://docs.granola.ai/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static GRANOLA: Scheme = Scheme {
    id: Borrowed("granola"),
    name: Borrowed("Granola"),
    docs: Borrowed("https://docs.granola.ai/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
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

/// Describes [Help Scout](https://developer.helpscout.com/webhooks/): base64 in `x-helpscout-signature` over `{body}`.
pub static HELPSCOUT: Scheme = Scheme {
    id: Borrowed("helpscout"),
    name: Borrowed("Help Scout"),
    docs: Borrowed("https://developer.helpscout.com/webhooks/"),
    signature: Signature { header: Borrowed("x-helpscout-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Header(Borrowed("x-helpscout-event"))),
    header_prefix: Some(Borrowed("x-helpscout-")),
    ..DEFAULT
};

/// Describes [Heroku](https://devcenter.heroku.com/articles/app-webhooks): base64 in `heroku-webhook-hmac-sha256` over `{body}`.
pub static HEROKU: Scheme = Scheme {
    id: Borrowed("heroku"),
    name: Borrowed("Heroku"),
    docs: Borrowed("https://devcenter.heroku.com/articles/app-webhooks"),
    signature: Signature { header: Borrowed("heroku-webhook-hmac-sha256"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("webhook_metadata.event.include"))),
    delivery_id: Some(Source::Body(Borrowed("webhook_metadata.delivery.id"))),
    ..DEFAULT
};

/// Describes [Hocuspocus (Tiptap)](https://tiptap.dev/docs/hocuspocus/server/extensions/webhook): hex in `x-hocuspocus-signature-256` over `{body}`.
pub static HOCUSPOCUS: Scheme = Scheme {
    id: Borrowed("hocuspocus"),
    name: Borrowed("Hocuspocus (Tiptap)"),
    docs: Borrowed("https://tiptap.dev/docs/hocuspocus/server/extensions/webhook"),
    signature: Signature { header: Borrowed("x-hocuspocus-signature-256"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Hookdeck (re-signed)](https://hookdeck.com/docs/authentication): base64 in `x-hookdeck-signature` over `{body}`.
pub static HOOKDECK: Scheme = Scheme {
    id: Borrowed("hookdeck"),
    name: Borrowed("Hookdeck (re-signed)"),
    docs: Borrowed("https://hookdeck.com/docs/authentication"),
    signature: Signature { header: Borrowed("x-hookdeck-signature"), more_headers: Borrowed(&[Borrowed("x-hookdeck-signature-2")]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    delivery_id: Some(Source::Header(Borrowed("x-hookdeck-eventid"))),
    header_prefix: Some(Borrowed("x-hookdeck-")),
    ..DEFAULT
};

/// Describes [HubSpot v3](https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests): base64 in `x-hubspot-signature-v3` over `{method}{url}{body}{timestamp}`.
pub static HUBSPOT_V3: Scheme = Scheme {
    id: Borrowed("hubspot-v3"),
    name: Borrowed("HubSpot v3"),
    docs: Borrowed("https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests"),
    signature: Signature { header: Borrowed("x-hubspot-signature-v3"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-hubspot-request-timestamp"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{method}{url}{body}{timestamp}")),
    header_prefix: Some(Borrowed("x-hubspot-")),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [ImageKit](https://imagekit.io/docs/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static IMAGEKIT: Scheme = Scheme {
    id: Borrowed("imagekit"),
    name: Borrowed("ImageKit"),
    docs: Borrowed("https://imagekit.io/docs/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
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

/// Describes [incident.io](https://docs.incident.io/integrations/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static INCIDENT_IO: Scheme = Scheme {
    id: Borrowed("incident-io"),
    name: Borrowed("incident.io"),
    docs: Borrowed("https://docs.incident.io/integrations/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Increase](https://increase.com/documentation/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static INCREASE: Scheme = Scheme {
    id: Borrowed("increase"),
    name: Borrowed("Increase"),
    docs: Borrowed("https://increase.com/documentation/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("category"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Intercom](https://developers.intercom.com/docs/references/webhooks/webhook-models): hex in `x-hub-signature` over `{body}`.
pub static INTERCOM: Scheme = Scheme {
    id: Borrowed("intercom"),
    name: Borrowed("Intercom"),
    docs: Borrowed("https://developers.intercom.com/docs/references/webhooks/webhook-models"),
    signature: Signature { header: Borrowed("x-hub-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha1=")), encoding: Encoding::Hex },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("topic"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Jira (admin webhooks)](https://developer.atlassian.com/cloud/jira/platform/webhooks/): hex in `x-hub-signature` over `{body}`.
pub static JIRA: Scheme = Scheme {
    id: Borrowed("jira"),
    name: Borrowed("Jira (admin webhooks)"),
    docs: Borrowed("https://developer.atlassian.com/cloud/jira/platform/webhooks/"),
    signature: Signature { header: Borrowed("x-hub-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("webhookEvent"))),
    delivery_id: Some(Source::Header(Borrowed("x-atlassian-webhook-identifier"))),
    header_prefix: Some(Borrowed("x-atlassian-")),
    ..DEFAULT
};

/// Describes [Klaviyo](https://developers.klaviyo.com/en/docs/working_with_system_webhooks): hex in `klaviyo-signature` over `{body}{timestamp}`.
pub static KLAVIYO: Scheme = Scheme {
    id: Borrowed("klaviyo"),
    name: Borrowed("Klaviyo"),
    docs: Borrowed("https://developers.klaviyo.com/en/docs/working_with_system_webhooks"),
    signature: Signature { header: Borrowed("klaviyo-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("klaviyo-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{body}{timestamp}")),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Knock](https://docs.knock.app/developer-tools/outbound-webhooks): base64 in `x-knock-signature` over `{timestamp}.{body}`.
pub static KNOCK: Scheme = Scheme {
    id: Borrowed("knock"),
    name: Borrowed("Knock"),
    docs: Borrowed("https://docs.knock.app/developer-tools/outbound-webhooks"),
    signature: Signature { header: Borrowed("x-knock-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("s"), optional_space: false, groups: None }, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    header_prefix: Some(Borrowed("x-knock-")),
    ..DEFAULT
};

/// Describes [Kontent.ai](https://kontent.ai/learn/docs/webhooks/webhooks/javascript): base64 in `x-kontent-ai-signature` over `{body}`.
pub static KONTENT_AI: Scheme = Scheme {
    id: Borrowed("kontent-ai"),
    name: Borrowed("Kontent.ai"),
    docs: Borrowed("https://kontent.ai/learn/docs/webhooks/webhooks/javascript"),
    signature: Signature { header: Borrowed("x-kontent-ai-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    ..DEFAULT
};

/// Describes [Langfuse](https://langfuse.com/docs/prompt-management/features/webhooks-slack-integrations): hex in `x-langfuse-signature` over `{timestamp}.{body}`.
pub static LANGFUSE: Scheme = Scheme {
    id: Borrowed("langfuse"),
    name: Borrowed("Langfuse"),
    docs: Borrowed("https://langfuse.com/docs/prompt-management/features/webhooks-slack-integrations"),
    signature: Signature { header: Borrowed("x-langfuse-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [LaunchDarkly](https://launchdarkly.com/docs/home/infrastructure/webhooks): hex in `x-ld-signature` over `{body}`.
pub static LAUNCHDARKLY: Scheme = Scheme {
    id: Borrowed("launchdarkly"),
    name: Borrowed("LaunchDarkly"),
    docs: Borrowed("https://launchdarkly.com/docs/home/infrastructure/webhooks"),
    signature: Signature { header: Borrowed("x-ld-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("kind"))),
    delivery_id: Some(Source::Body(Borrowed("_id"))),
    ..DEFAULT
};

/// Describes [Lemon Squeezy](https://docs.lemonsqueezy.com/help/webhooks/signing-requests): hex in `x-signature` over `{body}`.
pub static LEMON_SQUEEZY: Scheme = Scheme {
    id: Borrowed("lemon-squeezy"),
    name: Borrowed("Lemon Squeezy"),
    docs: Borrowed("https://docs.lemonsqueezy.com/help/webhooks/signing-requests"),
    signature: Signature { header: Borrowed("x-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("meta.event_name"))),
    ..DEFAULT
};

/// Describes [LINE](https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/): base64 in `x-line-signature` over `{body}`.
pub static LINE: Scheme = Scheme {
    id: Borrowed("line"),
    name: Borrowed("LINE"),
    docs: Borrowed("https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/"),
    signature: Signature { header: Borrowed("x-line-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    ..DEFAULT
};

/// Describes [Linear](https://linear.app/developers/webhooks): hex in `linear-signature` over `{body}`.
pub static LINEAR: Scheme = Scheme {
    id: Borrowed("linear"),
    name: Borrowed("Linear"),
    docs: Borrowed("https://linear.app/developers/webhooks"),
    signature: Signature { header: Borrowed("linear-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Body { body: Borrowed("webhookTimestamp"), unit: TimeUnit::Millis }),
    tolerance: 60,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("linear-delivery"))),
    ..DEFAULT
};

/// Describes [LinkedIn](https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation): hex in `x-li-signature` over `hmacsha256={body}`.
pub static LINKEDIN: Scheme = Scheme {
    id: Borrowed("linkedin"),
    name: Borrowed("LinkedIn"),
    docs: Borrowed("https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation"),
    signature: Signature { header: Borrowed("x-li-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("hmacsha256={body}")),
    event: Some(Source::Body(Borrowed("type"))),
    ..DEFAULT
};

/// Describes [Lithic](https://docs.lithic.com/docs/events-api): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static LITHIC: Scheme = Scheme {
    id: Borrowed("lithic"),
    name: Borrowed("Lithic"),
    docs: Borrowed("https://docs.lithic.com/docs/events-api"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Liveblocks](https://liveblocks.io/docs/platform/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static LIVEBLOCKS: Scheme = Scheme {
    id: Borrowed("liveblocks"),
    name: Borrowed("Liveblocks"),
    docs: Borrowed("https://liveblocks.io/docs/platform/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Lob](https://help.lob.com/print-and-mail/getting-data-and-results/using-webhooks): hex in `lob-signature` over `{timestamp}.{body}`.
pub static LOB: Scheme = Scheme {
    id: Borrowed("lob"),
    name: Borrowed("Lob"),
    docs: Borrowed("https://help.lob.com/print-and-mail/getting-data-and-results/using-webhooks"),
    signature: Signature { header: Borrowed("lob-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("lob-signature-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event_type.id"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Logto](https://docs.logto.io/developers/webhooks/secure-webhooks): hex in `logto-signature-sha-256` over `{body}`.
pub static LOGTO: Scheme = Scheme {
    id: Borrowed("logto"),
    name: Borrowed("Logto"),
    docs: Borrowed("https://docs.logto.io/developers/webhooks/secure-webhooks"),
    signature: Signature { header: Borrowed("logto-signature-sha-256"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Loops](https://loops.so/docs/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static LOOPS: Scheme = Scheme {
    id: Borrowed("loops"),
    name: Borrowed("Loops"),
    docs: Borrowed("https://loops.so/docs/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("eventName"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Lovable](https://docs.lovable.dev/api-reference/events-and-hooks): hex in `x-lovable-signature` over `{timestamp}.{body}`.
pub static LOVABLE: Scheme = Scheme {
    id: Borrowed("lovable"),
    name: Borrowed("Lovable"),
    docs: Borrowed("https://docs.lovable.dev/api-reference/events-and-hooks"),
    signature: Signature { header: Borrowed("x-lovable-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-lovable-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    header_prefix: Some(Borrowed("x-lovable-")),
    ..DEFAULT
};

/// Describes [MailerLite](https://developers.mailerlite.com/docs/webhooks.html): hex in `signature` over `{body}`.
pub static MAILERLITE: Scheme = Scheme {
    id: Borrowed("mailerlite"),
    name: Borrowed("MailerLite"),
    docs: Borrowed("https://developers.mailerlite.com/docs/webhooks.html"),
    signature: Signature { header: Borrowed("signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    ..DEFAULT
};

/// Describes [Mandrill (Mailchimp Transactional)](https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/): base64 in `x-mandrill-signature` over `{url}{form}`.
pub static MANDRILL: Scheme = Scheme {
    id: Borrowed("mandrill"),
    name: Borrowed("Mandrill (Mailchimp Transactional)"),
    docs: Borrowed("https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/"),
    signature: Signature { header: Borrowed("x-mandrill-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{url}{form}")),
    content_types: Borrowed(&[Borrowed("application/x-www-form-urlencoded")]),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Mautic](https://mautic-developer.readthedocs.io/en/5.x/webhooks/getting_started.html): base64 in `webhook-signature` over `{body}`.
pub static MAUTIC: Scheme = Scheme {
    id: Borrowed("mautic"),
    name: Borrowed("Mautic"),
    docs: Borrowed("https://mautic-developer.readthedocs.io/en/5.x/webhooks/getting_started.html"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    ..DEFAULT
};

/// Describes [Mercado Pago](https://www.mercadopago.com.br/developers/en/docs/your-integrations/notifications/webhooks): hex in `x-signature` over `id:{query_lowercase:data.id};request-id:{x-request-id};ts:{timestamp};`.
pub static MERCADOPAGO: Scheme = Scheme {
    id: Borrowed("mercadopago"),
    name: Borrowed("Mercado Pago"),
    docs: Borrowed("https://www.mercadopago.com.br/developers/en/docs/your-integrations/notifications/webhooks"),
    signature: Signature { header: Borrowed("x-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: true, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("ts"), unit: TimeUnit::SecondsOrMillis }),
    signed_content: Template(Borrowed("id:{query_lowercase:data.id};request-id:{x-request-id};ts:{timestamp};")),
    unsigned_body: true,
    ..DEFAULT
};

/// Describes [Merge](https://docs.merge.dev/merge-unified/reading-data/webhooks/merge-webhooks): base64url padded in `x-merge-webhook-signature` over `{body}`.
pub static MERGE_DEV: Scheme = Scheme {
    id: Borrowed("merge-dev"),
    name: Borrowed("Merge"),
    docs: Borrowed("https://docs.merge.dev/merge-unified/reading-data/webhooks/merge-webhooks"),
    signature: Signature { header: Borrowed("x-merge-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64UrlPadded },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("hook.event"))),
    ..DEFAULT
};

/// Describes [Metronome](https://docs.metronome.com/guides/platform-configuration/setup-webhooks): hex in `metronome-webhook-signature` over `{timestamp}\n{body}`.
pub static METRONOME: Scheme = Scheme {
    id: Borrowed("metronome"),
    name: Borrowed("Metronome"),
    docs: Borrowed("https://docs.metronome.com/guides/platform-configuration/setup-webhooks"),
    signature: Signature { header: Borrowed("metronome-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-metronome-date"), unit: TimeUnit::HttpDate }),
    signed_content: Template(Borrowed("{timestamp}\n{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Modern Treasury](https://docs.moderntreasury.com/platform/docs/verifying-webhooks): hex in `x-signature` over `{body}`.
pub static MODERN_TREASURY: Scheme = Scheme {
    id: Borrowed("modern-treasury"),
    name: Borrowed("Modern Treasury"),
    docs: Borrowed("https://docs.moderntreasury.com/platform/docs/verifying-webhooks"),
    signature: Signature { header: Borrowed("x-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    delivery_id: Some(Source::Header(Borrowed("x-webhook-id"))),
    ..DEFAULT
};

/// Describes [Moneybird](https://developer.moneybird.com/webhooks/verifying-signatures): hex in `moneybird-signature` over `{timestamp}.{body}`.
pub static MONEYBIRD: Scheme = Scheme {
    id: Borrowed("moneybird"),
    name: Borrowed("Moneybird"),
    docs: Borrowed("https://developer.moneybird.com/webhooks/verifying-signatures"),
    signature: Signature { header: Borrowed("moneybird-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("action"))),
    ..DEFAULT
};

/// Describes [MongoDB Atlas](https://www.mongodb.com/docs/atlas/tutorial/webhook-integration/): base64 in `x-mms-signature` over `{body}`.
pub static MONGODB_ATLAS: Scheme = Scheme {
    id: Borrowed("mongodb-atlas"),
    name: Borrowed("MongoDB Atlas"),
    docs: Borrowed("https://www.mongodb.com/docs/atlas/tutorial/webhook-integration/"),
    signature: Signature { header: Borrowed("x-mms-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Header(Borrowed("x-mms-event"))),
    delivery_id: Some(Source::Object(Borrowed("id"))),
    header_prefix: Some(Borrowed("x-mms-")),
    ..DEFAULT
};

/// Describes [Microsoft Teams (outgoing)](https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook): base64 in `authorization` over `{body}`.
pub static MS_TEAMS: Scheme = Scheme {
    id: Borrowed("ms-teams"),
    name: Borrowed("Microsoft Teams (outgoing)"),
    docs: Borrowed("https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook"),
    signature: Signature { header: Borrowed("authorization"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("HMAC ")), encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Base64])),
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ack: Ack { status: 200, content_type: Borrowed("application/json"), body: Borrowed("{\"type\":\"message\",\"text\":\"ok\"}"), exact: false },
    ..DEFAULT
};

/// Describes [Mux](https://www.mux.com/docs/core/verify-webhook-signatures): hex in `mux-signature` over `{timestamp}.{body}`.
pub static MUX: Scheme = Scheme {
    id: Borrowed("mux"),
    name: Borrowed("Mux"),
    docs: Borrowed("https://www.mux.com/docs/core/verify-webhook-signatures"),
    signature: Signature { header: Borrowed("mux-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Nango](https://www.nango.dev/docs/guides/platform/webhooks-from-nango): hex in `x-nango-hmac-sha256` over `{body}`.
pub static NANGO: Scheme = Scheme {
    id: Borrowed("nango"),
    name: Borrowed("Nango"),
    docs: Borrowed("https://www.nango.dev/docs/guides/platform/webhooks-from-nango"),
    signature: Signature { header: Borrowed("x-nango-hmac-sha256"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    ..DEFAULT
};

/// Describes [Notion](https://developers.notion.com/reference/webhooks): hex in `x-notion-signature` over `{body}`.
pub static NOTION: Scheme = Scheme {
    id: Borrowed("notion"),
    name: Borrowed("Notion"),
    docs: Borrowed("https://developers.notion.com/reference/webhooks"),
    signature: Signature { header: Borrowed("x-notion-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [npm registry hooks](https://github.com/npm/registry/blob/master/docs/hooks/hooks-payload.md): hex in `x-npm-signature` over `{body}`.
pub static NPM_REGISTRY: Scheme = Scheme {
    id: Borrowed("npm-registry"),
    name: Borrowed("npm registry hooks"),
    docs: Borrowed("https://github.com/npm/registry/blob/master/docs/hooks/hooks-payload.md"),
    signature: Signature { header: Borrowed("x-npm-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Nylas](https://developer.nylas.com/docs/cookbook/use-cases/build/verify-webhook-signatures/): hex in `x-nylas-signature` over `{body}`.
pub static NYLAS: Scheme = Scheme {
    id: Borrowed("nylas"),
    name: Borrowed("Nylas"),
    docs: Borrowed("https://developer.nylas.com/docs/cookbook/use-cases/build/verify-webhook-signatures/"),
    signature: Signature { header: Borrowed("x-nylas-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Onfido](https://documentation.onfido.com/api/manual-webhook-signature-verification): hex in `x-sha2-signature` over `{body}`.
pub static ONFIDO: Scheme = Scheme {
    id: Borrowed("onfido"),
    name: Borrowed("Onfido"),
    docs: Borrowed("https://documentation.onfido.com/api/manual-webhook-signature-verification"),
    signature: Signature { header: Borrowed("x-sha2-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("payload.action"))),
    ..DEFAULT
};

/// Describes [Onfleet](https://docs.onfleet.com/reference/webhooks): hex in `x-onfleet-signature` over `{body}`.
pub static ONFLEET: Scheme = Scheme {
    id: Borrowed("onfleet"),
    name: Borrowed("Onfleet"),
    docs: Borrowed("https://docs.onfleet.com/reference/webhooks"),
    signature: Signature { header: Borrowed("x-onfleet-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    algorithm: Algorithm::Sha512,
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Hex])),
    signed_content: Template(Borrowed("{body}")),
    ..DEFAULT
};

/// Describes [OpenAI](https://platform.openai.com/docs/guides/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static OPENAI: Scheme = Scheme {
    id: Borrowed("openai"),
    name: Borrowed("OpenAI"),
    docs: Borrowed("https://platform.openai.com/docs/guides/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec, SecretEncoding::Utf8])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Orb](https://docs.withorb.com/integrations-and-exports/webhooks): hex in `x-orb-signature` over `v1:{timestamp}:{body}`.
pub static ORB: Scheme = Scheme {
    id: Borrowed("orb"),
    name: Borrowed("Orb"),
    docs: Borrowed("https://docs.withorb.com/integrations-and-exports/webhooks"),
    signature: Signature { header: Borrowed("x-orb-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1=")), prefix: None, optional_space: false }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-orb-timestamp"), unit: TimeUnit::Iso8601 }),
    signed_content: Template(Borrowed("v1:{timestamp}:{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    header_prefix: Some(Borrowed("x-orb-")),
    ..DEFAULT
};

/// Describes [Paddle](https://developer.paddle.com/webhooks/signature-verification): hex in `paddle-signature` over `{timestamp}:{body}`.
pub static PADDLE: Scheme = Scheme {
    id: Borrowed("paddle"),
    name: Borrowed("Paddle"),
    docs: Borrowed("https://developer.paddle.com/webhooks/signature-verification"),
    signature: Signature { header: Borrowed("paddle-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(";"), key: Borrowed("h1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("ts"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}:{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    delivery_id: Some(Source::Body(Borrowed("event_id"))),
    ..DEFAULT
};

/// Describes [PagerDuty](https://docs.pagerduty.com/developer/verifying-webhook-signatures): hex in `x-pagerduty-signature` over `{body}`.
pub static PAGERDUTY: Scheme = Scheme {
    id: Borrowed("pagerduty"),
    name: Borrowed("PagerDuty"),
    docs: Borrowed("https://docs.pagerduty.com/developer/verifying-webhook-signatures"),
    signature: Signature { header: Borrowed("x-pagerduty-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(","), tag: Some(Borrowed("v1=")), prefix: None, optional_space: false }, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event.event_type"))),
    delivery_id: Some(Source::Body(Borrowed("event.id"))),
    ..DEFAULT
};

/// Describes [Paystack](https://paystack.com/docs/payments/webhooks/): hex in `x-paystack-signature` over `{body}`.
pub static PAYSTACK: Scheme = Scheme {
    id: Borrowed("paystack"),
    name: Borrowed("Paystack"),
    docs: Borrowed("https://paystack.com/docs/payments/webhooks/"),
    signature: Signature { header: Borrowed("x-paystack-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    algorithm: Algorithm::Sha512,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Persona](https://docs.withpersona.com/webhooks-best-practices#checking-signatures): hex in `persona-signature` over `{timestamp}.{body}`.
pub static PERSONA: Scheme = Scheme {
    id: Borrowed("persona"),
    name: Borrowed("Persona"),
    docs: Borrowed("https://docs.withpersona.com/webhooks-best-practices#checking-signatures"),
    signature: Signature { header: Borrowed("persona-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: Some(Borrowed(" ")) }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("data.attributes.name"))),
    delivery_id: Some(Source::Body(Borrowed("data.id"))),
    ..DEFAULT
};

/// Describes [Plain](https://www.plain.com/docs/request-signing): hex in `plain-request-signature` over `{body}`.
pub static PLAIN: Scheme = Scheme {
    id: Borrowed("plain"),
    name: Borrowed("Plain"),
    docs: Borrowed("https://www.plain.com/docs/request-signing"),
    signature: Signature { header: Borrowed("plain-request-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Body { body: Borrowed("webhookMetadata.webhookDeliveryAttemptTimestamp"), unit: TimeUnit::Iso8601 }),
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [PlanetScale](https://planetscale.com/docs/api/webhooks): hex in `x-planetscale-signature` over `{body}`.
pub static PLANETSCALE: Scheme = Scheme {
    id: Borrowed("planetscale"),
    name: Borrowed("PlanetScale"),
    docs: Borrowed("https://planetscale.com/docs/api/webhooks"),
    signature: Signature { header: Borrowed("x-planetscale-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Plivo (V2 signatures)](https://docs.plivo.com/docs/messaging/concepts/signature-validation): base64 in `x-plivo-signature-v2` over `{url_without_query}{x-plivo-signature-v2-nonce}`.
pub static PLIVO_V2: Scheme = Scheme {
    id: Borrowed("plivo-v2"),
    name: Borrowed("Plivo (V2 signatures)"),
    docs: Borrowed("https://docs.plivo.com/docs/messaging/concepts/signature-validation"),
    signature: Signature { header: Borrowed("x-plivo-signature-v2"), more_headers: Borrowed(&[Borrowed("x-plivo-signature-ma-v2")]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{url_without_query}{x-plivo-signature-v2-nonce}")),
    unsigned_body: true,
    content_types: Borrowed(&[Borrowed("application/x-www-form-urlencoded")]),
    header_prefix: Some(Borrowed("x-plivo-")),
    ack: Ack { status: 200, content_type: Borrowed("text/plain; charset=utf-8"), body: Borrowed(""), exact: false },
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Polar](https://polar.sh/docs/integrate/webhooks/delivery): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static POLAR: Scheme = Scheme {
    id: Borrowed("polar"),
    name: Borrowed("Polar"),
    docs: Borrowed("https://polar.sh/docs/integrate/webhooks/delivery"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec, SecretEncoding::Utf8])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [PortOne](https://developers.portone.io/opi/ko/integration/webhook/readme-v2?v=v2): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static PORTONE: Scheme = Scheme {
    id: Borrowed("portone"),
    name: Borrowed("PortOne"),
    docs: Borrowed("https://developers.portone.io/opi/ko/integration/webhook/readme-v2?v=v2"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Primer](https://primer.io/docs/api-reference/get-started/configure-webhooks): base64 in `x-signature-primary` over `{body}`.
pub static PRIMER: Scheme = Scheme {
    id: Borrowed("primer"),
    name: Borrowed("Primer"),
    docs: Borrowed("https://primer.io/docs/api-reference/get-started/configure-webhooks"),
    signature: Signature { header: Borrowed("x-signature-primary"), more_headers: Borrowed(&[Borrowed("x-signature-secondary")]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("eventType"))),
    ..DEFAULT
};

/// Describes [Pusher](https://pusher.com/docs/channels/server_api/webhooks/): hex in `x-pusher-signature` over `{body}`.
pub static PUSHER: Scheme = Scheme {
    id: Borrowed("pusher"),
    name: Borrowed("Pusher"),
    docs: Borrowed("https://pusher.com/docs/channels/server_api/webhooks/"),
    signature: Signature { header: Borrowed("x-pusher-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    header_prefix: Some(Borrowed("x-pusher-")),
    ..DEFAULT
};

/// Describes [QuickBooks (Intuit)](https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks): base64 in `intuit-signature` over `{body}`.
pub static QUICKBOOKS: Scheme = Scheme {
    id: Borrowed("quickbooks"),
    name: Borrowed("QuickBooks (Intuit)"),
    docs: Borrowed("https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks"),
    signature: Signature { header: Borrowed("intuit-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    ..DEFAULT
};

/// Describes [Razorpay](https://razorpay.com/docs/webhooks/validate-test/): hex in `x-razorpay-signature` over `{body}`.
pub static RAZORPAY: Scheme = Scheme {
    id: Borrowed("razorpay"),
    name: Borrowed("Razorpay"),
    docs: Borrowed("https://razorpay.com/docs/webhooks/validate-test/"),
    signature: Signature { header: Borrowed("x-razorpay-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    delivery_id: Some(Source::Header(Borrowed("x-razorpay-event-id"))),
    header_prefix: Some(Borrowed("x-razorpay-")),
    ..DEFAULT
};

/// Describes [Recurly](https://docs.recurly.com/v1.3/docs/signature-verification): hex in `recurly-signature` over `{timestamp}.{body}`.
pub static RECURLY: Scheme = Scheme {
    id: Borrowed("recurly"),
    name: Borrowed("Recurly"),
    docs: Borrowed("https://docs.recurly.com/v1.3/docs/signature-verification"),
    signature: Signature { header: Borrowed("recurly-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(","), tag: None, prefix: None, optional_space: false }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Position { position: 1, unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    content_types: Borrowed(&[Borrowed("application/json"), Borrowed("application/xml")]),
    ..DEFAULT
};

/// Describes [Render](https://render.com/docs/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static RENDER: Scheme = Scheme {
    id: Borrowed("render"),
    name: Borrowed("Render"),
    docs: Borrowed("https://render.com/docs/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Replicate](https://replicate.com/docs/topics/webhooks/verify-webhook): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static REPLICATE: Scheme = Scheme {
    id: Borrowed("replicate"),
    name: Borrowed("Replicate"),
    docs: Borrowed("https://replicate.com/docs/topics/webhooks/verify-webhook"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [Resend](https://resend.com/docs/webhooks/verify-webhooks-requests): base64 in `svix-signature` over `{svix-id}.{timestamp}.{body}`.
pub static RESEND: Scheme = Scheme {
    id: Borrowed("resend"),
    name: Borrowed("Resend"),
    docs: Borrowed("https://resend.com/docs/webhooks/verify-webhooks-requests"),
    signature: Signature { header: Borrowed("svix-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("svix-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{svix-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("svix-id"))),
    ..DEFAULT
};

/// Describes [Retell AI](https://docs.retellai.com/features/secure-webhook): hex in `x-retell-signature` over `{body}{timestamp}`.
pub static RETELL: Scheme = Scheme {
    id: Borrowed("retell"),
    name: Borrowed("Retell AI"),
    docs: Borrowed("https://docs.retellai.com/features/secure-webhook"),
    signature: Signature { header: Borrowed("x-retell-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("d"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("v"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{body}{timestamp}")),
    event: Some(Source::Body(Borrowed("event"))),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Sanity](https://www.sanity.io/docs/webhooks): base64url in `sanity-webhook-signature` over `{timestamp}.{body}`.
pub static SANITY: Scheme = Scheme {
    id: Borrowed("sanity"),
    name: Borrowed("Sanity"),
    docs: Borrowed("https://www.sanity.io/docs/webhooks"),
    signature: Signature { header: Borrowed("sanity-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Base64Url },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Header(Borrowed("sanity-operation"))),
    delivery_id: Some(Source::Header(Borrowed("idempotency-key"))),
    ..DEFAULT
};

/// Describes [Seam](https://docs.seam.co/latest/developer-tools/webhooks): base64 in `svix-signature` over `{svix-id}.{timestamp}.{body}`.
pub static SEAM: Scheme = Scheme {
    id: Borrowed("seam"),
    name: Borrowed("Seam"),
    docs: Borrowed("https://docs.seam.co/latest/developer-tools/webhooks"),
    signature: Signature { header: Borrowed("svix-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("svix-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{svix-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    delivery_id: Some(Source::Header(Borrowed("svix-id"))),
    ..DEFAULT
};

/// Describes [Segment](https://segment.com/docs/connections/destinations/catalog/webhooks/): hex in `x-signature` over `{body}`.
pub static SEGMENT: Scheme = Scheme {
    id: Borrowed("segment"),
    name: Borrowed("Segment"),
    docs: Borrowed("https://segment.com/docs/connections/destinations/catalog/webhooks/"),
    signature: Signature { header: Borrowed("x-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("messageId"))),
    ..DEFAULT
};

/// Describes [Sendbird](https://sendbird.com/docs/chat/v3/platform-api/webhook/webhook-overview): hex in `x-sendbird-signature` over `{body}`.
pub static SENDBIRD: Scheme = Scheme {
    id: Borrowed("sendbird"),
    name: Borrowed("Sendbird"),
    docs: Borrowed("https://sendbird.com/docs/chat/v3/platform-api/webhook/webhook-overview"),
    signature: Signature { header: Borrowed("x-sendbird-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("category"))),
    ..DEFAULT
};

/// Describes [Sentry](https://docs.sentry.io/integrations/integration-platform/webhooks/): hex in `sentry-hook-signature` over `{body}`.
pub static SENTRY: Scheme = Scheme {
    id: Borrowed("sentry"),
    name: Borrowed("Sentry"),
    docs: Borrowed("https://docs.sentry.io/integrations/integration-platform/webhooks/"),
    signature: Signature { header: Borrowed("sentry-hook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Header(Borrowed("sentry-hook-resource"))),
    delivery_id: Some(Source::Header(Borrowed("request-id"))),
    header_prefix: Some(Borrowed("sentry-hook-")),
    ..DEFAULT
};

/// Describes [Shippo](https://docs.goshippo.com/tracking/webhook-security): hex in `shippo-auth-signature` over `{timestamp}.{body}`.
pub static SHIPPO: Scheme = Scheme {
    id: Borrowed("shippo"),
    name: Borrowed("Shippo"),
    docs: Borrowed("https://docs.goshippo.com/tracking/webhook-security"),
    signature: Signature { header: Borrowed("shippo-auth-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Shopify](https://shopify.dev/docs/apps/build/webhooks/verify-deliveries): base64 in `x-shopify-hmac-sha256` over `{body}`.
pub static SHOPIFY: Scheme = Scheme {
    id: Borrowed("shopify"),
    name: Borrowed("Shopify"),
    docs: Borrowed("https://shopify.dev/docs/apps/build/webhooks/verify-deliveries"),
    signature: Signature { header: Borrowed("x-shopify-hmac-sha256"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Header(Borrowed("x-shopify-topic"))),
    delivery_id: Some(Source::Header(Borrowed("x-shopify-webhook-id"))),
    header_prefix: Some(Borrowed("x-shopify-")),
    ..DEFAULT
};

/// Describes [Sinch (Conversation)](https://developers.sinch.com/docs/conversation/callbacks): base64 in `x-sinch-webhook-signature` over `{body}.{x-sinch-webhook-signature-nonce}.{timestamp}`.
pub static SINCH: Scheme = Scheme {
    id: Borrowed("sinch"),
    name: Borrowed("Sinch (Conversation)"),
    docs: Borrowed("https://developers.sinch.com/docs/conversation/callbacks"),
    signature: Signature { header: Borrowed("x-sinch-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-sinch-webhook-signature-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{body}.{x-sinch-webhook-signature-nonce}.{timestamp}")),
    header_prefix: Some(Borrowed("x-sinch-")),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Sinch (Numbers)](https://developers.sinch.com/docs/numbers/api-reference/imported-hosting/tag/Imported-Numbers-and-Hosting-Orders-Callbacks): hex in `x-sinch-signature` over `{body}`.
pub static SINCH_NUMBERS: Scheme = Scheme {
    id: Borrowed("sinch-numbers"),
    name: Borrowed("Sinch (Numbers)"),
    docs: Borrowed("https://developers.sinch.com/docs/numbers/api-reference/imported-hosting/tag/Imported-Numbers-and-Hosting-Orders-Callbacks"),
    signature: Signature { header: Borrowed("x-sinch-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("eventType"))),
    delivery_id: Some(Source::Body(Borrowed("eventId"))),
    ..DEFAULT
};

/// Describes [Slack](https://docs.slack.dev/authentication/verifying-requests-from-slack): hex in `x-slack-signature` over `v0:{timestamp}:{body}`.
pub static SLACK: Scheme = Scheme {
    id: Borrowed("slack"),
    name: Borrowed("Slack"),
    docs: Borrowed("https://docs.slack.dev/authentication/verifying-requests-from-slack"),
    signature: Signature { header: Borrowed("x-slack-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("v0=")), encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-slack-request-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("v0:{timestamp}:{body}")),
    event: Some(Source::Body(Borrowed("event.type"))),
    delivery_id: Some(Source::Body(Borrowed("event_id"))),
    content_types: Borrowed(&[Borrowed("application/json"), Borrowed("application/x-www-form-urlencoded")]),
    header_prefix: Some(Borrowed("x-slack-")),
    challenge: Some(Challenge { method: ChallengeMethod::Post, when: Some(ChallengeValue { header: None, body: Some(Borrowed("type")), query: None, is: Some(Borrowed("url_verification")) }), token: Some(ChallengeValue { header: None, body: Some(Borrowed("challenge")), query: None, is: None }), verify_token: None, response: None }),
    ack: Ack { status: 200, content_type: Borrowed("text/plain; charset=utf-8"), body: Borrowed(""), exact: false },
    ..DEFAULT
};

/// Describes [Smartcar](https://smartcar.com/docs/integrations/webhooks/payload-verification): hex in `sc-signature` over `{body}`.
pub static SMARTCAR: Scheme = Scheme {
    id: Borrowed("smartcar"),
    name: Borrowed("Smartcar"),
    docs: Borrowed("https://smartcar.com/docs/integrations/webhooks/payload-verification"),
    signature: Signature { header: Borrowed("sc-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("eventType"))),
    delivery_id: Some(Source::Body(Borrowed("eventId"))),
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

/// Describes [Square](https://developer.squareup.com/docs/webhooks/step3validate): base64 in `x-square-hmacsha256-signature` over `{url}{body}`.
pub static SQUARE: Scheme = Scheme {
    id: Borrowed("square"),
    name: Borrowed("Square"),
    docs: Borrowed("https://developer.squareup.com/docs/webhooks/step3validate"),
    signature: Signature { header: Borrowed("x-square-hmacsha256-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{url}{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("event_id"))),
    header_prefix: Some(Borrowed("x-square-")),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Squarespace](https://developers.squarespace.com/webhooks/verifying-notifications): hex in `squarespace-signature` over `{body}`.
pub static SQUARESPACE: Scheme = Scheme {
    id: Borrowed("squarespace"),
    name: Borrowed("Squarespace"),
    docs: Borrowed("https://developers.squarespace.com/webhooks/verifying-notifications"),
    signature: Signature { header: Borrowed("squarespace-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Hex])),
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("topic"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
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

/// Describes [Stream (getstream.io)](https://getstream.io/chat/docs/react/webhooks_overview): hex in `x-signature` over `{body}`.
pub static STREAM: Scheme = Scheme {
    id: Borrowed("stream"),
    name: Borrowed("Stream (getstream.io)"),
    docs: Borrowed("https://getstream.io/chat/docs/react/webhooks_overview"),
    signature: Signature { header: Borrowed("x-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("x-webhook-id"))),
    ..DEFAULT
};

/// Describes [Stripe](https://docs.stripe.com/webhooks/signatures): hex in `stripe-signature` over `{timestamp}.{body}`.
pub static STRIPE: Scheme = Scheme {
    id: Borrowed("stripe"),
    name: Borrowed("Stripe"),
    docs: Borrowed("https://docs.stripe.com/webhooks/signatures"),
    signature: Signature { header: Borrowed("stripe-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Stytch](https://stytch.com/docs/workspace-management/webhooks): base64 in `svix-signature` over `{svix-id}.{timestamp}.{body}`.
pub static STYTCH: Scheme = Scheme {
    id: Borrowed("stytch"),
    name: Borrowed("Stytch"),
    docs: Borrowed("https://stytch.com/docs/workspace-management/webhooks"),
    signature: Signature { header: Borrowed("svix-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("svix-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{svix-id}.{timestamp}.{body}")),
    delivery_id: Some(Source::Header(Borrowed("svix-id"))),
    ..DEFAULT
};

/// Describes [Supabase (auth hooks)](https://supabase.com/docs/guides/auth/auth-hooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static SUPABASE: Scheme = Scheme {
    id: Borrowed("supabase"),
    name: Borrowed("Supabase (auth hooks)"),
    docs: Borrowed("https://supabase.com/docs/guides/auth/auth-hooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    secret_prefix: Some(Borrowed("v1,")),
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ack: Ack { status: 200, content_type: Borrowed("application/json"), body: Borrowed("{}"), exact: false },
    ..DEFAULT
};

/// Describes [SurveyMonkey](https://api.surveymonkey.com/v3/docs#webhooks): base64 in `sm-signature` over `{body}`.
pub static SURVEYMONKEY: Scheme = Scheme {
    id: Borrowed("surveymonkey"),
    name: Borrowed("SurveyMonkey"),
    docs: Borrowed("https://api.surveymonkey.com/v3/docs#webhooks"),
    signature: Signature { header: Borrowed("sm-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    delivery_id: Some(Source::Body(Borrowed("event_id"))),
    ..DEFAULT
};

/// Describes [Svix](https://docs.svix.com/receiving/verifying-payloads/how-manual): base64 in `svix-signature` over `{svix-id}.{timestamp}.{body}`.
pub static SVIX: Scheme = Scheme {
    id: Borrowed("svix"),
    name: Borrowed("Svix"),
    docs: Borrowed("https://docs.svix.com/receiving/verifying-payloads/how-manual"),
    signature: Signature { header: Borrowed("svix-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("svix-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{svix-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("svix-id"))),
    ..DEFAULT
};

/// Describes [Taiga](https://docs.taiga.io/webhooks.html): hex in `x-taiga-webhook-signature` over `{body}`.
pub static TAIGA: Scheme = Scheme {
    id: Borrowed("taiga"),
    name: Borrowed("Taiga"),
    docs: Borrowed("https://docs.taiga.io/webhooks.html"),
    signature: Signature { header: Borrowed("x-taiga-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    ..DEFAULT
};

/// Describes [Tailscale](https://tailscale.com/kb/1213/webhooks): hex in `tailscale-webhook-signature` over `{timestamp}.{body}`.
pub static TAILSCALE: Scheme = Scheme {
    id: Borrowed("tailscale"),
    name: Borrowed("Tailscale"),
    docs: Borrowed("https://tailscale.com/kb/1213/webhooks"),
    signature: Signature { header: Borrowed("tailscale-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    ..DEFAULT
};

/// Describes [Tally](https://tally.so/help/webhooks): base64 in `tally-signature` over `{body}`.
pub static TALLY: Scheme = Scheme {
    id: Borrowed("tally"),
    name: Borrowed("Tally"),
    docs: Borrowed("https://tally.so/help/webhooks"),
    signature: Signature { header: Borrowed("tally-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("eventType"))),
    delivery_id: Some(Source::Body(Borrowed("eventId"))),
    ..DEFAULT
};

/// Describes [TikTok](https://developers.tiktok.com/doc/webhooks-verification): hex in `tiktok-signature` over `{timestamp}.{body}`.
pub static TIKTOK: Scheme = Scheme {
    id: Borrowed("tiktok"),
    name: Borrowed("TikTok"),
    docs: Borrowed("https://developers.tiktok.com/doc/webhooks-verification"),
    signature: Signature { header: Borrowed("tiktok-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("s"), optional_space: false, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Trello](https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/): base64 in `x-trello-webhook` over `{body}{url}`.
pub static TRELLO: Scheme = Scheme {
    id: Borrowed("trello"),
    name: Borrowed("Trello"),
    docs: Borrowed("https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/"),
    signature: Signature { header: Borrowed("x-trello-webhook"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}{url}")),
    event: Some(Source::Body(Borrowed("action.type"))),
    delivery_id: Some(Source::Body(Borrowed("action.id"))),
    challenge: Some(Challenge { method: ChallengeMethod::Head, when: None, token: None, verify_token: None, response: None }),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Twilio (form)](https://www.twilio.com/docs/usage/webhooks/webhooks-security): base64 in `x-twilio-signature` over `{url}{form}`.
pub static TWILIO_FORM: Scheme = Scheme {
    id: Borrowed("twilio-form"),
    name: Borrowed("Twilio (form)"),
    docs: Borrowed("https://www.twilio.com/docs/usage/webhooks/webhooks-security"),
    signature: Signature { header: Borrowed("x-twilio-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{url}{form}")),
    delivery_id: Some(Source::Header(Borrowed("i-twilio-idempotency-token"))),
    content_types: Borrowed(&[Borrowed("application/x-www-form-urlencoded")]),
    ack: Ack { status: 200, content_type: Borrowed("text/xml"), body: Borrowed("<Response/>"), exact: false },
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Twilio (JSON)](https://www.twilio.com/docs/usage/webhooks/webhooks-security): base64 in `x-twilio-signature` over `{url}`.
pub static TWILIO_JSON: Scheme = Scheme {
    id: Borrowed("twilio-json"),
    name: Borrowed("Twilio (JSON)"),
    docs: Borrowed("https://www.twilio.com/docs/usage/webhooks/webhooks-security"),
    signature: Signature { header: Borrowed("x-twilio-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{url}")),
    body_hash: Some(BodyHash { query: Borrowed("bodySHA256") }),
    delivery_id: Some(Source::Header(Borrowed("i-twilio-idempotency-token"))),
    ..DEFAULT
};

/// Describes [Twitch](https://dev.twitch.tv/docs/eventsub/handling-webhook-events/): hex in `twitch-eventsub-message-signature` over `{twitch-eventsub-message-id}{timestamp}{body}`.
pub static TWITCH: Scheme = Scheme {
    id: Borrowed("twitch"),
    name: Borrowed("Twitch"),
    docs: Borrowed("https://dev.twitch.tv/docs/eventsub/handling-webhook-events/"),
    signature: Signature { header: Borrowed("twitch-eventsub-message-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("twitch-eventsub-message-timestamp"), unit: TimeUnit::Rfc3339 }),
    tolerance: 600,
    signed_content: Template(Borrowed("{twitch-eventsub-message-id}{timestamp}{body}")),
    event: Some(Source::Header(Borrowed("twitch-eventsub-subscription-type"))),
    delivery_id: Some(Source::Header(Borrowed("twitch-eventsub-message-id"))),
    header_prefix: Some(Borrowed("twitch-eventsub-")),
    challenge: Some(Challenge { method: ChallengeMethod::Post, when: Some(ChallengeValue { header: Some(Borrowed("twitch-eventsub-message-type")), body: None, query: None, is: Some(Borrowed("webhook_callback_verification")) }), token: Some(ChallengeValue { header: None, body: Some(Borrowed("challenge")), query: None, is: None }), verify_token: None, response: None }),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Typeform](https://www.typeform.com/developers/webhooks/secure-your-webhooks/): base64 in `typeform-signature` over `{body}`.
pub static TYPEFORM: Scheme = Scheme {
    id: Borrowed("typeform"),
    name: Borrowed("Typeform"),
    docs: Borrowed("https://www.typeform.com/developers/webhooks/secure-your-webhooks/"),
    signature: Signature { header: Borrowed("typeform-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event_type"))),
    delivery_id: Some(Source::Body(Borrowed("event_id"))),
    ..DEFAULT
};

/// Describes [UploadThing](https://docs.uploadthing.com/uploading-files): hex in `x-uploadthing-signature` over `{body}`.
pub static UPLOADTHING: Scheme = Scheme {
    id: Borrowed("uploadthing"),
    name: Borrowed("UploadThing"),
    docs: Borrowed("https://docs.uploadthing.com/uploading-files"),
    signature: Signature { header: Borrowed("x-uploadthing-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("hmac-sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Header(Borrowed("uploadthing-hook"))),
    ..DEFAULT
};

/// Describes [Vanta](https://developer.vanta.com/docs/webhooks): base64 in `svix-signature` over `{svix-id}.{timestamp}.{body}`.
pub static VANTA: Scheme = Scheme {
    id: Borrowed("vanta"),
    name: Borrowed("Vanta"),
    docs: Borrowed("https://developer.vanta.com/docs/webhooks"),
    signature: Signature { header: Borrowed("svix-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    secret_encoding: SecretEncodings(Borrowed(&[SecretEncoding::Whsec])),
    timestamp: Some(Timestamp::Header { header: Borrowed("svix-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{svix-id}.{timestamp}.{body}")),
    delivery_id: Some(Source::Header(Borrowed("svix-id"))),
    ..DEFAULT
};

/// Describes [Vapi](https://docs.vapi.ai/server-url/server-authentication): hex in `x-vapi-signature` over `{body}`.
pub static VAPI: Scheme = Scheme {
    id: Borrowed("vapi"),
    name: Borrowed("Vapi"),
    docs: Borrowed("https://docs.vapi.ai/server-url/server-authentication"),
    signature: Signature { header: Borrowed("x-vapi-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("message.type"))),
    ..DEFAULT
};

/// Describes [Vercel](https://vercel.com/docs/observability/webhooks): hex in `x-vercel-signature` over `{body}`.
pub static VERCEL: Scheme = Scheme {
    id: Borrowed("vercel"),
    name: Borrowed("Vercel"),
    docs: Borrowed("https://vercel.com/docs/observability/webhooks"),
    signature: Signature { header: Borrowed("x-vercel-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Viber](https://developers.viber.com/docs/api/rest-bot-api/): hex in `x-viber-content-signature` over `{body}`.
pub static VIBER: Scheme = Scheme {
    id: Borrowed("viber"),
    name: Borrowed("Viber"),
    docs: Borrowed("https://developers.viber.com/docs/api/rest-bot-api/"),
    signature: Signature { header: Borrowed("x-viber-content-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Cisco Webex](https://developer.webex.com/docs/receive-and-verify-webhooks): hex in `x-spark-signature` over `{body}`.
pub static WEBEX: Scheme = Scheme {
    id: Borrowed("webex"),
    name: Borrowed("Cisco Webex"),
    docs: Borrowed("https://developer.webex.com/docs/receive-and-verify-webhooks"),
    signature: Signature { header: Borrowed("x-spark-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    algorithm: Algorithm::Sha1,
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    ..DEFAULT
};

/// Describes [Webflow](https://developers.webflow.com/data/docs/working-with-webhooks): hex in `x-webflow-signature` over `{timestamp}:{body}`.
pub static WEBFLOW: Scheme = Scheme {
    id: Borrowed("webflow"),
    name: Borrowed("Webflow"),
    docs: Borrowed("https://developers.webflow.com/data/docs/working-with-webhooks"),
    signature: Signature { header: Borrowed("x-webflow-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-webflow-timestamp"), unit: TimeUnit::Millis }),
    signed_content: Template(Borrowed("{timestamp}:{body}")),
    event: Some(Source::Body(Borrowed("triggerType"))),
    header_prefix: Some(Borrowed("x-webflow-")),
    ..DEFAULT
};

/// Describes [Meta (WhatsApp, Messenger, Instagram)](https://developers.facebook.com/docs/graph-api/webhooks/getting-started): hex in `x-hub-signature-256` over `{body}`.
pub static WHATSAPP: Scheme = Scheme {
    id: Borrowed("whatsapp"),
    name: Borrowed("Meta (WhatsApp, Messenger, Instagram)"),
    docs: Borrowed("https://developers.facebook.com/docs/graph-api/webhooks/getting-started"),
    signature: Signature { header: Borrowed("x-hub-signature-256"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Hex },
    signed_content: Template(Borrowed("{body}")),
    challenge: Some(Challenge { method: ChallengeMethod::Get, when: Some(ChallengeValue { header: None, body: None, query: Some(Borrowed("hub.mode")), is: Some(Borrowed("subscribe")) }), token: Some(ChallengeValue { header: None, body: None, query: Some(Borrowed("hub.challenge")), is: None }), verify_token: Some(Borrowed("hub.verify_token")), response: None }),
    ..DEFAULT
};

/// Describes [Whop](https://docs.whop.com/developer/guides/webhooks): base64 in `webhook-signature` over `{webhook-id}.{timestamp}.{body}`.
pub static WHOP: Scheme = Scheme {
    id: Borrowed("whop"),
    name: Borrowed("Whop"),
    docs: Borrowed("https://docs.whop.com/developer/guides/webhooks"),
    signature: Signature { header: Borrowed("webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::List { separator: Borrowed(" "), tag: Some(Borrowed("v1,")), prefix: None, optional_space: false }, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Header { header: Borrowed("webhook-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("{webhook-id}.{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("webhook-id"))),
    ..DEFAULT
};

/// Describes [WooCommerce](https://woocommerce.com/document/webhooks/): base64 in `x-wc-webhook-signature` over `{body}`.
pub static WOOCOMMERCE: Scheme = Scheme {
    id: Borrowed("woocommerce"),
    name: Borrowed("WooCommerce"),
    docs: Borrowed("https://woocommerce.com/document/webhooks/"),
    signature: Signature { header: Borrowed("x-wc-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Header(Borrowed("x-wc-webhook-topic"))),
    delivery_id: Some(Source::Header(Borrowed("x-wc-webhook-delivery-id"))),
    header_prefix: Some(Borrowed("x-wc-")),
    ..DEFAULT
};

/// Describes [WorkOS](https://workos.com/docs/events/data-syncing/webhooks): hex in `workos-signature` over `{timestamp}.{body}`.
pub static WORKOS: Scheme = Scheme {
    id: Borrowed("workos"),
    name: Borrowed("WorkOS"),
    docs: Borrowed("https://workos.com/docs/events/data-syncing/webhooks"),
    signature: Signature { header: Borrowed("workos-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Fields { separator: Borrowed(","), key: Borrowed("v1"), optional_space: true, groups: None }, encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Field { field: Borrowed("t"), unit: TimeUnit::Millis }),
    tolerance: 180,
    signed_content: Template(Borrowed("{timestamp}.{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    ..DEFAULT
};

/// Describes [Worldline (Online Payments, Connect)](https://docs.connect.worldline-solutions.com/documentation/webhooks/event-structure): base64 in `x-gcs-signature` over `{body}`.
pub static WORLDLINE: Scheme = Scheme {
    id: Borrowed("worldline"),
    name: Borrowed("Worldline (Online Payments, Connect)"),
    docs: Borrowed("https://docs.connect.worldline-solutions.com/documentation/webhooks/event-structure"),
    signature: Signature { header: Borrowed("x-gcs-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Body(Borrowed("id"))),
    header_prefix: Some(Borrowed("x-gcs-")),
    ..DEFAULT
};

/// Describes [X (Account Activity)](https://docs.x.com/x-api/webhooks/quickstart): base64 in `x-twitter-webhooks-signature` over `{body}`.
pub static X: Scheme = Scheme {
    id: Borrowed("x"),
    name: Borrowed("X (Account Activity)"),
    docs: Borrowed("https://docs.x.com/x-api/webhooks/quickstart"),
    signature: Signature { header: Borrowed("x-twitter-webhooks-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("sha256=")), encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    header_prefix: Some(Borrowed("x-twitter-")),
    challenge: Some(Challenge { method: ChallengeMethod::Get, when: None, token: Some(ChallengeValue { header: None, body: None, query: Some(Borrowed("crc_token")), is: None }), verify_token: None, response: Some(Borrowed("{\"response_token\":\"sha256={mac}\"}")) }),
    ..DEFAULT
};

/// Describes [Xero](https://developer.xero.com/documentation/guides/webhooks/overview/): base64 in `x-xero-signature` over `{body}`.
pub static XERO: Scheme = Scheme {
    id: Borrowed("xero"),
    name: Borrowed("Xero"),
    docs: Borrowed("https://developer.xero.com/documentation/guides/webhooks/overview/"),
    signature: Signature { header: Borrowed("x-xero-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    signed_content: Template(Borrowed("{body}")),
    ack: Ack { status: 200, content_type: Borrowed("text/plain; charset=utf-8"), body: Borrowed(""), exact: true },
    ..DEFAULT
};

/// Describes [Zendesk](https://developer.zendesk.com/documentation/webhooks/verifying/): base64 in `x-zendesk-webhook-signature` over `{timestamp}{body}`.
pub static ZENDESK: Scheme = Scheme {
    id: Borrowed("zendesk"),
    name: Borrowed("Zendesk"),
    docs: Borrowed("https://developer.zendesk.com/documentation/webhooks/verifying/"),
    signature: Signature { header: Borrowed("x-zendesk-webhook-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Base64 },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-zendesk-webhook-signature-timestamp"), unit: TimeUnit::Rfc3339 }),
    signed_content: Template(Borrowed("{timestamp}{body}")),
    event: Some(Source::Body(Borrowed("type"))),
    delivery_id: Some(Source::Header(Borrowed("x-zendesk-webhook-invocation-id"))),
    content_types: Borrowed(&[Borrowed("application/json"), Borrowed("application/xml"), Borrowed("application/x-www-form-urlencoded")]),
    header_prefix: Some(Borrowed("x-zendesk-")),
    waivers: Borrowed(&[Waiver::AdjacentParts]),
    ..DEFAULT
};

/// Describes [Zoom](https://developers.zoom.us/docs/api/webhooks/): hex in `x-zm-signature` over `v0:{timestamp}:{body}`.
pub static ZOOM: Scheme = Scheme {
    id: Borrowed("zoom"),
    name: Borrowed("Zoom"),
    docs: Borrowed("https://developers.zoom.us/docs/api/webhooks/"),
    signature: Signature { header: Borrowed("x-zm-signature"), more_headers: Borrowed(&[]), syntax: Syntax::Prefixed(Borrowed("v0=")), encoding: Encoding::Hex },
    timestamp: Some(Timestamp::Header { header: Borrowed("x-zm-request-timestamp"), unit: TimeUnit::Seconds }),
    signed_content: Template(Borrowed("v0:{timestamp}:{body}")),
    event: Some(Source::Body(Borrowed("event"))),
    header_prefix: Some(Borrowed("x-zm-")),
    challenge: Some(Challenge { method: ChallengeMethod::Post, when: Some(ChallengeValue { header: None, body: Some(Borrowed("event")), query: None, is: Some(Borrowed("endpoint.url_validation")) }), token: Some(ChallengeValue { header: None, body: Some(Borrowed("payload.plainToken")), query: None, is: None }), verify_token: None, response: Some(Borrowed("{\"plainToken\":\"{token}\",\"encryptedToken\":\"{mac}\"}")) }),
    ..DEFAULT
};
