// hookward/express over real sockets, in Express 5 and Express 4, with parsers before it and after it.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import express5 from "express";
import express4 from "express4";
import { Verifier } from "hookward";
import { acknowledge, rawBody, webhook } from "hookward/express";

import { adapterSuite } from "../../test-support/adapter-suite.js";
import { mounts } from "../../test-support/frameworks.js";
import { send, serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { AS_SENT, RESERIALIZED, SAMPLE, SECRETS } from "../../test-support/schemes.js";

const options = (scheme) => ({ scheme, secret: SECRETS[scheme] });

for (const [version, express] of Object.entries({ "Express 5": express5, "Express 4": express4 })) {
  adapterSuite(version, mounts[version], webhook);

  /**
   * Builds an app with a route for every scheme. `before` adds middlewares to the app, and `route` contains middlewares before the webhook on each
   * route. Returns what the handlers, `onRefused` and the error handler received.
   */
  const build = ({ before = () => {}, route = [], given = {} } = {}) => {
    const app = express();
    app.set("env", "test");
    const seen = { deliveries: [], refused: [], errors: [] };
    before(app);
    for (const id of SAMPLE) {
      const onRefused = (error, req) => void seen.refused.push({ error, url: req.url });
      const verify = webhook({ ...options(id), onRefused, ...given });
      app.post(`/${id}`, ...route, verify, (req, res) => {
        seen.deliveries.push(req.delivery);
        acknowledge(res, req.delivery);
      });
    }
    app.use((error, _req, res, _next) => {
      seen.errors.push(error);
      res.status(error.status ?? 500).send("the app's own error page");
    });
    return { app, seen };
  };

  test(`${version}: what other middleware has left of the body is used`, async () => {
    const asBuffer = [express.raw({ type: () => true })];
    const verifyOption = [express.json({ type: () => true, verify: rawBody })];
    const own = [
      express.json({
        type: () => true,
        verify: (req, _res, bytes) => {
          req.rawBody = bytes.toString();
        },
      }),
    ];
    const textOption = [express.text({ type: () => true, verify: rawBody })];
    for (const [name, route] of Object.entries({ asBuffer, verifyOption, own, textOption })) {
      const { app, seen } = build({ route });
      await serving(app, async (port) => {
        for (const id of SAMPLE) {
          const { headers, body } = delivery(id);
          const response = await send(port, { path: `/${id}`, headers, body });
          assert.equal(response.status, 200, `${name}, ${id}`);
          assert.deepEqual(Buffer.from(seen.deliveries.pop().body), body);
          const forged = await send(port, { path: `/${id}`, headers, body: '{"forged":true}' });
          assert.equal(forged.status, 401, `${name}, ${id}`);
        }
      });
      assert.deepEqual(seen.errors, []);
    }
  });

  test(`${version}: behind express.json(), the app's error handler is told which line to change`, async () => {
    const { app, seen } = build({ before: (app) => app.use(express.json()) });
    await serving(app, async (port) => {
      for (const id of AS_SENT) {
        const response = await send(port, { path: `/${id}?token=t0ken`, ...delivery(id) });
        assert.deepEqual([response.status, response.body], [500, "the app's own error page"]);
        const error = seen.errors.pop();
        assert.ok(error instanceof TypeError);
        assert.equal(
          error.message,
          `A body parser parsed the body of POST /${id} before hookward received it. ` +
            "Put the route with webhook() above the line app.use(express.json()), or replace that line with " +
            'app.use(express.json({ verify: rawBody })), where rawBody comes from "hookward/express". ' +
            "In NestJS, write NestFactory.create(App, { rawBody: true }).",
        );
      }
    });
    assert.deepEqual([seen.deliveries, seen.refused], [[], []]);
  });

  test(`${version}: behind express.json(), a scheme that signs JSON.stringify is verified all the same`, async () => {
    const { app, seen } = build({ before: (app) => app.use(express.json()) });
    await serving(app, async (port) => {
      for (const id of RESERIALIZED) {
        const { headers, json, body } = delivery(id);
        const pretty = JSON.stringify(json, null, 4);
        const response = await send(port, { path: `/${id}`, headers, body: pretty });
        assert.equal(response.status, 200, id);
        const delivered = seen.deliveries.pop();
        assert.deepEqual([delivered.reserialized, delivered.text()], [true, body.toString()]);
        const forged = await send(port, { path: `/${id}`, headers, body: '{"forged":true}' });
        assert.deepEqual([forged.status, forged.body], [401, "invalid signature"]);
      }
    });
    assert.deepEqual(seen.errors, []);
    const off = build({ before: (app) => app.use(express.json()), given: { reserialize: false } });
    await serving(off.app, async (port) => {
      for (const id of RESERIALIZED) assert.equal((await send(port, { path: `/${id}`, ...delivery(id) })).status, 500);
    });
    assert.ok(off.seen.errors.every((error) => error.message.includes("verify: rawBody")));
  });

  test(`${version}: other parsers and readers are named too`, async () => {
    const readers = [
      [
        (app) => app.use(express.urlencoded({ extended: true })),
        "application/x-www-form-urlencoded",
        "app.use(express.urlencoded({ verify: rawBody }))",
      ],
      [
        (app) => app.use((req, _res, next) => req.resume().on("end", next)),
        "application/json",
        "The body of POST /gilbert was read before hookward received it. Put webhook() before the code that reads the body.",
      ],
    ];
    for (const [before, type, words] of readers) {
      const { app, seen } = build({ before });
      await serving(app, async (port) => {
        const { headers, body } = delivery("gilbert");
        const response = await send(port, { path: "/gilbert", headers: { ...headers, "Content-Type": type }, body });
        assert.equal(response.status, 500);
      });
      assert.ok(seen.errors[0].message.includes(words), seen.errors[0].message);
    }
  });

  test(`${version}: text that a parser has left is verified, and is the app's fault where bytes of it are lost`, async () => {
    const { app, seen } = build({ before: (app) => app.use(express.text({ type: () => true })) });
    await serving(app, async (port) => {
      for (const id of SAMPLE) {
        const { headers, body } = delivery(id);
        assert.equal((await send(port, { path: `/${id}`, headers, body })).status, 200, id);
        assert.equal((await send(port, { path: `/${id}`, headers, body: '{"forged":true}' })).status, 401, id);
      }
      assert.deepEqual(seen.errors, []);
      const { headers, body } = delivery("gilbert", { body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) });
      assert.equal((await send(port, { path: "/gilbert?token=t0ken", headers, body })).status, 500);
    });
    assert.equal(
      seen.errors.pop().message,
      "The body of POST /gilbert was decoded to text before hookward received it, and some bytes were lost. " +
        "Remove req.setEncoding(), or keep the bytes as a Buffer: req.rawBody = Buffer.concat(chunks).",
    );
  });

  test(`${version}: a parser that let a body pass has done no harm`, async () => {
    const parsers = (app) => app.use(express.json(), express.urlencoded({ extended: true }), express.text());
    const { app, seen } = build({ before: parsers });
    await serving(app, async (port) => {
      for (const id of SAMPLE) {
        const { headers, body } = delivery(id);
        const typed = { ...headers, "Content-Type": "application/vnd.webhook+data" };
        assert.equal((await send(port, { path: `/${id}`, headers: typed, body })).status, 200, id);
        const { "Content-Type": _, ...untyped } = headers;
        assert.equal((await send(port, { path: `/${id}`, headers: untyped, body })).status, 200, id);
      }
    });
    assert.deepEqual([seen.refused, seen.errors], [[], []]);
  });

  test(`${version}: parsers behind the webhook find nothing to do`, async () => {
    const app = express();
    app.use("/hook", webhook(options("gilbert")));
    app.use(express.json());
    app.post("/hook", (req, res) => res.json({ event: req.delivery.event }));
    app.post("/other", (req, res) => res.json(req.body));
    await serving(app, async (port) => {
      const { headers, body, json } = delivery("gilbert");
      const { body: responded } = await send(port, { path: "/hook", headers, body });
      assert.deepEqual(JSON.parse(responded), { event: json.event });
      const other = { headers: { "Content-Type": "application/json" }, body: '{"a":1}' };
      assert.equal((await send(port, { path: "/other", ...other })).body, '{"a":1}');
    });
  });
}

test("a verifier that was built before, and one from the other module format, will do", async () => {
  const cjs = createRequire(import.meta.url)("hookward");
  for (const verifier of [new Verifier(options("grillo")), new cjs.Verifier(options("grillo"))]) {
    const app = express5();
    app.post("/", webhook(verifier), (req, res) => acknowledge(res, req.delivery));
    await serving(app, async (port) => assert.equal((await send(port, delivery("grillo"))).status, 200));
  }
});

test("acknowledge() without webhook() before it says so", () => {
  assert.throws(() => acknowledge({}, undefined), /Put webhook\(\) before this handler/);
});
