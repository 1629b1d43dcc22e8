// The steps of signing for each scheme, and five custom schemes that resemble those of well-known providers.

import { keyOf, SCHEMES } from "../../../test-support/schemes.js";
import { contentParts, signatureText, timestampText, unsignedHeaders } from "../../../test-support/sign.js";

/** Returns a scheme that is not built in. */
const custom = (id, rest) => ({ id, name: id, docs: `https://${id}.example/webhooks`, ...rest });

export const CUSTOM = {
  // Resembles the scheme of GitHub.
  forge: custom("forge", {
    signature: { header: "x-hub-signature-256", syntax: { prefixed: "sha256=" }, encoding: "hex" },
    signedContent: "{body}",
    event: { header: "x-forge-event" },
  }),
  // Resembles the scheme of Shopify.
  shop: custom("shop", {
    signature: { header: "x-shop-hmac-sha256", syntax: "plain", encoding: "base64" },
    signedContent: "{body}",
  }),
  // Resembles the scheme of Stripe.
  pay: custom("pay", {
    signature: { header: "pay-signature", syntax: { fields: { separator: ",", key: "v1" } }, encoding: "hex" },
    timestamp: { field: "t", unit: "s" },
    signedContent: "{timestamp}.{body}",
  }),
  // Resembles the scheme of Slack.
  chat: custom("chat", {
    signature: { header: "x-chat-signature", syntax: { prefixed: "v0=" }, encoding: "hex" },
    timestamp: { header: "x-chat-request-timestamp", unit: "s" },
    signedContent: "v0:{timestamp}:{body}",
  }),
  // Has a secret in hex, which is decoded to bytes.
  vault: custom("vault", {
    signature: { header: "x-vault-signature", syntax: "plain", encoding: "hex" },
    secretEncoding: "hex",
    timestamp: { header: "x-vault-timestamp", unit: "ms" },
    signedContent: "{timestamp}.{body}",
  }),
};

export const DELIVERY_ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";

/** The events, for the schemes with the event in a header. */
const EVENTS = { inboundflow: "call.completed", grillo: "sensor.online", forge: "push" };

/** Returns a header's name as the provider sends it: with capitals, or in lower case for Standard Webhooks. */
const spelled = (name) =>
  name.startsWith("webhook-")
    ? name
    : name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase()).replace("Inboundflow", "InboundFlow");

/** Returns the steps of signing for one scheme. A mistake of a sender replaces a step. */
function shapeOf(id, scheme) {
  const others = (timestamp) => unsignedHeaders(scheme, { timestamp, deliveryId: DELIVERY_ID, event: EVENTS[id] });
  return {
    key: (secret) => keyOf(scheme, secret),
    timestamp: (at) => timestampText(scheme, at / 1000),
    content: (timestamp, body) => {
      const parts = contentParts(scheme, { timestamp: `${timestamp}`, body, headers: others(timestamp) });
      return Buffer.concat(parts.map((part) => Buffer.from(part)));
    },
    encoding: scheme.signature.encoding,
    write: (mac, timestamp) => signatureText(scheme, mac, timestamp),
    header: spelled(scheme.signature.header),
    others: (timestamp) => Object.entries(others(timestamp)).map(([name, value]) => [spelled(name), value]),
  };
}

/**
 * The steps of signing for each scheme. `key` returns the key of a secret, `timestamp` the text of a time in milliseconds, and
 * `content` the signed content. `encoding` is the encoding of a MAC. `write` returns the value of the header with the name `header`, and
 * `others` the other headers.
 */
export const SHAPES = Object.fromEntries(
  Object.entries({ ...SCHEMES, ...CUSTOM }).map(([id, scheme]) => [id, shapeOf(id, scheme)]),
);

/** Returns the option `scheme` for hookward: the id of a built-in scheme, or a custom scheme itself. */
export const given = (scheme) => CUSTOM[scheme] ?? scheme;
