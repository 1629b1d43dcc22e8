// Signs for any scheme, built-in or custom, by what its object says. With node:crypto and nothing of hookward's code, so that
// what hookward verifies was signed by something else.

import { createHmac } from "node:crypto";

import { keyOf } from "./schemes.js";

/** What is sent in a header that is signed, and that is neither the event's nor the delivery id's. */
const SIGNED_VALUE = "hookward";

/** A time in milliseconds, as it is written in each unit. */
const WRITTEN = {
  s: (time) => `${Math.floor(time / 1000)}`,
  ms: (time) => `${time}`,
  rfc3339: (time) => new Date(time).toISOString(),
};

/** The timestamp as it is sent and signed, or undefined for a scheme without. Text is sent as it is: it need be no time. */
export function timestampText({ timestamp }, seconds) {
  if (!timestamp) return undefined;
  return typeof seconds === "string" ? seconds : WRITTEN[timestamp.unit](Math.round(seconds * 1000));
}

/** The names of the headers that the signature covers. */
export const signedHeaders = ({ signedContent }) =>
  [...signedContent.matchAll(/\{([^}]*)\}/g)]
    .map(([, name]) => name)
    .filter((name) => !/^(body|timestamp)$/.test(name));

/** The parts that are signed, one after another. `headers` holds values by names in lower case. */
export const contentParts = ({ signedContent }, { body, timestamp, headers }) =>
  signedContent.split(/(\{[^}]*\})/).map((part) => {
    if (part === "{body}") return body;
    if (part === "{timestamp}") return timestamp;
    return part.startsWith("{") ? headers[part.slice(1, -1)] : part;
  });

/** The value of the signature header, for a signature that is encoded already. */
export function signatureText({ signature, timestamp: sent }, encoded, timestamp) {
  const { prefixed, fields, list } = signature.syntax;
  if (prefixed) return `${prefixed}${encoded}`;
  if (list) return `${list.tag}${encoded}`;
  if (!fields) return encoded;
  const time = sent?.field ? [`${sent.field}=${timestamp}`] : [];
  return [...time, `${fields.key}=${encoded}`].join(fields.separator);
}

/** All headers but the signature. An event or an id is sent if it was given, and the id also where it is signed. */
export function unsignedHeaders(scheme, { timestamp, deliveryId, event }) {
  const sent = {};
  if (scheme.event?.header && event !== undefined) sent[scheme.event.header] = event;
  if (scheme.deliveryId?.header && deliveryId !== undefined) sent[scheme.deliveryId.header] = deliveryId;
  if (scheme.timestamp?.header) sent[scheme.timestamp.header] = timestamp;
  for (const name of signedHeaders(scheme)) sent[name] ??= SIGNED_VALUE;
  return sent;
}

/**
 * The headers with which a scheme's provider sends a body: the signature first, and what else the scheme reads. Names are in
 * lower case. `seconds` is when it is signed, with a fraction where the scheme's unit has one.
 */
export function signatureHeaders(scheme, { secret, body, seconds, deliveryId, event }) {
  const timestamp = timestampText(scheme, seconds);
  const headers = unsignedHeaders(scheme, { timestamp, deliveryId, event });
  const mac = createHmac(scheme.algorithm ?? "sha256", keyOf(scheme, secret));
  for (const part of contentParts(scheme, { body, timestamp, headers })) mac.update(part);
  const { header, encoding } = scheme.signature;
  return { [header]: signatureText(scheme, mac.digest(encoding), timestamp), ...headers };
}
