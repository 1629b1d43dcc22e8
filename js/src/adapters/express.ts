/**
 * Express 4 and 5: a middleware that reads the raw body, verifies it, and puts the delivery on the request.
 *
 * ```js
 * app.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret }), (req, res) => {
 *   console.log(req.delivery.json());
 *   acknowledge(res, req.delivery);
 * });
 * ```
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Events, Scheme, SchemeId, VerifiedDelivery, Verifier } from "../index.js";
import { type AnyOptions, ackOf, refuse, toVerifier, type WebhookOptions as WebhookOptionsOf } from "./common.js";
import { leftOn, refuseNode, respondNode, verifyNode } from "./node-body.js";
import { exhaust } from "./node-stream.js";

declare global {
  namespace Express {
    interface Request {
      /** The verified delivery, set by `webhook()` of hookward/express. */
      // biome-ignore lint/suspicious/noExplicitAny: which scheme stands on a route is not known to the type of its requests.
      delivery?: VerifiedDelivery<any>;
    }
  }
}

type Request = IncomingMessage & {
  body?: unknown;
  rawBody?: unknown;
  _body?: boolean;
  originalUrl?: string;
  delivery?: unknown;
};
type Next = (error?: unknown) => void;
type Middleware = (req: Request, res: ServerResponse, next: Next) => Promise<void>;

/** What to do besides responding. */
export type WebhookOptions = WebhookOptionsOf<IncomingMessage>;

/**
 * Verifies each request before the next handler sees it, and sets `req.delivery`.
 *
 * Refused deliveries are answered with 401 (413 over the limit) and always the same body. A body that a parser took apart
 * before is an error for the app's error handler, which says what to change: it is the app's mistake and not the sender's.
 */
export function webhook<E>(from: Verifier<E> | AnyOptions, options: WebhookOptions = {}): Middleware {
  const verifier = toVerifier(from);
  return async (req, res, next) => {
    try {
      const result = await verifyNode(verifier, req, leftOn(req), () => bodyWasRead(req));
      if (!result.ok) return refuseNode(req, res, await refuse(options, result, req));
      req.delivery = result.delivery;
      // How the parsers of Express 4 know that there is nothing left for them; they fail where they find it out themselves.
      req._body = true;
      await exhaust(req);
    } catch (error) {
      return next(error);
    }
    next();
  };
}

/** Answers with what the provider counts as success: for most any 2xx, for some a certain body. */
export function acknowledge(res: ServerResponse, delivery: Pick<VerifiedDelivery, "ack"> | undefined): void {
  respondNode(res, ackOf(delivery));
}

/**
 * For the option `verify` of a body parser that has to stand before `webhook()`: keeps the bytes that it parsed.
 *
 * ```js
 * app.use(express.json({ verify: rawBody }));
 * ```
 */
export function rawBody(req: IncomingMessage, _res: ServerResponse, bytes: Uint8Array): void {
  (req as Request).rawBody = bytes;
}

/** The app's own mistake, with the line to change. */
function bodyWasRead(req: Request): Error {
  const [path] = (req.originalUrl ?? req.url ?? "").split("?");
  const form = req.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const parser = typeof req.body === "string" ? "text" : form ? "urlencoded" : "json";
  const message =
    req.body === undefined
      ? `Something read the body of ${req.method} ${path} before hookward saw its bytes. Put webhook() before it.`
      : `A body parser took the body of ${req.method} ${path} apart before hookward saw its bytes. ` +
        `Put the route with webhook() above the line app.use(express.${parser}()), or replace that line with ` +
        `app.use(express.${parser}({ verify: rawBody })), where rawBody comes from "hookward/express".`;
  return Object.assign(new TypeError(message), { status: 500, expose: false });
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
