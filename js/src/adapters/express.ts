/** Express 4 and 5: verifies each request before a handler or a middleware. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import type { Authenticated, Events, Scheme, SchemeId, VerifiedDelivery } from "../index.js";
import { queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, handedOf, nameOf, refuse } from "./common.js";
import {
  hasResponse,
  placeOfNode,
  refuseNode,
  replaceBody,
  respondNode,
  settleAtEnd,
  statusOf,
  verifyNode,
} from "./node-body.js";
import { exhaust } from "./node-stream.js";
import { inTurn, isTurn, takeTurn, unmade } from "./turn.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

declare global {
  namespace Express {
    interface Request {
      /** The verified delivery, set by `webhook()` of hookward/express. */
      // biome-ignore lint/suspicious/noExplicitAny: the type of a request does not depend on the scheme of its route.
      delivery?: VerifiedDelivery<any>;
      /** The authenticated request. It is set instead of `delivery` if the signature of the scheme does not cover the body. */
      authenticated?: Authenticated;
    }
  }
}

type Request = IncomingMessage & {
  body?: unknown;
  rawBody?: unknown;
  _body?: boolean;
  originalUrl?: string;
  delivery?: unknown;
  authenticated?: unknown;
};

/** A middleware, or a handler. */
export type Middleware<Req, Res> = (req: Req, res: Res, next: (error?: unknown) => void) => Promise<void>;

/** A function that handles a verified delivery. If it sends nothing, the provider gets the response that it expects. */
export type Handler<E, Req, Res> = HandlerOf<VerifiedDelivery<E>, Req, Res>;

/** A handler of a delivery, or of an authenticated request for a scheme that signs no body. */
type HandlerOf<D, Req, Res> = (delivery: D, req: Req, res: Res) => unknown;

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<S extends SchemeId | Scheme = SchemeId | Scheme, Req = ExpressRequest> = SchemeOptions<
  [req: Req],
  S
>;

/**
 * Returns a middleware that verifies each request and calls the handler with the delivery.
 *
 * Without a handler, it sets `req.delivery` and calls the next middleware. A refused delivery gets 401 (413 over the limit) and always
 * the same body. If a body parser ran first, the app's error handler gets an error that names the line to change.
 * `req.body` becomes the value that `delivery.json()` returns. A parser would depend on the content type, which the sender chose.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it sends nothing, the provider gets the response that it expects.
 * @returns A middleware for one route, or for several routes of one provider.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```js
 * app.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret }, (delivery, req, res) => {
 *   console.log(delivery.json());
 * }));
 * ```
 */
export function webhook<
  E = unknown,
  Req extends IncomingMessage = ExpressRequest,
  Res extends ServerResponse = ExpressResponse,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(
  options: WebhookArgument<[req: Req], E, S, P>,
  handler?: HandlerOf<HandedTo<EventOf<E, S, P>, S>, Req, Res>,
): Middleware<Req, Res>;
export function webhook<E, Req extends IncomingMessage, Res extends ServerResponse>(
  options: unknown,
  ...behind: [handler?: Handler<E, Req, Res>, ...more: unknown[]]
): Middleware<Req, Res> {
  const route = readRoute<E, [req: Req]>(options, behind, { placeOf: placeOfNode });
  const [handler] = behind;
  return async (req: Req & Request, res, next) => {
    try {
      if (req.method !== "POST") {
        const response = await respondToChallenge(route, { method: req.method, query: queryOf(req.url) }, [req]);
        if (response !== undefined) return refuseNode(req, res, response);
      }
      const source = { verifier: route.verifierOf(req), decompress: route.decompress };
      const result = await verifyNode(source, req, [req], () => bodyWasRead(req));
      if (!result.ok) return refuseNode(req, res, await refuse(route, result, [req]));
      const delivery = handedOf(result);
      if (delivery.challenge !== undefined) return respondNode(res, delivery.challenge);
      req[nameOf(delivery)] = delivery;
      // The parsers of Express 4 skip a request with this property. Without it, they fail on the stream, which was already read.
      req._body = true;
      await exhaust(req);
      if (isInFastify(req)) hideBody(req);
      replaceBody(req, delivery);
      const turn = await takeTurn(route, delivery, [req]);
      if (!isTurn(turn)) return respondNode(res, turn);
      if (handler !== undefined) {
        const { statusCode } = res;
        await inTurn(
          turn,
          () => handler(delivery, req, res),
          () => statusOf(res, statusCode),
        );
        if (!hasResponse(res)) respondNode(res, unmade(delivery, statusOf(res, statusCode)));
        return;
      }
      settleAtEnd(turn, res);
    } catch (error) {
      return next(error);
    }
    next();
  };
}

/**
 * Sends the response that the provider accepts as success. Most providers accept any 2xx. Some require a certain body.
 *
 * @param res The response to send.
 * @param delivery The verified delivery.
 */
export function acknowledge(res: ServerResponse, delivery: Pick<VerifiedDelivery, "ack"> | undefined): void {
  respondNode(res, ackOf(delivery));
}

/**
 * Keeps the bytes of the body for `webhook()`, if a body parser must run first.
 *
 * @param req The request.
 * @param _res The response, which body parsers pass.
 * @param bytes The bytes of the body.
 * @example
 * ```js
 * app.use(express.json({ verify: rawBody }));
 * ```
 */
export function rawBody(req: IncomingMessage, _res: ServerResponse, bytes: Uint8Array): void {
  (req as Request).rawBody = bytes;
}

/** Returns whether the middleware runs in Fastify, as in NestJS. There, @fastify/middie sets these properties on Node's request. */
function isInFastify(req: Request): boolean {
  return Object.hasOwn(req, "hostname") && Object.hasOwn(req, "ips") && Object.hasOwn(req, "log");
}

/** Hides the headers by which Fastify chooses a parser. The parser would wait for a stream that was already read. */
function hideBody(req: Request): void {
  const { "content-type": _, "content-length": __, "transfer-encoding": ___, ...headers } = req.headers;
  req.headers = headers;
}

/** Returns the error for a body that was read before verification. The message names the line to change. */
function bodyWasRead(req: Request): Error {
  const place = placeOfNode(req);
  const form = `${req.headers?.["content-type"] ?? ""}`.startsWith("application/x-www-form-urlencoded");
  const parser = form ? "urlencoded" : "json";
  const message =
    req.body === undefined
      ? `The body of ${place} was read before hookward received it. Put webhook() before the code that reads the body.`
      : `A body parser parsed the body of ${place} before hookward received it. ` +
        `Put the route with webhook() above the line app.use(express.${parser}()), or replace that line with ` +
        `app.use(express.${parser}({ verify: rawBody })), where rawBody comes from "hookward/express". ` +
        "In NestJS, write NestFactory.create(App, { rawBody: true }).";
  return Object.assign(new TypeError(message), { status: 500, expose: false });
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
