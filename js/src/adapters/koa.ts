/**
 * Koa 2 and 3: a middleware that reads the raw body, verifies it, and puts the delivery on the state.
 *
 * ```js
 * router.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret }), (ctx) => {
 *   console.log(ctx.state.delivery.json());
 *   acknowledge(ctx, ctx.state.delivery);
 * });
 * ```
 */

import type { IncomingMessage } from "node:http";
import type { Ack, Events, Scheme, SchemeId, VerifiedDelivery, Verifier } from "../index.js";
import { type AnyOptions, ackOf, refuse, toVerifier, type WebhookOptions as WebhookOptionsOf } from "./common.js";
import { discardNodeBody, type Left, leftOn, verifyNode } from "./node-body.js";

/** What is used of Koa's context. */
export interface Context extends Response {
  readonly req: IncomingMessage;
  readonly request: object;
  readonly method: string;
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever type of state the app has.
  state: any;
}

/** What is used of Koa's context to response. */
export interface Response {
  status: number;
  body: unknown;
  set(headers: { [name: string]: string }): void;
}

/** The type of `ctx.state` behind the middleware, for the scheme or the events of a route: `new Koa<State<"gilbert">>()`. */
export interface State<E> {
  delivery: VerifiedDelivery<E extends SchemeId ? Events[E] : E>;
}

/** What to do besides responding. */
export type WebhookOptions<C extends Context = Context> = WebhookOptionsOf<C>;

/**
 * Verifies each request before the next middleware sees it, and sets `ctx.state.delivery`.
 *
 * Refused deliveries are answered with 401 (413 over the limit) and always the same body. A body that a parser took apart
 * before is an error of the app, which says what to change.
 */
export function webhook<E>(
  from: Verifier<E> | AnyOptions,
  options: WebhookOptions = {},
): (ctx: Context, next: () => Promise<unknown>) => Promise<void> {
  const verifier = toVerifier(from);
  return async (ctx, next) => {
    const left = leftOn(ctx.request, ctx.req);
    const result = await verifyNode(verifier, ctx.req, left, () => bodyWasRead(ctx, left));
    if (!result.ok) {
      respond(ctx, await refuse(options, result, ctx));
      return discardNodeBody(ctx.req);
    }
    ctx.state.delivery = result.delivery;
    await next();
  };
}

/** Answers with what the provider counts as success: for most any 2xx, for some a certain body. */
export function acknowledge(ctx: Response, delivery: Pick<VerifiedDelivery, "ack"> | undefined): void {
  respond(ctx, ackOf(delivery));
}

/** The header first: Koa guesses a type for a body that has none. */
function respond(ctx: Response, { status, headers, body }: Ack): void {
  ctx.status = status;
  ctx.set({ ...headers });
  ctx.body = body;
}

/** The app's own mistake, with the line to change. */
function bodyWasRead({ method, path }: Context, { body }: Left): Error {
  return new TypeError(
    body === undefined
      ? `Something read the body of ${method} ${path} before hookward saw its bytes. Put webhook() before it.`
      : `A body parser took the body of ${method} ${path} apart before hookward saw its bytes. Put the route with webhook() ` +
          "above the line app.use(koaBody()), or replace that line with app.use(bodyParser()), where { bodyParser } comes from " +
          '"@koa/bodyparser", which keeps the text as ctx.request.rawBody.',
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
