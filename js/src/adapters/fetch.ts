/** Verifies requests of fetch: Workers, Deno, Bun, Next.js, SvelteKit, Remix, Hono, service workers. */

import {
  type Events,
  type Scheme,
  type SchemeId,
  SENDER_MESSAGE,
  VerificationError,
  type VerifiedDelivery,
  type WholeScheme,
} from "../index.js";
import { methodsOf, queryOf, respondToChallenge } from "./challenge.js";
import { placeAt, report, senderMessageOf } from "./common.js";
import { type FetchRequest, verify } from "./fetch-body.js";
import { inTurn, isTurn, takeTurn } from "./turn.js";
import { methodNotAllowed, toResponse } from "./web-response.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

/** A function that handles a verified delivery and returns the response. If it returns nothing, the acknowledgement is sent. */
export type Handler<E, Req, Rest extends unknown[]> = HandlerOf<VerifiedDelivery<E>, Req, Rest>;

/** A handler of a delivery, or of an authenticated request for a scheme that signs no body. */
type HandlerOf<D, Req, Rest extends unknown[]> = (
  delivery: D,
  request: Req,
  ...rest: Rest
) => Response | undefined | void | Promise<Response | undefined | void>;

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<
  S extends SchemeId | Scheme = SchemeId | Scheme,
  Req = Request,
  Rest extends unknown[] = unknown[],
> = SchemeOptions<[request: Req, ...rest: Rest], S>;

/**
 * The arguments with which a runtime calls the wrapped handler, after the request. They are the arguments of the handler, or the arguments
 * of the secret function and the hooks if these have more. The two lists are inferred separately, because each function may omit arguments
 * that it does not use.
 */
type More<Rest extends unknown[], Given extends unknown[]> = Given extends [...Rest, ...unknown[]] ? Given : Rest;

/**
 * The response of a wrapped handler. If the request is not a fetch `Request`, the body of the response has the type `any`, so that it fits a
 * runtime with its own type of body. Azure Functions accept Node's streams, and before TypeScript 6 the DOM's streams are not compatible.
 */
export type ResponseTo<Req> = Request extends Req ? Response : ResponseOfAnyBody;

/** A response with a body of any type. */
export interface ResponseOfAnyBody extends Response {
  // biome-ignore lint/suspicious/noExplicitAny: the two types of streams are unrelated.
  readonly body: any;
}

/**
 * Returns a handler that verifies each request and calls your handler with the delivery.
 *
 * A refused delivery gets 401 (413 over the limit) and always the same body. Your handler is not called.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it returns nothing, the provider gets the response that it expects.
 * @returns A handler that takes the request and the other arguments of the runtime.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```js
 * export const POST = webhook({ scheme: "gilbert", secret }, async (delivery) => {
 *   console.log(delivery.json());
 * });
 * ```
 */
export function webhook<
  E = unknown,
  Rest extends unknown[] = [],
  Req extends FetchRequest = Request,
  Given extends unknown[] = [],
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(
  options: WebhookArgument<[request: Req, ...rest: Given], E, S, P>,
  handler: HandlerOf<HandedTo<EventOf<E, S, P>, S>, Req, Rest>,
): (request: Req, ...rest: More<Rest, Given>) => Promise<ResponseTo<Req>>;
export function webhook<E, Rest extends unknown[], Req extends FetchRequest>(
  options: unknown,
  ...behind: [handler: Handler<E, Req, Rest>, ...more: unknown[]]
): (request: Req, ...rest: Rest) => Promise<Response> {
  const route = readRoute<E, [request: Req, ...rest: Rest]>(options, behind, {
    placeOf: (...[request]) => placeOf(request as Req),
    handler: "required",
  });
  const [handler] = behind;
  return async (request, ...rest) => {
    const { method } = request;
    if (method !== "POST") {
      const { url } = request as { readonly url?: unknown };
      const response = await respondToChallenge(route, { method, query: queryOf(url) }, [request, ...rest]);
      if (response !== undefined) return toResponse(response);
      return methodNotAllowed(methodsOf(route));
    }
    const verifier = await route.verifierOf(request, ...rest);
    let delivery: VerifiedDelivery<E>;
    try {
      delivery = await verify(verifier, request, route);
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      await report(route, error, [request, ...rest]);
      return refuse(error, route);
    }
    if (delivery.challenge !== undefined) return toResponse(delivery.challenge);
    const turn = await takeTurn(route, delivery, [request, ...rest]);
    if (!isTurn(turn)) return toResponse(turn);
    const handle = async () => (await handler(delivery, request, ...rest)) ?? acknowledge(delivery);
    return inTurn(turn, handle, ({ status }) => status);
  };
}

function placeOf(request: FetchRequest & { readonly url?: unknown }): string {
  return placeAt(request.method, request.url);
}

/**
 * Returns the response to a refused delivery, always with the same body.
 *
 * @param error The error that `verify` threw.
 * @param verifier The verifier, for a provider that accepts only a response without a body.
 * @returns The response: 401, or 413 over the limit.
 */
export function refuse(error: VerificationError, verifier?: { readonly scheme: WholeScheme }): Response {
  const body = verifier === undefined ? SENDER_MESSAGE : senderMessageOf(verifier.scheme);
  return new Response(body === "" ? null : body, { status: error.status });
}

/**
 * Returns the response that the provider accepts as success. Most providers accept any 2xx. Some require a certain body.
 *
 * @param delivery The verified delivery.
 * @returns The response to return.
 */
export function acknowledge(delivery: Pick<VerifiedDelivery, "ack">): Response {
  return toResponse(delivery.ack);
}

export type { Events, FetchRequest, Scheme, SchemeId, VerifiedDelivery };
export { verify };
