/** What every adapter does the same way: which verifier stands on a route, who is told of a refusal, what success is. */

import {
  type Ack,
  type Parse,
  type Refusal,
  type Scheme,
  type SchemeId,
  SENDER_MESSAGE,
  VerificationError,
  type VerifiedDelivery,
  Verifier,
  type VerifierOptions,
} from "../index.js";

/** Options, whatever their type of events. */
export type AnyOptions = VerifierOptions<SchemeId | Scheme, Parse | undefined>;

/** What to do besides responding. `R` is the framework's request. */
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

/** Tells whoever is to be told of a refusal, and gives the response to its sender: always the same body. */
export async function refuse<R>(
  options: WebhookOptions<R>,
  { ok: _, ...refusal }: { readonly ok: false } & Refusal,
  request: R,
): Promise<Ack> {
  const error = new VerificationError(refusal);
  await report(options, error, request);
  return { status: error.status, headers: { "content-type": "text/plain; charset=utf-8" }, body: SENDER_MESSAGE };
}

/** What the provider counts as success. Throws where no delivery was verified, which is the app's own mistake. */
export function ackOf(delivery: Pick<VerifiedDelivery, "ack"> | null | undefined): Ack {
  if (delivery === undefined || delivery === null)
    throw new TypeError("There is no delivery on the request: webhook() must come before this handler.");
  return delivery.ack;
}

/** As the body parsers of Express say it, so that an app's error handler knows it. */
export function hungUp(): Error {
  const error = new Error("The sender hung up before the body was complete.");
  return Object.assign(error, { status: 400, code: "ECONNABORTED" });
}
