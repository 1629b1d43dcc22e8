// Apps of each of Node's frameworks with the same routes, for the tests that all frameworks share.
//
//     mount([{ path, options, handler(delivery, acknowledge) }], { onError, before })     returns the listener of such an app
//
// `options` are the options of webhook(), and `acknowledge` is the adapter's own function. `onError` is called with the
// errors that the framework's error handling receives; the app responds with 500. `before` runs first as a middleware.
// It is called with Node's request, and awaited.

import { node } from "@elysiajs/node";
import { getRequestListener } from "@hono/node-server";
import { Elysia } from "elysia";
import express5 from "express";
import express4 from "express4";
import fastify5 from "fastify";
import fastify4 from "fastify4";
import { H3 } from "h3";
import { toNodeHandler } from "h3/node";
import * as h3v1 from "h3v1";
import { Hono } from "hono";
import * as onElysia from "hookward/elysia";
import * as onExpress from "hookward/express";
import * as onFastify from "hookward/fastify";
import * as onH3 from "hookward/h3";
import * as onHono from "hookward/hono";
import * as onKoa from "hookward/koa";
import * as onNode from "hookward/node";
import Koa3 from "koa";
import Koa2 from "koa2";

const onExpressOf =
  (express) =>
  (routes, { onError, before }) => {
    const app = express();
    app.set("env", "test");
    app.use((req, _res, next) => void Promise.resolve(before(req)).then(() => next(), next));
    for (const { path, options, handler } of routes) {
      app.post(path, onExpress.webhook(options), async (req, res, next) => {
        try {
          await handler(req.delivery, () => onExpress.acknowledge(res, req.delivery));
        } catch (error) {
          next(error);
        }
      });
    }
    app.use((error, _req, res, _next) => {
      onError(error);
      res.status(500).end();
    });
    return app;
  };

const onFastifyOf =
  (fastify) =>
  async (routes, { onError, before }) => {
    const app = fastify();
    app.addHook("onRequest", async (request) => before(request.raw));
    app.setErrorHandler((error, _request, reply) => {
      onError(error);
      reply.code(500).send("");
    });
    for (const { path, options, handler } of routes) {
      app.register(async (scope) => {
        scope.register(onFastify.webhook(options));
        scope.post(path, (request, reply) =>
          handler(request.delivery, () => onFastify.acknowledge(reply, request.delivery)),
        );
      });
    }
    await app.ready();
    return (req, res) => app.routing(req, res);
  };

const onKoaOf =
  (Koa) =>
  (routes, { onError, before }) => {
    const app = new Koa();
    app.use(async (ctx, next) => {
      await before(ctx.req);
      return next();
    });
    app.on("error", onError);
    for (const { path, options, handler } of routes) {
      const verify = onKoa.webhook(options);
      app.use((ctx, next) => {
        if (ctx.path !== path) return next();
        return verify(ctx, () => handler(ctx.state.delivery, () => onKoa.acknowledge(ctx, ctx.state.delivery)));
      });
    }
    return app.callback();
  };

function mountHono(routes, { onError, before }) {
  const app = new Hono();
  app.use(async (c, next) => {
    await before(c.env.incoming);
    return next();
  });
  app.onError((error, c) => {
    onError(error);
    return c.body(null, 500);
  });
  for (const { path, options, handler } of routes) {
    app.post(path, onHono.webhook(options), (c) => handler(c.var.delivery, () => onHono.acknowledge(c.var.delivery)));
  }
  return getRequestListener(app.fetch);
}

function mountNode(routes, { onError, before }) {
  const listeners = routes.map(({ path, options, handler }) => {
    const response = (delivery, _req, res) => handler(delivery, () => onNode.acknowledge(res, delivery));
    return [path, onNode.webhook({ ...options, onError }, response)];
  });
  return async (req, res) => {
    await before(req);
    const listener = new Map(listeners).get(req.url.split("?")[0]);
    if (listener !== undefined) return listener(req, res);
    res.writeHead(404).end();
  };
}

/** Returns the handler of a route, with `acknowledge` of an adapter whose handlers return a response. */
const returning =
  ({ acknowledge }, handler) =>
  (delivery) =>
    handler(delivery, () => acknowledge(delivery));

function mountH3(routes, { onError, before }) {
  const app = new H3({
    onError: (error) => {
      onError(error.cause ?? error);
      return new Response("failed", { status: 500 });
    },
  });
  app.use(async (event) => {
    await before(event.runtime.node.req);
  });
  for (const { path, options, handler } of routes) app.post(path, onH3.webhook(options, returning(onH3, handler)));
  return toNodeHandler(app);
}

function mountH3Of1(routes, { onError, before }) {
  const app = h3v1.createApp({
    onError: (error, event) => {
      onError(error.cause ?? error);
      h3v1.setResponseStatus(event, 500);
      return h3v1.send(event, "");
    },
  });
  app.use(h3v1.eventHandler(async (event) => void (await before(event.node.req))));
  const router = h3v1.createRouter();
  for (const { path, options, handler } of routes)
    router.post(
      path,
      // The handler returns undefined for the response that the provider expects.
      onH3.webhook(options, (delivery) => handler(delivery, () => undefined)),
    );
  app.use(router);
  return h3v1.toNodeListener(app);
}

/** Returns the listener of Elysia's own server in Node. Elysia provides no other listener. */
export async function elysiaListener(app) {
  const server = await new Promise((resolve) => app.listen(0, resolve));
  server.node.server.close();
  return server.node.handler;
}

function mountElysia(routes, { onError, before }) {
  const app = new Elysia({ adapter: node() });
  app.onRequest(async ({ request }) => before(request.runtime.node.req));
  app.onError(({ error }) => {
    onError(error);
    return new Response("failed", { status: 500 });
  });
  for (const { path, options, handler } of routes)
    app.post(path, onElysia.webhook(options, returning(onElysia, handler)), { parse: "none" });
  return elysiaListener(app);
}

/** The frameworks and their versions, by name. */
export const mounts = {
  "Express 5": onExpressOf(express5),
  "Express 4": onExpressOf(express4),
  "Fastify 5": onFastifyOf(fastify5),
  "Fastify 4": onFastifyOf(fastify4),
  "Koa 3": onKoaOf(Koa3),
  "Koa 2": onKoaOf(Koa2),
  Hono: mountHono,
  "h3 2": mountH3,
  "h3 1": mountH3Of1,
  Elysia: mountElysia,
  "node:http": mountNode,
};
