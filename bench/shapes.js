// One scheme for each shape of signature, with the code that its provider's documentation shows for node:crypto.
//
// `byHand` prepares what can be prepared, and returns a function that verifies one delivery. The function checks the time only if the documentation
// does, and checks nothing that the documentation omits.

import { createHmac, timingSafeEqual } from "node:crypto";

/** Compares two texts as the documentation does: first their lengths, then their bytes in constant time. */
function same(expected, given) {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Returns whether a time in seconds is within five minutes of now. */
const isRecent = (seconds) => Math.abs(Date.now() / 1000 - Number(seconds)) <= 300;

/** The URL to which the deliveries of some shapes are sent. */
export const URL_SENT_TO = "https://app.example.com/webhooks";

export const SHAPES = [
  {
    name: "plain hex",
    scheme: "gilbert",
    byHand:
      (secret) =>
      ({ headers, body }) =>
        same(createHmac("sha256", secret).update(body).digest("hex"), headers["x-gilbert-signature"]),
  },
  {
    name: "prefixed hex",
    scheme: "github",
    byHand:
      (secret) =>
      ({ headers, body }) =>
        same(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`, headers["x-hub-signature-256"]),
  },
  {
    name: "base64",
    scheme: "shopify",
    byHand:
      (secret) =>
      ({ headers, body }) =>
        same(createHmac("sha256", secret).update(body).digest("base64"), headers["x-shopify-hmac-sha256"]),
  },
  {
    name: "timestamp in a header",
    scheme: "slack",
    byHand:
      (secret) =>
      ({ headers, body }) => {
        const timestamp = headers["x-slack-request-timestamp"];
        if (!isRecent(timestamp)) return false;
        const mac = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body);
        return same(`v0=${mac.digest("hex")}`, headers["x-slack-signature"]);
      },
  },
  {
    name: "timestamp in a field",
    scheme: "stripe",
    byHand:
      (secret) =>
      ({ headers, body }) => {
        const fields = Object.fromEntries(headers["stripe-signature"].split(",").map((field) => field.split("=")));
        if (!isRecent(fields.t)) return false;
        return same(createHmac("sha256", secret).update(`${fields.t}.`).update(body).digest("hex"), fields.v1);
      },
  },
  {
    name: "id and time in headers, one signature",
    scheme: "standard-webhooks",
    byHand: standardWebhooks,
  },
  {
    name: "id and time in headers, three signatures",
    scheme: "standard-webhooks",
    // The headers contain several signatures, as during a rotation of the secret. The last one matches.
    change: (headers) => ({
      ...headers,
      "webhook-signature": `v1,${"A".repeat(43)}= v1,${"B".repeat(42)}A= ${headers["webhook-signature"]}`,
    }),
    byHand: standardWebhooks,
  },
  {
    name: "url in the content",
    scheme: "square",
    byHand:
      (secret) =>
      ({ headers, body }) => {
        const mac = createHmac("sha256", secret).update(URL_SENT_TO).update(body);
        return same(mac.digest("base64"), headers["x-square-hmacsha256-signature"]);
      },
  },
  {
    name: "url and sorted form, SHA-1",
    scheme: "twilio-form",
    form: true,
    byHand:
      (secret) =>
      ({ headers, text }) => {
        const fields = Object.fromEntries(new URLSearchParams(text));
        const content = Object.keys(fields)
          .sort()
          .reduce((content, name) => content + name + fields[name], URL_SENT_TO);
        const mac = createHmac("sha1", secret).update(Buffer.from(content, "utf-8"));
        return same(mac.digest("base64"), headers["x-twilio-signature"]);
      },
  },
  {
    name: "prefixed hex, SHA-1",
    scheme: "facebook-legacy",
    byHand:
      (secret) =>
      ({ headers, body }) =>
        same(`sha1=${createHmac("sha1", secret).update(body).digest("hex")}`, headers["x-hub-signature"]),
  },
  {
    name: "plain hex, SHA-512",
    scheme: "paystack",
    byHand:
      (secret) =>
      ({ headers, body }) =>
        same(createHmac("sha512", secret).update(body).digest("hex"), headers["x-paystack-signature"]),
  },
];

function standardWebhooks(secret) {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return ({ headers, body }) => {
    const timestamp = headers["webhook-timestamp"];
    if (!isRecent(timestamp)) return false;
    const mac = createHmac("sha256", key).update(`${headers["webhook-id"]}.${timestamp}.`).update(body);
    const expected = mac.digest("base64");
    return headers["webhook-signature"].split(" ").some((one) => {
      const [version, signature] = one.split(",");
      return version === "v1" && same(expected, signature);
    });
  };
}
