/** Koa 2 and 3: verifies each request before a handler or a middleware. */

import type { IncomingMessage } from "node:http";
import type { ParameterizedContext } from "koa";
import type { Ack, Events, Scheme, SchemeId, VerifiedDelivery } from "../index.js";
import { queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, handedOf, nameOf, placeAt, refuse } from "./common.js";
import { hasBody, type Left, replaceBody, verifyNode } from "./node-body.js";
import { discardNodeBody } from "./node-stream.js";
import { inTurn, isTurn, takeTurn } from "./turn.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

/** The part of Koa's context that the adapter uses. */
export interface Context extends Response {
  readonly req: IncomingMessage;
  readonly request: object;
  readonly method: string;
  readonly path: string;
  readonly headerSent: boolean;
  readonly response: object;
  /** Whether Koa sends the response. */
  respond?: boolean | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: the app determines the type of its state.
  state: any;
}

/** The part of Koa's context that the adapter uses to send a response. */
export interface Response {
  status: number;
  body: unknown;
  set(headers: { [name: string]: string }): void;
}

/** The type of `ctx.state` after the middleware, for the scheme or the events of a route: `new Koa<State<"gilbert">>()`. */
export interface State<E> {
  delivery: VerifiedDelivery<E extends SchemeId ? Events[E] : E>;
}

/** Koa's own context, with any state. */
// biome-ignore lint/suspicious/noExplicitAny: the app determines the type of its state.
export type KoaContext = ParameterizedContext<any>;

/** A middleware, or a handler. */
export type Middleware<C> = (ctx: C, next: () => Promise<unknown>) => Promise<void>;

/** A function that handles a verified delivery. If it sets no status and no body, the provider gets the response that it expects. */
export type Handler<E, C> = HandlerOf<VerifiedDelivery<E>, C>;

/** A handler of a delivery, or of an authenticated request for a scheme that signs no body. */
type HandlerOf<D, C> = (delivery: D, ctx: C) => unknown;

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<S extends SchemeId | Scheme = SchemeId | Scheme, C = KoaContext> = SchemeOptions<
  [ctx: C],
  S
>;

/**
 * Returns a middleware that verifies each request and calls the handler with the delivery.
 *
 * Without a handler, it sets `ctx.state.delivery` and calls the next middleware. A refused delivery gets 401 (413 over the limit) and
 * always the same body. If a body parser ran first, the app's error handler gets an error that names the line to change.
 * `ctx.request.body` becomes the value that `delivery.json()` returns. A parser would depend on the content type, which the sender chose.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it sets no status and no body, the provider gets the response that it expects.
 * @returns A middleware for one route, or for several routes of one provider.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```js
 * router.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret }, (delivery, ctx) => {
 *   console.log(delivery.json());
 * }));
 * ```
 */
export function webhook<
  E = unknown,
  C extends Context = KoaContext,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(options: WebhookArgument<[ctx: C], E, S, P>, handler?: HandlerOf<HandedTo<EventOf<E, S, P>, S>, C>): Middleware<C>;
export function webhook<E, C extends Context>(
  options: unknown,
  ...behind: [handler?: Handler<E, C>, ...more: unknown[]]
): Middleware<C> {
  const route = readRoute<E, [ctx: C]>(options, behind, { placeOf });
  const [handler] = behind;
  return async (ctx, next) => {
    if (ctx.method !== "POST") {
      const response = await respondToChallenge(route, { method: ctx.method, query: queryOf(ctx.req.url) }, [ctx]);
      if (response !== undefined) return respond(ctx, response);
    }
    const source = { verifier: route.verifierOf(ctx), decompress: route.decompress };
    const result = await verifyNode(source, ctx.req, [ctx.request, ctx.req], () => bodyWasRead(ctx));
    if (!result.ok) {
      respond(ctx, await refuse(route, result, [ctx]));
      return discardNodeBody(ctx.req);
    }
    const delivery = handedOf(result);
    if (delivery.challenge !== undefined) return respond(ctx, delivery.challenge);
    ctx.state[nameOf(delivery)] = delivery;
    replaceBody(ctx.request, delivery);
    if (hasBody(ctx.req)) replaceBody(ctx.req, delivery);
    const turn = await takeTurn(route, delivery, [ctx]);
    if (!isTurn(turn)) return respond(ctx, turn);
    if (handler === undefined) return void (await inTurn(turn, next, () => ctx.status));
    await inTurn(
      turn,
      () => handler(delivery, ctx),
      () => (hasResponse(ctx) ? ctx.status : 200),
    );
    if (!hasResponse(ctx)) respond(ctx, delivery.ack);
  };
}

/** Returns whether other code has set a response, or has sent one without Koa. The status is 404 until it is set. */
function hasResponse({ body, status, headerSent, respond, response }: Context): boolean {
  const { _explicitStatus: isSet = status !== 404 } = response as { readonly _explicitStatus?: boolean };
  return isSet || headerSent || respond === false || (body !== undefined && body !== null);
}

/**
 * Sends the response that the provider accepts as success. Most providers accept any 2xx. Some require a certain body.
 *
 * @param ctx The context whose response is set.
 * @param delivery The verified delivery.
 */
export function acknowledge(ctx: Response, delivery: Pick<VerifiedDelivery, "ack"> | undefined): void {
  respond(ctx, ackOf(delivery));
}

/** Sets the response. The headers are set before the body, because Koa guesses a content type for a body that has none. */
function respond(ctx: Response, { status, headers, body }: Ack): void {
  ctx.status = status;
  ctx.set({ ...headers });
  ctx.body = body;
}

function placeOf({ method, path }: Context): string {
  return placeAt(method, path);
}

/** Returns the error for a body that was read before verification. The message names the line to change. */
function bodyWasRead(ctx: Context): Error {
  const { request, req } = ctx;
  return new TypeError(
    ((request as Left).body ?? (req as Left).body) === undefined
      ? `The body of ${placeOf(ctx)} was read before hookward received it. Put webhook() before the code that reads the body.`
      : `A body parser parsed the body of ${placeOf(ctx)} before hookward received it. Put the route with webhook() ` +
          "above the line app.use(koaBody()), or replace that line with app.use(bodyParser()), where { bodyParser } comes from " +
          '"@koa/bodyparser", which keeps the text as ctx.request.rawBody.',
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
