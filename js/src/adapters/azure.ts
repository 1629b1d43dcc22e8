/** Azure Functions, programming model v4: verifies each request of an HTTP trigger. */

import type { HttpRequest, HttpResponse, HttpResponseInit, InvocationContext } from "@azure/functions";
import type { Ack, Events, Scheme, SchemeId, VerifiedDelivery } from "../index.js";
import { methodsOf, queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, handedOf, placeAt, refuse } from "./common.js";
import { bodyWasRead, checkFetch, type FetchRequest, isRead } from "./fetch-body.js";
import { inTurn, isTurn, takeTurn } from "./turn.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

/** The result of a handler. If a handler returns nothing, the provider gets the response that it expects. */
export type HandlerResponse = HttpResponseInit | HttpResponse | undefined | void;

/** A function that handles a verified delivery. */
export type Handler<E> = HandlerOf<VerifiedDelivery<E>>;

/** A handler of a delivery, or of an authenticated request for a scheme that signs no body. */
type HandlerOf<D> = (
  delivery: D,
  request: HttpRequest,
  context: InvocationContext,
) => HandlerResponse | Promise<HandlerResponse>;

/** The wrapped handler, which always returns a response. */
export type VerifyingHandler = (
  request: HttpRequest,
  context: InvocationContext,
) => Promise<HttpResponseInit | HttpResponse>;

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<S extends SchemeId | Scheme = SchemeId | Scheme> = SchemeOptions<
  [request: HttpRequest, context: InvocationContext],
  S
>;

/**
 * Returns the handler of an HTTP trigger that verifies each request and calls your handler with the delivery.
 *
 * A refused delivery gets 401 (413 over the limit) and always the same body. Your handler is not called.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it returns nothing, the provider gets the response that it expects.
 * @returns A handler for `app.http`. It always returns a response.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```js
 * app.http("gilbert", {
 *   methods: ["POST"],
 *   authLevel: "anonymous",
 *   handler: webhook({ scheme: "gilbert", secret }, async (delivery, request, context) => {
 *     context.log(delivery.json());
 *   }),
 * });
 * ```
 */
export function webhook<E = unknown, S extends SchemeId | Scheme = never, P extends ParseOf<S> = ParseOf<S>>(
  options: WebhookArgument<[request: HttpRequest, context: InvocationContext], E, S, P>,
  handler: HandlerOf<HandedTo<EventOf<E, S, P>, S>>,
): VerifyingHandler;
export function webhook<E>(options: unknown, ...behind: [handler: Handler<E>, ...more: unknown[]]): VerifyingHandler {
  type A = [request: HttpRequest, context: InvocationContext];
  const route = readRoute<E, A>(options, behind, { placeOf, handler: "required" });
  const [handler] = behind;
  return async (request, context) => {
    const { method, url } = request;
    if (method !== "POST") {
      const response = await respondToChallenge(route, { method, query: queryOf(url) }, [request, context]);
      return response === undefined ? methodNotAllowed(methodsOf(route)) : respond(response);
    }
    const verifier = await route.verifierOf(request, context);
    if (isRead(request as FetchRequest)) throw bodyWasRead();
    const result = await checkFetch(verifier, request as FetchRequest, route.decompress);
    if (!result.ok) return respond(await refuse(route, result, [request, context]));
    const delivery = handedOf(result);
    if (delivery.challenge !== undefined) return respond(delivery.challenge);
    const turn = await takeTurn(route, delivery, [request, context]);
    if (!isTurn(turn)) return respond(turn);
    const handle = async () => (await handler(delivery, request, context)) ?? acknowledge(delivery);
    return inTurn(turn, handle, ({ status }) => status ?? 200);
  };
}

function placeOf({ method, url }: HttpRequest): string {
  return placeAt(method, url);
}

/**
 * Returns the response that the provider accepts as success. Most providers accept any 2xx. Some require a certain body.
 *
 * @param delivery The verified delivery.
 * @returns The response to return.
 */
export function acknowledge(delivery: Pick<VerifiedDelivery, "ack"> | undefined): HttpResponseInit {
  return respond(ackOf(delivery));
}

function respond({ status, headers, body }: Ack): HttpResponseInit {
  return { status, headers: { ...headers }, body };
}

function methodNotAllowed(allow: string): HttpResponseInit {
  const headers = { allow, "content-type": "text/plain; charset=utf-8" };
  return { status: 405, headers, body: "method not allowed" };
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
