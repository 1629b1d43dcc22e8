// SHA-256 of the runtime.

/** The length of a hash, in bytes. */
export const HASH_LENGTH = 32;

/**
 * The length from which the runtime hashes a body, in bytes. Waiting for the runtime's hash takes as long as hashing
 * about 16 KiB in WebAssembly. With the runtime's hash, the processor time of a whole request at 2 KiB was 1.03 times
 * the time with WebAssembly's hash. It was 1.02 times that time at 8 KiB, 1.00 at 16 KiB, and 0.89 at 64 KiB. Only a
 * test sets another length, in code that runs before this module. A configuration or a request cannot change the
 * length.
 */
export const HASH_FROM = globalThis.HOOKWARD_RUNTIME_HASH_FROM ?? 16_384;

/** Returns the SHA-256 of the joined parts. Returns undefined if the runtime lacks the memory to join them. */
export async function digest(parts) {
  try {
    const message = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      message.set(part, at);
      at += part.length;
    }
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", message));
    return hash.length === HASH_LENGTH ? hash : undefined;
  } catch {
    return undefined;
  }
}
