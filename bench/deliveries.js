// Deliveries to verify, each signed like one provider's by test-support/sign.js. No candidate signs what it verifies, and nothing is signed during a
// measurement.

import { SCHEMES, secretFor } from "../test-support/schemes.js";
import { signatureHeaders } from "../test-support/sign.js";

/** Schemes of other providers, for comparisons with their packages. */
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

/** The formats by name: the scheme, a secret as its provider would show it, and other values that the provider sends. */
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

/** The secrets by format. */
export const SECRETS = Object.fromEntries(Object.entries(FORMATS).map(([format, { secret }]) => [format, secret]));

/** Returns the other headers of a webhook that a proxy has passed on. They are in the order in which Node provides them. */
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

/** Returns a JSON body of exactly `size` bytes, different for every `index`. Some of its text is not ASCII. */
export function makeBody(size, index) {
  const start = `{"event":"message.received","event_id":"evt_${String(index).padStart(6, "0")}","data":{"text":"Été, `;
  const end = '"}}';
  const room = size - Buffer.byteLength(start) - end.length;
  if (room < 0) throw new RangeError(`A body of ${size} bytes has no room for its fields.`);
  const words = "a customer wrote to ask when the parcel will arrive; ";
  return Buffer.from(start + words.repeat(Math.ceil(room / words.length)).slice(0, room) + end);
}

function assemble(format, body, signed, now) {
  // The headers are set one by one, like in Node's parser, so that the object has the same hidden shape.
  const headers = {};
  for (const [name, value] of Object.entries({ ...AROUND(body.length), ...signed })) headers[name] = value;
  // `text` is for candidates that take text instead of bytes. The time for decoding is not measured.
  return { format, secret: SECRETS[format], headers, body, text: body.toString(), now };
}

/** Returns the headers that a format's provider sends with a body that it signs at `seconds`. */
function signed(format, body, seconds) {
  const { scheme, ...given } = FORMATS[format];
  return signatureHeaders(scheme, { ...given, body, seconds });
}

/**
 * Returns several genuine deliveries of one format, because a real server never receives the same bytes twice. `first` is the index of the first
 * delivery.
 */
export function sign(format, size, count, now = Date.now(), first = 0) {
  return Array.from({ length: count }, (_, index) => {
    const body = makeBody(size, first + index);
    return assemble(format, body, signed(format, body, now / 1000), now);
  });
}

/** Returns a form of exactly `size` bytes, different for every `index`, with unsorted fields. */
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

/** Returns genuine deliveries of one shape of signature, as described in shapes.js. */
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

/** Returns the secret of a scheme as its provider would show it. */
export const shapeSecret = (id) => secretFor(SCHEMES[id], "5f0c2a9b7d1e4c3f8a6b0d9e2f4c7a1b");

/** Returns two forgeries of a delivery: with one byte of the body changed, and with one character of the signature changed. */
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
