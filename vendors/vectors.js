// The vectors of a scheme, as requests for an SDK.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Matches names of vectors that come from a vendor's page or code. */
const FROM_THE_VENDOR = /^(documented|published|vendor)-/;

const URL_UNLESS_NAMED = "https://example.com/webhooks";

/** Returns a scheme's vectors as deliveries, or undefined if it has none. */
export function readVectors(folder, id) {
  const file = join(folder, id, "vectors.json");
  if (!existsSync(file)) return undefined;
  const { now, vectors } = JSON.parse(readFileSync(file, "utf8"));
  return vectors.filter(isForSdk).map((vector) => ({
    name: vector.name,
    accepted: vector.expect.ok === true,
    secrets: vector.secrets,
    delivery: toDelivery(vector, now),
  }));
}

/**
 * Returns whether a vector can be used with an SDK. Vectors about another scheme or about hookward's own options cannot. If the vendor does not check
 * the time, its own vectors also have a tolerance.
 */
function isForSdk({ name, scheme, options = {}, expect }) {
  if (scheme !== undefined || expect.config !== undefined || options.maxBodyBytes !== undefined) return false;
  return options.tolerance === undefined || FROM_THE_VENDOR.test(name);
}

function toDelivery({ headers, body, url = URL_UNLESS_NAMED, method = "POST" }, now) {
  const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.from(body.hex, "hex");
  return { headers: nodeHeaders(headers), ...withBody(bytes), url, method, now };
}

/** Returns a body as bytes and as text. SDKs take one or the other. */
export const withBody = (bytes) => ({ body: bytes, text: bytes.toString("utf8") });

/** Returns headers as Node passes them to a handler: lower case, trimmed, with repetitions joined. */
function nodeHeaders(pairs) {
  const headers = {};
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const text = value.replace(/^[ \t]+|[ \t]+$/g, "");
    headers[key] = key in headers ? `${headers[key]}, ${text}` : text;
  }
  return headers;
}
