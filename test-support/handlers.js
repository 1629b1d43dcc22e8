// webhook() with a handler, in every adapter. The adapters differ in where webhook() is mounted, and in the handler's arguments.
//
//     HANDLERS[name](options, handler(delivery, respond, request), { onError, before })     returns a function that sends one request
//
// `respond` sends a text as the app's own response, and `request` is the framework's request. `onError` is called with the errors that the
// framework's error handling receives. `before` is called with Node's request, if one exists.

import azure from "@azure/functions";
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
import * as onAzure from "hookward/azure";
import * as onElysia from "hookward/elysia";
import * as onExpress from "hookward/express";
import * as onFastify from "hookward/fastify";
import * as onFetch from "hookward/fetch";
import * as onH3 from "hookward/h3";
import * as onHono from "hookward/hono";
import * as onKoa from "hookward/koa";
import * as onLambda from "hookward/lambda";
import * as onNestjs from "hookward/nestjs";
import * as onNode from "hookward/node";
import Koa3 from "koa";
import Koa2 from "koa2";

import { elysiaListener } from "./frameworks.js";
import { send, serving } from "./http.js";
import { http2 } from "./lambda-events.js";

const bySocket = (listener) => (request) => serving(listener, (port) => send(port, request));

const onExpressOf =
  (express) =>
  (options, handler, { onError, before }) => {
    const app = express();
    app.set("env", "test");
    app.use((req, _res, next) => void Promise.resolve(before(req)).then(() => next(), next));
    app.post(
      "/",
      onExpress.webhook(options, (delivery, req, res) => handler(delivery, (text) => res.send(text), req)),
    );
    app.use((error, _req, res, _next) => {
      onError(error);
      res.status(500).end();
    });
    return bySocket(app);
  };

const onFastifyOf =
  (fastify) =>
  (options, handler, { onError, before }) => {
    const app = fastify();
    app.addHook("onRequest", async (request) => before(request.raw));
    app.setErrorHandler((error, _request, reply) => {
      onError(error);
      reply.code(500).send("");
    });
    app.post(
      "/",
      onFastify.webhook(options, (delivery, request, reply) =>
        handler(delivery, (text) => void reply.send(text), request),
      ),
    );
    return async (request) => {
      await app.ready();
      return bySocket((req, res) => app.routing(req, res))(request);
    };
  };

const onKoaOf =
  (Koa) =>
  (options, handler, { onError, before }) => {
    const app = new Koa();
    app.on("error", onError);
    app.use(async (ctx, next) => {
      await before(ctx.req);
      return next();
    });
    app.use(
      onKoa.webhook(options, (delivery, ctx) =>
        handler(
          delivery,
          (text) => {
            ctx.body = text;
          },
          ctx,
        ),
      ),
    );
    return bySocket(app.callback());
  };

/** Returns a handler that returns its response. */
const returning = (handler, toResponse) => async (delivery, request) => {
  let response;
  await handler(
    delivery,
    (text) => {
      response = toResponse(text);
    },
    request,
  );
  return response;
};

/** Passes errors to `onError`, as the caller of the function would receive them. */
const catching = (onError, toResponse) => async (call) => {
  try {
    return toResponse(await call());
  } catch (error) {
    onError(error);
    return { status: 500, body: "" };
  }
};

const fromFetch = async (response) => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
});

export const HANDLERS = {
  "Express 5": onExpressOf(express5),
  "Express 4": onExpressOf(express4),
  "Fastify 5": onFastifyOf(fastify5),
  "Fastify 4": onFastifyOf(fastify4),
  "Koa 3": onKoaOf(Koa3),
  "Koa 2": onKoaOf(Koa2),
  "node:http": (options, handler, { onError, before }) => {
    const respond = (delivery, req, res) => handler(delivery, (text) => res.end(text), req);
    const listener = onNode.webhook({ ...options, onError }, respond);
    return bySocket(async (req, res) => {
      await before(req);
      return listener(req, res);
    });
  },
  "Hono in Node": (options, handler, { onError, before }) => {
    const app = honoApp(options, handler, { onError, before });
    return bySocket(getRequestListener(app.fetch));
  },
  Hono: (options, handler, hooks) => {
    const app = honoApp(options, handler, hooks);
    return async ({ headers, body }) =>
      fromFetch(await app.fetch(new Request("https://app.example/", { method: "POST", headers, body }), {}));
  },
  fetch: (options, handler, { onError }) => {
    const handle = onFetch.webhook(
      options,
      returning(handler, (text) => new Response(text)),
    );
    return ({ headers, body }) =>
      catching(
        onError,
        fromFetch,
      )(() => handle(new Request("https://app.example/", { method: "POST", headers, body })));
  },
  Azure: (options, handler, { onError }) => {
    const handle = onAzure.webhook(
      options,
      returning(handler, (text) => ({ body: text })),
    );
    const toResponse = ({ status = 200, headers = {}, body = "" }) => ({ status, headers, body });
    return ({ method, headers, body }) =>
      catching(onError, toResponse)(() => handle(azureRequest({ method, headers, body }), {}));
  },
  "h3 2": (options, handler, { onError, before }) =>
    bySocket(toNodeHandler(h3App(options, handler, { onError, before }))),
  "h3 2, of fetch": (options, handler, { onError }) => {
    const app = h3App(options, handler, { onError, before: () => {} });
    return async ({ headers, body }) =>
      fromFetch(await app.fetch(new Request("https://app.example/", { method: "POST", headers, body })));
  },
  "h3 1": (options, handler, hooks) => bySocket(h3v1.toNodeListener(h3AppOf1(options, handler, hooks))),
  "h3 1, of fetch": (options, handler, { onError }) => {
    const handle = h3v1.toWebHandler(h3AppOf1(options, handler, { onError, before: () => {} }));
    return async ({ headers, body }) =>
      fromFetch(await handle(new Request("https://app.example/", { method: "POST", headers, body, duplex: "half" })));
  },
  Elysia: (options, handler, hooks) => {
    const app = elysiaApp(options, handler, hooks);
    return async ({ headers, body }) =>
      fromFetch(await app.handle(new Request("https://app.example/", { method: "POST", headers, body })));
  },
  "Elysia in Node": (options, handler, hooks) => {
    const listener = elysiaListener(elysiaApp(options, handler, hooks));
    return async (request) => bySocket(await listener)(request);
  },
  lambda: (options, handler, { onError }) => {
    const handle = onLambda.webhook(
      options,
      returning(handler, (text) => ({ statusCode: 200, headers: {}, body: text })),
    );
    return ({ headers, body }) => {
      const event = http2({ headers: Object.entries(headers), body: Buffer.from(body) });
      const toResponse = ({ statusCode, ...rest }) => ({ status: statusCode, ...rest });
      return catching(onError, toResponse)(() => handle(event, {}));
    };
  },
};

function honoApp(options, handler, { onError, before }) {
  const app = new Hono();
  app.use(async (c, next) => {
    await before(c.env?.incoming);
    return next();
  });
  app.onError((error, c) => {
    onError(error);
    return c.body(null, 500);
  });
  app.post(
    "/",
    onHono.webhook(
      options,
      returning(handler, (text) => new Response(text)),
    ),
  );
  return app;
}

/** Creates a request as the host of Azure Functions does. */
export const azureRequest = ({ method = "POST", url = "https://app.example/", headers, body }) =>
  new azure.HttpRequest({ method, url, headers, body: { bytes: Buffer.from(body) } });

/** Returns the error that the app threw. h3 wraps errors before its error handling. */
const causeOf = (error) => error.cause ?? error;

function h3App(options, handler, { onError, before }) {
  const app = new H3({
    onError: (error) => {
      onError(causeOf(error));
      return new Response(null, { status: 500 });
    },
  });
  app.use(async (event) => {
    await before(event.runtime?.node?.req);
  });
  return app.post("/", onH3.webhook(options, returning(handler, String)));
}

function h3AppOf1(options, handler, { onError, before }) {
  const app = h3v1.createApp({
    onError: (error, event) => {
      onError(causeOf(error));
      h3v1.setResponseStatus(event, 500);
      return h3v1.send(event, "");
    },
  });
  app.use(h3v1.eventHandler(async (event) => void (await before(event.node.req))));
  return app.use(h3v1.createRouter().post("/", onH3.webhook(options, returning(handler, String))));
}

function elysiaApp(options, handler, { onError, before }) {
  return new Elysia({ adapter: node() })
    .onRequest(async ({ request }) => before(request.runtime?.node?.req))
    .onError(({ error }) => {
      onError(error);
      return new Response(null, { status: 500 });
    })
    .post("/", onElysia.webhook(options, returning(handler, String)), { parse: "none" });
}

/** The function `webhook` of each adapter, by its import. */
export const WEBHOOKS = {
  azure: onAzure.webhook,
  elysia: onElysia.webhook,
  express: onExpress.webhook,
  fastify: onFastify.webhook,
  fetch: onFetch.webhook,
  h3: onH3.webhook,
  hono: onHono.webhook,
  koa: onKoa.webhook,
  lambda: onLambda.webhook,
  nestjs: onNestjs.webhook,
  node: onNode.webhook,
};
