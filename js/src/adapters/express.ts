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
  type Delivery,
  type Events,
  type Refusal,
  type Scheme,
  type SchemeId,
  SENDER_MESSAGE,
  VerificationError,
  Verifier,
  type VerifierOptions,
} from "../index.js";
import { readNodeBody } from "./node-body.js";

declare global {
  namespace Express {
    interface Request {
      /** The verified delivery, behind `webhook()` of hookward/express. */
      // biome-ignore lint/suspicious/noExplicitAny: which scheme stands on a route is not known to the type of its requests.
      delivery?: Delivery<any>;
    }
  }
}

type Request = IncomingMessage & { body?: unknown; rawBody?: unknown; delivery?: unknown };
type Next = (error?: unknown) => void;
type Middleware = (req: Request, res: ServerResponse, next: Next) => Promise<void>;

/** What to do besides answering. */
export interface WebhookOptions {
  /** Told why a delivery was refused. The sender is not. One line on the console if left out. */
  readonly onRefused?: (error: VerificationError, req: IncomingMessage) => void;
}

/**
 * Verifies each request before the next handler sees it, and sets `req.delivery`.
 *
 * Refused deliveries are answered with 401 (413 over the limit) and always the same words. A body that a parser took apart
 * before is an error for the app's error handler, which says what to change: it is the app's fault and not the sender's.
 */
export function webhook(from: Verifier | VerifierOptions, options: WebhookOptions = {}): Middleware {
  const verifier = "verify" in from ? from : new Verifier(from);
  const onRefused = options.onRefused ?? ((error) => console.warn(`hookward: ${error.code}: ${error.message}`));

  return async (req, res, next) => {
    try {
      const body = await receive(verifier, req);
      const verdict =
        "code" in body ? { ok: false as const, ...body } : verifier.check({ headers: rawHeaders(req), ...body });
      if (!verdict.ok) {
        const error = new VerificationError(verdict);
        onRefused(error, req);
        return refuse(req, res, error.status);
      }
      req.delivery = verdict.delivery;
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
  res.writeHead(status, headers).end(body);
}

/** The body as it was received, or what a parser made of it where the scheme allows that, or a refusal. */
async function receive(
  verifier: Verifier,
  req: Request,
): Promise<{ body: Uint8Array } | { parsed: unknown } | Refusal> {
  const left = req.rawBody ?? req.body;
  if (left instanceof Uint8Array) return { body: left };
  if (!req.readableEnded && !req.readableDidRead) {
    return verifier.checkHeaders({ headers: rawHeaders(req) }) ?? (await readNodeBody(verifier, req));
  }
  if (verifier.scheme.reserialized && typeof left === "object" && left !== null) return { parsed: left };
  throw Object.assign(
    new TypeError(
      `A body parser took the body of ${req.method} ${req.url} apart before hookward saw its bytes. ` +
        "Put the route with webhook() above the line app.use(express.json()), or replace that line with " +
        "app.use(express.json({ verify: (req, res, bytes) => { req.rawBody = bytes; } })).",
    ),
    { status: 500, expose: false },
  );
}

/** Headers as they came, so that a repeated one is seen: `req.headers` drops or joins some. */
function rawHeaders({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""] as [string, string]] : []));
}

function refuse(req: IncomingMessage, res: ServerResponse, status: number): void {
  // What is left of the body is not worth reading; without this the connection would wait for it.
  const headers = req.complete ? {} : { connection: "close" };
  res.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers }).end(SENDER_MESSAGE);
}

export type { Delivery, Events, Scheme, SchemeId };
