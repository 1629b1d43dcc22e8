/**
 * node:http, and everything that hands on its requests and responses: a listener that verifies each request for a handler.
 *
 * ```js
 * createServer(webhook({ scheme: "gilbert", secret }, async (delivery, req, res) => {
 *   console.log(delivery.json());
 *   acknowledge(res, delivery);
 * }));
 * ```
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Events, Parse, Parsed, Scheme, SchemeId, VerifiedDelivery, Verifier, VerifierOptions } from "../index.js";
import { type AnyOptions, ackOf, refuse, toVerifier, type WebhookOptions as WebhookOptionsOf } from "./common.js";
import { discardNodeBody, leftOn, methodNotAllowed, refuseNode, respondNode, verifyNode } from "./node-body.js";

/** Handles a verified delivery, and answers it. */
export type Handler<E, Req, Res> = (delivery: VerifiedDelivery<E>, req: Req, res: Res) => unknown;

/** A listener of `node:http`. What it gives never rejects, since a listener that does ends the process. */
export type Listener<Req, Res> = (req: Req, res: Res) => Promise<void>;

/** What to do besides responding. */
export interface WebhookOptions<Req = IncomingMessage> extends WebhookOptionsOf<Req> {
  /**
   * Told of the app's own errors, such as what a handler throws, and of senders that hang up (`code` is "ECONNABORTED");
   * then the response is 500. What it throws is thrown on, for a framework that awaits its handlers. The console if left out.
   */
  readonly onError?: (error: unknown, request: Req) => void | Promise<void>;
}

/** Wraps a handler: each request is verified before it, and refused ones are answered without it. */
export function webhook<
  S extends SchemeId,
  P extends Parse<Events[S]>,
  Req extends IncomingMessage,
  Res extends ServerResponse,
>(
  from: VerifierOptions<S, P> & { readonly parse: P },
  handler: Handler<Parsed<P>, Req, Res>,
  options?: WebhookOptions<Req>,
): Listener<Req, Res>;
export function webhook<P extends Parse<unknown>, Req extends IncomingMessage, Res extends ServerResponse>(
  from: VerifierOptions<Scheme, P> & { readonly parse: P },
  handler: Handler<Parsed<P>, Req, Res>,
  options?: WebhookOptions<Req>,
): Listener<Req, Res>;
export function webhook<S extends SchemeId, Req extends IncomingMessage, Res extends ServerResponse>(
  from: VerifierOptions<S>,
  handler: Handler<Events[S], Req, Res>,
  options?: WebhookOptions<Req>,
): Listener<Req, Res>;
export function webhook<E, Req extends IncomingMessage, Res extends ServerResponse>(
  from: Verifier<E> | VerifierOptions<Scheme>,
  handler: Handler<E, Req, Res>,
  options?: WebhookOptions<Req>,
): Listener<Req, Res>;
export function webhook<E, Req extends IncomingMessage, Res extends ServerResponse>(
  from: Verifier<E> | AnyOptions,
  handler: Handler<E, Req, Res>,
  options: WebhookOptions<Req> = {},
): Listener<Req, Res> {
  const verifier = toVerifier(from);
  return async (req, res) => {
    try {
      if (req.method !== "POST") return methodNotAllowed(req, res);
      const result = await verifyNode(verifier, req, leftOn(req), () => bodyWasRead(req));
      if (!result.ok) return refuseNode(req, res, await refuse(options, result, req));
      await handler(result.delivery, req, res);
    } catch (error) {
      if (options.onError !== undefined) await options.onError(error, req);
      else console.error(error);
      if (!res.headersSent) {
        res.writeHead(500);
        res.end();
      }
      // Half a response must not look like a whole one.
      else if (!res.writableEnded) res.destroy();
      discardNodeBody(req);
    }
  };
}

/** Answers with what the provider counts as success: for most any 2xx, for some a certain body. */
export function acknowledge(res: ServerResponse, delivery: Pick<VerifiedDelivery, "ack"> | undefined): void {
  respondNode(res, ackOf(delivery));
}

/** The app's own mistake, with the line to change. */
function bodyWasRead(req: IncomingMessage & { body?: unknown }): Error {
  const [path] = (req.url ?? "").split("?");
  const where = `the body of ${req.method} ${path}`;
  return new TypeError(
    req.body === undefined
      ? `Something read ${where} before hookward saw its bytes. Hand the request to webhook() first, and use delivery.body.`
      : `Something parsed ${where} before hookward saw its bytes. In a Next.js API route, write ` +
          "export const config = { api: { bodyParser: false } }; on Vercel without Next.js, set NODEJS_HELPERS=0; " +
          "elsewhere, keep the bytes as req.rawBody.",
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
