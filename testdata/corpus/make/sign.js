// Signs deliveries as their providers do. OpenSSL computes every MAC, so that the tests can compare hookward and Node's crypto
// with it.

import { NOW } from "./payloads.js";
import { SHAPES } from "./schemes.js";
import { openssl } from "./tools.js";

/**
 * Returns a delivery of a scheme as `{ headers, body }`, with the headers as pairs.
 *
 * `mistake` contains the steps that a sender does differently from the scheme: `key`, `timestamp`, `content`, `digest`, `encode` (the
 * MAC as text) and `write` (the value of the header).
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
