/**
 * Everything that speaks fetch: Workers, Deno, Bun, Next.js, SvelteKit, Remix, Hono, service workers.
 *
 * ```js
 * export const POST = webhook({ scheme: "gilbert", secret }, async (delivery) => {
 *   console.log(delivery.json());
 * });
 * ```
 */

import {
  type Events,
  type Parse,
  type Parsed,
  type Scheme,
  type SchemeId,
  SENDER_MESSAGE,
  VerificationError,
  type VerifiedDelivery,
  type Verifier,
  type VerifierOptions,
} from "../index.js";
import { type AnyOptions, report, toVerifier, type WebhookOptions as WebhookOptionsOf } from "./common.js";
import { verify } from "./fetch-body.js";

/** Handles a verified delivery. Returns the response; return nothing to send the provider's expected acknowledgement. */
export type Handler<E, Rest extends unknown[]> = (
  delivery: VerifiedDelivery<E>,
  request: Request,
  ...rest: Rest
) => Response | undefined | void | Promise<Response | undefined | void>;

/** What to do besides responding. */
export type WebhookOptions = WebhookOptionsOf<Request>;

/** Wraps a handler: each request is verified before it, and refused ones are answered without it. */
export function webhook<S extends SchemeId, P extends Parse<Events[S]>, Rest extends unknown[]>(
  from: VerifierOptions<S, P> & { readonly parse: P },
  handler: Handler<Parsed<P>, Rest>,
  options?: WebhookOptions,
): (request: Request, ...rest: Rest) => Promise<Response>;
export function webhook<P extends Parse<unknown>, Rest extends unknown[]>(
  from: VerifierOptions<Scheme, P> & { readonly parse: P },
  handler: Handler<Parsed<P>, Rest>,
  options?: WebhookOptions,
): (request: Request, ...rest: Rest) => Promise<Response>;
export function webhook<S extends SchemeId, Rest extends unknown[]>(
  from: VerifierOptions<S>,
  handler: Handler<Events[S], Rest>,
  options?: WebhookOptions,
): (request: Request, ...rest: Rest) => Promise<Response>;
export function webhook<E, Rest extends unknown[]>(
  from: Verifier<E> | VerifierOptions<Scheme>,
  handler: Handler<E, Rest>,
  options?: WebhookOptions,
): (request: Request, ...rest: Rest) => Promise<Response>;
export function webhook<E, Rest extends unknown[]>(
  from: Verifier<E> | AnyOptions,
  handler: Handler<E, Rest>,
  options: WebhookOptions = {},
): (request: Request, ...rest: Rest) => Promise<Response> {
  const verifier = toVerifier(from);
  return async (request, ...rest) => {
    if (request.method !== "POST")
      return new Response("method not allowed", { status: 405, headers: { allow: "POST" } });
    let delivery: VerifiedDelivery<E>;
    try {
      delivery = await verify(verifier, request);
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      await report(options, error, request);
      return refuse(error);
    }
    return (await handler(delivery, request, ...rest)) ?? acknowledge(delivery);
  };
}

/** The response to a refused delivery: always the same body. */
export function refuse(error: VerificationError): Response {
  return new Response(SENDER_MESSAGE, { status: error.status });
}

/** The response that the provider counts as success. */
export function acknowledge(delivery: Pick<VerifiedDelivery, "ack">): Response {
  const { status, headers, body } = delivery.ack;
  return new Response(body, { status, headers });
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
export { verify };
