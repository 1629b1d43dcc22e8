// hookward/elysia: over real sockets with @elysiajs/node, and called with a Request, as in Bun.

import assert from "node:assert/strict";
import { test } from "node:test";

import { node } from "@elysiajs/node";
import { Elysia } from "elysia";
import { acknowledge, webhook } from "hookward/elysia";

import { adapterSuite } from "../../test-support/adapter-suite.js";
import { elysiaListener, mounts } from "../../test-support/frameworks.js";
import { send, serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { RESERIALIZED, SAMPLE, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], onRefused: () => {}, ...given });

adapterSuite("Elysia", mounts.Elysia, (given) => webhook(given, () => {}));

/** Builds an app with a route for every scheme. */
function build(options, ...before) {
  const errors = [];
  const app = before.reduce((one, hook) => one.onBeforeHandle(hook), new Elysia({ adapter: node() }));
  app.onError(({ error }) => {
    errors.push(error);
    return new Response("failed", { status: 500 });
  });
  for (const id of SAMPLE)
    app.all(
      `/${id}`,
      webhook(from(id), () => {}),
      options,
    );
  const post = (path, sent) => app.handle(new Request(`https://app.example${path}`, { method: "POST", ...sent }));
  return { app, errors, post };
}

test("Elysia: a handler returns what one of Elysia does, and its context is Elysia's", async () => {
  for (const [handler, status, text] of [
    [() => ({ a: 1 }), 200, '{"a":1}'],
    [() => "text", 200, "text"],
    [() => new Response("own", { status: 202 }), 202, "own"],
    [({ status }) => status(418, "teapot"), 418, "teapot"],
    [({ query, params, headers }) => [query.a, params.id, headers["x-a"]].join(), 200, "b,7,c"],
  ]) {
    const app = new Elysia({ adapter: node() });
    app.post(
      "/:id",
      webhook(from("gilbert"), (_, context) => handler(context)),
      { parse: "none" },
    );
    const { headers, body } = delivery("gilbert");
    const sent = { method: "POST", headers: { ...headers, "x-a": "c" }, body };
    const response = await app.handle(new Request("https://app.example/7?a=b", sent));
    assert.deepEqual([response.status, await response.text()], [status, text]);
  }
});

test("Elysia: a method that is not POST gets a 405", async () => {
  const { app } = build({ parse: "none" });
  const response = await app.handle(new Request("https://app.example/gilbert", { method: "PUT" }));
  assert.deepEqual([response.status, response.headers.get("allow")], [405, "POST"]);
});

test("Elysia: without parse none, the app is told which option to write, and what needs no bytes is verified", async () => {
  const { post, errors } = build({});
  for (const id of SAMPLE) {
    const { status } = await post(`/${id}?token=t0ken`, delivery(id));
    assert.equal(status, RESERIALIZED.includes(id) ? 200 : 500, id);
    const forged = await post(`/${id}`, { ...delivery(id), body: '{"forged":true}' });
    assert.equal(forged.status, RESERIALIZED.includes(id) ? 401 : 500, id);
  }
  const expected =
    'The body of POST /gilbert was read before hookward received it. Write { parse: "none" } as the last argument of ' +
    "this route, and do not read the body in an earlier hook.";
  assert.equal(errors[0].message, expected);
});

test("Elysia: text that it has parsed is verified", async () => {
  const { post } = build({ parse: "text" });
  for (const id of SAMPLE) {
    assert.equal((await post(`/${id}`, delivery(id))).status, 200, id);
    assert.equal((await post(`/${id}`, { ...delivery(id), body: '{"forged":true}' })).status, 401, id);
  }
});

test("Elysia in Node: a body that something before has read is the app's fault", async () => {
  const { app, errors } = build({ parse: "none" }, async ({ request }) => void (await request.text()));
  await serving(await elysiaListener(app), async (port) => {
    assert.equal((await send(port, { path: "/gilbert", ...delivery("gilbert") })).status, 500);
  });
  assert.match(errors[0].message, /before hookward received it/);
});

test("Elysia: acknowledge() without a delivery says what is missing", () => {
  assert.throws(() => acknowledge(undefined), /Put webhook\(\) before this handler/);
});
