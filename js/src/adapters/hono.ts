/** Hono, in each of its runtimes: verifies each request before a handler or a middleware. */

import type { IncomingMessage } from "node:http";

import type { Env, Context as HonoContext, Handler as HonoHandler, MiddlewareHandler } from "hono";
import type { BodyInput, Events, Scheme, SchemeId, VerificationResult, VerifiedDelivery } from "../index.js";
import { queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, bytesOf, handedOf, nameOf, placeAt, refuse } from "./common.js";
import { checkFetch, pathOf } from "./fetch-body.js";
import { hasBody, replaceBody, verifyNode } from "./node-body.js";
import { inTurn, isTurn, takeTurn, unmade } from "./turn.js";
import { toResponse } from "./web-response.js";
import {
  type EventOf,
  type ParseOf,
  type Route,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

/** What is used of Hono's context. */
export interface Context {
  readonly req: {
    readonly raw: Request;
    readonly method: string;
    readonly path: string;
    /** What Hono keeps of a body that was read by one of its own methods. */
    bodyCache: { arrayBuffer?: unknown; text?: unknown; json?: unknown; formData?: unknown };
  };
  /** What the runtime gives: in Node, `incoming` of @hono/node-server among it. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever type of environment the app has.
  readonly env: any;
}

/** The variables behind the middleware, for the scheme or the events of a route: `new Hono<{ Variables: Variables<"gilbert"> }>()`. */
export type Variables<E> = { delivery: VerifiedDelivery<E extends SchemeId ? Events[E] : E> };

/** Handles a verified delivery. Returns the response; return nothing to send the one that the provider expects. */
export type Handler<E, C> = (
  delivery: VerifiedDelivery<E>,
  c: C,
) => Response | undefined | void | Promise<Response | undefined | void>;

/**
 * The environment of an app whose type is not named.
 *
 * TypeScript does not take it from `app.post()`. Named at one parameter, as in `secret: (c: Context<App>) => c.env.SECRET`, it is that of
 * the handler and of the hooks too.
 */
export type UnknownEnv = { Bindings: object; Variables: object };

/** The options of `webhook()`: those of a verifier, and hooks. */
export type WebhookOptions<
  S extends SchemeId | Scheme = SchemeId | Scheme,
  En extends Env = UnknownEnv,
> = SchemeOptions<[c: HonoContext<En>], S>;

/** What a route with a handler is: one for any app, where the environment is not known. */
// biome-ignore lint/suspicious/noExplicitAny: of any path and input.
export type RouteHandler<En extends Env> = HonoHandler<UnknownEnv extends En ? any : En, any, any, Promise<Response>>;

/** A middleware behind which `c.var.delivery` is typed. */
export type Middleware<E> = MiddlewareHandler<{ Variables: { delivery: VerifiedDelivery<E> } }>;

/**
 * Returns a handler that verifies each request and calls yours with the delivery.
 *
 * Without a handler, it returns a middleware that sets `c.var.delivery`. A refused delivery gets 401 (413 over the limit) and always the
 * same body.
 * What reads the body afterwards by Hono's own methods, as its validators do, gets the verified bytes.
 *
 * @param options The scheme, its secret or secrets, and hooks. docs/WEBHOOK.md lists them.
 * @param handler Handles a verified delivery. If it returns nothing, the provider gets the response that it expects.
 * @returns A handler; without one of yours, a middleware.
 * @throws {ConfigError} No verifier can be built from the options: the message names the option and what to write.
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
  handler: Handler<EventOf<E, S, P>, HonoContext<En>>,
): RouteHandler<En>;
export function webhook<
  E = unknown,
  En extends Env = UnknownEnv,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(options: WebhookArgument<[c: HonoContext<En>], E, S, P>): Middleware<EventOf<E, S, P>>;
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
      // The status that the handler may have set, which Hono shows in responses alone.
      const handle = async () => (await handler(delivery, c)) ?? toResponse(unmade(delivery, c.body(null).status));
      return inTurn(turn, handle, ({ status }) => status);
    }
    await inTurn(turn, next, () => c.res.status);
    // A middleware returns nothing, and then a handler has made the response.
    return undefined as unknown as Response;
  };
}

/**
 * Returns the response that the provider counts as success: for most any 2xx, for some a certain body.
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
  // In Node, where a stream with an encoding set, or that was read before, makes no body of fetch.
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
  // Text does no harm: where it is not what was received, nothing matches.
  if (kept !== undefined) return verifier.check({ ...head, body: kept as BodyInput });
  if (!bodyUsed && !req.raw.body?.locked) return checkFetch(verifier, req.raw, decompress);
  // Before 4.9, c.req.json() kept the value alone.
  if (json !== undefined && verifier.reserialize) return verifier.check({ ...head, parsed: await json });
  throw bodyWasRead(c as Context);
}

/**
 * Returns what Hono's own methods read behind the webhook: the bytes that were verified, and no form. A form is taken apart by the
 * content type, which the sender chose and no signature covers: a replay could have fields that its signer never wrote.
 */
function cacheOf(delivery: VerifiedDelivery<unknown>): Context["req"]["bodyCache"] {
  return {
    // The first one is what Hono makes text and JSON of.
    arrayBuffer: Promise.resolve(new Uint8Array(bytesOf(delivery)).buffer),
    // Made when it is asked for, since most handlers do not.
    get formData() {
      const failed = Promise.reject(
        new TypeError(
          "c.req.parseBody(), c.req.formData() and form validators depend on the content type, which the signature does not " +
            "cover. After webhook(), use delivery.json(), or new URLSearchParams(delivery.text()) if the provider sends forms.",
        ),
      );
      // Hono looks whether it is there before it awaits it, and a rejection that nothing awaits ends the process.
      failed.catch(() => {});
      return failed;
    },
  };
}

/** Returns the request of Node that this one is made from. */
function incomingOf(env: { readonly incoming?: IncomingMessage } | undefined): IncomingMessage | undefined {
  const incoming = env?.incoming;
  return typeof incoming?.on === "function" && typeof incoming.headers === "object" ? incoming : undefined;
}

function placeOf({ req: { method, path } }: Pick<HonoContext, "req">): string {
  return placeAt(method, path);
}

/** The app's own mistake, with the line to write. */
function bodyWasRead(c: Context): Error {
  return new TypeError(
    `The body of ${placeOf(c as HonoContext)} was read before hookward received it. Put webhook() before the code that reads ` +
      "the body. Alternatively, change that code to await c.req.text(), after which Hono keeps the body. " +
      "Hono does not keep it after c.req.raw.text(), c.req.raw.json() or c.req.formData().",
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
