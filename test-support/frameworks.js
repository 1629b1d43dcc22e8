// An app of each of Node's frameworks with the same routes, for the tests that are the same for all of them.
//
//     mount([{ path, options, handler(delivery, acknowledge) }], { onError, before })     the listener of such an app
//
// `options` are what webhook() takes, and `acknowledge` is the adapter's own. `onError` gets what the framework's own
// error handling gets; it answers 500. `before` stands in front as a middleware, is given Node's request, and is awaited.

import { getRequestListener } from "@hono/node-server";
import express5 from "express";
import express4 from "express4";
import fastify5 from "fastify";
import fastify4 from "fastify4";
import { Hono } from "hono";
import * as onExpress from "hookward/express";
import * as onFastify from "hookward/fastify";
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

/** Each framework and version by its name. */
export const mounts = {
  "Express 5": onExpressOf(express5),
  "Express 4": onExpressOf(express4),
  "Fastify 5": onFastifyOf(fastify5),
  "Fastify 4": onFastifyOf(fastify4),
  "Koa 3": onKoaOf(Koa3),
  "Koa 2": onKoaOf(Koa2),
  Hono: mountHono,
  "node:http": mountNode,
};
