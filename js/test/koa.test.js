// hookward/koa over real sockets, in Koa 3 and Koa 2: parsers before it and after it, and the state of the context.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bodyParser } from "@koa/bodyparser";
import { acknowledge, webhook } from "hookward/koa";
import Koa3 from "koa";
import { koaBody } from "koa-body";
import Koa2 from "koa2";

import { adapterSuite } from "../../test-support/adapter-suite.js";
import { mounts } from "../../test-support/frameworks.js";
import { send, serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { RESERIALIZED, SAMPLE, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], ...given });

for (const [name, Koa] of Object.entries({ "Koa 3": Koa3, "Koa 2": Koa2 })) {
  adapterSuite(name, mounts[name], webhook);

  /** Builds an app with one webhook at /hook, and with these middlewares before it. Every other path returns what a parser made of the body. */
  const build = (id, ...before) => {
    const app = new Koa();
    const errors = [];
    app.on("error", (error) => errors.push(error));
    for (const middleware of before) app.use(middleware);
    const verify = webhook(from(id, { onRefused: () => {} }));
    app.use((ctx, next) => {
      if (ctx.path === "/hook") return verify(ctx, () => acknowledge(ctx, ctx.state.delivery));
      return next();
    });
    app.use(koaBody());
    app.use((ctx) => {
      ctx.body = ctx.request.body;
    });
    return { listener: app.callback(), errors };
  };

  test(`${name}: other routes keep their parser`, async () => {
    const { listener } = build("gilbert");
    await serving(listener, async (port) => {
      assert.equal((await send(port, { path: "/hook", ...delivery("gilbert") })).status, 200);
      const other = { path: "/other", headers: { "Content-Type": "application/json" }, body: '{"a":1}' };
      assert.equal((await send(port, other)).body, '{"a":1}');
    });
  });

  test(`${name}: the text that @koa/bodyparser keeps is used`, async () => {
    for (const options of [{}, { patchNode: true }]) {
      for (const id of SAMPLE) {
        const { listener, errors } = build(id, bodyParser(options));
        await serving(listener, async (port) => {
          const { headers, body } = delivery(id);
          assert.equal((await send(port, { path: "/hook", headers, body })).status, 200, id);
          assert.equal((await send(port, { path: "/hook", headers, body: '{"forged":true}' })).status, 401, id);
          // A type that the parser does not parse, and whose body it does not read.
          const untyped = { ...headers, "Content-Type": "application/octet-stream" };
          assert.equal((await send(port, { path: "/hook", headers: untyped, body })).status, 200, id);
        });
        assert.deepEqual(errors, []);
      }
    }
  });

  test(`${name}: behind a parser that keeps nothing, the app is told which line to change`, async () => {
    for (const id of SAMPLE) {
      const { listener, errors } = build(id, koaBody());
      await serving(listener, async (port) => {
        const { headers, json } = delivery(id);
        const response = await send(port, { path: "/hook?token=t0ken", headers, body: JSON.stringify(json, null, 2) });
        assert.equal(response.status, RESERIALIZED.includes(id) ? 200 : 500, id);
        assert.equal(response.body.includes("hookward"), false);
      });
      const expected =
        "A body parser parsed the body of POST /hook before hookward received it. Put the route with webhook() above the " +
        "line app.use(koaBody()), or replace that line with app.use(bodyParser()), where { bodyParser } comes from " +
        '"@koa/bodyparser", which keeps the text as ctx.request.rawBody.';
      assert.deepEqual(
        errors.map(({ message }) => message),
        RESERIALIZED.includes(id) ? [] : [expected],
      );
    }
  });

  test(`${name}: a body that was read and not kept is the app's fault`, async () => {
    const { listener, errors } = build("gilbert", async (ctx, next) => {
      await ctx.req.toArray();
      return next();
    });
    await serving(listener, async (port) => {
      assert.equal((await send(port, { path: "/hook", ...delivery("gilbert") })).status, 500);
    });
    assert.match(
      errors[0].message,
      /^The body of POST \/hook was read before hookward received it\. Put webhook\(\) before the code that reads the body\.$/,
    );
  });
}

test("acknowledge() without a delivery says what is missing", () => {
  assert.throws(() => acknowledge({}, undefined), /Put webhook\(\) before this handler/);
});
