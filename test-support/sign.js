// Signs for any scheme, built-in or custom, as its object describes. It uses node:crypto and none of hookward's code, so that hookward verifies
// signatures that it did not make.

import { createHash, createHmac } from "node:crypto";

import { keyOf, signedHeaders } from "./schemes.js";

/** The value of signed headers that contain neither the event nor the delivery id. */
const SIGNED_VALUE = "hookward";

/** The URL to which a delivery is sent by default. */
const URL_SENT_TO = "https://app.example.com/webhook";

/** Functions that write a time in milliseconds in each unit. */
const WRITTEN = {
  s: (time) => `${Math.floor(time / 1000)}`,
  ms: (time) => `${time}`,
  s_or_ms: (time) => `${Math.floor(time / 1000)}`,
  rfc3339: (time) => new Date(time).toISOString(),
  iso8601: (time) => new Date(time).toISOString(),
  http_date: (time) => new Date(time).toUTCString(),
};

/**
 * Returns the timestamp as it is sent and signed, or undefined for a scheme without a timestamp. A string is sent unchanged, even if it is not a
 * time.
 */
export function timestampText({ timestamp }, seconds) {
  if (!timestamp) return undefined;
  return typeof seconds === "string" ? seconds : WRITTEN[timestamp.unit](Math.round(seconds * 1000));
}

/** Returns the fields of a form as text: sorted pairs without duplicates. */
function formOf(body) {
  const pairs = [...new URLSearchParams(Buffer.from(body).toString())].map((pair) => pair.join("\0"));
  const distinct = [...new Set(pairs)].map((pair) => pair.split("\0"));
  const compare = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  return distinct
    .sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]))
    .flat()
    .join("");
}

/** Returns the path and the query of a URL, unchanged. */
function partsOf(url) {
  const [, path = "/", query = ""] = /^[^/]*\/\/[^/?#]*(\/[^?#]*)?(?:\?([^#]*))?/.exec(url) ?? [];
  return { path, query };
}

/** Returns the signed parts in order. The names in `headers` are in lower case. */
export function contentParts({ signedContent }, { body, timestamp, headers, url = URL_SENT_TO, method = "POST" }) {
  const values = {
    body: () => body,
    timestamp: () => timestamp,
    url: () => url,
    method: () => method.toUpperCase(),
    path: () => partsOf(url).path,
    query: () => partsOf(url).query,
    form: () => formOf(body),
    url_without_query: () => url.split(/[?#]/)[0],
    bodyHash: () => createHash("sha256").update(body).digest("hex"),
  };
  return signedContent.split(/(\{[^}]*\})/).map((part) => {
    if (!part.startsWith("{")) return part;
    const name = part.slice(1, -1);
    const [kind, parameter] = name.split(/:(.*)/s);
    if (parameter !== undefined) {
      const value = new URLSearchParams(partsOf(url).query).get(parameter) ?? "";
      return kind === "query_lowercase" ? value.toLowerCase() : value;
    }
    return Object.hasOwn(values, name) ? values[name]() : headers[name];
  });
}

/** Returns the value of the signature header, for a signature that is already encoded. */
export function signatureText({ signature, timestamp: sent }, encoded, timestamp) {
  const { prefixed, fields, list } = signature.syntax;
  const { separator, optionalSpace } = fields ?? list ?? {};
  const between = optionalSpace ? `${separator} ` : separator;
  if (prefixed) return `${prefixed}${encoded}`;
  if (list) {
    const entries = [`${list.tag ?? ""}${encoded}`];
    if (sent?.position !== undefined) entries.splice(sent.position - 1, 0, timestamp);
    return `${list.prefix ?? ""}${entries.join(between)}`;
  }
  if (!fields) return encoded;
  const time = sent?.field ? [`${sent.field}=${timestamp}`] : [];
  return [...time, `${fields.key}=${encoded}`].join(between);
}

/** Encodes a signature as its scheme states. Node's own `base64url` has no padding. */
export function encode({ signature: { encoding } }, mac) {
  if (encoding !== "base64url_padded") return mac.toString(encoding);
  return mac.toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}

/**
 * Returns all headers except the signature. An event or a delivery id is sent if it is passed. Other signed headers, such as a signed delivery id,
 * have a default value.
 */
export function unsignedHeaders(scheme, { timestamp, deliveryId, event }) {
  const sent = {};
  if (scheme.event?.header && event !== undefined) sent[scheme.event.header] = event;
  if (scheme.deliveryId?.header && deliveryId !== undefined) sent[scheme.deliveryId.header] = deliveryId;
  if (scheme.timestamp?.header) sent[scheme.timestamp.header] = timestamp;
  for (const name of signedHeaders(scheme)) sent[name] ??= SIGNED_VALUE;
  return sent;
}

/**
 * Returns the headers with which a scheme's provider sends a body: the signature first, then the other headers that the scheme reads. Names are in
 * lower case. `seconds` is the time of signing, with a fraction if the scheme's unit has one.
 */
export function signatureHeaders(scheme, { secret, body, seconds, deliveryId, event, url, method }) {
  const timestamp = timestampText(scheme, seconds);
  const headers = unsignedHeaders(scheme, { timestamp, deliveryId, event });
  const mac = createHmac(scheme.algorithm ?? "sha256", keyOf(scheme, secret));
  for (const part of contentParts(scheme, { body, timestamp, headers, url, method })) mac.update(part);
  return {
    [scheme.signature.header]: signatureText(scheme, encode(scheme, mac.digest()), timestamp),
    ...headers,
  };
}
