// Deliveries to verify, each signed in the way of one provider by node:crypto: nothing that is measured signs what it
// verifies.

import { createHmac } from "node:crypto";

const hmac = (secret, encoding, ...parts) =>
  parts.reduce((mac, part) => mac.update(part), createHmac("sha256", secret)).digest(encoding);

const standardKey = Buffer.from("a key of 24 bytes, no more").subarray(0, 24);

/** The secret of each format, as its provider would show it. */
export const SECRETS = {
  gilbert: "5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b",
  inboundflow: "if_5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b",
  github: "5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b",
  stripe: "whsec_5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b",
  standard: `whsec_${standardKey.toString("base64")}`,
};

/** The headers that carry a signature, by format. `seconds` is when it was made. */
const SIGNED = {
  gilbert: (body) => ({ "x-gilbert-signature": hmac(SECRETS.gilbert, "hex", body) }),
  inboundflow: (body, seconds) => ({
    "x-inboundflow-event": "call.completed",
    "x-inboundflow-delivery-id": "0b7a1c9e-5d0f-4a53-9f0e-6b1f4d0c2a77",
    "x-inboundflow-timestamp": `${seconds}`,
    "x-inboundflow-signature": `sha256=${hmac(SECRETS.inboundflow, "hex", `${seconds}.`, body)}`,
  }),
  github: (body) => ({ "x-hub-signature-256": `sha256=${hmac(SECRETS.github, "hex", body)}` }),
  stripe: (body, seconds) => ({
    "stripe-signature": `t=${seconds},v1=${hmac(SECRETS.stripe, "hex", `${seconds}.`, body)}`,
  }),
  standard: (body, seconds) => ({
    "webhook-id": "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
    "webhook-timestamp": `${seconds}`,
    "webhook-signature": `v1,${hmac(standardKey, "base64", `msg_2KWPBgLlAfxdpx2AI54pPJ85f4W.${seconds}.`, body)}`,
  }),
};

/** Where in `SIGNED` the signature itself is, to be forged. */
const SIGNATURE = {
  gilbert: "x-gilbert-signature",
  inboundflow: "x-inboundflow-signature",
  github: "x-hub-signature-256",
  stripe: "stripe-signature",
  standard: "webhook-signature",
};

/** What else stands in a webhook's headers when a proxy has handed it on, in the order in which Node gives them. */
const AROUND = (length) => ({
  host: "app.example.com",
  "user-agent": "Webhooks/1.0 (+https://example.com/docs/webhooks)",
  "content-length": `${length}`,
  accept: "*/*",
  "accept-encoding": "gzip, deflate, br",
  "content-type": "application/json; charset=utf-8",
  "x-forwarded-for": "203.0.113.7",
  "x-forwarded-host": "app.example.com",
  "x-forwarded-proto": "https",
});

/** A JSON body of exactly `size` bytes, unlike that of any other `index`; some of its text is not ASCII. */
export function makeBody(size, index) {
  const start = `{"event":"message.received","event_id":"evt_${String(index).padStart(6, "0")}","data":{"text":"Été, `;
  const end = '"}}';
  const room = size - Buffer.byteLength(start) - end.length;
  if (room < 0) throw new RangeError(`A body of ${size} bytes has no room for its fields.`);
  const words = "a customer wrote to ask when the parcel will arrive; ";
  return Buffer.from(start + words.repeat(Math.ceil(room / words.length)).slice(0, room) + end);
}

function assemble(format, body, signed, now) {
  // One by one, as Node's parser does it, so that the object has the same hidden shape.
  const headers = {};
  for (const [name, value] of Object.entries({ ...AROUND(body.length), ...signed })) headers[name] = value;
  // For those that take text and not bytes. That it was decoded is not counted against them.
  return { format, secret: SECRETS[format], headers, body, text: body.toString(), now };
}

/** Genuine deliveries of one format. Several, since a real server never sees the same bytes twice. */
export function sign(format, size, count, now = Date.now()) {
  return Array.from({ length: count }, (_, index) => {
    const body = makeBody(size, index);
    return assemble(format, body, SIGNED[format](body, Math.floor(now / 1000)), now);
  });
}

/** The delivery with one byte of the body changed, and with one character of the signature changed. */
export function forge(delivery) {
  const { format, headers, now } = delivery;
  const body = Buffer.from(delivery.body);
  body[body.length - 4] ^= 1;
  const name = SIGNATURE[format];
  const at = headers[name].length - 5;
  const swapped = headers[name][at] === "0" ? "1" : "0";
  const signature = headers[name].slice(0, at) + swapped + headers[name].slice(at + 1);
  return [
    assemble(format, body, headers, now),
    assemble(format, delivery.body, { ...headers, [name]: signature }, now),
  ];
}
