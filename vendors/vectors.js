// The vectors of a scheme, as requests that an SDK is asked about.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Names of vectors that come from a vendor's page or code. */
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
 * Returns whether a vector can be put to an SDK: not one about another scheme, nor about hookward's own options. Those that
 * come from a vendor that checks no time have a tolerance, too.
 */
function isForSdk({ name, scheme, options = {}, expect }) {
  if (scheme !== undefined || expect.config !== undefined || options.maxBodyBytes !== undefined) return false;
  return options.tolerance === undefined || FROM_THE_VENDOR.test(name);
}

function toDelivery({ headers, body, url = URL_UNLESS_NAMED, method = "POST" }, now) {
  const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.from(body.hex, "hex");
  return { headers: nodeHeaders(headers), ...withBody(bytes), url, method, now };
}

/** Returns a body as bytes and as text: SDKs take the one or the other. */
export const withBody = (bytes) => ({ body: bytes, text: bytes.toString("utf8") });

/** Returns headers as Node hands them to a handler: lower case, trimmed, repetitions joined. */
function nodeHeaders(pairs) {
  const headers = {};
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const text = value.replace(/^[ \t]+|[ \t]+$/g, "");
    headers[key] = key in headers ? `${headers[key]}, ${text}` : text;
  }
  return headers;
}
