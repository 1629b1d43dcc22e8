/** AWS Lambda behind API Gateway, REST or HTTP, or a function URL: verifies each event. */

import type { Ack, Events, Scheme, SchemeId, VerifiedDelivery } from "../index.js";
import { methodsOf, respondToChallenge } from "./challenge.js";
import { ackOf, handedOf, placeAt, refuse } from "./common.js";
import { type Event, methodOf, pathOf, queryOf, verifyEvent } from "./lambda-event.js";
import { inTurn, isTurn, takeTurn } from "./turn.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

/** A response, for both formats. */
export interface LambdaResponse {
  statusCode: number;
  headers: { [name: string]: string };
  body: string;
}

/** A function that handles a verified delivery and returns the response. If it returns nothing, the acknowledgement is sent. */
export type Handler<E, Ev, C, R> = HandlerOf<VerifiedDelivery<E>, Ev, C, R>;

/** A handler of a delivery, or of an authenticated request for a scheme that signs no body. */
type HandlerOf<D, Ev, C, R> = (delivery: D, event: Ev, context: C) => R | Promise<R>;

/** The wrapped handler, which always returns a response. */
export type VerifyingHandler<Ev, C, R> = (
  event: Ev,
  context: C,
) => Promise<Exclude<R, undefined | null | void> | LambdaResponse>;

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<S extends SchemeId | Scheme = SchemeId | Scheme, Ev = Event, C = unknown> = SchemeOptions<
  [event: Ev, context: C],
  S
>;

/**
 * Returns a Lambda handler that verifies each event and calls your handler with the delivery.
 *
 * A refused delivery gets 401 (413 over the limit) and always the same body. Your handler is not called.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it returns nothing, the provider gets the response that it expects.
 * @returns A handler for the Lambda function. It always returns a response.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```js
 * export const handler = webhook({ scheme: "gilbert", secret }, async (delivery) => {
 *   console.log(delivery.json());
 * });
 * ```
 */
export function webhook<
  E = unknown,
  Ev extends Event = Event,
  C = unknown,
  R = void,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(
  options: WebhookArgument<[event: Ev, context: C], E, S, P>,
  handler: HandlerOf<HandedTo<EventOf<E, S, P>, S>, Ev, C, R>,
): VerifyingHandler<Ev, C, R>;
export function webhook<E, Ev extends Event, C, R>(
  options: unknown,
  ...behind: [handler: Handler<E, Ev, C, R>, ...more: unknown[]]
): VerifyingHandler<Ev, C, R> {
  const route = readRoute<E, [event: Ev, context: C]>(options, behind, { placeOf, handler: "required" });
  const [handler] = behind;
  return async (event, context) => {
    const method = methodOf(event) ?? "POST";
    if (method !== "POST") {
      const response = await respondToChallenge(route, { method, query: queryOf(event) }, [event, context]);
      return response === undefined ? methodNotAllowed(methodsOf(route)) : respond(response);
    }
    const result = await verifyEvent(await route.verifierOf(event, context), event, route.decompress);
    if (!result.ok) return respond(await refuse(route, result, [event, context]));
    const delivery = handedOf(result);
    if (delivery.challenge !== undefined) return respond(delivery.challenge);
    const turn = await takeTurn(route, delivery, [event, context]);
    if (!isTurn(turn)) return respond(turn);
    const own = await inTurn(turn, () => handler(delivery, event, context), statusOf);
    return (own as Exclude<R, undefined | null | void>) ?? acknowledge(delivery);
  };
}

/** Returns the status of the value that a handler returned. In format 2.0, a value without a status is the body of a 200 response. */
function statusOf(own: unknown): number {
  const { statusCode } = (own ?? {}) as { readonly statusCode?: unknown };
  return statusCode === undefined ? 200 : Number(statusCode);
}

function placeOf(event: Event): string {
  return placeAt(methodOf(event) ?? "POST", pathOf(event));
}

/**
 * Returns the response that the provider accepts as success. Most providers accept any 2xx. Some require a certain body.
 *
 * @param delivery The verified delivery.
 * @returns The response to return.
 */
export function acknowledge(delivery: Pick<VerifiedDelivery, "ack"> | undefined): LambdaResponse {
  return respond(ackOf(delivery));
}

function respond({ status, headers, body }: Ack): LambdaResponse {
  return { statusCode: status, headers: { ...headers }, body };
}

/** Returns a new 405 response for each request, because a wrapper around the handler may add headers. */
function methodNotAllowed(allow: string): LambdaResponse {
  const headers = { allow, "content-type": "text/plain; charset=utf-8" };
  return { statusCode: 405, headers, body: "method not allowed" };
}

export type { Event, Events, Scheme, SchemeId, VerifiedDelivery };
