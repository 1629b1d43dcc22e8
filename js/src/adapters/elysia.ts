/** Elysia, in Bun, in Node and elsewhere: verifies each request. */

import type { Context as ElysiaContext } from "elysia";
import type { Events, Scheme, SchemeId, VerifiedDelivery } from "../index.js";
import { methodsOf, queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, handedOf, placeAt, refuse } from "./common.js";
import { discardNodeBody } from "./node-stream.js";
import { nodeRequestOf, verifySrvx } from "./srvx-request.js";
import { inTurn, isTurn, takeTurn } from "./turn.js";
import { methodNotAllowed, toSizedResponse } from "./web-response.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

/** The part of Elysia's context that the adapter uses. */
export interface Context {
  readonly request: Request;
  readonly set: { status?: number | string };
  body: unknown;
}

/**
 * A function that handles a verified delivery. It may return the same values as any handler of Elysia. If it returns nothing, the
 * provider gets the response that it expects.
 */
export type Handler<E, C> = HandlerOf<VerifiedDelivery<E>, C>;

/** A handler of a delivery, or of an authenticated request for a scheme that signs no body. */
type HandlerOf<D, C> = (delivery: D, context: C) => unknown;

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<S extends SchemeId | Scheme = SchemeId | Scheme, C = ElysiaContext> = SchemeOptions<
  [context: C],
  S
>;

/**
 * Returns a handler that verifies each request and calls your handler with the delivery.
 *
 * The route needs the option `parse: "none"`. Without it, Elysia parses the body before any handler. A refused delivery gets 401 (413
 * over the limit) and always the same body.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it returns nothing, the provider gets the response that it expects.
 * @returns A handler for a route.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```ts
 * app.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret }, (delivery, { set }) => {
 *   console.log(delivery.json());
 * }), { parse: "none" });
 * ```
 */
export function webhook<
  E = unknown,
  C extends Context = ElysiaContext,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(
  options: WebhookArgument<[context: C], E, S, P>,
  handler: HandlerOf<HandedTo<EventOf<E, S, P>, S>, C>,
): (context: C) => Promise<unknown>;
export function webhook<E, C extends Context>(
  options: unknown,
  ...behind: [handler: Handler<E, C>, ...more: unknown[]]
): (context: C) => Promise<unknown> {
  const route = readRoute<E, [context: C]>(options, behind, { placeOf, handler: "required" });
  const [handler] = behind;
  return async (context) => {
    const { request } = context;
    const { method, url } = request;
    if (method !== "POST") {
      const response = await respondToChallenge(route, { method, query: queryOf(url) }, [context]);
      return response === undefined ? methodNotAllowed(methodsOf(route)) : toSizedResponse(response);
    }
    const source = { request, parsed: context.body, wasRead: () => bodyWasRead(context) };
    const result = await verifySrvx(route, source, [context]);
    if (!result.ok) {
      const response = await refuse(route, result, [context]);
      const incoming = nodeRequestOf(request);
      if (incoming !== undefined) discardNodeBody(incoming);
      return toSizedResponse(response);
    }
    const delivery = handedOf(result);
    if (delivery.challenge !== undefined) return toSizedResponse(delivery.challenge);
    const turn = await takeTurn(route, delivery, [context]);
    if (!isTurn(turn)) return toSizedResponse(turn);
    const handle = async () => (await handler(delivery, context)) ?? acknowledge(delivery);
    return inTurn(turn, handle, (own) => statusOf(own, context));
  };
}

/**
 * Returns the response that the provider accepts as success. Most providers accept any 2xx. Some require a certain body.
 *
 * @param delivery The verified delivery.
 * @returns The response to return.
 */
export function acknowledge(delivery: Pick<VerifiedDelivery, "ack"> | undefined): Response {
  return toSizedResponse(ackOf(delivery));
}

/** The names that Elysia accepts as a status and that mean success. */
const SUCCESS = [
  "OK",
  "Created",
  "Accepted",
  "Non-Authoritative Information",
  "No Content",
  "Reset Content",
  "Partial Content",
  "Multi-Status",
  "Already Reported",
];

/** Returns the status that Elysia sends: from a response, from `status(code, …)`, or as the handler has set it. */
function statusOf(own: unknown, { set: { status = 200 } }: Context): number {
  if (own instanceof Error) return 500;
  // In Elysia, a response with the status 200 gets the status that the handler has set.
  if (own instanceof Response && own.status !== 200) return own.status;
  const { constructor: kind, code } = own as {
    readonly constructor?: { readonly name?: unknown };
    readonly code?: unknown;
  };
  // Elysia also recognizes this class by its name. A custom object of the handler may also have a `code`.
  if (kind?.name === "ElysiaCustomStatusResponse") return Number(code);
  return typeof status === "number" ? status : SUCCESS.includes(status) ? 200 : 500;
}

function placeOf({ request: { method, url } }: Context): string {
  return placeAt(method, url);
}

/** Returns the error for a body that was read before verification. The message names the line to change. */
function bodyWasRead(context: Context): Error {
  return new TypeError(
    `The body of ${placeOf(context)} was read before hookward received it. Write { parse: "none" } as the last argument of ` +
      "this route, and do not read the body in an earlier hook.",
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
