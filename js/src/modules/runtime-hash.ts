/**
 * The runtime hash: the synchronous SHA-256 of the JavaScript runtime, in Node, Bun, Deno, and workerd with nodejs_compat.
 *
 * It uses the processor's SHA instructions, which WebAssembly cannot use, so it is faster for all bodies except short ones. The core
 * determines the bytes to hash, receives the digest, and runs the same checks as on its own digest.
 */

import { LOADS_AFTER, type RuntimeCrypto, runtimeCrypto } from "./runtime-crypto.js";

/** The minimum length of a body for which the runtime hash is faster, in bytes. In workerd, a call costs more than in Node. */
const PAYS_FROM = { node: 192, workerd: 2048 };

let crypto: RuntimeCrypto | undefined;
/** The minimum length in this runtime. Infinity if it has no such hash. Undefined before the crypto is loaded. */
let paysFrom: number | undefined;
/** The total length of the bodies before the crypto is loaded, in bytes. */
let seen = 0;

/** Returns whether the runtime hashes a body of this length faster. */
export function prefersRuntimeHash(length: number): boolean {
  if (length < PAYS_FROM.node) return false;
  if (paysFrom === undefined) {
    seen += length;
    if (seen < LOADS_AFTER) return false;
    crypto = runtimeCrypto();
    const { userAgent } = (globalThis as { navigator?: { userAgent?: string } }).navigator ?? {};
    const least = PAYS_FROM[userAgent === "Cloudflare-Workers" ? "workerd" : "node"];
    paysFrom = typeof crypto?.hash === "function" ? least : Number.POSITIVE_INFINITY;
  }
  return length >= paysFrom;
}

/** The minimum length of a body that is hashed in steps, in bytes. Copying the body next to the bytes before it would cost more. */
const IN_STEPS_FROM = 32_768;

/** The room before and after a copied body, in bytes, for a block made from the key and for the rest of the signed content. */
const ROOM = 512;

/** Returns the room that a body requires before and after it in the module's memory, or 0 if it is hashed in steps, without a copy. */
export const roomFor = (length: number): number => (length > 0 && length < IN_STEPS_FROM ? ROOM : 0);

/** Overwrites the first 32 bytes with the SHA-256 of all bytes. If a hole exists, the body is inserted at the hole. */
export function sha256(bytes: Uint8Array, hole: number, body: Uint8Array): void {
  const digest = hole > bytes.length ? atOnce(bytes) : inSteps(bytes, hole, body);
  for (let at = 0; at < digest.length; at++) bytes[at] = digest.charCodeAt(at);
}

function atOnce(bytes: Uint8Array): string {
  return (crypto as Required<RuntimeCrypto>).hash("sha256", bytes, "latin1");
}

function inSteps(bytes: Uint8Array, hole: number, body: Uint8Array): string {
  const hasher = (crypto as RuntimeCrypto).createHash("sha256").update(bytes.subarray(0, hole)).update(body);
  return hasher.update(bytes.subarray(hole)).digest("latin1");
}
