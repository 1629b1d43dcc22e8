/** Hono, in each of its runtimes: verifies each request before a handler or a middleware. */

import type { IncomingMessage } from "node:http";

import type { Env, Context as HonoContext, Handler as HonoHandler, MiddlewareHandler } from "hono";
import type {
  Authenticated,
  BodyInput,
  Events,
  Scheme,
  SchemeId,
  VerificationResult,
  VerifiedDelivery,
} from "../index.js";
import { queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, bytesOf, handedOf, nameOf, placeAt, refuse } from "./common.js";
import { checkFetch, pathOf } from "./fetch-body.js";
import { hasBody, replaceBody, verifyNode } from "./node-body.js";
import { inTurn, isTurn, takeTurn, unmade } from "./turn.js";
import { toResponse } from "./web-response.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  type Route,
  readRoute,
  type SchemeOptions,
  type UnsignedScheme,
  type WebhookArgument,
} from "./webhook-options.js";

/** The part of Hono's context that the adapter uses. */
export interface Context {
  readonly req: {
    readonly raw: Request;
    readonly method: string;
    readonly path: string;
    /** The body that Hono keeps after one of its own methods has read it. */
    bodyCache: { arrayBuffer?: unknown; text?: unknown; json?: unknown; formData?: unknown };
  };
  /** The bindings of the runtime. In Node, they include `incoming` of @hono/node-server. */
  // biome-ignore lint/suspicious/noExplicitAny: the app determines the type of its environment.
  readonly env: any;
}

/** The variables after the middleware, for the scheme or the events of a route: `new Hono<{ Variables: Variables<"gilbert"> }>()`. */
export type Variables<E> = [E] extends [UnsignedScheme]
  ? { authenticated: Authenticated }
  : { delivery: VerifiedDelivery<E extends SchemeId ? Events[E] : E> };

/** A function that handles a verified delivery and returns the response. If it returns nothing, the acknowledgement is sent. */
export type Handler<E, C> = HandlerOf<VerifiedDelivery<E>, C>;

/** A handler that gets an authenticated request instead, if the scheme signs no body. */
type HandlerOf<D, C> = (delivery: D, c: C) => Response | undefined | void | Promise<Response | undefined | void>;

/**
 * The environment of an app, if no parameter names its type.
 *
 * TypeScript does not infer the type from `app.post()`. If one parameter names it, as in `secret: (c: Context<App>) => c.env.SECRET`, the
 * handler and the hooks also have this type.
 */
export type UnknownEnv = { Bindings: object; Variables: object };

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<
  S extends SchemeId | Scheme = SchemeId | Scheme,
  En extends Env = UnknownEnv,
> = SchemeOptions<[c: HonoContext<En>], S>;

/** The handler of a route. It fits any app if the environment is not known. */
// biome-ignore lint/suspicious/noExplicitAny: any path and any input.
export type RouteHandler<En extends Env> = HonoHandler<UnknownEnv extends En ? any : En, any, any, Promise<Response>>;

/** A middleware that gives `c.var.delivery` its type in later handlers. */
export type Middleware<E> = MiddlewareHandler<{ Variables: { delivery: VerifiedDelivery<E> } }>;

/** A middleware that sets the variable of what a handler gets: `delivery`, or `authenticated` if the scheme signs no body. */
type MiddlewareOf<D> = MiddlewareHandler<{
  Variables: D extends VerifiedDelivery<unknown> ? { delivery: D } : { authenticated: Authenticated };
}>;

/**
 * Returns a handler that verifies each request and calls your handler with the delivery.
 *
 * Without a handler, it returns a middleware that sets `c.var.delivery`. A refused delivery gets 401 (413 over the limit) and always the
 * same body.
 * Later code that reads the body with Hono's own methods, such as a validator, gets the verified bytes.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it returns nothing, the provider gets the response that it expects.
 * @returns A handler, or a middleware if your handler is omitted.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```ts
 * app.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret: (c: Context<App>) => c.env.SECRET }, (delivery, c) => {
 *   console.log(delivery.json());
 * }));
 * ```
 */
export function webhook<
  E = unknown,
  En extends Env = UnknownEnv,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(
  options: WebhookArgument<[c: HonoContext<En>], E, S, P>,
  handler: HandlerOf<HandedTo<EventOf<E, S, P>, S>, HonoContext<En>>,
): RouteHandler<En>;
export function webhook<
  E = unknown,
  En extends Env = UnknownEnv,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(options: WebhookArgument<[c: HonoContext<En>], E, S, P>): MiddlewareOf<HandedTo<EventOf<E, S, P>, S>>;
export function webhook<E>(
  options: unknown,
  ...behind: [handler?: Handler<E, HonoContext>, ...more: unknown[]]
): (c: HonoContext, next: () => Promise<void>) => Promise<Response> {
  const route = readRoute<E, [c: HonoContext]>(options, behind, { placeOf });
  const [handler] = behind;
  return async (c, next) => {
    const { method, raw } = c.req;
    if (method !== "POST") {
      const response = await respondToChallenge(route, { method, query: queryOf(raw.url) }, [c]);
      if (response !== undefined) return toResponse(response);
    }
    const result = await verify(route, c);
    if (!result.ok) return toResponse(await refuse(route, result, [c]));
    const delivery = handedOf(result);
    if (delivery.challenge !== undefined) return toResponse(delivery.challenge);
    (c as Context).req.bodyCache = cacheOf(delivery);
    c.set(nameOf(delivery) as "delivery", delivery);
    const turn = await takeTurn(route, delivery, [c]);
    if (!isTurn(turn)) return toResponse(turn);
    if (handler !== undefined) {
      // The handler may have set a status, which Hono shows only in responses.
      const handle = async () => (await handler(delivery, c)) ?? toResponse(unmade(delivery, c.body(null).status));
      return inTurn(turn, handle, ({ status }) => status);
    }
    await inTurn(turn, next, () => c.res.status);
    // A middleware returns nothing, because a later handler has made the response.
    return undefined as unknown as Response;
  };
}

/**
 * Returns the response that the provider accepts as success. Most providers accept any 2xx. Some require a certain body.
 *
 * @param delivery The verified delivery.
 * @returns The response to return.
 */
export function acknowledge(delivery: Pick<VerifiedDelivery, "ack"> | undefined): Response {
  return toResponse(ackOf(delivery));
}

async function verify<E>(route: Route<E, [c: HonoContext]>, c: HonoContext): Promise<VerificationResult<E>> {
  const { req, env } = c as Context;
  const { decompress } = route;
  const { headers, bodyUsed, method, url } = req.raw;
  const head = { headers, method, url: pathOf(url) };
  const { arrayBuffer, text, json } = req.bodyCache;
  // In Node, a stream that has an encoding or was read before cannot become a fetch body.
  const incoming = incomingOf(env);
  const isCached = (arrayBuffer ?? text ?? json) !== undefined;
  if (incoming !== undefined && !bodyUsed && !isCached) {
    const result = await verifyNode({ verifier: route.verifierOf(c), decompress }, incoming, [incoming], () =>
      bodyWasRead(c as Context),
    );
    if (result.ok && hasBody(incoming)) replaceBody(incoming, result.delivery);
    return result;
  }
  const verifier = await route.verifierOf(c);
  const kept = await (arrayBuffer ?? text);
  // Text is safe: if it differs from the received body, no signature matches.
  if (kept !== undefined) return verifier.check({ ...head, body: kept as BodyInput });
  if (!bodyUsed && !req.raw.body?.locked) return checkFetch(verifier, req.raw, decompress);
  // Before Hono 4.9, c.req.json() kept only the value.
  if (json !== undefined && verifier.reserialize) return verifier.check({ ...head, parsed: await json });
  throw bodyWasRead(c as Context);
}

/**
 * Returns the cache that Hono's own methods read after the webhook. It contains the verified bytes, but no form. Hono would parse a form
 * by the content type, which the sender chose and no signature covers. A replay could then have fields that its signer never wrote.
 */
function cacheOf(delivery: VerifiedDelivery<unknown>): Context["req"]["bodyCache"] {
  return {
    // Hono makes text and JSON from the first property.
    arrayBuffer: Promise.resolve(new Uint8Array(bytesOf(delivery)).buffer),
    // Created only when it is read, because most handlers do not read it.
    get formData() {
      const failed = Promise.reject(
        new TypeError(
          "c.req.parseBody(), c.req.formData() and form validators depend on the content type, which the signature does not " +
            "cover. After webhook(), use delivery.json(), or new URLSearchParams(delivery.text()) if the provider sends forms.",
        ),
      );
      // Hono checks whether this property exists before awaiting it. A rejection that nothing awaits ends the process.
      failed.catch(() => {});
      return failed;
    },
  };
}

/** Returns the Node request from which this request was made. */
function incomingOf(env: { readonly incoming?: IncomingMessage } | undefined): IncomingMessage | undefined {
  const incoming = env?.incoming;
  return typeof incoming?.on === "function" && typeof incoming.headers === "object" ? incoming : undefined;
}

function placeOf({ req: { method, path } }: Pick<HonoContext, "req">): string {
  return placeAt(method, path);
}

/** Returns the error for a body that was read before verification. The message names the line to write. */
function bodyWasRead(c: Context): Error {
  return new TypeError(
    `The body of ${placeOf(c as HonoContext)} was read before hookward received it. Put webhook() before the code that reads ` +
      "the body. Alternatively, change that code to await c.req.text(), after which Hono keeps the body. " +
      "Hono does not keep it after c.req.raw.text(), c.req.raw.json() or c.req.formData().",
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
