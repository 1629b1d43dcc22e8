// Signs for any scheme, built-in or custom, by what its object says. With node:crypto and nothing of hookward's code, so that
// what hookward verifies was signed by something else.

import { createHash, createHmac } from "node:crypto";

import { keyOf, signedHeaders } from "./schemes.js";

/** What is sent in a header that is signed, and that is neither the event's nor the delivery id's. */
const SIGNED_VALUE = "hookward";

/** Where a delivery is sent to, if nothing else is said. */
const URL_SENT_TO = "https://app.example.com/webhook";

/** A time in milliseconds, as it is written in each unit. */
const WRITTEN = {
  s: (time) => `${Math.floor(time / 1000)}`,
  ms: (time) => `${time}`,
  s_or_ms: (time) => `${Math.floor(time / 1000)}`,
  rfc3339: (time) => new Date(time).toISOString(),
  iso8601: (time) => new Date(time).toISOString(),
  http_date: (time) => new Date(time).toUTCString(),
};

/** The timestamp as it is sent and signed, or undefined for a scheme without. Text is sent as it is: it need be no time. */
export function timestampText({ timestamp }, seconds) {
  if (!timestamp) return undefined;
  return typeof seconds === "string" ? seconds : WRITTEN[timestamp.unit](Math.round(seconds * 1000));
}

/** The fields of a form, each a pair, sorted and each once. */
function formOf(body) {
  const pairs = [...new URLSearchParams(Buffer.from(body).toString())].map((pair) => pair.join("\0"));
  const distinct = [...new Set(pairs)].map((pair) => pair.split("\0"));
  const compare = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  return distinct
    .sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]))
    .flat()
    .join("");
}

/** The parts of a url as they stand in it. */
function partsOf(url) {
  const [, path = "/", query = ""] = /^[^/]*\/\/[^/?#]*(\/[^?#]*)?(?:\?([^#]*))?/.exec(url) ?? [];
  return { path, query };
}

/** The parts that are signed, one after another. `headers` holds values by names in lower case. */
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

/** The value of the signature header, for a signature that is encoded already. */
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

/** A signature in the encoding of its scheme. Node's own `base64url` has no padding. */
export function encode({ signature: { encoding } }, mac) {
  if (encoding !== "base64url_padded") return mac.toString(encoding);
  return mac.toString("base64").replaceAll("+", "-").replaceAll("/", "_");
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
