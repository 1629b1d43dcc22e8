// Type tests of the published adapters, with the frameworks' own types.

/// <reference types="node" />

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { app as azure } from "@azure/functions";
import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyHandler,
  APIGatewayProxyHandlerV2,
  APIGatewayProxyResult,
  APIGatewayProxyStructuredResultV2,
  Context as LambdaContext,
  LambdaFunctionURLHandler,
} from "aws-lambda";
import express, { type Request as ExpressRequest, type Response as ExpressResponse, type NextFunction } from "express";
import Fastify from "fastify";
import { Hono, type Context as HonoContext, type Handler as HonoHandler, type MiddlewareHandler } from "hono";
import {
  type GilbertEvent,
  type GrilloEvent,
  type Scheme,
  VerificationError,
  type VerifiedDelivery,
  Verifier,
} from "hookward";
import * as onExpress from "hookward/express";
import * as onFastify from "hookward/fastify";
import * as onFetch from "hookward/fetch";
import * as onHono from "hookward/hono";
import * as onKoa from "hookward/koa";
import * as onLambda from "hookward/lambda";
import * as onNode from "hookward/node";
import { gilbert as gilbertScheme } from "hookward/schemes/gilbert";
import Koa from "koa";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Asserts that `A` and `B` are the same type. If they differ, a call requires an argument of type `never`, and does not compile. */
declare function exactly<A, B>(...same: Same<A, B> extends true ? [] : [never]): void;

declare const acme: Scheme;
interface MyEvent {
  readonly kind: "a" | "b";
}
const secret: string | undefined = process.env["SECRET"];

// Express: the middleware can be used for an app, a router, one route or several routes.
const app: express.Express = express();
const middleware = onExpress.webhook({ scheme: "gilbert", secret });
app.use(middleware);
app.use("/webhooks", express.Router().post("/gilbert", middleware));
app.use(express.json({ verify: onExpress.rawBody }));
app.post("/gilbert", middleware, (req, res) => {
  exactly<typeof req.delivery, VerifiedDelivery<unknown> | undefined>;
  const event: GilbertEvent | undefined = req.delivery?.json();
  // @ts-expect-error: a request has no such property
  req.deliverys;
  onExpress.acknowledge(res, req.delivery);
  if (event?.event === "dossier.qualified") res.json(event.data.qualification);
});
app.post("/typed/:id", middleware, (req: ExpressRequest<{ id: string }>, res: ExpressResponse, next: NextFunction) => {
  const deliveryId: string | undefined = req.delivery?.deliveryId;
  if (deliveryId === undefined) return next(new Error(req.params.id));
  onExpress.acknowledge(res, req.delivery);
});
// The scheme and the app determine the types of a handler's parameters.
app.post(
  "/gilbert/:id",
  onExpress.webhook({ scheme: "gilbert", secret: process.env["SECRET"] }, (delivery, req, res) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    const event = delivery.json();
    if (event.event === "dossier.qualified") res.json(event.data.qualification);
    // @ts-expect-error: the name of the event is misspelled
    if (event.event === "dosier.qualified") res.send("ok");
    res.status(200).send(req.get("user-agent"));
  }),
);
app.post(
  "/grillo",
  onExpress.webhook({ scheme: "grillo", secret: async (req) => req.headers["x-tenant"]?.toString() }, (delivery) => {
    exactly<typeof delivery, VerifiedDelivery<GrilloEvent>>();
  }),
);
app.post(
  "/built",
  onExpress.webhook(
    { verifier: new Verifier({ scheme: "grillo", secret }), decompress: true },
    (delivery, _req, res) => {
      exactly<typeof delivery, VerifiedDelivery<GrilloEvent>>();
      res.sendStatus(204);
    },
  ),
);
app.post(
  "/parsed",
  onExpress.webhook(
    { scheme: "gilbert", secret, parse: (json): MyEvent => ({ kind: json.event ? "a" : "b" }) },
    (delivery) => {
      exactly<typeof delivery, VerifiedDelivery<MyEvent>>();
    },
  ),
);
onExpress.webhook({
  verifier: new Verifier({ scheme: "grillo", secret }),
  onRefused: (error, req) => {
    exactly<typeof error, VerificationError>();
    return console.log(error.code, req.socket.remoteAddress);
  },
  onVerified: async (delivery) => console.log(delivery.deliveryId),
});
onExpress.webhook({ scheme: acme, secret, maxBodyBytes: 1000, onRefused: async () => {} });
onExpress.webhook(new Verifier({ scheme: "grillo", secret }));
// @ts-expect-error: hooks are options next to the scheme
onExpress.webhook({ scheme: "gilbert", secret }, { onRefused: () => {} });
// @ts-expect-error: a verifier already has a secret
onExpress.webhook({ verifier: new Verifier({ scheme: "grillo", secret }), secret });
// @ts-expect-error: the scheme does not exist
onExpress.webhook({ scheme: "gilbrt", secret });
// @ts-expect-error: the option does not exist
onExpress.webhook({ scheme: "gilbert", secret, onrefused: () => {} });
// @ts-expect-error: the property does not exist
onExpress.webhook({ scheme: { ...acme, tolerence: 60 }, secret });
// @ts-expect-error: the scheme has different events
onExpress.webhook({ scheme: "gilbert", secret }, (delivery: VerifiedDelivery<MyEvent>) => delivery.json());

// A generic function can pass on a verifier or the type of its events.
export function passOn<E>(verifier: Verifier<E>, handle: (event: E) => void): unknown[] {
  return [
    onExpress.webhook(verifier, (delivery) => handle(delivery.json())),
    onFetch.webhook({ verifier }, (delivery) => handle(delivery.json())),
    onHono.webhook<E>({ scheme: acme, secret }, (delivery) => handle(delivery.json())),
  ];
}

// fetch: the scheme determines the type of the delivery. Additional arguments of the runtime are passed to the handler.
export const POST: (request: Request) => Promise<Response> = onFetch.webhook(
  { scheme: "gilbert", secret },
  (delivery) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
  },
);
const inNext = onFetch.webhook(
  { scheme: "grillo", secret },
  async (delivery, request, context: { params: Promise<{ id: string }> }) => {
    exactly<typeof delivery, VerifiedDelivery<GrilloEvent>>();
    exactly<typeof request, Request>();
    return Response.json((await context.params).id);
  },
);
exactly<Parameters<typeof inNext>, [request: Request, context: { params: Promise<{ id: string }> }]>();
exactly<ReturnType<typeof inNext>, Promise<Response>>();

interface Env {
  readonly QUEUE: { send(value: unknown): Promise<void> };
  readonly SECRET: string;
}
interface Context {
  waitUntil(promise: Promise<unknown>): void;
}
// A function for the secret and hooks may take fewer arguments than the handler, or more.
type InWorker = (request: Request, env: Env, context: Context) => Promise<Response>;
const ofEnvironment = (_request: Request, env: Env): string => env.SECRET;
export const lessThanHandler: InWorker = onFetch.webhook(
  { scheme: "gilbert", secret: () => "s", onRefused: (_error, request) => exactly<typeof request, Request>() },
  (_delivery, _request, env: Env, context: Context) => {
    exactly<typeof env, Env>();
    exactly<typeof context, Context>();
  },
);
const moreThanHandler = onFetch.webhook({ scheme: "gilbert", secret: ofEnvironment }, () => {});
exactly<typeof moreThanHandler, (request: Request, env: Env) => Promise<Response>>();
const asMuch = onFetch.webhook(
  { scheme: "gilbert", secret: ofEnvironment },
  (_delivery, _request, env: Env, context: Context) => {
    env.SECRET.concat(`${context}`);
  },
);
exactly<typeof asMuch, InWorker>();

export const inWorker: { fetch(request: Request, env: Env, context: Context): Promise<Response> } = {
  fetch: onFetch.webhook({ scheme: "gilbert", secret }, (delivery, _request, env: Env, context: Context) => {
    context.waitUntil(env.QUEUE.send(delivery.json()));
  }),
};

const own = new Verifier<MyEvent>({ scheme: acme, secret });
onFetch.webhook(own, (delivery) => exactly<typeof delivery, VerifiedDelivery<MyEvent>>());
onFetch.webhook<MyEvent>({ scheme: acme, secret }, (delivery) => exactly<typeof delivery, VerifiedDelivery<MyEvent>>());
onFetch.webhook({ scheme: acme, secret }, (delivery) => exactly<typeof delivery, VerifiedDelivery<unknown>>());
onFetch.webhook(
  {
    verifier: own,
    onRefused: (error, request) => {
      exactly<typeof error, VerificationError>();
      exactly<typeof request, Request>();
    },
  },
  () => {},
);
// A function for the secret also gets the additional arguments of the runtime.
export const secretInWorker: (request: Request, env: Env, context: Context) => Promise<Response> = onFetch.webhook(
  { scheme: "gilbert", secret: (_request, env: Env) => env.SECRET },
  (delivery, _request, env: Env, context: Context) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    context.waitUntil(env.QUEUE.send(delivery.json()));
  },
);
export const secretAlone: (request: Request, env: Env, context: Context) => Promise<Response> = onFetch.webhook(
  { scheme: "gilbert", secret: (_request: Request, env: Env) => env.SECRET },
  (delivery) => exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>(),
);

// Azure Functions have their own type of request.
azure.http("gilbert", {
  methods: ["POST"],
  handler: onFetch.webhook({ scheme: "gilbert", secret }, async (delivery, request, context) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    context.log(request.params["id"], delivery.deliveryId);
  }),
});
azure.http("unnamed", { methods: ["POST"], handler: onFetch.webhook({ scheme: "gilbert", secret }, () => {}) });
azure.http("byHand", {
  handler: async (request) => {
    const delivery = await onFetch.verify(own, request);
    return { status: 200, body: delivery.json().kind };
  },
});
// @ts-expect-error: the scheme does not exist
onFetch.webhook({ scheme: "gilbrt", secret }, () => {});
// @ts-expect-error: a handler returns a Response or nothing
onFetch.webhook({ scheme: "gilbert", secret }, () => "ok");
// @ts-expect-error: the handler is required
onFetch.webhook({ scheme: "gilbert", secret });

export async function byHand(request: Request): Promise<Response> {
  try {
    const delivery = await onFetch.verify(own, request);
    exactly<typeof delivery, VerifiedDelivery<MyEvent>>();
    return onFetch.acknowledge(delivery);
  } catch (error) {
    if (error instanceof VerificationError) return onFetch.refuse(error);
    throw error;
  }
}

// Hono: the variables of the app determine the type of the variable. The middleware can be used like any other.
const hono = new Hono<{ Variables: onHono.Variables<"gilbert">; Bindings: { SECRET: string } }>();
hono.post("/gilbert", onHono.webhook({ scheme: "gilbert", secret }), (c) => {
  exactly<typeof c.var.delivery, VerifiedDelivery<GilbertEvent>>();
  const delivery = c.get("delivery");
  exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
  // @ts-expect-error: the variable does not exist
  c.get("deliverys");
  return onHono.acknowledge(delivery);
});
hono.use("/webhooks/*", onHono.webhook({ verifier: own, onRefused: (error, c) => console.log(error.code, c.req.url) }));
const mounted = new Hono().post("/", onHono.webhook({ scheme: acme, secret }), (c) => c.json({ ok: true }));
hono.route("/acme", mounted);
// Without a type of the app, the middleware of the route determines the type of the variable. Each scheme has its own type.
const verified: MiddlewareHandler<{ Variables: onHono.Variables<MyEvent> }> = onHono.webhook(own);
const perRoute = new Hono<{ Bindings: { SECRET: string } }>();
perRoute.post("/own", verified, (c) => {
  exactly<typeof c.var.delivery, VerifiedDelivery<MyEvent>>();
  return onHono.acknowledge(c.var.delivery);
});
perRoute.post("/gilbert", onHono.webhook({ scheme: "gilbert", secret }), (c) => {
  const delivery = c.get("delivery");
  exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
  exactly<typeof c.env.SECRET, string>();
  // @ts-expect-error: the name of the event is misspelled
  if (c.var.delivery.json().event === "dosier.qualified") return c.text("ok");
  return onHono.acknowledge(delivery);
});
type HonoApp = { Bindings: { SECRET: string }; Variables: { user: string } };
perRoute.post(
  "/grillo",
  onHono.webhook({ scheme: "grillo", secret: (c: HonoContext<HonoApp>) => c.env.SECRET }),
  (c) => {
    exactly<typeof c.var.delivery, VerifiedDelivery<GrilloEvent>>();
    exactly<typeof c.env.SECRET, string>();
    return onHono.acknowledge(c.var.delivery);
  },
);
// The scheme determines the type of the delivery. The type of the app can be stated at any parameter.
perRoute.post(
  "/handled",
  onHono.webhook({ scheme: "gilbert", secret: (c: HonoContext<HonoApp>) => c.env.SECRET }, async (delivery, c) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    exactly<typeof c.env, { SECRET: string }>();
    exactly<typeof c.var.user, string>();
    if (delivery.event === "dossier.created") return c.text("ok");
    return undefined;
  }),
);
// The type of the app can also be a type argument, or come from the type of the result.
perRoute.post(
  "/arguments",
  onHono.webhook<GilbertEvent, HonoApp>({ scheme: "gilbert", secret: (c) => c.env.SECRET }, (delivery, c) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    exactly<typeof c.env.SECRET, string>();
  }),
);
export const honoHandler: HonoHandler<HonoApp> = onHono.webhook(
  { scheme: "gilbert", secret: (c) => c.env.SECRET },
  (delivery, c) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    exactly<typeof c.env.SECRET, string>();
  },
);
// A misspelled binding does not compile: with or without a handler, and with or without a type of the app.
onHono.webhook(
  // @ts-expect-error: the binding does not exist
  { scheme: "gilbert", secret: (c: HonoContext<HonoApp>) => c.env.SECRTE },
  () => {},
);
// @ts-expect-error: the binding does not exist
perRoute.post("/misspelt", onHono.webhook({ scheme: "gilbert", secret: (c: HonoContext<HonoApp>) => c.env.SECRTE }));
// @ts-expect-error: the type of the environment is unknown
perRoute.post("/unnamed", onHono.webhook({ scheme: "gilbert", secret: (c) => c.env.SECRTE }));
perRoute.post(
  "/unnamed",
  // @ts-expect-error: the type of the environment is unknown
  onHono.webhook({ scheme: "gilbert", secret: (c) => c.env.SECRET }, () => {}),
);
perRoute.post(
  "/none",
  onHono.webhook({ scheme: "gilbert", secret, onVerified: (_, c) => exactly<typeof c.env, object>() }, (_, c) => {
    exactly<typeof c.env, object>();
    // @ts-expect-error: the variable does not exist
    c.get("users");
    return c.json({ path: c.req.path });
  }),
);
// A parameter of the path is a string only in a function that names the path of the route.
onHono.webhook({
  scheme: "gilbert",
  secret: (c: HonoContext<HonoApp>) => c.env.SECRET,
  tenant: (c: HonoContext<HonoApp, "/t/:tenant">) => c.req.param("tenant"),
});
// A handler without a type of the app can be used in any app.
export async function inHonoHandler(c: HonoContext<HonoApp>): Promise<Response> {
  return onHono.webhook({ scheme: "gilbert", secret: c.env.SECRET }, () => {})(c, async () => {});
}
perRoute.post(
  "/nothing",
  onHono.webhook(own, (delivery) => exactly<typeof delivery, VerifiedDelivery<MyEvent>>()),
);
export async function inHono(c: HonoContext): Promise<void> {
  await onHono.webhook(own)(c, async () => {});
}
// @ts-expect-error: the scheme does not exist
onHono.webhook({ scheme: "gilbrt", secret });
// @ts-expect-error: the option does not exist
onHono.webhook({ scheme: "gilbert", secret, onrefused: () => {} });

// Fastify: a plugin for a scope. The requests of the scope have a delivery.
const fastify = Fastify({ logger: true });
fastify.register(async (scope) => {
  scope.register(
    onFastify.webhook({
      scheme: "gilbert",
      secret,
      onRefused: (error, { raw }) => console.log(error.code, raw.url),
    }),
  );
  scope.post<{ Params: { id: string } }>("/gilbert/:id", async (request, reply) => {
    const event: GilbertEvent | undefined = request.delivery?.json();
    // @ts-expect-error: a request has no such property
    request.deliverys;
    if (event?.event === "dossier.qualified") return event.data.qualification;
    return onFastify.acknowledge(reply, request.delivery);
  });
  scope.post("/callback", (request, reply) => {
    onFastify.acknowledge(reply, request.delivery);
  });
});
await fastify.register(onFastify.webhook(own));
// The scheme determines the type of the delivery.
fastify.post(
  "/handled",
  onFastify.webhook(
    { scheme: "gilbert", secret: (request) => request.headers["x-tenant"]?.toString() },
    (delivery, request, reply) => {
      exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
      const event = delivery.json();
      // @ts-expect-error: the name of the event is misspelled
      if (event.event === "dosier.qualified") return reply.code(204);
      return { id: request.id };
    },
  ),
);
fastify.route({
  method: "POST",
  url: "/route",
  ...onFastify.webhook(own, async (delivery) => exactly<typeof delivery, VerifiedDelivery<MyEvent>>()),
});
const withHttp2 = Fastify({ http2: true });
withHttp2.register(async (scope) => {
  scope.register(onFastify.webhook(own));
});
// @ts-expect-error: the scheme does not exist
onFastify.webhook({ scheme: "gilbrt", secret });
// @ts-expect-error: the option does not exist
onFastify.webhook({ scheme: "gilbert", secret, onrefused: () => {} });

// Koa: the type of `ctx.state` is a type argument of the app.
const koa = new Koa<onKoa.State<"gilbert">>();
koa.use(onKoa.webhook({ scheme: "gilbert", secret }));
koa.use((ctx) => {
  exactly<typeof ctx.state.delivery, VerifiedDelivery<GilbertEvent>>();
  onKoa.acknowledge(ctx, ctx.state.delivery);
});
const untyped: Koa.Middleware = onKoa.webhook({
  verifier: own,
  onRefused: (error, ctx) => console.log(error.code, ctx.path),
});
koa.use(
  onKoa.webhook({ scheme: "gilbert", secret: (ctx) => ctx.get("x-tenant") }, async (delivery, ctx) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    // @ts-expect-error: the name of the event is misspelled
    if (delivery.json().event === "dosier.qualified") ctx.status = 204;
    ctx.body = ctx.URL.pathname;
  }),
);
new Koa().use(untyped);
// @ts-expect-error: the scheme does not exist
onKoa.webhook({ scheme: "gilbrt", secret });
// @ts-expect-error: the option does not exist
onKoa.webhook({ scheme: "gilbert", secret, onrefused: () => {} });

// node:http: a listener, and a handler for every framework that passes on Node's requests.
createServer(
  onNode.webhook({ scheme: "gilbert", secret }, (delivery, req, res) => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    exactly<typeof req, IncomingMessage>();
    exactly<typeof res, ServerResponse>();
    onNode.acknowledge(res, delivery);
  }),
);
interface ApiRequest extends IncomingMessage {
  readonly query: { readonly [name: string]: string };
}
interface ApiResponse extends ServerResponse {
  json(body: unknown): void;
}
export const apiRoute: (req: ApiRequest, res: ApiResponse) => Promise<void> = onNode.webhook(
  {
    verifier: own,
    onRefused: (error, req) => console.log(error.code, req.query),
    onError: (error) => {
      exactly<typeof error, unknown>();
      throw error;
    },
  },
  async (delivery, req: ApiRequest, res: ApiResponse) => {
    exactly<typeof delivery, VerifiedDelivery<MyEvent>>();
    res.json({ kind: delivery.json().kind, id: req.query["id"] });
  },
);
// @ts-expect-error: the scheme does not exist
onNode.webhook({ scheme: "gilbrt", secret }, () => {});
// @ts-expect-error: the handler is required
onNode.webhook({ scheme: "gilbert", secret });

// Lambda: the handlers have AWS's own types, in both formats.
export const restHandler: APIGatewayProxyHandler = onLambda.webhook(
  { scheme: "gilbert", secret },
  async (delivery, event: APIGatewayProxyEvent, context: LambdaContext): Promise<APIGatewayProxyResult> => {
    exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
    return { statusCode: 200, body: `${event.path} ${context.awsRequestId}` };
  },
);
export const httpHandler: APIGatewayProxyHandlerV2 = onLambda.webhook(
  { scheme: "grillo", secret },
  async (delivery, event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2 | undefined> => {
    exactly<typeof delivery, VerifiedDelivery<GrilloEvent>>();
    return event.rawPath === "/" ? undefined : { statusCode: 202 };
  },
);
export const urlHandler: LambdaFunctionURLHandler = onLambda.webhook(own, async (delivery) => {
  exactly<typeof delivery, VerifiedDelivery<MyEvent>>();
});
const either = onLambda.webhook(own, (delivery) => (delivery.event === undefined ? undefined : "ok"));
exactly<ReturnType<typeof either>, Promise<"ok" | onLambda.LambdaResponse>>();
onLambda.webhook({ verifier: own, onRefused: (error, event) => console.log(error.code, event.headers) }, () => {});
export const secretOfEvent: APIGatewayProxyHandlerV2 = onLambda.webhook(
  { scheme: "gilbert", secret: (event, context) => `${event.headers?.["x-tenant"]} ${context}` },
  () => {},
);
exactly<ReturnType<typeof onLambda.acknowledge>, onLambda.LambdaResponse>();
// @ts-expect-error: the scheme does not exist
onLambda.webhook({ scheme: "gilbrt", secret }, () => {});
// @ts-expect-error: the handler is required
onLambda.webhook({ scheme: "gilbert", secret });

// An imported scheme gives the same types as its id.
onExpress.webhook({ scheme: gilbertScheme, secret }, (delivery) =>
  exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>(),
);
onFetch.webhook({ scheme: gilbertScheme, secret }, (delivery) =>
  exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>(),
);

// Either `secret` or `secrets` is required. They exclude each other.
declare const secrets: readonly (string | undefined)[];
onExpress.webhook({ scheme: "gilbert", secrets });
onNode.webhook({ scheme: acme, secrets: [(req) => req.headers["x-tenant"]?.toString(), secret] }, () => {});
// @ts-expect-error: a secret is required
onExpress.webhook({ scheme: "gilbert" });
// @ts-expect-error: `secret` and `secrets` exclude each other
onExpress.webhook({ scheme: "gilbert", secret, secrets });
// @ts-expect-error: a secret is required
onFastify.webhook({ scheme: acme });
// @ts-expect-error: `secret` and `secrets` exclude each other
onFastify.webhook({ scheme: acme, secret, secrets });
// @ts-expect-error: a secret is required
onFetch.webhook({ scheme: "gilbert" }, () => {});
// @ts-expect-error: `secret` and `secrets` exclude each other
onFetch.webhook({ scheme: "gilbert", secret, secrets }, () => {});
// @ts-expect-error: a secret is required
onHono.webhook({ scheme: "gilbert" });
// @ts-expect-error: `secret` and `secrets` exclude each other
onHono.webhook({ scheme: "gilbert", secret, secrets }, () => {});
// @ts-expect-error: a secret is required
onKoa.webhook({ scheme: "gilbert" });
// @ts-expect-error: `secret` and `secrets` exclude each other
onKoa.webhook({ scheme: "gilbert", secret, secrets });
// @ts-expect-error: a secret is required
onLambda.webhook({ scheme: "gilbert" }, () => {});
// @ts-expect-error: `secret` and `secrets` exclude each other
onLambda.webhook({ scheme: "gilbert", secret, secrets }, () => {});
// @ts-expect-error: a secret is required
onNode.webhook({ scheme: "gilbert" }, () => {});
// @ts-expect-error: `secret` and `secrets` exclude each other
onNode.webhook({ scheme: "gilbert", secret, secrets }, () => {});

// If the scheme does not sign the body, the handler gets the authenticated request.
const authenticates = { scheme: "mercadopago", secret, url: "https://example.com" } as const;
onExpress.webhook(authenticates, (authenticated, _req, res) => res.end(authenticated.signed["x-request-id"]));
onFetch.webhook(authenticates, (authenticated) => new Response(authenticated.unverifiedBody));
onHono.webhook(authenticates, (authenticated, c) => c.text(authenticated.signed["x-request-id"] ?? ""));
new Hono().post("/mercadopago", onHono.webhook(authenticates), (c) => c.body(c.var.authenticated.unverifiedBody));
new Hono<{ Variables: onHono.Variables<"mercadopago"> }>().get("/mercadopago", (c) =>
  c.json(c.get("authenticated").signed),
);
onHono.webhook(authenticates, (authenticated) => {
  // @ts-expect-error: the handler gets no delivery
  authenticated.json();
});
