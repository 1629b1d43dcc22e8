// hookward/hono: over real sockets with @hono/node-server, and called with a Request, as in other runtimes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Hono } from "hono";
import { validator } from "hono/validator";
import { acknowledge, webhook } from "hookward/hono";

import { adapterSuite } from "../../test-support/adapter-suite.js";
import { mounts } from "../../test-support/frameworks.js";
import { delivery } from "../../test-support/providers.js";
import { RESERIALIZED, SAMPLE, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], onRefused: () => {}, ...given });

adapterSuite("Hono", mounts.Hono, webhook);

/** Builds an app with a route for every scheme, and with these middlewares before them. */
function build(...before) {
  const app = new Hono();
  const errors = [];
  app.onError((error, c) => {
    errors.push(error);
    return c.body(null, 500);
  });
  for (const id of SAMPLE) {
    app.post(`/${id}`, ...before, webhook(from(id)), (c) => acknowledge(c.get("delivery")));
  }
  const post = (path, { headers, body }) => app.request(path, { method: "POST", headers, body });
  return { app, errors, post };
}

test("Hono: what reads the body behind the webhook gets the bytes that were verified", async () => {
  const app = new Hono();
  const seen = {};
  const shape = validator("json", (value) => value);
  app.post("/", webhook(from("grillo")), shape, async (c) => {
    seen.valid = c.req.valid("json");
    seen.json = await c.req.json();
    seen.text = await c.req.text();
    seen.bytes = Buffer.from(await c.req.arrayBuffer());
    return acknowledge(c.var.delivery);
  });
  const { headers, body, json } = delivery("grillo");
  // The body was serialized again on the way. The signature is that of the re-serialized body, which the app receives.
  const sent = { method: "POST", headers, body: JSON.stringify(json, null, 2) };
  assert.equal((await app.request("/", sent)).status, 200);
  assert.deepEqual(seen, { valid: json, json, text: body.toString(), bytes: body });
});

test("Hono: a body that one of Hono's own methods has read before is kept by Hono", async () => {
  for (const method of ["text", "json", "arrayBuffer", "bytes"]) {
    const { post, errors } = build(async (c, next) => {
      await c.req[method]();
      await next();
    });
    for (const id of SAMPLE) {
      const { headers, body } = delivery(id);
      assert.equal((await post(`/${id}`, { headers, body })).status, 200, `${method} ${id}`);
      assert.equal((await post(`/${id}`, { headers, body: '{"forged":true}' })).status, 401, `${method} ${id}`);
    }
    assert.deepEqual(errors, []);
  }
});

test("Hono: the limit holds for a body that was read before", async () => {
  const app = new Hono();
  const readFirst = async (c, next) => {
    await c.req.text();
    await next();
  };
  app.post("/", readFirst, webhook(from("gilbert", { maxBodyBytes: 10 })), () => assert.fail("let through"));
  const { headers, body } = delivery("gilbert");
  assert.equal((await app.request("/", { method: "POST", headers, body })).status, 413);
});

test("Hono: a value without its text, as Hono before 4.9 keeps it, will do where JSON.stringify is signed", async () => {
  const { post, errors } = build(async (c, next) => {
    c.req.bodyCache.json = c.req.raw.json();
    await c.req.bodyCache.json;
    await next();
  });
  for (const id of SAMPLE) {
    const { status } = await post(`/${id}`, delivery(id));
    assert.equal(status, RESERIALIZED.includes(id) ? 200 : 500, id);
  }
  assert.equal(errors.length, SAMPLE.length - RESERIALIZED.length);
});

test("Hono: a body that was read around Hono is the app's fault, and the error has the line to write", async () => {
  for (const read of [(c) => c.req.raw.text(), (c) => c.req.raw.json()]) {
    const { post, errors } = build(async (c, next) => {
      await read(c);
      await next();
    });
    assert.equal((await post("/gilbert?token=t0ken", delivery("gilbert"))).status, 500);
    assert.equal(
      errors[0].message,
      "The body of POST /gilbert was read before hookward received it. Put webhook() before the code that reads " +
        "the body. Alternatively, change that code to await c.req.text(), after which Hono keeps the body. " +
        "Hono does not keep it after c.req.raw.text(), c.req.raw.json() or c.req.formData().",
    );
  }
});

test("Hono: a form that was parsed before is the app's fault too", async () => {
  const { post, errors } = build(async (c, next) => {
    await c.req.formData();
    await next();
  });
  const form = delivery("gilbert", { body: "a=1&b=2" });
  const headers = { ...form.headers, "Content-Type": "application/x-www-form-urlencoded" };
  assert.equal((await post("/gilbert", { headers, body: form.body })).status, 500);
  assert.match(errors[0].message, /Hono does not keep it after .* or c\.req\.formData\(\)\.$/);
});

test("Hono: a replay that calls itself a form has no fields that its signer never wrote", async () => {
  const sent = delivery("gilbert", { body: '{"event":"x","event_id":"1","note":"&admin=true&"}' });
  const multipart = "--b\r\nContent-Disposition: form-data; name=admin\r\n\r\ntrue\r\n--b--\r\n";
  const readers = {
    parseBody: [(c) => c.req.parseBody()],
    formData: [(c) => c.req.formData()],
    validator: [validator("form", (value) => value), (c) => c.req.valid("form")],
  };
  for (const [reader, handlers] of Object.entries(readers)) {
    for (const [type, { headers, body }] of [
      ["application/x-www-form-urlencoded", sent],
      ["multipart/form-data; boundary=b", delivery("gilbert", { body: multipart })],
    ]) {
      const errors = [];
      const app = new Hono();
      app.onError((error, c) => {
        errors.push(error.message);
        return c.text("", 500);
      });
      const read = handlers.pop();
      app.post("/", webhook(from("gilbert")), ...handlers, async (c) => c.json({ read: await read(c) }));
      handlers.push(read);
      const response = await app.request("/", { method: "POST", headers: { ...headers, "Content-Type": type }, body });
      assert.equal(response.status, 500, `${reader}, ${type}`);
      assert.match(errors[0], /depend on the content type.* use delivery\.json\(\)/, `${reader}, ${type}`);
    }
  }
});

test("Hono: other routes read their bodies as before", async () => {
  const app = new Hono();
  app.post("/hook", webhook(from("gilbert")), (c) => acknowledge(c.var.delivery));
  app.post("/other", async (c) => c.json({ json: await c.req.json(), delivery: c.get("delivery") === undefined }));
  const other = await app.request("/other", { method: "POST", body: '{"a":1}' });
  assert.deepEqual(await other.json(), { json: { a: 1 }, delivery: true });
});

test("Hono: a refused delivery is refused without reading more of it than the limit", async () => {
  const app = new Hono();
  app.post("/", webhook(from("gilbert", { maxBodyBytes: 100 })), () => assert.fail("let through"));
  const ask = async (headers) => {
    let pulled = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(10));
        },
      },
      { highWaterMark: 0 },
    );
    const { status } = await app.request("/", { method: "POST", headers, body, duplex: "half" });
    return [status, pulled];
  };
  assert.deepEqual(await ask({}), [401, 0]);
  assert.deepEqual(await ask(delivery("gilbert").headers), [413, 11]);
});

test("acknowledge() without a delivery says what is missing", () => {
  assert.throws(() => acknowledge(undefined), /Put webhook\(\) before this handler/);
});
