// What each provider signs and how it writes that down, step by step, as its scheme says; and five schemes that hookward does not
// know, after those of well-known providers.

import { keyOf, SCHEMES } from "../../../test-support/schemes.js";
import { contentParts, signatureText, timestampText, unsignedHeaders } from "../../../test-support/sign.js";

/** A scheme that is not built in. */
const custom = (id, rest) => ({ id, name: id, docs: `https://${id}.example/webhooks`, ...rest });

export const CUSTOM = {
  // As GitHub signs.
  forge: custom("forge", {
    signature: { header: "x-hub-signature-256", syntax: { prefixed: "sha256=" }, encoding: "hex" },
    signedContent: "{body}",
    event: { header: "x-forge-event" },
  }),
  // As Shopify signs.
  shop: custom("shop", {
    signature: { header: "x-shop-hmac-sha256", syntax: "plain", encoding: "base64" },
    signedContent: "{body}",
  }),
  // As Stripe signs.
  pay: custom("pay", {
    signature: { header: "pay-signature", syntax: { fields: { separator: ",", key: "v1" } }, encoding: "hex" },
    timestamp: { field: "t", unit: "s" },
    signedContent: "{timestamp}.{body}",
  }),
  // As Slack signs.
  chat: custom("chat", {
    signature: { header: "x-chat-signature", syntax: { prefixed: "v0=" }, encoding: "hex" },
    timestamp: { header: "x-chat-request-timestamp", unit: "s" },
    signedContent: "v0:{timestamp}:{body}",
  }),
  // A secret that is shown in hex and stands for bytes.
  vault: custom("vault", {
    signature: { header: "x-vault-signature", syntax: "plain", encoding: "hex" },
    secretEncoding: "hex",
    timestamp: { header: "x-vault-timestamp", unit: "ms" },
    signedContent: "{timestamp}.{body}",
  }),
};

export const DELIVERY_ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";

/** The event in a header, for the schemes that have it there. */
const EVENTS = { inboundflow: "call.completed", grillo: "sensor.online", forge: "push" };

/** A header's name as it goes over the wire: with capitals, and in lower case where it is Standard Webhooks'. */
const spelled = (name) =>
  name.startsWith("webhook-")
    ? name
    : name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase()).replace("Inboundflow", "InboundFlow");

/** The steps of signing for one scheme, each of which a sender can do wrong. */
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
 * Of each scheme: `key`, the bytes that its secret stands for; `timestamp`, how it writes a time given in milliseconds; `content`,
 * what it signs; `encoding` and `write`, how it writes a mac down; `header`, and the `others` beside it.
 */
export const SHAPES = Object.fromEntries(
  Object.entries({ ...SCHEMES, ...CUSTOM }).map(([id, scheme]) => [id, shapeOf(id, scheme)]),
);

/** What hookward is given for a scheme: the id of a built-in one, the scheme itself for another. */
export const given = (scheme) => CUSTOM[scheme] ?? scheme;
