/** Fastify 4 and 5: verifies each request of a route, or of a scope. */

import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Ack, Authenticated, Events, Scheme, SchemeId, VerifiedDelivery } from "../index.js";
import { optional } from "../request/optional.js";
import { queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, bytesOf, handedOf, nameOf, placeAt, refuse } from "./common.js";
import type { Plugin, Reply, Request, RouteOptions, Scope } from "./fastify-scope.js";
import { hasBody, replaceBody, verifyNode } from "./node-body.js";
import { discardNodeBody } from "./node-stream.js";
import { isSuccess, isTurn, type Turn, takeTurn, unmade } from "./turn.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  type Route,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

declare module "fastify" {
  interface FastifyRequest {
    /** The verified delivery, set by `webhook()` of hookward/fastify. */
    // biome-ignore lint/suspicious/noExplicitAny: the type of a request does not depend on the scheme of its scope.
    delivery?: VerifiedDelivery<any>;
    /** The authenticated request. It is set instead of `delivery` if the signature of the scheme does not cover the body. */
    authenticated?: Authenticated;
  }
}

/** A function that handles a verified delivery, like a handler of Fastify. If it makes no response, the provider gets the one it expects. */
export type Handler<E, Req, Rep> = HandlerOf<VerifiedDelivery<E>, Req, Rep>;

/** A handler of a delivery, or of an authenticated request for a scheme that signs no body. */
type HandlerOf<D, Req, Rep> = (delivery: D, request: Req, reply: Rep) => unknown;

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<S extends SchemeId | Scheme = SchemeId | Scheme, Req = FastifyRequest> = SchemeOptions<
  [request: Req],
  S
>;

/**
 * Returns the options of a route that verifies each request and calls the handler with the delivery.
 *
 * Without a handler, it returns a plugin that verifies each request of its scope and sets `request.delivery`. A refused delivery gets 401
 * (413 over the limit) and always the same body.
 * No parser of the scope runs, because a parser would depend on the content type, which the sender chose. `request.body` becomes the
 * value that `delivery.json()` returns.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it sends nothing, the provider gets the response that it expects.
 * @returns The options of a route, or a plugin if the handler is omitted.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```js
 * app.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret }, async (delivery, request, reply) => {
 *   console.log(delivery.json());
 * }));
 * ```
 */
export function webhook<
  E = unknown,
  Req extends Request = FastifyRequest,
  Rep extends Reply = FastifyReply,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(
  options: WebhookArgument<[request: Req], E, S, P>,
  handler: HandlerOf<HandedTo<EventOf<E, S, P>, S>, Req, Rep>,
): RouteOptions;
export function webhook<
  E = unknown,
  Req extends Request = FastifyRequest,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(options: WebhookArgument<[request: Req], E, S, P>): Plugin;
export function webhook<E, Req extends Request, Rep extends Reply>(
  options: unknown,
  ...behind: [handler?: Handler<E, Req, Rep>, ...more: unknown[]]
): Plugin | RouteOptions {
  const route = readRoute<E, [request: Req]>(options, behind, { placeOf });
  const [handler] = behind;
  const verified: Verified<E> = new WeakMap();
  const hooks = hooksOf<E, Req, Rep>(route, verified);
  if (handler !== undefined) return { ...hooks, handler: handlerOf(handler, verified) };
  const plugin = async (scope: Scope) => {
    for (const name of ["delivery", "authenticated"]) if (!scope.hasRequestDecorator(name)) scope.decorateRequest(name);
    for (const [name, hook] of Object.entries(hooks)) scope.addHook(name as keyof typeof hooks, hook);
  };
  // Like fastify-plugin: the hooks apply to the scope that registers the plugin. A scope below it would have no routes.
  return Object.assign(plugin, {
    [Symbol.for("skip-override")]: true,
    [Symbol.for("fastify.display-name")]: "hookward",
  });
}

/** The deliveries that one webhook() has verified, by their requests. */
type Verified<E> = WeakMap<Request, VerifiedDelivery<E>>;

function hooksOf<E, Req extends Request, Rep extends Reply>(
  route: Route<E, [request: Req]>,
  verified: Verified<E>,
): Omit<RouteOptions, "handler"> {
  // `request.delivery` is not used here, because a webhook() of the scope may have set it.
  const received: Verified<E> = new WeakMap();
  const turns = new WeakMap<Request, Turn>();
  const hooks: Omit<RouteOptions, "handler"> = {
    // The hook verifies, instead of a parser, because Fastify runs no parser for a request without a body.
    preParsing: async (request: Req, reply: Rep) => {
      if (request.method !== "POST") {
        const asked = { method: request.method, query: queryOf(request.raw.url) };
        const response = await respondToChallenge(route, asked, [request]);
        if (response !== undefined) {
          respond(reply, response);
          discardNodeBody(request.raw);
          return reply;
        }
      }
      // The `body` of Fastify's request is not used, because Fastify sets it later.
      const holders = [{ rawBody: optional(request, "rawBody") }, request.raw];
      const source = { verifier: route.verifierOf(request), decompress: route.decompress };
      const result = await verifyNode(source, request.raw, holders, () => bodyWasRead(request));
      if (!result.ok) {
        respond(reply, await refuse(route, result, [request]));
        discardNodeBody(request.raw);
        return reply;
      }
      const delivery = handedOf(result);
      if (delivery.challenge !== undefined) return respond(reply, delivery.challenge);
      Object.assign(request, { [nameOf(delivery)]: delivery });
      received.set(request, delivery);
      // Another webhook() of the scope may have hidden the headers already.
      if (!hidden.has(request)) hidden.set(request, request.headers);
      request.headers = { ...request.headers, ...NO_BODY };
      return payloadOf(delivery, request);
    },
    preValidation: async (request: Req, reply: Rep) => {
      const delivery = received.get(request);
      if (delivery === undefined) return undefined;
      const headers = hidden.get(request);
      request.headers = headers === request.raw.headers ? undefined : headers;
      replaceBody(request, delivery);
      if (hasBody(request.raw)) replaceBody(request.raw, delivery);
      const turn = await takeTurn(route, delivery, [request]);
      if (!isTurn(turn)) return respond(reply, turn);
      turns.set(request, turn);
      verified.set(request, delivery);
      return undefined;
    },
  };
  if (route.dedupe === undefined) return hooks;
  // Fastify also calls this hook after a handler throws. The response is then the response of the app's error handler.
  const onSend = async (request: Req, reply: Rep, payload: unknown) => {
    await turns.get(request)?.settle(isSuccess(reply.statusCode));
    return payload;
  };
  return { ...hooks, onSend };
}

function handlerOf<E, Req extends Request, Rep extends Reply>(handler: Handler<E, Req, Rep>, verified: Verified<E>) {
  return async (request: Req, reply: Rep): Promise<unknown> => {
    const delivery = verified.get(request);
    if (delivery === undefined) throw hooksReplaced(request);
    // `reply.sent` is false until all onSend hooks have finished.
    const { send } = reply;
    let isSent = false;
    reply.send = function (this: Reply, payload: unknown) {
      isSent = true;
      return send.call(this, payload as Uint8Array);
    };
    const response = await handler(delivery, request, reply);
    if (response !== undefined || isSent || reply.sent) return response ?? reply;
    return respond(reply, unmade(delivery, reply.statusCode));
  };
}

/**
 * The headers by which Fastify chooses a parser. They are hidden while Fastify chooses. Otherwise any parser of the scope, whenever it was
 * added, would parse the body as the content type that the sender chose, or refuse the request because of this content type.
 */
const NO_BODY = { "content-type": undefined, "content-length": undefined, "transfer-encoding": undefined };

/** The headers of the requests that are between verification and validation. */
const hidden = new WeakMap<Request, object | undefined>();

/** Returns the received bytes as a payload for later hooks, because the stream of the request was already read. */
function payloadOf(delivery: Pick<VerifiedDelivery, "body">, { raw }: Request): Readable {
  const body = bytesOf(delivery);
  const receivedEncodedLength = Number(raw.headers["content-length"] ?? body.length);
  return Object.assign(Readable.from([Buffer.from(body.buffer, body.byteOffset, body.length)]), {
    receivedEncodedLength,
  });
}

/**
 * Returns the response that the provider accepts as success. Most providers accept any 2xx. Some require a certain body.
 *
 * @param reply The reply to send.
 * @param delivery The verified delivery.
 * @returns The reply.
 */
export function acknowledge<R extends Reply>(reply: R, delivery: Pick<VerifiedDelivery, "ack"> | undefined): R {
  return respond(reply, ackOf(delivery));
}

/** Sends a response. The body is sent as bytes, because Fastify adds its own charset to the content type of text. */
function respond<R extends Reply>(reply: R, { status, headers, body }: Ack): R {
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  reply.code(status).send(Buffer.from(body));
  return reply;
}

function placeOf({ method, url }: Request): string {
  return placeAt(method, url);
}

/** Returns the error for a route whose own hook replaced a hook of `webhook()`. */
function hooksReplaced(request: Request): Error {
  return new TypeError(
    `The handler of ${placeOf(request)} has no verified delivery: the route's own hook preParsing or preValidation replaces ` +
      'the hook of webhook(). Add your hook to the scope instead: scope.addHook("preParsing", …).',
  );
}

/** Returns the error for a body that was read before verification. The message names the line to change. */
function bodyWasRead(request: Request): Error {
  return new TypeError(
    `An onRequest or preParsing hook of an outer scope read the body of ${placeOf(request)} before hookward received it. ` +
      "Register webhook() in a scope without this hook, or keep the bytes in the hook: request.rawBody = bytes.",
  );
}

export type { Events, Plugin, Reply, Request, RouteOptions, Scheme, SchemeId, Scope, VerifiedDelivery };
