/**
 * Fastify 4 and 5: a plugin for a scope of its own, whose routes have the delivery on the request. Other scopes keep their
 * parsers.
 *
 * ```js
 * app.register(async (scope) => {
 *   scope.register(webhook({ scheme: "gilbert", secret }));
 *   scope.post("/webhooks/gilbert", async (request, reply) => acknowledge(reply, request.delivery));
 * });
 * ```
 */

import { Readable } from "node:stream";
// The module whose types are added to, and nothing from it.
import type {} from "fastify";
import type { Ack, Events, Scheme, SchemeId, VerifiedDelivery, Verifier } from "../index.js";
import { optional } from "../request/optional.js";
import { type AnyOptions, ackOf, refuse, toVerifier, type WebhookOptions as WebhookOptionsOf } from "./common.js";
import type { Reply, Request, Scope } from "./fastify-scope.js";
import { discardNodeBody, leftOn, verifyNode } from "./node-body.js";

declare module "fastify" {
  interface FastifyRequest {
    /** The verified delivery, set by `webhook()` of hookward/fastify. */
    // biome-ignore lint/suspicious/noExplicitAny: which scheme stands on a scope is not known to the type of its requests.
    delivery?: VerifiedDelivery<any>;
  }
}

/** What to do besides responding. */
export type WebhookOptions = WebhookOptionsOf<Request>;

/**
 * A plugin that verifies every request of the scope that it is registered in, and sets `request.delivery`. The parsers of the
 * scope are passed over, since `delivery.json()` has what they would give.
 *
 * Refused deliveries are answered with 401 (413 over the limit) and always the same body.
 */
export function webhook<E>(
  from: Verifier<E> | AnyOptions,
  options: WebhookOptions = {},
): (scope: Scope) => Promise<void> {
  const verifier = toVerifier(from);
  const plugin = async (scope: Scope) => {
    if (!scope.hasRequestDecorator("delivery")) scope.decorateRequest("delivery");
    // Here and not in a parser, which a request without a body would never meet.
    scope.addHook("preParsing", async (request, reply) => {
      // A request of Fastify has a `body` of its own, and not yet.
      const left = leftOn({ rawBody: optional(request, "rawBody") }, request.raw);
      const result = await verifyNode(verifier, request.raw, left, () => bodyWasRead(request));
      if (result.ok) {
        request.delivery = result.delivery;
        hidden.set(request, request.headers);
        request.headers = { ...request.headers, ...NO_BODY };
        return payloadOf(result.delivery, request);
      }
      respond(reply, await refuse(options, result, request));
      discardNodeBody(request.raw);
      return reply;
    });
    scope.addHook("preValidation", async (request) => {
      const headers = hidden.get(request);
      if (headers !== undefined) request.headers = headers === request.raw.headers ? undefined : headers;
    });
  };
  // As fastify-plugin does it: for the scope that registers the plugin, and not for one below it that would have no routes.
  return Object.assign(plugin, {
    [Symbol.for("skip-override")]: true,
    [Symbol.for("fastify.display-name")]: "hookward",
  });
}

/**
 * What Fastify looks at to find a parser. It is hidden while it does: any parser of the scope, whenever it was added, would take
 * the body for what the sender says that it is, or refuse the request because of that.
 */
const NO_BODY = { "content-type": undefined, "content-length": undefined, "transfer-encoding": undefined };

/** The headers of the requests that are between verification and validation. */
const hidden = new WeakMap<Request, object | undefined>();

/** Returns the verified bytes as a payload, for hooks behind this one: the stream of the request has been read. */
function payloadOf({ body }: Pick<VerifiedDelivery, "body">, { raw }: Request): Readable {
  const receivedEncodedLength = Number(raw.headers["content-length"] ?? body.length);
  return Object.assign(Readable.from([Buffer.from(body.buffer, body.byteOffset, body.length)]), {
    receivedEncodedLength,
  });
}

/** Answers with what the provider counts as success: for most any 2xx, for some a certain body. */
export function acknowledge<R extends Reply>(reply: R, delivery: Pick<VerifiedDelivery, "ack"> | undefined): R {
  return respond(reply, ackOf(delivery));
}

/** As bytes: to the type of a text, Fastify adds a charset of its own. */
function respond<R extends Reply>(reply: R, { status, headers, body }: Ack): R {
  reply.code(status).header("content-type", headers["content-type"]).send(Buffer.from(body));
  return reply;
}

/** The app's own mistake, with the line to change. */
function bodyWasRead({ method, url }: Request): Error {
  return new TypeError(
    `Something read the body of ${method} ${url.split("?")[0]} before hookward saw its bytes: a hook onRequest or preParsing of ` +
      "an outer scope. Register webhook() in a scope that this hook is not for, or keep the bytes there: request.rawBody = bytes.",
  );
}

export type { Events, Reply, Request, Scheme, SchemeId, Scope, VerifiedDelivery };
