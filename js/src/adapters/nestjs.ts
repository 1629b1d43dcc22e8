/** NestJS, on Express and on Fastify: a guard, and a decorator for the parameter with the delivery. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Ack, Events, Scheme, SchemeId, VerifiedDelivery } from "../index.js";
import { queryOf, respondToChallenge } from "./challenge.js";
import { ackOf, handedOf, nameOf, placeAt, refuse } from "./common.js";
import type { Reply } from "./fastify-scope.js";
import { placeOfNode, replaceBody, respondNode, settleAtEnd, verifyNode } from "./node-body.js";
import { discardNodeBody, exhaust } from "./node-stream.js";
import { isTurn, takeTurn } from "./turn.js";
import { type ParseOf, readRoute, type SchemeOptions, type WebhookArgument } from "./webhook-options.js";

/** The part of NestJS's execution context that the guard uses. */
export interface ExecutionContext {
  // biome-ignore lint/suspicious/noExplicitAny: the platform determines the types.
  switchToHttp(): { getRequest(): any; getResponse(): any };
}

/** A guard of NestJS. */
export interface Guard {
  canActivate(context: ExecutionContext): Promise<boolean>;
}

/** A request of Express or Fastify. For functions in the options, the platform's own `Request` is a better type. */
export interface NestRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
}

/** The options of `webhook()`: the options of a verifier, and hooks. */
export type WebhookOptions<S extends SchemeId | Scheme = SchemeId | Scheme, Req = NestRequest> = SchemeOptions<
  [request: Req],
  S
>;

interface PlatformRequest extends IncomingMessage {
  /** Node's request, in Fastify. */
  readonly raw?: IncomingMessage;
  readonly originalUrl?: string;
  delivery?: unknown;
  authenticated?: unknown;
}

type PlatformResponse = ServerResponse | (Reply & { readonly raw: ServerResponse });

/**
 * Returns a guard that verifies each request and sets `request.delivery`.
 *
 * `@Delivery()` passes the delivery to the handler. A refused delivery gets 401 (413 over the limit) and always the same body. This
 * response bypasses every filter. An app needs `NestFactory.create(App, { rawBody: true })`, because NestJS parses bodies before any guard.
 *
 * @param options The scheme, its secret or secrets, and hooks. The list of all options:
 *   https://github.com/hookward/hookward/blob/main/docs/WEBHOOK.md
 * @returns A guard for `@UseGuards()`.
 * @throws {ConfigError} If no verifier can be built from the options. The message names the option and what to write.
 * @example
 * ```ts
 * @Controller("webhooks")
 * class WebhooksController {
 *   @Post("gilbert")
 *   @UseGuards(webhook({ scheme: "gilbert", secret }))
 *   gilbert(@Delivery() delivery: VerifiedDelivery<GilbertEvent>) {
 *     console.log(delivery.json());
 *   }
 * }
 * ```
 */
export function webhook<
  E = unknown,
  Req extends NestRequest = NestRequest,
  S extends SchemeId | Scheme = never,
  P extends ParseOf<S> = ParseOf<S>,
>(options: WebhookArgument<[request: Req], E, S, P>): Guard;
export function webhook<E>(options: unknown, ...behind: unknown[]): Guard {
  const route = readRoute<E, [request: PlatformRequest]>(options, behind, { placeOf, handler: "none" });
  const take = async (request: PlatformRequest, response: PlatformResponse): Promise<Ack | undefined> => {
    const req = request.raw ?? request;
    if (request.method !== "POST") {
      const asked = { method: request.method, query: queryOf(req.url) };
      const challenged = await respondToChallenge(route, asked, [request]);
      if (challenged !== undefined) return challenged;
    }
    const source = { verifier: route.verifierOf(request), decompress: route.decompress };
    const result = await verifyNode(source, req, [request, req], () => bodyWasRead(request));
    if (!result.ok) return refuse(route, result, [request]);
    const delivery = handedOf(result);
    if (delivery.challenge !== undefined) return delivery.challenge;
    request[nameOf(delivery)] = delivery;
    await exhaust(req);
    replaceBody(request, delivery);
    const turn = await takeTurn(route, delivery, [request]);
    if (!isTurn(turn)) return turn;
    settleAtEnd(turn, "raw" in response ? response.raw : response);
    return undefined;
  };
  return {
    async canActivate(context) {
      const http = context.switchToHttp();
      const [request, response] = [http.getRequest(), http.getResponse()] as [PlatformRequest, PlatformResponse];
      const taken = await take(request, response);
      if (taken === undefined) return true;
      respond(response, taken);
      discardNodeBody(request.raw ?? request);
      // The response was already sent. After false or an error, a filter would make a second response.
      return new Promise(() => {});
    },
  };
}

/**
 * Decorates the parameter of a handler that gets the verified delivery.
 *
 * @returns A decorator for a parameter.
 */
export function Delivery(): ParameterDecorator {
  return (target, key, index) => {
    // Like createParamDecorator() in every version of NestJS. This package does not import NestJS.
    const { getMetadata, defineMetadata } = Reflect as unknown as ReflectMetadata;
    const own = getMetadata("__routeArguments__", target.constructor, key) ?? {};
    const factory = (_: unknown, context: ExecutionContext) => deliveryOf(context);
    const parameter = { index, factory, data: undefined, pipes: [] };
    const all = { ...own, [`hookward__customRouteArgs__:${index}`]: parameter };
    defineMetadata("__routeArguments__", all, target.constructor, key);
  };
}

interface ReflectMetadata {
  getMetadata(name: string, target: object, key: string | symbol | undefined): object | undefined;
  defineMetadata(name: string, value: object, target: object, key: string | symbol | undefined): void;
}

function deliveryOf(context: ExecutionContext): VerifiedDelivery {
  const request = context.switchToHttp().getRequest() as PlatformRequest;
  const delivery = (request.delivery ?? request.authenticated) as VerifiedDelivery | undefined;
  ackOf(delivery);
  return delivery as VerifiedDelivery;
}

/**
 * Sends the response that the provider accepts as success. Most providers accept any 2xx. Some require a certain body.
 *
 * @param response The response of the platform, from `@Res()`.
 * @param delivery The verified delivery.
 */
export function acknowledge(response: object, delivery: Pick<VerifiedDelivery, "ack"> | undefined): void {
  respond(response as PlatformResponse, ackOf(delivery));
}

function respond(response: PlatformResponse, { status, headers, body }: Ack): void {
  if ("raw" in response) {
    for (const [name, value] of Object.entries(headers)) response.header(name, value);
    // The body is sent as bytes, because Fastify adds its own charset to the content type of text.
    response.code(status).send(Buffer.from(body));
  } else respondNode(response, { status, headers, body });
}

function placeOf(request: PlatformRequest): string {
  return request.raw === undefined ? placeOfNode(request) : placeAt(request.method, request.url);
}

/** Returns the error for a body that was parsed before verification. The message names the line to write. */
function bodyWasRead(request: PlatformRequest): Error {
  return new TypeError(
    `NestJS parsed the body of ${placeOf(request)} before hookward received it. ` +
      "Write NestFactory.create(App, { rawBody: true }).",
  );
}

export type { Events, Scheme, SchemeId, VerifiedDelivery };
