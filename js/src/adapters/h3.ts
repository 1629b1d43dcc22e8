/** h3 1 and 2, and therefore Nuxt and Nitro: verifies each request. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Ack, Events, Scheme, SchemeId, VerificationResult, VerifiedDelivery } from "../index.js";
import { optional } from "../request/optional.js";
import { methodsOf, queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, handedOf, placeAt, refuse } from "./common.js";
import { hasResponse, respondNode, verifyNode } from "./node-body.js";
import { discardNodeBody } from "./node-stream.js";
import { nodeRequestOf, verifySrvx } from "./srvx-request.js";
import { inTurn, isTurn, takeTurn, unmade } from "./turn.js";
import { methodNotAllowed, toSizedResponse } from "./web-response.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  type Route,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

/** The part of an event of h3 1 that the adapter uses. */
export interface NodeEvent {
  readonly method: string;
  readonly path: string;
  readonly node: { readonly req: IncomingMessage; readonly res: ServerResponse };
  readonly web?: { readonly request?: Request } | undefined;
}

/** The part of an event of h3 2 that the adapter uses. */
export interface WebEvent {
  readonly req: Request;
  readonly res: { readonly status?: number | undefined };
}

/** An event of h3 1 or h3 2. */
export type Event = NodeEvent | WebEvent;

/**
 * A function that handles a verified delivery. It may return the same values as any event handler. If it returns nothing, the provider
 * gets the response that it expects.
 */
export type Handler<E, Ev> = HandlerOf<VerifiedDelivery<E>, Ev>;

/** A handler of a delivery, or of an authenticated request for a scheme that signs no body. */
type HandlerOf<D, Ev> = (delivery: D, event: Ev) => unknown;

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<S extends SchemeId | Scheme = SchemeId | Scheme, Ev = Event> = SchemeOptions<[event: Ev], S>;

/**
 * Returns an event handler that verifies each request and calls your handler with the delivery.
 *
 * A refused delivery gets 401 (413 over the limit) and always the same body. Your handler is not called.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it returns nothing, the provider gets the response that it expects.
 * @returns An event handler for a route.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```ts
 * export default webhook({ scheme: "gilbert", secret }, async (delivery, event) => {
 *   console.log(delivery.json());
 * });
 * ```
 */
export function webhook<
  E = unknown,
  // biome-ignore lint/suspicious/noExplicitAny: an event of either version; a handler that uses it names its type.
  Ev extends Event = any,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(
  options: WebhookArgument<[event: Ev], E, S, P>,
  handler: HandlerOf<HandedTo<EventOf<E, S, P>, S>, Ev>,
): (event: Ev) => Promise<unknown>;
export function webhook<E, Ev extends Event>(
  options: unknown,
  ...behind: [handler: Handler<E, Ev>, ...more: unknown[]]
): (event: Ev) => Promise<unknown> {
  const route = readRoute<E, [event: Ev]>(options, behind, { placeOf, handler: "required" });
  const [handler] = behind;
  const handle = async (event: Ev): Promise<unknown> => {
    const { method, url } = targetOf(event);
    if (method !== "POST") {
      const response = await respondToChallenge(route, { method, query: queryOf(url) }, [event]);
      return response === undefined ? methodNotAllowed(methodsOf(route)) : respond(event, response);
    }
    const result = await verify(route, event);
    if (!result.ok) {
      const refused = respond(event, await refuse(route, result, [event]));
      const incoming = isOfNode(event) ? event.node.req : nodeRequestOf(event.req);
      if (incoming !== undefined) discardNodeBody(incoming);
      return refused;
    }
    const delivery = handedOf(result);
    if (delivery.challenge !== undefined) return respond(event, delivery.challenge);
    const turn = await takeTurn(route, delivery, [event]);
    if (!isTurn(turn)) return respond(event, turn);
    const own = await inTurn(
      turn,
      () => handler(delivery, event),
      (own) => statusOf(own, event),
    );
    const isMade = own !== undefined || (isOfNode(event) && hasResponse(event.node.res));
    return isMade ? own : respond(event, unmade(delivery, statusOf(own, event)));
  };
  // h3 1 recognizes an event handler by this property.
  return Object.assign(handle, { __is_handler__: true });
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

/**
 * Returns a response, or sends it with Node's response object. If a platform emulates this object, h3 1 never finishes sending a fetch
 * response.
 */
function respond(event: Event, response: Ack): Response | undefined {
  if (!isOfNode(event)) return toSizedResponse(response);
  respondNode(event.node.res, response);
  return undefined;
}

const isOfNode = (event: Event): event is NodeEvent => "node" in event && event.node !== undefined;

/** Returns the method and the URL of a request. */
function targetOf(event: Event): { readonly method: string; readonly url: string } {
  return isOfNode(event) ? { method: event.method, url: event.path } : event.req;
}

async function verify<E, Ev extends Event>(route: Route<E, [event: Ev]>, event: Ev): Promise<VerificationResult<E>> {
  const wasRead = () => bodyWasRead(event);
  if (!isOfNode(event)) return verifySrvx(route, { request: event.req, wasRead }, [event]);
  const { web, node } = event;
  if (web?.request !== undefined) return verifySrvx(route, { request: web.request, wasRead }, [event]);
  const { req } = node;
  // The body that h3 keeps after its own functions have read it, and the body that a platform passed on.
  const read = await optional(req as object as { readonly [key: symbol]: unknown }, Symbol.for("h3RawBody"));
  const { _requestBody: given } = event as { readonly _requestBody?: unknown };
  const source = { verifier: route.verifierOf(event), decompress: route.decompress };
  return verifyNode(source, req, [{ rawBody: read ?? given }, req], wasRead);
}

/** Returns the status that h3 sends: from a response, from an error, or as the handler has set it. */
function statusOf(own: unknown, event: Event): number {
  if (own instanceof Response) return own.status;
  if (own instanceof Error) return 500;
  // An emulated response may have no status until it is set.
  if (isOfNode(event)) return event.node.res.statusCode ?? 200;
  if (own === NOT_FOUND) return 404;
  return (isOfH3(own) ? own.status : undefined) ?? event.res.status ?? 200;
}

/** The value that a handler of h3 2 returns if the route does not exist. */
const NOT_FOUND = Symbol.for("h3.notFound");

/** Returns whether a value is an `HTTPResponse` of h3 2. Its headers show this, because a custom object may also have a `status`. */
function isOfH3(own: unknown): own is { readonly status?: number } {
  return typeof own === "object" && own !== null && "headers" in own && own.headers instanceof Headers;
}

function placeOf(event: Event): string {
  const { method, url } = targetOf(event);
  return placeAt(method, url);
}

/** Returns the error for a body that was read before verification. */
function bodyWasRead(event: Event): Error {
  return new TypeError(
    `A middleware or a plugin read the body of ${placeOf(event)} before hookward received it. Exclude this path there, and ` +
      "use delivery.json() after webhook().",
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
