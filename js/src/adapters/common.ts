/** What every adapter does the same way: which verifier stands on a route, and who is told of a refusal. */

import {
  type Parse,
  type Scheme,
  type SchemeId,
  type VerificationError,
  Verifier,
  type VerifierOptions,
} from "../index.js";

/** Options, whatever their type of events. */
export type AnyOptions = VerifierOptions<SchemeId | Scheme, Parse | undefined>;

/** What to do besides answering. `R` is the framework's request. */
export interface WebhookOptions<R> {
  /**
   * Told why a delivery was refused, before the sender is answered; the sender is not told. Awaited, and what it throws is
   * the app's own error. One line on the console if left out.
   */
  readonly onRefused?: (error: VerificationError, request: R) => void | Promise<void>;
}

/** A verifier as it is, or one built from its options. */
export function toVerifier<E>(from: Verifier<E> | AnyOptions): Verifier<E> {
  // By its methods: one that came from `require` is of another class than one that came from `import`.
  return isVerifier(from) ? from : new Verifier<E>(from as VerifierOptions);
}

function isVerifier<E>(from: Verifier<E> | AnyOptions): from is Verifier<E> {
  return typeof from === "object" && from !== null && "check" in from && typeof from.check === "function";
}

/** Tells whoever is to be told. */
export async function report<R>(options: WebhookOptions<R>, error: VerificationError, request: R): Promise<void> {
  if (options.onRefused !== undefined) return options.onRefused(error, request);
  console.warn(`hookward: ${error.code}: ${error.message}`);
}
