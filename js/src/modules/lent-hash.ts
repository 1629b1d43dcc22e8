/**
 * The lent hash of the module `verify`, for schemes that do not use SHA-256.
 *
 * Only these schemes import the module that provides the hash, so that other programs do not contain it.
 */

/** A hash function with one computation at a time. */
export interface LentHash {
  /** Begins a computation, with SHA-512 or otherwise with SHA-1. */
  begin(sha512: boolean): void;
  /** Adds bytes. */
  update(bytes: Uint8Array): void;
  /** Ends the computation, and writes the hash to the beginning of `into`. */
  finish(into: Uint8Array): void;
}

/** The lent hash. It is set when a verifier of such a scheme is built. */
export const lent: { hash: LentHash | undefined } = { hash: undefined };
