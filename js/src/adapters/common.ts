/** Functions that all adapters share: for hooks, for responses to refused senders, and for acknowledgements. */

import {
  type Ack,
  type Refusal,
  SENDER_MESSAGE,
  VerificationError,
  type VerifiedDelivery,
  type WholeScheme,
} from "../index.js";
import type { Route } from "./webhook-options.js";

/** Calls `onRefused`, or prints one line if the hook is omitted. */
export async function report<A extends readonly unknown[]>(
  { onRefused, placeOf }: Pick<Route<unknown, A>, "onRefused" | "placeOf">,
  error: VerificationError,
  request: A,
): Promise<void> {
  if (onRefused !== undefined) return onRefused(error, ...request);
  console.warn(`hookward: ${error.code}: ${error.message} (${placeOf(...request)})`);
}

/** Reports a refusal and returns the response to its sender. The body is always the same. */
export async function refuse<A extends readonly unknown[]>(
  route: Pick<Route<unknown, A>, "onRefused" | "placeOf" | "scheme">,
  { ok: _, ...refusal }: { readonly ok: false } & Refusal,
  request: A,
): Promise<Ack> {
  const error = new VerificationError(refusal);
  await report(route, error, request);
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return { status: error.status, headers, body: senderMessageOf(route.scheme) };
}

/** Returns the body of the response to a refused delivery. It is empty if the provider accepts only responses without a body. */
export function senderMessageOf({ ack }: Pick<WholeScheme, "ack">): string {
  return ack.exact && ack.body === "" ? "" : SENDER_MESSAGE;
}

/** The maximum length of a method and path in a line of a log, in characters. */
const PLACE_LENGTH = 200;

/** Returns the method and path of a request as one line. The query is omitted, because it may contain a secret. */
export function placeAt(method: unknown, url: unknown): string {
  const [path] = `${url ?? ""}`.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "").split(/[?#]/);
  // The sender chose the path, and must not be able to add lines to the log.
  return `${method} ${path}`.replaceAll(/[^ -~]/g, "?").slice(0, PLACE_LENGTH);
}

/**
 * Returns the argument of a handler: the delivery, or the authenticated request if the scheme signs no body. An authenticated request has
 * all properties of a delivery that an adapter reads, except the properties about the body.
 */
export function handedOf<E>(result: { readonly delivery: VerifiedDelivery<E> }): VerifiedDelivery<E> {
  const { delivery, authenticated } = result as { delivery?: VerifiedDelivery<E>; authenticated?: unknown };
  return (delivery ?? authenticated) as VerifiedDelivery<E>;
}

/** Returns the name of the property of a request that is set to the delivery or the authenticated request. */
export function nameOf(handed: object): "delivery" | "authenticated" {
  return "unverifiedBody" in handed ? "authenticated" : "delivery";
}

/** Returns the bytes of the received body. They are verified, unless the scheme signs no body. */
export function bytesOf(handed: Pick<VerifiedDelivery, "body">): Uint8Array {
  return (handed as { readonly unverifiedBody?: Uint8Array }).unverifiedBody ?? handed.body;
}

/** Returns the acknowledgement that the provider accepts as success. Throws if no delivery was verified, which is a mistake of the app. */
export function ackOf(delivery: Pick<VerifiedDelivery, "ack"> | null | undefined): Ack {
  if (delivery === undefined || delivery === null)
    throw new TypeError("The request has no verified delivery. Put webhook() before this handler.");
  return delivery.ack;
}

/**
 * Returns the error for a sender that closed the connection early. It has the status and code of Express's body parsers, so that an app's
 * error handler recognizes it.
 */
export function hungUp(): Error {
  const error = new Error("The sender closed the connection before the end of the body.");
  return Object.assign(error, { status: 400, code: "ECONNABORTED" });
}
