/** What every adapter does the same way: its hooks, what a refused sender gets, what success is. */

import { type Ack, type Refusal, SENDER_MESSAGE, VerificationError, type VerifiedDelivery } from "../index.js";
import type { Hooks } from "./webhook-options.js";

/** Calls `onRefused`, or prints one line. */
export async function report<A extends readonly unknown[]>(
  { onRefused }: Hooks<A>,
  error: VerificationError,
  request: A,
): Promise<void> {
  if (onRefused !== undefined) return onRefused(error, ...request);
  console.warn(`hookward: ${error.code}: ${error.message}`);
}

/** Reports a refusal, and returns the response to its sender: always the same body. */
export async function refuse<A extends readonly unknown[]>(
  hooks: Hooks<A>,
  { ok: _, ...refusal }: { readonly ok: false } & Refusal,
  request: A,
): Promise<Ack> {
  const error = new VerificationError(refusal);
  await report(hooks, error, request);
  return { status: error.status, headers: { "content-type": "text/plain; charset=utf-8" }, body: SENDER_MESSAGE };
}

/** Returns what the provider counts as success. Throws where no delivery was verified, which is the app's own mistake. */
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
