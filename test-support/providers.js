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
    seconds = Math.floor(Date.now() / 1000),
    json = timed(SCHEMES[id], JSON.parse(documented.body), seconds),
    body = Buffer.from(JSON.stringify(json)),
    event = documented.expect.event ?? "some.event",
    deliveryId = `dlv_${randomUUID()}`,
  } = given;
  const bytes = Buffer.from(body);
  const headers = signatureHeaders(SCHEMES[id], { secret, body: bytes, seconds, event, deliveryId });
  return { headers: { "Content-Type": "application/json", ...headers }, body: bytes, json, deliveryId, seconds };
}

/** The JSON of a body with the time of signing in it, for a scheme that has it there. */
function timed(scheme, json, seconds) {
  if (scheme.timestamp?.body === undefined) return json;
  const path = scheme.timestamp.body.split(".");
  const last = path.pop();
  let above = json;
  for (const name of path) {
    above[name] ??= {};
    above = above[name];
  }
  above[last] = scheme.timestamp.unit === "ms" ? seconds * 1000 : new Date(seconds * 1000).toISOString();
  return json;
}

/** The value of the signature header among the headers of a delivery. */
export const signatureOf = (id, headers) => headers[SCHEMES[id].signature.header];
