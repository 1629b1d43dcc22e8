// hookward/h3 over real sockets and with fetch requests, in h3 2 and in h3 1, which Nuxt and Nitro use.

import assert from "node:assert/strict";
import { test } from "node:test";

import { H3, toNodeListener } from "h3";
import * as h3v1 from "h3v1";
import { acknowledge, webhook } from "hookward/h3";

import { adapterSuite } from "../../test-support/adapter-suite.js";
import { mounts } from "../../test-support/frameworks.js";
import { send, serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { SAMPLE, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], onRefused: () => {}, ...given });
const withHandler = (given) => webhook(given, () => {});

adapterSuite("h3 2", mounts["h3 2"], withHandler);
adapterSuite("h3 1", mounts["h3 1"], withHandler);

/** Apps of each version with one webhook at /. `before` reads the body first, if it is passed. */
const APPS = {
  "h3 2": (given, handler, before) => {
    const app = new H3({ onError: (error) => void errors.push(error.cause ?? error) });
    if (before !== undefined) app.use(async (event) => void (await before(event)));
    return toNodeListener(app.post("/", webhook(given, handler)).get("/", webhook(given, handler)));
  },
  "h3 1": (given, handler, before) => {
    const app = h3v1.createApp({ onError: (error) => void errors.push(error.cause ?? error) });
    if (before !== undefined) app.use(h3v1.eventHandler(async (event) => void (await before(event))));
    return h3v1.toNodeListener(app.use("/", webhook(given, handler)));
  },
};
const errors = [];

for (const [name, build] of Object.entries(APPS)) {
  test(`${name}: a handler returns what one of h3 does`, async () => {
    for (const [returned, text] of [
      [{ a: 1 }, /^\{\s*"a":\s*1\s*\}$/],
      ["text", /^text$/],
      [new Response("own", { status: 202 }), /^own$/],
    ]) {
      await serving(
        build(from("gilbert"), () => returned),
        async (port) => assert.match((await send(port, delivery("gilbert"))).body, text),
      );
    }
  });

  test(`${name}: a method that is not POST gets a 405`, async () => {
    await serving(
      build(from("gilbert"), () => assert.fail("let through")),
      async (port) => {
        const { status, headers } = await send(port, { method: "GET" });
        assert.deepEqual([status, headers.allow], [405, "POST"]);
      },
    );
  });

  test(`${name}: a body that was read before is the app's fault, where nothing has kept it`, async () => {
    const read = { "h3 2": (event) => event.req.text(), "h3 1": (event) => event.node.req.toArray() }[name];
    await serving(
      build(from("gilbert"), () => assert.fail("let through"), read),
      async (port) => {
        assert.equal((await send(port, { path: "/?token=t0ken", ...delivery("gilbert") })).status, 500);
      },
    );
    const [{ message }] = errors.splice(0);
    assert.match(message, /^A middleware or a plugin read the body of POST \/ before hookward received it\. /);
  });
}

test("h3 1: the bytes that h3 keeps of a body that was read by its own functions are used", async () => {
  for (const id of SAMPLE) {
    for (const read of [h3v1.readRawBody, h3v1.readBody]) {
      await serving(
        APPS["h3 1"](from(id), () => {}, read),
        async (port) => {
          assert.equal((await send(port, delivery(id))).status, 200, id);
          assert.equal((await send(port, { ...delivery(id), body: '{"forged":true}' })).status, 401, id);
        },
      );
    }
  }
  assert.deepEqual(errors, []);
});

test("h3: acknowledge() without a delivery says what is missing", () => {
  assert.equal(acknowledge({ ack: { status: 200, headers: {}, body: "ok" } }).headers.get("content-length"), "2");
  assert.throws(() => acknowledge(undefined), /Put webhook\(\) before this handler/);
});
