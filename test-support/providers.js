// Deliveries as the providers send them: the example of each that the vectors have, signed by sign.js right now.

import { randomUUID } from "node:crypto";

import { SCHEMES, SECRETS } from "./schemes.js";
import { signatureHeaders } from "./sign.js";
import { example } from "./vectors.js";

/** A delivery as a provider sends it, right now unless told otherwise. `headers` is an object, `body` a Buffer. */
export function delivery(id, given = {}) {
  const documented = example(id);
  const {
    secret = SECRETS[id],
    // Printed anew, so that what JSON.stringify prints of the parsed body is the body.
    json = JSON.parse(documented.body),
    body = Buffer.from(JSON.stringify(json)),
    seconds = Math.floor(Date.now() / 1000),
    event = documented.expect.event ?? "some.event",
    deliveryId = `dlv_${randomUUID()}`,
  } = given;
  const bytes = Buffer.from(body);
  const headers = signatureHeaders(SCHEMES[id], { secret, body: bytes, seconds, event, deliveryId });
  return { headers: { "Content-Type": "application/json", ...headers }, body: bytes, json, deliveryId, seconds };
}

/** The value of the signature header among the headers of a delivery. */
export const signatureOf = (id, headers) => headers[SCHEMES[id].signature.header];
