/** Duplicates: the turn of the copy that is handled, and the responses to the other copies. */

import type { DedupeStore } from "../dedupe.js";
import type { Ack, VerifiedDelivery, WholeScheme } from "../index.js";
import { nameOf, senderMessageOf } from "./common.js";
import type { Route } from "./webhook-options.js";

/** The store of dedupe keys. With `by: "body"`, it also works for a scheme that signs no delivery id: equal bodies are one delivery. */
export type DedupeOption = DedupeStore | { readonly store: DedupeStore; readonly by: "body" };

/** The right to handle a delivery. */
export interface Turn {
  /** Completes the key of the delivery if it was handled, and releases it for a retry if not. Only the first call counts. */
  settle(isHandled: boolean): Promise<void>;
}

/** The time after which the sender may repeat a delivery that is being handled, in seconds. */
const RETRY_AFTER = "10";

const WITHOUT_STORE: Turn = { settle: async () => {} };

/** Calls `onVerified`, and returns the turn of the delivery. If the delivery must not be handled, returns the response to its sender. */
export async function takeTurn<E, A extends readonly unknown[]>(
  { onVerified, dedupe, scheme }: Pick<Route<E, A>, "onVerified" | "dedupe" | "scheme">,
  delivery: VerifiedDelivery<E>,
  request: A,
): Promise<Turn | Ack> {
  if (nameOf(delivery) === "authenticated") return WITHOUT_STORE;
  await onVerified?.(delivery, ...request);
  if (dedupe === undefined) return WITHOUT_STORE;
  const { dedupeKey } = delivery;
  const holder = crypto.randomUUID();
  const state = await dedupe.reserve(dedupeKey, holder);
  if (state === "completed") return delivery.ack;
  if (state === "in_progress") {
    const headers = { "content-type": "text/plain; charset=utf-8", "retry-after": RETRY_AFTER };
    return { status: 503, headers, body: senderMessageOf(scheme) === "" ? "" : "in progress" };
  }
  if (state !== "reserved")
    throw new TypeError('reserve() of a dedupe store must return "reserved", "in_progress" or "completed".');
  let isSettled = false;
  return {
    async settle(isHandled) {
      if (isSettled) return;
      isSettled = true;
      if (isHandled) return void (await dedupe.complete(dedupeKey, holder));
      try {
        await dedupe.release(dedupeKey, holder);
      } catch (error) {
        // The app must see the error of the handler instead of this error. The reservation ends by itself.
        console.error("hookward: A dedupe key could not be released, and stays reserved until its lease ends:", error);
      }
    },
  };
}

/** Returns whether the value is a turn instead of a response. */
export const isTurn = (taken: Turn | Ack): taken is Turn => "settle" in taken;

/** Runs a handler, and settles the turn of its delivery by the status of the result. */
export async function inTurn<T>(turn: Turn, handle: () => T | Promise<T>, statusOf: (result: T) => number): Promise<T> {
  let result: T;
  try {
    result = await handle();
  } catch (error) {
    await turn.settle(false);
    throw error;
  }
  await turn.settle(isSuccess(statusOf(result)));
  return result;
}

/** Returns whether a provider accepts a status as success. */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Returns the response for a handler that made none: the acknowledgement, or an empty response with the handler's failure status. */
export function unmade({ ack }: Pick<VerifiedDelivery, "ack">, status: number): Ack {
  return isSuccess(status) ? ack : { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: "" };
}

/** Returns the store of the option, or a message if the option is invalid for the scheme. */
export function readDedupe(
  option: unknown,
  { scheme, deliveryIdSigned }: { readonly scheme: WholeScheme; readonly deliveryIdSigned: boolean },
): DedupeStore | string | undefined {
  if (option === undefined) return undefined;
  const { store, by } = (isObject(option) && "store" in option ? option : { store: option }) as {
    readonly store: unknown;
    readonly by?: unknown;
  };
  if (!isStore(store)) return "The option dedupe must be a store: an object with reserve(), complete() and release().";
  if (scheme.unsignedBody)
    return `${scheme.name} does not sign the body, so nothing in a request distinguishes a duplicate from a different event. Omit the option dedupe.`;
  if (by !== undefined && by !== "body")
    return 'The only valid value of by is "body". Write dedupe: { store, by: "body" }.';
  if (by === undefined && !deliveryIdSigned)
    return (
      `${scheme.name} signs no delivery id, so two events with identical bodies count as one, and the second would be dropped. ` +
      'If this is right for this endpoint, write dedupe: { store, by: "body" }.'
    );
  return store;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function isStore(value: unknown): value is DedupeStore {
  const methods = ["reserve", "complete", "release"] as const;
  return isObject(value) && methods.every((name) => typeof (value as Partial<DedupeStore>)[name] === "function");
}
