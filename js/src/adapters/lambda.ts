/**
 * AWS Lambda behind API Gateway, REST or HTTP, or a function URL: a handler that verifies each event for yours.
 *
 * ```js
 * export const handler = webhook({ scheme: "gilbert", secret }, async (delivery) => {
 *   console.log(delivery.json());
 * });
 * ```
 */

import type { Ack, Delivery, Events, Scheme, SchemeId, Verifier, VerifierOptions } from "../index.js";
import { ackOf, refuse, toVerifier, type WebhookOptions as WebhookOptionsOf } from "./common.js";
import { type Event, methodOf, verifyEvent } from "./lambda-event.js";

/** An answer, for both formats. */
export interface Answer {
  statusCode: number;
  headers: { [name: string]: string };
  body: string;
}

/** Handles a verified delivery. What it gives back is the answer; nothing stands for the provider's own `ack`. */
export type Handler<E, Ev, C, R> = (
  delivery: Delivery<E>,
  event: Ev,
  context: C,
) => R | undefined | void | Promise<R | undefined | void>;

/** What to do besides answering. */
export type WebhookOptions<Ev = Event> = WebhookOptionsOf<Ev>;

/** Wraps a handler: each event is verified before it, and refused ones are answered without it. */
export function webhook<S extends SchemeId, Ev extends Event = Event, C = unknown, R = Answer>(
  from: VerifierOptions<S>,
  handler: Handler<Events[S], Ev, C, R>,
  options?: WebhookOptions<Ev>,
): (event: Ev, context: C) => Promise<R | Answer>;
export function webhook<E, Ev extends Event = Event, C = unknown, R = Answer>(
  from: Verifier<E> | VerifierOptions<Scheme>,
  handler: Handler<E, Ev, C, R>,
  options?: WebhookOptions<Ev>,
): (event: Ev, context: C) => Promise<R | Answer>;
export function webhook<E, Ev extends Event, C, R>(
  from: Verifier<E> | VerifierOptions,
  handler: Handler<E, Ev, C, R>,
  options: WebhookOptions<Ev> = {},
): (event: Ev, context: C) => Promise<R | Answer> {
  const verifier = toVerifier(from);
  return async (event, context) => {
    if ((methodOf(event) ?? "POST") !== "POST") return METHOD_NOT_ALLOWED;
    const verdict = verifyEvent(verifier, event);
    if (!verdict.ok) return answer(await refuse(options, verdict, event));
    return (await handler(verdict.delivery, event, context)) ?? acknowledge(verdict.delivery);
  };
}

/** The answer that the provider counts as success: for most any 2xx, for some certain words and nothing else. */
export function acknowledge(delivery: Pick<Delivery, "ack"> | undefined): Answer {
  return answer(ackOf(delivery));
}

function answer({ status, headers, body }: Ack): Answer {
  return { statusCode: status, headers: { ...headers }, body };
}

/** As for GET, which a browser sends to see whether something is there. */
const METHOD_NOT_ALLOWED: Answer = {
  statusCode: 405,
  headers: { allow: "POST", "content-type": "text/plain; charset=utf-8" },
  body: "method not allowed",
};

export type { Delivery, Event, Events, Scheme, SchemeId };
