// Deliveries to verify, each signed in the way of one provider by test-support/sign.js: nothing that is measured signs what it
// verifies, and nothing is signed while it is measured.

import { SCHEMES, secretFor } from "../test-support/schemes.js";
import { signatureHeaders } from "../test-support/sign.js";

/** What is measured against packages of other providers is signed in their way. */
const github = {
  id: "github",
  signature: { header: "x-hub-signature-256", syntax: { prefixed: "sha256=" }, encoding: "hex" },
  signedContent: "{body}",
};
const stripe = {
  id: "stripe",
  signature: { header: "stripe-signature", syntax: { fields: { separator: ",", key: "v1" } }, encoding: "hex" },
  timestamp: { field: "t", unit: "s" },
  signedContent: "{timestamp}.{body}",
};
const standard = SCHEMES["standard-webhooks"];

/** Each format by its name: its scheme, a secret as its provider would show it, and what it sends beside the signature. */
const FORMATS = {
  gilbert: { scheme: SCHEMES.gilbert, secret: "5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b" },
  inboundflow: {
    scheme: SCHEMES.inboundflow,
    secret: "if_5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b",
    event: "call.completed",
    deliveryId: "0b7a1c9e-5d0f-4a53-9f0e-6b1f4d0c2a77",
  },
  github: { scheme: github, secret: "5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b" },
  stripe: { scheme: stripe, secret: "whsec_5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b" },
  standard: {
    scheme: standard,
    secret: secretFor(standard, "a key of 24 bytes, no mo"),
    deliveryId: "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
  },
};

/** The secret of each format. */
export const SECRETS = Object.fromEntries(Object.entries(FORMATS).map(([format, { secret }]) => [format, secret]));

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

/** The headers that a format's provider sends with a body that it signs at `seconds`. */
function signed(format, body, seconds) {
  const { scheme, ...given } = FORMATS[format];
  return signatureHeaders(scheme, { ...given, body, seconds });
}

/** Genuine deliveries of one format. Several, since a real server never sees the same bytes twice. `first`: the index of the first. */
export function sign(format, size, count, now = Date.now(), first = 0) {
  return Array.from({ length: count }, (_, index) => {
    const body = makeBody(size, first + index);
    return assemble(format, body, signed(format, body, now / 1000), now);
  });
}

/** A form of exactly `size` bytes, unlike that of any other `index`, with fields that are not in order. */
function makeForm(size, index) {
  const start = `To=%2B15005550006&From=%2B15005550001&MessageSid=SM${String(index).padStart(32, "0")}&Body=`;
  const words = "a+customer+wrote+to+ask+when+the+parcel+will+arrive%3B+";
  return Buffer.from(
    start +
      words
        .repeat(Math.ceil(size / words.length))
        .slice(0, size - start.length)
        .replace(/%.?$/, "xx"),
  );
}

/** Genuine deliveries of one shape of signature: see shapes.js. */
export function signShape(
  { scheme: id, form = false, change = (headers) => headers },
  url,
  size,
  count,
  now = Date.now(),
) {
  const scheme = SCHEMES[id];
  return Array.from({ length: count }, (_, index) => {
    const body = form ? makeForm(size, index) : makeBody(size, index);
    const deliveryId = scheme.deliveryId?.header && `msg_2KWPBgLlAfxdpx2AI54pPJ${String(index).padStart(5, "0")}`;
    const given = { secret: shapeSecret(id), body, seconds: now / 1000, deliveryId, url };
    return assemble(undefined, body, change(signatureHeaders(scheme, given)), now);
  });
}

/** The secret of a scheme as its provider would show it. */
export const shapeSecret = (id) => secretFor(SCHEMES[id], "5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b");

/** The delivery with one byte of the body changed, and with one character of the signature changed. */
export function forge(delivery) {
  const { format, headers, now } = delivery;
  const body = Buffer.from(delivery.body);
  body[body.length - 4] ^= 1;
  const name = FORMATS[format].scheme.signature.header;
  const at = headers[name].length - 5;
  const swapped = headers[name][at] === "0" ? "1" : "0";
  const signature = headers[name].slice(0, at) + swapped + headers[name].slice(at + 1);
  return [
    assemble(format, body, headers, now),
    assemble(format, delivery.body, { ...headers, [name]: signature }, now),
  ];
}
