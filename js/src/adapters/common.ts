/** What every adapter does the same way: its hooks, what a refused sender gets, what success is. */

import {
  type Ack,
  type Refusal,
  type Scheme,
  SENDER_MESSAGE,
  VerificationError,
  type VerifiedDelivery,
} from "../index.js";
import type { Route } from "./webhook-options.js";

/** Calls `onRefused`, or prints one line. */
export async function report<A extends readonly unknown[]>(
  { onRefused, placeOf }: Pick<Route<unknown, A>, "onRefused" | "placeOf">,
  error: VerificationError,
  request: A,
): Promise<void> {
  if (onRefused !== undefined) return onRefused(error, ...request);
  console.warn(`hookward: ${error.code}: ${error.message} (${placeOf(...request)})`);
}

/** Reports a refusal, and returns the response to its sender: always the same body. */
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

/** Returns what the sender of a refused delivery is told: nothing, where the provider takes a response with a body for none of a webhook. */
export function senderMessageOf({ ack }: Pick<Required<Scheme>, "ack">): string {
  return ack.exact && ack.body === "" ? "" : SENDER_MESSAGE;
}

/** The length that a line in a log has room for. */
const PLACE_LENGTH = 200;

/** Returns the method and path of a request as one line. Without the query, which may have a secret in it. */
export function placeAt(method: unknown, url: unknown): string {
  const [path] = `${url ?? ""}`.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "").split(/[?#]/);
  // The sender chose it, and must not write lines of its own.
  return `${method} ${path}`.replaceAll(/[^ -~]/g, "?").slice(0, PLACE_LENGTH);
}

/**
 * Returns what a handler gets: the delivery, or for a scheme that signs no body what was authenticated. That has all that an adapter reads of a
 * delivery, but for what is about the body.
 */
export function handedOf<E>(result: { readonly delivery: VerifiedDelivery<E> }): VerifiedDelivery<E> {
  const { delivery, authenticated } = result as { delivery?: VerifiedDelivery<E>; authenticated?: unknown };
  return (delivery ?? authenticated) as VerifiedDelivery<E>;
}

/** Returns the property of a request that what a handler gets is set as. */
export function nameOf(handed: object): "delivery" | "authenticated" {
  return "unverifiedBody" in handed ? "authenticated" : "delivery";
}

/** Returns the bytes of the body that was received: verified, but for a scheme that signs none. */
export function bytesOf(handed: Pick<VerifiedDelivery, "body">): Uint8Array {
  return (handed as { readonly unverifiedBody?: Uint8Array }).unverifiedBody ?? handed.body;
}

/** Returns what the provider counts as success. Throws where no delivery was verified, which is the app's own mistake. */
export function ackOf(delivery: Pick<VerifiedDelivery, "ack"> | null | undefined): Ack {
  if (delivery === undefined || delivery === null)
    throw new TypeError("The request has no verified delivery. Put webhook() before this handler.");
  return delivery.ack;
}

/** As the body parsers of Express say it, so that an app's error handler knows it. */
export function hungUp(): Error {
  const error = new Error("The sender closed the connection before the end of the body.");
  return Object.assign(error, { status: 400, code: "ECONNABORTED" });
}
