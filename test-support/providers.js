// Deliveries as the providers send them: each provider's example from the vectors, signed by sign.js with the current
// time.

import { randomUUID } from "node:crypto";

import { SCHEMES, SECRETS } from "./schemes.js";
import { signatureHeaders } from "./sign.js";
import { example } from "./vectors.js";

/**
 * Returns a delivery as a provider sends it, with the current time by default. `headers` is an object, and `body` is a
 * Buffer.
 */
export function delivery(id, given = {}) {
  const documented = example(id);
  const {
    secret = SECRETS[id],
    // The body is printed again, so that it equals the re-serialized body.
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

/** Writes the time of signing into the JSON of a body, if the scheme's timestamp is in the body. */
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

/** Returns the value of the signature header of a delivery. */
export const signatureOf = (id, headers) => headers[SCHEMES[id].signature.header];
