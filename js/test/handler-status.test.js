// The status that a handler sets, in every framework. A status other than success reaches the provider, and the delivery can be handled again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Elysia, status as elysiaStatus } from "elysia";
import express5 from "express";
import express4 from "express4";
import fastify5 from "fastify";
import fastify4 from "fastify4";
import { H3, HTTPError, HTTPResponse } from "h3";
import * as h3v1 from "h3v1";
import { Hono } from "hono";
import { memoryStore } from "hookward/dedupe";
import { webhook as onElysia } from "hookward/elysia";
import { webhook as onExpress } from "hookward/express";
import { webhook as onFastify } from "hookward/fastify";
import { webhook as onH3 } from "hookward/h3";
import { webhook as onHono } from "hookward/hono";
import { webhook as onKoa } from "hookward/koa";
import { webhook as onNode } from "hookward/node";
import Koa3 from "koa";
import Koa2 from "koa2";

import { send, serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { SCHEMES, SECRETS } from "../../test-support/schemes.js";

const { ack } = SCHEMES.gilbert;
const options = () => ({ scheme: "gilbert", secret: SECRETS.gilbert, dedupe: memoryStore() });

const bySocket = (listener) => async (sent) => serving(listener, (port) => send(port, sent));
const byFetch =
  (handle) =>
  async ({ headers, body }) => {
    const response = await handle(
      new Request("https://app.example/", { method: "POST", headers, body, duplex: "half" }),
    );
    return { status: response.status, body: await response.text() };
  };

const onExpressOf = (express) => (handler) => bySocket(express().post("/", onExpress(options(), handler)));
const onFastifyOf = (fastify) => (handler) => {
  const app = fastify();
  app.post("/", onFastify(options(), handler));
  return async (sent) => {
    await app.ready();
    return bySocket((req, res) => app.routing(req, res))(sent);
  };
};
const onKoaOf = (Koa) => (handler) => {
  const app = new Koa();
  app.use(onKoa(options(), handler));
  return bySocket(app.callback());
};
const onHonoOf = (handler) => byFetch(new Hono().post("/", onHono(options(), handler)).fetch);
const onH3Of = (handler) => {
  const app = new H3().post("/", onH3(options(), handler));
  return byFetch((request) => app.fetch(request));
};
const inKoa = (handler) => {
  const handle = onNode(options(), handler);
  // At this point, Koa has set 404.
  const app = new Koa3();
  app.use((ctx) => {
    ctx.respond = false;
    return handle(ctx.req, ctx.res);
  });
  return bySocket(app.callback());
};
const onH3Of1 = (handler) => {
  const app = h3v1.createApp({ onError() {} });
  app.use("/", onH3(options(), handler));
  return byFetch(h3v1.toWebHandler(app));
};
const onElysiaOf = (handler) => {
  const app = new Elysia().post("/", onElysia(options(), handler), { parse: "none" });
  return byFetch((request) => app.handle(request));
};

/** Sets a status, and returns the given value. */
const put = (holder, status, returned, name = "status") => {
  holder[name] = status;
  return returned;
};

/** The frameworks by name: a function that sends a request to a handler, and handlers with the status of their response. */
const FRAMEWORKS = {
  "Express 5": [onExpressOf(express5), [500, (_, _req, res) => void res.status(500)]],
  "Express 4": [onExpressOf(express4), [500, (_, _req, res) => void res.status(500)]],
  "Fastify 5": [onFastifyOf(fastify5), [503, async (_, _request, reply) => void reply.code(503)]],
  "Fastify 4": [onFastifyOf(fastify4), [503, async (_, _request, reply) => void reply.code(503)]],
  "Koa 3": [onKoaOf(Koa3), [500, (_, ctx) => put(ctx, 500)]],
  "Koa 2": [onKoaOf(Koa2), [500, (_, ctx) => put(ctx, 500)]],
  "node:http": [
    (handler) => bySocket(onNode(options(), handler)),
    [500, (_, _req, res) => void Object.assign(res, { statusCode: 500 })],
  ],
  "node:http in Koa": [
    inKoa,
    [ack.status, () => {}],
    [500, (_, _req, res) => void Object.assign(res, { statusCode: 500 })],
  ],
  Hono: [onHonoOf, [500, (_, c) => void c.status(500)], [404, (_, c) => c.text("no", 404)]],
  "h3 2": [
    onH3Of,
    [500, (_, event) => put(event.res, 500)],
    [500, (_, event) => put(event.res, 500, "text")],
    [503, () => new HTTPResponse("own", { status: 503 })],
    [202, () => new HTTPResponse("own", { status: 202 })],
    [503, (_, event) => put(event.res, 503, new HTTPResponse("own"))],
    [503, () => new HTTPError({ status: 503 })],
    [404, () => Symbol.for("h3.notFound")],
    [200, () => ({ status: 500 })],
  ],
  "h3 1": [
    onH3Of1,
    [500, (_, event) => void h3v1.setResponseStatus(event, 500)],
    [500, (_, event) => put(event.node.res, 500, "text", "statusCode")],
    [503, () => h3v1.createError({ statusCode: 503 })],
    [200, () => ({ status: 500 })],
  ],
  Elysia: [
    onElysiaOf,
    [500, (_, { set }) => put(set, 500)],
    [503, (_, { set }) => put(set, "Service Unavailable")],
    [503, (_, { set }) => put(set, "Service Unavailable", "text")],
    [500, (_, { set }) => put(set, 500, new Response("own"))],
    [202, (_, { set }) => put(set, "Accepted", "text")],
    [202, (_, { set }) => put(set, 500, new Response("own", { status: 202 }))],
    [500, () => elysiaStatus("Internal Server Error", "text")],
    [200, () => ({ code: 7 })],
    [200, () => ({ status: 503 })],
  ],
};

for (const [name, [build, ...cases]] of Object.entries(FRAMEWORKS)) {
  for (const [status, handler] of cases) {
    const isHandled = status >= 200 && status < 300;
    test(`${name}: ${handler} responds with ${status}, and is ${isHandled ? "not " : ""}called again`, async () => {
      let calls = 0;
      const ask = build((...given) => {
        calls += 1;
        return handler(...given);
      });
      const sent = delivery("gilbert");
      const statuses = [await ask(sent), await ask(sent)].map((response) => response.status);
      assert.deepEqual(statuses, [status, isHandled ? ack.status : status]);
      assert.equal(calls, isHandled ? 1 : 2);
    });
  }
}
