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
import {
  type BodyInput,
  type Delivery,
  type Events,
  type Refusal,
  type Scheme,
  type SchemeId,
  SENDER_MESSAGE,
  VerificationError,
  type Verifier,
} from "../index.js";
import { type AnyOptions, report, toVerifier, type WebhookOptions as WebhookOptionsOf } from "./common.js";
import { discardNodeBody, readNodeBody } from "./node-body.js";

declare global {
  namespace Express {
    interface Request {
      /** The verified delivery, behind `webhook()` of hookward/express. */
      // biome-ignore lint/suspicious/noExplicitAny: which scheme stands on a route is not known to the type of its requests.
      delivery?: Delivery<any>;
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

/** What to do besides answering. */
export type WebhookOptions = WebhookOptionsOf<IncomingMessage>;

/**
 * Verifies each request before the next handler sees it, and sets `req.delivery`.
 *
 * Refused deliveries are answered with 401 (413 over the limit) and always the same words. A body that a parser took apart
 * before is an error for the app's error handler, which says what to change: it is the app's fault and not the sender's.
 */
export function webhook<E>(from: Verifier<E> | AnyOptions, options: WebhookOptions = {}): Middleware {
  const verifier = toVerifier(from);
  return async (req, res, next) => {
    try {
      const received = await receive(verifier, req);
      const refusal = "code" in received ? received : judge(verifier, req, received);
      if (refusal !== undefined) {
        const error = new VerificationError(refusal);
        await report(options, error, req);
        return refuse(req, res, error.status);
      }
    } catch (error) {
      return next(error);
    }
    next();
  };
}

/** Answers with what the provider counts as success: for most any 2xx, for some certain words and nothing else. */
export function acknowledge(res: ServerResponse, delivery: Pick<Delivery, "ack"> | undefined): void {
  if (delivery === undefined)
    throw new TypeError("There is no delivery on the request: webhook() must come before this handler.");
  const { status, headers, body } = delivery.ack;
  res.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
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

/** The body as it was received, or what a parser made of it where the scheme allows that, or a refusal. */
async function receive(verifier: Verifier, req: Request): Promise<{ body: BodyInput } | { parsed: unknown } | Refusal> {
  for (const kept of [req.rawBody, req.body]) {
    if (ArrayBuffer.isView(kept)) return { body: kept };
  }
  // Text is what many a `verify` function keeps. It does no harm: where it is not what was received, nothing matches.
  if (typeof req.rawBody === "string") return { body: req.rawBody };
  if (!req.readableDidRead && !req.readableEnded) {
    const read = verifier.checkHeaders({ headers: pairs(req) }) ?? (await readNodeBody(verifier, req));
    // How the parsers of Express 4 know that there is nothing left for them; they fail where they find it out themselves.
    req._body = true;
    return read;
  }
  if (verifier.reserialize && typeof req.body === "object" && req.body !== null) return { parsed: req.body };
  throw bodyWasRead(req);
}

/** Puts the delivery on the request, or gives the refusal. */
function judge(
  verifier: Verifier,
  req: Request,
  received: { body: BodyInput } | { parsed: unknown },
): Refusal | undefined {
  const verdict = verifier.check({ headers: pairs(req), ...received });
  if (verdict.ok) {
    req.delivery = verdict.delivery;
    return undefined;
  }
  const { ok: _, ...refusal } = verdict;
  return refusal;
}

/** The app's own fault, with the line to change. */
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

/** Headers as they came, so that a repeated one is seen: `req.headers` drops or joins some. */
function pairs({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""] as [string, string]] : []));
}

function refuse(req: IncomingMessage, res: ServerResponse, status: number): void {
  const headers = { "content-type": "text/plain; charset=utf-8", "content-length": SENDER_MESSAGE.length };
  res.writeHead(status, headers).end(SENDER_MESSAGE);
  discardNodeBody(req);
}

export type { Delivery, Events, Scheme, SchemeId };
