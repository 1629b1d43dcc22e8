/**
 * AWS Lambda behind API Gateway, REST or HTTP, or a function URL: a handler that verifies each event for yours.
 *
 * ```js
 * export const handler = webhook({ scheme: "gilbert", secret }, async (delivery) => {
 *   console.log(delivery.json());
 * });
 * ```
 */

import type { Ack, Delivery, Events, Parse, Parsed, Scheme, SchemeId, Verifier, VerifierOptions } from "../index.js";
import { type AnyOptions, ackOf, refuse, toVerifier, type WebhookOptions as WebhookOptionsOf } from "./common.js";
import { type Event, methodOf, verifyEvent } from "./lambda-event.js";

/** An answer, for both formats. */
export interface Answer {
  statusCode: number;
  headers: { [name: string]: string };
  body: string;
}

/** Handles a verified delivery. What it gives back is the answer; nothing stands for the provider's own `ack`. */
export type Handler<E, Ev, C, R> = (delivery: Delivery<E>, event: Ev, context: C) => R | Promise<R>;

/** What is made of it: a handler that always has an answer. */
export type Verified<Ev, C, R> = (event: Ev, context: C) => Promise<Exclude<R, undefined | null | void> | Answer>;

/** What to do besides answering. */
export type WebhookOptions<Ev = Event> = WebhookOptionsOf<Ev>;

/** Wraps a handler: each event is verified before it, and refused ones are answered without it. */
export function webhook<
  S extends SchemeId,
  P extends Parse<Events[S]>,
  Ev extends Event = Event,
  C = unknown,
  R = void,
>(
  from: VerifierOptions<S, P> & { readonly parse: P },
  handler: Handler<Parsed<P>, Ev, C, R>,
  options?: WebhookOptions<Ev>,
): Verified<Ev, C, R>;
export function webhook<P extends Parse<unknown>, Ev extends Event = Event, C = unknown, R = void>(
  from: VerifierOptions<Scheme, P> & { readonly parse: P },
  handler: Handler<Parsed<P>, Ev, C, R>,
  options?: WebhookOptions<Ev>,
): Verified<Ev, C, R>;
export function webhook<S extends SchemeId, Ev extends Event = Event, C = unknown, R = void>(
  from: VerifierOptions<S>,
  handler: Handler<Events[S], Ev, C, R>,
  options?: WebhookOptions<Ev>,
): Verified<Ev, C, R>;
export function webhook<E, Ev extends Event = Event, C = unknown, R = void>(
  from: Verifier<E> | VerifierOptions<Scheme>,
  handler: Handler<E, Ev, C, R>,
  options?: WebhookOptions<Ev>,
): Verified<Ev, C, R>;
export function webhook<E, Ev extends Event, C, R>(
  from: Verifier<E> | AnyOptions,
  handler: Handler<E, Ev, C, R>,
  options: WebhookOptions<Ev> = {},
): Verified<Ev, C, R> {
  const verifier = toVerifier(from);
  return async (event, context) => {
    if ((methodOf(event) ?? "POST") !== "POST") return methodNotAllowed();
    const verdict = verifyEvent(verifier, event);
    if (!verdict.ok) return answer(await refuse(options, verdict, event));
    const own = await handler(verdict.delivery, event, context);
    return (own as Exclude<R, undefined | null | void>) ?? acknowledge(verdict.delivery);
  };
}

/** The answer that the provider counts as success: for most any 2xx, for some certain words and nothing else. */
export function acknowledge(delivery: Pick<Delivery, "ack"> | undefined): Answer {
  return answer(ackOf(delivery));
}

function answer({ status, headers, body }: Ack): Answer {
  return { statusCode: status, headers: { ...headers }, body };
}

/** Made anew each time, as every answer is: what is wrapped around a handler may add its own headers. */
function methodNotAllowed(): Answer {
  const headers = { allow: "POST", "content-type": "text/plain; charset=utf-8" };
  return { statusCode: 405, headers, body: "method not allowed" };
}

export type { Delivery, Event, Events, Scheme, SchemeId };
