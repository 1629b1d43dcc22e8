/** The synchronous crypto of the JavaScript runtime. This file has no state, so each file of the package that uses it contains a copy. */

interface Hasher {
  update(data: Uint8Array): Hasher;
  digest(encoding: "latin1"): string;
}

/** The functions of the runtime's crypto that are used. */
export interface RuntimeCrypto {
  hash?(algorithm: "sha256", data: Uint8Array, encoding: "latin1"): string;
  createHash(algorithm: "sha1" | "sha256" | "sha512"): Hasher;
}

interface Process {
  getBuiltinModule?(name: "node:crypto"): RuntimeCrypto | undefined;
}

/**
 * The number of bytes that a module hashes itself before the runtime's crypto is loaded. In Node, loading takes as long as hashing several
 * hundred kilobytes with the module, so a process that verifies one delivery and ends is faster without it.
 */
export const LOADS_AFTER = 65_536;

/**
 * Returns the runtime's crypto. It is not imported but loaded at run time, so that a bundle for browsers has nothing to resolve. On the
 * Next.js edge runtime, accessing `process.getBuiltinModule` throws an error.
 */
export function runtimeCrypto(): RuntimeCrypto | undefined {
  try {
    return (globalThis as { process?: Process }).process?.getBuiltinModule?.("node:crypto");
  } catch {
    return undefined;
  }
}
