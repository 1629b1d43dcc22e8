/**
 * The SHA-256 of the JavaScript runtime, where it has a synchronous one: Node, Bun, Deno, and workerd with nodejs_compat.
 *
 * It uses the processor's SHA instructions, which WebAssembly cannot, so that all but short bodies are better hashed by it. The core
 * says what to hash, gets a digest, and runs its checks on that as on its own.
 */

import { LOADS_AFTER, type RuntimeCrypto, runtimeCrypto } from "./runtime-crypto.js";

/** The shortest body, in bytes, for which calling the runtime pays: in Node, and in workerd, where a call costs more. */
const PAYS_FROM = { node: 192, workerd: 2048 };

let crypto: RuntimeCrypto | undefined;
/** The shortest body here; infinite where the runtime has no such hash, and unknown before its crypto is loaded. */
let paysFrom: number | undefined;
/** How many bytes of bodies came before. */
let seen = 0;

/** Whether the runtime hashes a body of this length faster. */
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

/** Bodies of at least this length, in bytes, are hashed in steps: to copy one beside the bytes before it would cost more. */
const IN_STEPS_FROM = 32_768;

/** The room before and after a body that is copied, in bytes: a block made from the key, and what the signed content adds. */
const ROOM = 512;

/** Returns how much room a body needs around it in the module's memory; 0 if it is hashed in steps, where it is. */
export const roomFor = (length: number): number => (length > 0 && length < IN_STEPS_FROM ? ROOM : 0);

/** Writes over the first 32 bytes the SHA-256 of all of them, with the body put in at the hole if there is one. */
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
