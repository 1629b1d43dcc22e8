// Two calls of webhook() in front of one route: the second verifies the bytes that the first has read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import express5 from "express";
import express4 from "express4";
import fastify5 from "fastify";
import fastify4 from "fastify4";
import * as onExpress from "hookward/express";
import * as onFastify from "hookward/fastify";
import * as onKoa from "hookward/koa";
import Koa3 from "koa";
import Koa2 from "koa2";

import { send, serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { RESERIALIZED, SECRETS } from "../../test-support/schemes.js";

/** Apps whose handler responds with the bytes of the second webhook's delivery. */
const onExpressOf = (express) => (first, second) => {
  const app = express();
  app.set("env", "test");
  return app.post("/", onExpress.webhook(first), onExpress.webhook(second), (req, res) =>
    res.send(req.delivery.text()),
  );
};
const onKoaOf = (Koa) => (first, second) =>
  new Koa()
    .use(onKoa.webhook(first))
    .use(onKoa.webhook(second))
    .use((ctx) => {
      ctx.body = ctx.state.delivery.text();
    })
    .callback();
const onFastifyOf = (fastify) => async (first, second) => {
  const app = fastify();
  app.register(async (scope) => {
    scope.register(onFastify.webhook(first));
    scope.post(
      "/",
      onFastify.webhook(second, ({ body }, request, reply) => {
        assert.equal(request.headers["content-type"], "application/json");
        return reply.send(Buffer.from(body));
      }),
    );
  });
  await app.ready();
  return (req, res) => app.routing(req, res);
};

const BUILD = {
  "Express 5": onExpressOf(express5),
  "Express 4": onExpressOf(express4),
  "Koa 3": onKoaOf(Koa3),
  "Koa 2": onKoaOf(Koa2),
  "Fastify 5": onFastifyOf(fastify5),
  "Fastify 4": onFastifyOf(fastify4),
};

for (const [framework, build] of Object.entries(BUILD)) {
  test(`${framework}: a second webhook() verifies the bytes that the first one has read`, async () => {
    const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], onRefused: () => {}, ...given });
    for (const id of ["gilbert", RESERIALIZED[0]]) {
      const sent = delivery(id);
      const zipped = { headers: { ...sent.headers, "Content-Encoding": "gzip" }, body: gzipSync(sent.body) };
      for (const [name, given, request] of [
        ["as sent", {}, sent],
        ["compressed", { decompress: true }, zipped],
      ]) {
        const genuine = await build(from(id, given), from(id, given));
        await serving(genuine, async (port) => {
          const response = await send(port, request);
          assert.deepEqual([response.status, response.body], [200, sent.body.toString()], `${id}, ${name}`);
          assert.equal((await send(port, { ...request, body: "{}" })).status, 401, `${id}, ${name}`);
        });
        const forged = await build(from(id, given), from(id, { ...given, secret: "another one" }));
        await serving(forged, async (port) => assert.equal((await send(port, request)).status, 401, `${id}, ${name}`));
      }
    }
  });
}
