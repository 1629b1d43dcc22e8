/**
 * The hash that is lent to the module that verifies, for the schemes that need one beside SHA-256.
 *
 * What lends it is imported by those schemes alone, so that other programs do not have it.
 */

/** A hash, with one computation at a time. */
export interface LentHash {
  /** Begins to hash: with SHA-512, or else with SHA-1. */
  begin(sha512: boolean): void;
  /** Adds bytes. */
  update(bytes: Uint8Array): void;
  /** Ends the hash and writes it to the beginning of the bytes. */
  finish(into: Uint8Array): void;
}

/** What is lent. Set when a verifier of such a scheme is built. */
export const lent: { hash: LentHash | undefined } = { hash: undefined };
