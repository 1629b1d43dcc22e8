// hookward/nestjs over real sockets, on Express and on Fastify: the guard, the decorator, and their use in an app.

import assert from "node:assert/strict";
import { test } from "node:test";

import "reflect-metadata";
import { Body, Controller, Module, Post, UseGuards } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { memoryStore } from "hookward/dedupe";
import { Delivery, webhook } from "hookward/nestjs";

import { adapterSuite } from "../../test-support/adapter-suite.js";
import { send, serving } from "../../test-support/http.js";
import { guardOnExpress, guardOnFastify } from "../../test-support/nest.js";
import { delivery } from "../../test-support/providers.js";
import { RESERIALIZED, SAMPLE, SECRETS } from "../../test-support/schemes.js";
import { senderSuite } from "../../test-support/sender-suite.js";

for (const [name, mount] of Object.entries({
  "NestJS on Express": guardOnExpress,
  "NestJS on Fastify": guardOnFastify,
})) {
  adapterSuite(name, mount, webhook);
  senderSuite(name, mount);
}

const PLATFORMS = { Express: ExpressAdapter, Fastify: FastifyAdapter };
const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], onRefused: () => {}, ...given });

/** Builds an app as the documentation shows it, with a route for each scheme, and one without a guard. */
async function build(Platform, settings, { handler = () => ({}), given = {}, filter, set = () => {} } = {}) {
  const controllers = SAMPLE.map((id) => {
    class Hooks {
      hook(delivered, body) {
        return handler(delivered, body);
      }
    }
    const descriptor = Object.getOwnPropertyDescriptor(Hooks.prototype, "hook");
    Delivery()(Hooks.prototype, "hook", 0);
    Body()(Hooks.prototype, "hook", 1);
    UseGuards(webhook(from(id, given)))(Hooks.prototype, "hook", descriptor);
    Post()(Hooks.prototype, "hook", descriptor);
    Controller(id)(Hooks);
    return Hooks;
  });
  class Unguarded {
    hook(delivered) {
      return delivered;
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(Unguarded.prototype, "hook");
  Delivery()(Unguarded.prototype, "hook", 0);
  Post()(Unguarded.prototype, "hook", descriptor);
  Controller("unguarded")(Unguarded);
  class App {}
  Module({ controllers: [...controllers, Unguarded] })(App);
  const app = await NestFactory.create(App, new Platform(), { logger: false, ...settings });
  if (filter !== undefined) app.useGlobalFilters(filter);
  set(app);
  await app.init();
  const instance = app.getHttpAdapter().getInstance();
  if (Platform === ExpressAdapter) return instance;
  await instance.ready();
  return (req, res) => instance.routing(req, res);
}

test("NestJS on Express: its parser takes 100 kB of a body, and more with useBodyParser()", async () => {
  const body = Buffer.from(JSON.stringify({ event: "e", event_id: "evt_1", text: "x".repeat(200_000) }));
  const more = (app) => app.useBodyParser("json", { limit: "1mb" });
  for (const [set, expected] of [
    [() => {}, 413],
    [more, 201],
  ])
    await serving(await build(ExpressAdapter, { rawBody: true }, { set }), async (port) => {
      const { status } = await send(port, { path: "/gilbert", ...delivery("gilbert", { body }) });
      assert.equal(status, expected);
    });
});

for (const [name, Platform] of Object.entries(PLATFORMS)) {
  test(`NestJS on ${name}: with rawBody, the parameters are the delivery and the verified JSON`, async () => {
    const seen = [];
    const app = await build(Platform, { rawBody: true }, { handler: (...given) => void seen.push(given) });
    await serving(app, async (port) => {
      for (const id of SAMPLE) {
        const { headers, body, json } = delivery(id);
        assert.equal((await send(port, { path: `/${id}`, headers, body })).status, 201, id);
        const [delivered, parsed] = seen.pop();
        assert.deepEqual([Buffer.from(delivered.body), parsed], [body, json]);
        const forged = await send(port, { path: `/${id}`, headers, body: '{"forged":true}' });
        assert.deepEqual([forged.status, forged.body], [401, "invalid signature"], id);
      }
    });
    assert.deepEqual(seen, []);
  });

  test(`NestJS on ${name}: without rawBody, the app is told what to write`, async () => {
    const errors = [];
    const filter = {
      catch(error, host) {
        errors.push(error);
        const response = host.switchToHttp().getResponse();
        response.status(500).send("");
      },
    };
    const app = await build(Platform, {}, { filter });
    await serving(app, async (port) => {
      for (const id of SAMPLE) {
        const { status } = await send(port, { path: `/${id}`, ...delivery(id) });
        assert.equal(status, RESERIALIZED.includes(id) ? 201 : 500, id);
      }
    });
    const [{ message }] = errors;
    assert.match(
      message,
      /^NestJS parsed the body of POST \/\w+ before .*NestFactory\.create\(App, \{ rawBody: true \}\)\.$/,
    );
  });

  test(`NestJS on ${name}: a refusal is no business of a filter`, async () => {
    const filter = { catch: () => assert.fail("asked a filter") };
    await serving(await build(Platform, { rawBody: true }, { filter }), async (port) => {
      const { status, body } = await send(port, {
        path: "/gilbert",
        headers: { "Content-Type": "application/json" },
        body: "{}",
      });
      assert.deepEqual([status, body], [401, "invalid signature"]);
    });
  });

  test(`NestJS on ${name}: a delivery is handled once, and again where the handler failed`, async () => {
    let handled = 0;
    const handler = () => {
      handled += 1;
      if (handled === 1) throw new Error("handler");
      return {};
    };
    const app = await build(
      Platform,
      { rawBody: true },
      { handler, given: { dedupe: { store: memoryStore(), by: "body" } } },
    );
    await serving(app, async (port) => {
      const sent = { path: "/gilbert", ...delivery("gilbert") };
      const statuses = [];
      for (let left = 4; left > 0; left--) statuses.push((await send(port, sent)).status);
      assert.deepEqual([statuses, handled], [[500, 201, 200, 200], 2]);
    });
  });

  test(`NestJS on ${name}: a parameter without the guard is an error of the app`, async () => {
    const errors = [];
    const filter = {
      catch(error, host) {
        errors.push(error.message);
        host.switchToHttp().getResponse().status(500).send("");
      },
    };
    await serving(await build(Platform, { rawBody: true }, { filter }), (port) =>
      send(port, { path: "/unguarded", ...delivery("gilbert") }),
    );
    assert.match(errors[0], /Put webhook\(\) before this handler/);
  });
}

test("NestJS: the handler is a method, and not an argument", () => {
  assert.throws(() => webhook(from("gilbert"), () => {}), { name: "ConfigError", option: "handler" });
});
