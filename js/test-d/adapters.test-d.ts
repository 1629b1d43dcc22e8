// Type tests of the adapters as they are published, against the types of Express and of fetch.

/// <reference types="node" />

import express, { type Request as ExpressRequest, type Response as ExpressResponse, type NextFunction } from "express";
import { type Delivery, type GilbertEvent, type GrilloEvent, type Scheme, VerificationError, Verifier } from "hookward";
import * as onExpress from "hookward/express";
import * as onFetch from "hookward/fetch";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes no argument if `A` and `B` are the same type, and one that nobody can give if they are not. */
declare function exactly<A, B>(...same: Same<A, B> extends true ? [] : [never]): void;

declare const acme: Scheme;
interface MyEvent {
  readonly kind: "a" | "b";
}
const secret: string | undefined = process.env["SECRET"];

// Express: a middleware like any other, for an app, a router, one route and many.
const app: express.Express = express();
const middleware = onExpress.webhook({ scheme: "gilbert", secret });
app.use(middleware);
app.use("/webhooks", express.Router().post("/gilbert", middleware));
app.use(express.json({ verify: onExpress.rawBody }));
app.post("/gilbert", middleware, (req, res) => {
  exactly<typeof req.delivery, Delivery<unknown> | undefined>;
  const event: GilbertEvent | undefined = req.delivery?.json();
  // @ts-expect-error: there is no such thing on a request
  req.deliverys;
  onExpress.acknowledge(res, req.delivery);
  if (event?.event === "dossier.qualified") res.json(event.data.qualification);
});
app.post("/typed/:id", middleware, (req: ExpressRequest<{ id: string }>, res: ExpressResponse, next: NextFunction) => {
  const deliveryId: string | undefined = req.delivery?.deliveryId;
  if (deliveryId === undefined) return next(new Error(req.params.id));
  onExpress.acknowledge(res, req.delivery);
});
onExpress.webhook(new Verifier({ scheme: "grillo", secret }), {
  onRefused: (error, req) => {
    exactly<typeof error, VerificationError>();
    return console.log(error.code, req.socket.remoteAddress);
  },
});
onExpress.webhook({ scheme: acme, secret, maxBodyBytes: 1000 }, { onRefused: async () => {} });
// @ts-expect-error: there is no such scheme
onExpress.webhook({ scheme: "gilbrt", secret });
// @ts-expect-error: there is no such option
onExpress.webhook({ scheme: "gilbert", secret }, { onrefused: () => {} });

// fetch: the handler's delivery is typed by the scheme, and what else a runtime hands over goes through.
export const POST: (request: Request) => Promise<Response> = onFetch.webhook(
  { scheme: "gilbert", secret },
  (delivery) => {
    exactly<typeof delivery, Delivery<GilbertEvent>>();
  },
);
const inNext = onFetch.webhook(
  { scheme: "grillo", secret },
  async (delivery, request, context: { params: Promise<{ id: string }> }) => {
    exactly<typeof delivery, Delivery<GrilloEvent>>();
    exactly<typeof request, Request>();
    return Response.json((await context.params).id);
  },
);
exactly<Parameters<typeof inNext>, [request: Request, context: { params: Promise<{ id: string }> }]>();
exactly<ReturnType<typeof inNext>, Promise<Response>>();

interface Env {
  readonly QUEUE: { send(value: unknown): Promise<void> };
}
interface Context {
  waitUntil(promise: Promise<unknown>): void;
}
export const inWorker: { fetch(request: Request, env: Env, context: Context): Promise<Response> } = {
  fetch: onFetch.webhook({ scheme: "gilbert", secret }, (delivery, _request, env: Env, context: Context) => {
    context.waitUntil(env.QUEUE.send(delivery.json()));
  }),
};

const own = new Verifier<MyEvent>({ scheme: acme, secret });
onFetch.webhook(own, (delivery) => exactly<typeof delivery, Delivery<MyEvent>>());
onFetch.webhook<MyEvent, []>({ scheme: acme, secret }, (delivery) => exactly<typeof delivery, Delivery<MyEvent>>());
onFetch.webhook({ scheme: acme, secret }, (delivery) => exactly<typeof delivery, Delivery<unknown>>());
onFetch.webhook(own, () => {}, {
  onRefused: (error, request) => {
    exactly<typeof error, VerificationError>();
    exactly<typeof request, Request>();
  },
});
// @ts-expect-error: there is no such scheme
onFetch.webhook({ scheme: "gilbrt", secret }, () => {});
// @ts-expect-error: a handler's answer is a Response, or nothing
onFetch.webhook({ scheme: "gilbert", secret }, () => "ok");
// @ts-expect-error: a webhook has a handler
onFetch.webhook({ scheme: "gilbert", secret });

export async function byHand(request: Request): Promise<Response> {
  try {
    const delivery = await onFetch.verify(own, request);
    exactly<typeof delivery, Delivery<MyEvent>>();
    return onFetch.acknowledge(delivery);
  } catch (error) {
    if (error instanceof VerificationError) return onFetch.refuse(error);
    throw error;
  }
}
