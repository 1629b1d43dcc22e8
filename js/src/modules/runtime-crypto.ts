/** The crypto of the JavaScript runtime, where it is synchronous. Nothing here is kept, so each file that needs this has a copy of it. */

interface Hasher {
  update(data: Uint8Array): Hasher;
  digest(encoding: "latin1"): string;
}

/** What is used of it. */
export interface RuntimeCrypto {
  hash?(algorithm: "sha256", data: Uint8Array, encoding: "latin1"): string;
  createHash(algorithm: "sha1" | "sha256" | "sha512"): Hasher;
}

interface Process {
  getBuiltinModule?(name: "node:crypto"): RuntimeCrypto | undefined;
}

/**
 * How many bytes a module hashes itself before the runtime's crypto is loaded. That takes Node as long as the module takes for several
 * hundred kilobytes, so a process that verifies one delivery and ends is done sooner without it.
 */
export const LOADS_AFTER = 65_536;

/**
 * Returns the runtime's crypto. Asked for at run time rather than imported, so that a bundle for browsers has nothing to resolve. On
 * the Next.js edge runtime, accessing this property throws.
 */
export function runtimeCrypto(): RuntimeCrypto | undefined {
  try {
    return (globalThis as { process?: Process }).process?.getBuiltinModule?.("node:crypto");
  } catch {
    return undefined;
  }
}
