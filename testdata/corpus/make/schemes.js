// What each provider signs and how it writes that down, from the providers' own pages; and five schemes that hookward does not
// know, after those of well-known providers.

/** The row of a scheme that is not built in. */
const row = (id, rest) => ({ id, name: id, docs: `https://${id}.example/webhooks`, ...rest });

export const CUSTOM = {
  // As GitHub signs.
  forge: row("forge", {
    signature: { header: "x-hub-signature-256", syntax: { prefixed: "sha256=" }, encoding: "hex" },
    signed_content: "{body}",
    event: { header: "x-forge-event" },
  }),
  // As Shopify signs.
  shop: row("shop", {
    signature: { header: "x-shop-hmac-sha256", syntax: "plain", encoding: "base64" },
    signed_content: "{body}",
  }),
  // As Stripe signs.
  pay: row("pay", {
    signature: { header: "pay-signature", syntax: { fields: { separator: ",", key: "v1" } }, encoding: "hex" },
    timestamp: { field: "t", unit: "s" },
    signed_content: "{timestamp}.{body}",
  }),
  // As Slack signs.
  chat: row("chat", {
    signature: { header: "x-chat-signature", syntax: { prefixed: "v0=" }, encoding: "hex" },
    timestamp: { header: "x-chat-request-timestamp", unit: "s" },
    signed_content: "v0:{timestamp}:{body}",
  }),
  // A secret that is shown in hex and stands for bytes.
  vault: row("vault", {
    signature: { header: "x-vault-signature", syntax: "plain", encoding: "hex" },
    secret: "hex",
    timestamp: { header: "x-vault-timestamp", unit: "ms" },
    signed_content: "{timestamp}.{body}",
  }),
};

const utf8 = (secret) => Buffer.from(secret);
const base64 = (secret) => Buffer.from(secret, "base64");
const hex = (secret) => Buffer.from(secret, "hex");
const seconds = (at) => `${Math.floor(at / 1000)}`;
const bodyOnly = (_stamp, body) => body;
const stamped = (stamp, body) => Buffer.concat([Buffer.from(`${stamp}.`), body]);

export const DELIVERY_ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";

/**
 * Of each scheme: `key`, the bytes that its secret stands for; `stamp`, how it writes a time given in milliseconds; `content`,
 * what it signs; `encoding` and `write`, how it writes a tag down; `header`, and the `others` beside it.
 */
export const SHAPES = {
  gilbert: { key: utf8, content: bodyOnly, encoding: "hex", write: (tag) => tag, header: "X-Gilbert-Signature" },
  gabinete360: { key: utf8, content: bodyOnly, encoding: "hex", write: (tag) => tag, header: "X-Argos-Signature" },
  inboundflow: {
    key: utf8,
    stamp: seconds,
    content: stamped,
    encoding: "hex",
    write: (tag) => `sha256=${tag}`,
    header: "X-InboundFlow-Signature",
    others: (stamp) => [
      ["X-InboundFlow-Event", "call.completed"],
      ["X-InboundFlow-Delivery-Id", DELIVERY_ID],
      ["X-InboundFlow-Timestamp", stamp],
    ],
  },
  grillo: {
    key: utf8,
    content: bodyOnly,
    encoding: "hex",
    write: (tag) => `sha256=${tag}`,
    header: "X-Grillo-Signature",
    others: () => [
      ["X-Grillo-Event", "sensor.online"],
      ["X-Grillo-Delivery", DELIVERY_ID],
    ],
  },
  smarterbot: {
    key: utf8,
    stamp: seconds,
    content: stamped,
    encoding: "hex",
    write: (tag, stamp) => `t=${stamp},v1=${tag}`,
    header: "X-Webhook-Signature",
  },
  "standard-webhooks": {
    key: (secret) => base64(secret.slice("whsec_".length)),
    stamp: seconds,
    content: (stamp, body) => Buffer.concat([Buffer.from(`${DELIVERY_ID}.${stamp}.`), body]),
    encoding: "base64",
    write: (tag) => `v1,${tag}`,
    header: "webhook-signature",
    others: (stamp) => [
      ["webhook-id", DELIVERY_ID],
      ["webhook-timestamp", stamp],
    ],
  },
  forge: {
    key: utf8,
    content: bodyOnly,
    encoding: "hex",
    write: (tag) => `sha256=${tag}`,
    header: "X-Hub-Signature-256",
    others: () => [["X-Forge-Event", "push"]],
  },
  shop: { key: utf8, content: bodyOnly, encoding: "base64", write: (tag) => tag, header: "X-Shop-Hmac-Sha256" },
  pay: {
    key: utf8,
    stamp: seconds,
    content: stamped,
    encoding: "hex",
    write: (tag, stamp) => `t=${stamp},v1=${tag}`,
    header: "Pay-Signature",
  },
  chat: {
    key: utf8,
    stamp: seconds,
    content: (stamp, body) => Buffer.concat([Buffer.from(`v0:${stamp}:`), body]),
    encoding: "hex",
    write: (tag) => `v0=${tag}`,
    header: "X-Chat-Signature",
    others: (stamp) => [["X-Chat-Request-Timestamp", stamp]],
  },
  vault: {
    key: hex,
    stamp: (at) => `${at}`,
    content: stamped,
    encoding: "hex",
    write: (tag) => tag,
    header: "X-Vault-Signature",
    others: (stamp) => [["X-Vault-Timestamp", stamp]],
  },
};

/** What hookward is given for a scheme: the id of a built-in one, the row of another. */
export const given = (scheme) => CUSTOM[scheme] ?? scheme;
