// Deliveries as their providers send them. OpenSSL computes every tag: neither hookward nor Node's crypto takes part, so the
// test can hold both against it.

import { NOW } from "./payloads.js";
import { SHAPES } from "./schemes.js";
import { openssl } from "./tools.js";

/**
 * A delivery of a scheme: `{ headers, body }`, the headers as pairs.
 *
 * A sender that is wrong is told in `mistake`, by what it does instead of what its scheme says: `key`, `timestamp`, `content`,
 * `digest`, `encode` (a tag as text) and `write` (the header's value).
 */
export function deliver(scheme, { body, secret, at = NOW * 1000, mistake = {} }) {
  const shape = { digest: "sha256", timestamp: () => undefined, others: () => [], ...SHAPES[scheme], ...mistake };
  const timestamp = shape.timestamp(at);
  const tag = openssl(shape.digest, shape.key(secret), shape.content(timestamp, body, secret));
  const text = (shape.encode ?? ((bytes) => bytes.toString(shape.encoding)))(tag);
  const headers = [
    ["Content-Type", "application/json"],
    ...shape.others(timestamp),
    [shape.header, shape.write(text, timestamp)],
  ];
  return { headers, body };
}
