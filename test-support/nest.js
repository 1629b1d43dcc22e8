// NestJS apps with routes as described in frameworks.js: with a guard in front of each route, on both platforms; on Express, with webhook() as a
// middleware; and on Fastify, with webhook() as a plugin of the whole app. The plugin has the first route's scheme, and NestJS adds its parsers after
// it.

import "reflect-metadata";
import { Controller, Module, Post, Req, Res, UseGuards } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import * as onExpress from "hookward/express";
import * as onFastify from "hookward/fastify";
import * as onNestjs from "hookward/nestjs";

/** Returns a module with a controller for each route, as the decorators would create it. */
function moduleOf(routes) {
  const controllers = routes.map(({ path, handle }) => {
    class Hooks {
      hook(req, res) {
        return handle(req, res);
      }
    }
    Post()(Hooks.prototype, "hook", Object.getOwnPropertyDescriptor(Hooks.prototype, "hook"));
    Req()(Hooks.prototype, "hook", 0);
    Res()(Hooks.prototype, "hook", 1);
    Controller(path)(Hooks);
    return Hooks;
  });
  class App {}
  Module({ controllers })(App);
  return App;
}

/** Returns a filter that reports what the app's error handling receives. */
const filterOf = (onError, respond) => ({
  catch(error, host) {
    onError(error);
    const [, response] = host.getArgs();
    respond(response);
  },
});

export async function nestOnExpress(routes, { onError, before }) {
  const App = moduleOf(
    routes.map(({ path, handler }) => ({
      path,
      handle: (req, res) => handler(req.delivery, () => onExpress.acknowledge(res, req.delivery)),
    })),
  );
  const app = await NestFactory.create(App, new ExpressAdapter(), { logger: false });
  app.use((req, _res, next) => void Promise.resolve(before(req)).then(() => next(), next));
  for (const { path, options } of routes) app.use(path, onExpress.webhook(options));
  app.useGlobalFilters(filterOf(onError, (res) => res.status(500).end()));
  await app.init();
  const listener = app.getHttpAdapter().getInstance();
  // NestJS's own filters do not receive errors that a middleware passes to next().
  listener.use((error, _req, res, _next) => {
    onError(error);
    res.status(500).end();
  });
  return listener;
}

export async function nestOnFastify(routes, { onError, before }) {
  const App = moduleOf(
    routes.map(({ path, handler }) => ({
      path,
      handle: (request, reply) => handler(request.delivery, () => onFastify.acknowledge(reply, request.delivery)),
    })),
  );
  const app = await NestFactory.create(App, new FastifyAdapter(), { logger: false });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook("onRequest", async (request) => before(request.raw));
  await app.register(onFastify.webhook(routes[0].options));
  app.useGlobalFilters(filterOf(onError, (reply) => reply.code(500).send("")));
  await app.init();
  await fastify.ready();
  return (req, res) => fastify.routing(req, res);
}

/** Creates an app on Fastify with an Express middleware in front of each route. Developers who are used to Express write this. */
export async function nestOnFastifyWithMiddleware(routes, { onError, before }) {
  const App = moduleOf(
    routes.map(({ path, handler }) => ({
      path,
      handle: ({ raw }, reply) => handler(raw.delivery, () => onFastify.acknowledge(reply, raw.delivery)),
    })),
  );
  const app = await NestFactory.create(App, new FastifyAdapter(), { logger: false });
  const fastify = app.getHttpAdapter().getInstance();
  app.use((req, _res, next) => void Promise.resolve(before(req)).then(() => next(), next));
  for (const { path, options } of routes) app.use(path, onExpress.webhook(options));
  app.useGlobalFilters(filterOf(onError, (reply) => reply.code(500).send("")));
  await app.init();
  await fastify.ready();
  return (req, res) => fastify.routing(req, res);
}

/** Returns a module with a guarded controller for each route. */
function guardedModuleOf(routes) {
  const controllers = routes.map(({ path, options, handler }) => {
    class Hooks {
      hook(delivery, res) {
        return handler(delivery, () => onNestjs.acknowledge(res, delivery));
      }
    }
    const descriptor = Object.getOwnPropertyDescriptor(Hooks.prototype, "hook");
    onNestjs.Delivery()(Hooks.prototype, "hook", 0);
    Res()(Hooks.prototype, "hook", 1);
    UseGuards(onNestjs.webhook(options))(Hooks.prototype, "hook", descriptor);
    Post()(Hooks.prototype, "hook", descriptor);
    Controller(path)(Hooks);
    return Hooks;
  });
  class App {}
  Module({ controllers })(App);
  return App;
}

export async function guardOnExpress(routes, { onError, before }) {
  const app = await NestFactory.create(guardedModuleOf(routes), new ExpressAdapter(), {
    logger: false,
    bodyParser: false,
  });
  app.use((req, _res, next) => void Promise.resolve(before(req)).then(() => next(), next));
  app.useGlobalFilters(filterOf(onError, (res) => res.status(500).end()));
  await app.init();
  return app.getHttpAdapter().getInstance();
}

export async function guardOnFastify(routes, { onError, before }) {
  const app = await NestFactory.create(guardedModuleOf(routes), new FastifyAdapter(), {
    logger: false,
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook("onRequest", async (request) => before(request.raw));
  app.useGlobalFilters(filterOf(onError, (reply) => reply.code(500).send("")));
  // Removes Fastify's own parsers, and accepts every type without reading the body. A body that the guard reads itself is read only up to its limit.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser("*", (_request, _payload, done) => done(null));
  await app.init();
  await fastify.ready();
  return (req, res) => fastify.routing(req, res);
}
