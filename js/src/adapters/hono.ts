/**
 * Hono, in every runtime that it runs in: a middleware that reads the raw body, verifies it, and sets the variable `delivery`.
 *
 * ```js
 * app.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret }), (c) => {
 *   console.log(c.var.delivery.json());
 *   return acknowledge(c.var.delivery);
 * });
 * ```
 */

import type { IncomingMessage } from "node:http";

import type {
  Ack,
  BodyInput,
  Events,
  Scheme,
  SchemeId,
  VerificationResult,
  VerifiedDelivery,
  Verifier,
} from "../index.js";
import { type AnyOptions, ackOf, refuse, toVerifier, type WebhookOptions as WebhookOptionsOf } from "./common.js";
import { readFetchBody } from "./fetch-body.js";
import { leftOn, verifyNode } from "./node-body.js";

/** What is used of Hono's context. */
export interface Context {
  readonly req: {
    readonly raw: Request;
    readonly method: string;
    readonly path: string;
    /** What Hono keeps of a body that was read by one of its own methods. */
    bodyCache: { arrayBuffer?: unknown; text?: unknown; json?: unknown };
  };
  /** What the runtime gives: in Node, `incoming` of @hono/node-server among it. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever type of environment the app has.
  readonly env: any;
  /** Of no type that could be called as it is: what an app may set is a matter of its own variables. */
  set: (key: never, value: never) => void;
}

/** The variables behind the middleware, for the scheme or the events of a route: `new Hono<{ Variables: Variables<"gilbert"> }>()`. */
export type Variables<E> = { delivery: VerifiedDelivery<E extends SchemeId ? Events[E] : E> };

/** What to do besides responding. */
export type WebhookOptions = WebhookOptionsOf<Request>;

/**
 * Verifies each request before the next handler sees it, and sets `c.var.delivery`. What reads the body afterwards by Hono's own
 * methods, as its validators do, gets the bytes that were verified.
 *
 * Refused deliveries are answered with 401 (413 over the limit) and always the same body.
 */
export function webhook<E>(
  from: Verifier<E> | AnyOptions,
  options: WebhookOptions = {},
): (c: Context, next: () => Promise<void>) => Promise<Response | undefined> {
  const verifier = toVerifier(from);
  return async (c, next) => {
    const result = await verify(verifier, c);
    if (!result.ok) return respond(await refuse(options, result, c.req.raw));
    const { delivery } = result;
    c.req.bodyCache = { arrayBuffer: Promise.resolve(delivery.body.slice().buffer) };
    (c.set as (key: string, value: unknown) => void)("delivery", delivery);
    await next();
    return undefined;
  };
}

/** The response that the provider counts as success: for most any 2xx, for some a certain body. */
export function acknowledge(delivery: Pick<VerifiedDelivery, "ack"> | undefined): Response {
  return respond(ackOf(delivery));
}

function respond({ status, headers, body }: Ack): Response {
  return new Response(body, { status, headers });
}

async function verify<E>(verifier: Verifier<E>, { req, env }: Context): Promise<VerificationResult<E>> {
  const { headers, bodyUsed } = req.raw;
  const { arrayBuffer, text, json } = req.bodyCache;
  const kept = await (arrayBuffer ?? text);
  // Text does no harm: where it is not what was received, nothing matches.
  if (kept !== undefined) return verifier.check({ headers, body: kept as BodyInput });
  // In Node, where a stream with an encoding set, or that was read before, makes no body of fetch.
  const incoming = incomingOf(env);
  if (incoming !== undefined && !bodyUsed && json === undefined)
    return verifyNode(verifier, incoming, leftOn(incoming), () => bodyWasRead(req));
  if (!bodyUsed) {
    const received = verifier.checkHeaders({ headers }) ?? (await readFetchBody(verifier, req.raw));
    return "code" in received ? { ok: false, ...received } : verifier.check({ headers, ...received });
  }
  // Before 4.9, c.req.json() kept the value alone.
  if (json !== undefined && verifier.reserialize) return verifier.check({ headers, parsed: await json });
  throw bodyWasRead(req);
}

/** Returns the request of Node that this one is made from. */
function incomingOf(env: { readonly incoming?: IncomingMessage } | undefined): IncomingMessage | undefined {
  const incoming = env?.incoming;
  return typeof incoming?.on === "function" && typeof incoming.headers === "object" ? incoming : undefined;
}

/** The app's own mistake, with the line to write. */
function bodyWasRead({ method, path }: Context["req"]): Error {
  return new TypeError(
    `Something read the body of ${method} ${path} before hookward saw its bytes. Put webhook() before it, or read the ` +
      "body there with await c.req.text() in place of c.req.raw.text(), c.req.raw.json() or c.req.formData(): Hono keeps it then.",
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
