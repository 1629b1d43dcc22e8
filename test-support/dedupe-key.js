// The dedupe key, computed as the documentation describes it, without hookward.

import { createHash } from "node:crypto";

/**
 * Returns SHA-256 of four texts, each preceded by its length: the tenant, the scheme's id, the kind (`id`, `body` or `form`), and the id, the body or
 * the signed form.
 */
export function dedupeKey(tenant, scheme, kind, value) {
  const hash = createHash("sha256");
  for (const text of [tenant, scheme, kind, value]) {
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(bytes.length));
    hash.update(length).update(bytes);
  }
  return hash.digest("hex");
}
