// SHA-256 of the runtime.

/** How many bytes a hash has. */
export const HASH_LENGTH = 32;

/**
 * From this length on, in bytes, the runtime hashes a body. Waiting for its hash takes as long as hashing about 16 KiB in
 * WebAssembly. With the runtime's hash, the processor time of a whole request was 1.03 of that with WebAssembly's at 2 KiB,
 * 1.02 at 8, 1.00 at 16 and 0.89 at 64. Only a test sets another length, in code that runs before this: no configuration and
 * no request reaches it.
 */
export const HASH_FROM = globalThis.HOOKWARD_RUNTIME_HASH_FROM ?? 16_384;

/** Returns the SHA-256 of parts, one after another; undefined if the runtime lacks the memory to put them together. */
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
