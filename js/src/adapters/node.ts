/** node:http, and everything that passes on its requests and responses: verifies each request. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Events, Scheme, SchemeId, VerifiedDelivery } from "../index.js";
import { methodsOf, queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, handedOf, placeAt, refuse } from "./common.js";
import {
  hasBody,
  hasResponse,
  methodNotAllowed,
  refuseNode,
  replaceBody,
  respondNode,
  statusOf,
  verifyNode,
} from "./node-body.js";
import { discardNodeBody } from "./node-stream.js";
import { inTurn, isTurn, takeTurn, unmade } from "./turn.js";
import {
  type EventOf,
  type HandedTo,
  type ParseOf,
  readRoute,
  type SchemeOptions,
  type WebhookArgument,
} from "./webhook-options.js";

/** A function that handles a verified delivery. If it sends nothing, the provider gets the response that it expects. */
export type Handler<E, Req, Res> = HandlerOf<VerifiedDelivery<E>, Req, Res>;

/** A handler of a delivery, or of an authenticated request for a scheme that signs no body. */
type HandlerOf<D, Req, Res> = (delivery: D, req: Req, res: Res) => unknown;

/** A listener of `node:http`. It never rejects, because a rejected listener ends the process. */
export type Listener<Req, Res> = (req: Req, res: Res) => Promise<void>;

/** The hook for the errors of the app. */
export interface ErrorHook<Req> {
  /**
   * Called with the app's own errors, such as an error that a handler throws, and with the error of a sender that hangs up (`code` is
   * "ECONNABORTED"). The response is then 500. If the hook throws, its error and the original error are printed. Default: prints the error
   * to the console.
   */
  readonly onError?: ((error: unknown, request: Req) => void | Promise<void>) | undefined;
}

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<S extends SchemeId | Scheme = SchemeId | Scheme, Req = IncomingMessage> = SchemeOptions<
  [req: Req],
  S
> &
  ErrorHook<Req>;

/**
 * Returns a listener that verifies each request and calls the handler with the delivery.
 *
 * A refused delivery gets 401 (413 over the limit) and always the same body. The handler is not called.
 *
 * @param options The scheme, its secret or secrets, and hooks, among them `onError`. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @param handler Handles a verified delivery. If it sends nothing, the provider gets the response that it expects.
 * @returns A listener for `createServer`. It never rejects.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```js
 * createServer(webhook({ scheme: "gilbert", secret }, async (delivery, req, res) => {
 *   console.log(delivery.json());
 * }));
 * ```
 */
export function webhook<
  E = unknown,
  Req extends IncomingMessage = IncomingMessage,
  Res extends ServerResponse = ServerResponse,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(
  options: WebhookArgument<[req: Req], E, S, P, ErrorHook<Req>>,
  handler: HandlerOf<HandedTo<EventOf<E, S, P>, S>, Req, Res>,
): Listener<Req, Res>;
export function webhook<E, Req extends IncomingMessage, Res extends ServerResponse>(
  options: unknown,
  ...behind: [handler: Handler<E, Req, Res>, ...more: unknown[]]
): Listener<Req, Res> {
  const route = readRoute<E, [req: Req]>(options, behind, { placeOf, handler: "required", onError: true });
  const [handler] = behind;
  const { onError } = route as ErrorHook<Req>;
  return async (req, res) => {
    try {
      if (req.method !== "POST") {
        const asked = { method: req.method, query: queryOf(req.url) };
        const response = await respondToChallenge(route, asked, [req]);
        return response === undefined ? methodNotAllowed(req, res, methodsOf(route)) : refuseNode(req, res, response);
      }
      const source = { verifier: route.verifierOf(req), decompress: route.decompress };
      const result = await verifyNode(source, req, [req], () => bodyWasRead(req));
      if (!result.ok) return refuseNode(req, res, await refuse(route, result, [req]));
      const delivery = handedOf(result);
      if (delivery.challenge !== undefined) return respondNode(res, delivery.challenge);
      if (hasBody(req)) replaceBody(req, delivery);
      const turn = await takeTurn(route, delivery, [req]);
      if (!isTurn(turn)) return respondNode(res, turn);
      const { statusCode } = res;
      await inTurn(
        turn,
        () => handler(delivery, req, res),
        () => statusOf(res, statusCode),
      );
      if (!hasResponse(res)) respondNode(res, unmade(delivery, statusOf(res, statusCode)));
    } catch (error) {
      await reportError(onError, error, req);
      if (!res.headersSent) {
        res.writeHead(500);
        res.end();
      }
      // An incomplete response must not look complete.
      else if (!res.writableEnded) res.destroy();
      discardNodeBody(req);
    }
  };
}

/** Calls `onError`. Prints the error if the hook is omitted or fails, because the listener must not fail. */
async function reportError<Req>(onError: ErrorHook<Req>["onError"], error: unknown, req: Req): Promise<void> {
  if (onError === undefined) return console.error(error);
  try {
    await onError(error, req);
  } catch (another) {
    console.error(error);
    if (another !== error) console.error(another);
  }
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

function placeOf({ method, url }: IncomingMessage): string {
  return placeAt(method, url);
}

/** Returns the error for a body that was read before verification. The message names the change to make. */
function bodyWasRead(req: IncomingMessage & { body?: unknown }): Error {
  const where = `The body of ${placeOf(req)}`;
  return new TypeError(
    req.body === undefined
      ? `${where} was read before hookward received it. Pass the request to webhook() first, and use delivery.body afterwards.`
      : `${where} was parsed before hookward received it. In a Next.js API route, write ` +
          "export const config = { api: { bodyParser: false } }; on Vercel without Next.js, set NODEJS_HELPERS=0; " +
          "elsewhere, keep the bytes as req.rawBody.",
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
