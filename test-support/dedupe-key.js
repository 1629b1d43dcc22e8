// The dedupe key as docs describe it, without hookward.

import { createHash } from "node:crypto";

/** SHA-256 of the tenant, the scheme's id, `id`, `body` or `form`, and the id, the body or the signed form; each has its length before it. */
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
