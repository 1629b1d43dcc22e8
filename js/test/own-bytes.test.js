// The bytes that an adapter returns have a buffer that contains nothing else. Node keeps small Buffers in one pool. Code that uses the `.buffer` of
// such a Buffer, as Hono and structuredClone() do, would get bytes of other requests.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";

import { serve } from "@hono/node-server";
import { Hono } from "hono";
import * as onFetch from "hookward/fetch";
import * as onHono from "hookward/hono";
import * as onLambda from "hookward/lambda";

import { mounts } from "../../test-support/frameworks.js";
import { send, serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { SECRETS } from "../../test-support/schemes.js";

const options = { scheme: "gilbert", secret: SECRETS.gilbert, onRefused: () => {}, decompress: true };

/** The lengths of small bodies, of one that is too large for the pool, and of one in several chunks. */
const LENGTHS = [1, 20, 5000, 200_000];
const bodyOf = (length) => Buffer.from(JSON.stringify({ event: "e", event_id: "1", note: "x".repeat(length) }));

function assertAlone(body, expected, about) {
  assert.deepEqual(Buffer.from(body), Buffer.from(expected), about);
  assert.equal(Object.getPrototypeOf(body), Uint8Array.prototype, about);
  assert.equal(body.buffer.byteLength, body.length, about);
  assert.equal(structuredClone(body).buffer.byteLength, expected.length, about);
}

const pooled = (bytes) => {
  const room = Buffer.alloc(bytes.length + 100, "FORGED");
  bytes.copy(room, 50);
  return room.subarray(50, 50 + bytes.length);
};

/** Changes that earlier code has made to the request. */
const BEFORE = {
  "the stream": () => {},
  "a stream of text": (req) => void req.setEncoding("utf8"),
  "kept bytes": async (req) => {
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    req.rawBody = pooled(Buffer.concat(chunks));
  },
};

for (const [framework, mount] of Object.entries(mounts)) {
  test(`${framework}: delivery.body has a buffer of its own`, async () => {
    for (const [kept, before] of Object.entries(BEFORE)) {
      const found = [];
      const handler = (received, acknowledge) => {
        found.push(received.body);
        return acknowledge();
      };
      const onError = (error) => assert.fail(error);
      const app = await mount([{ path: "/", options, handler }], { before, onError });
      await serving(app, async (port) => {
        for (const length of LENGTHS) {
          const sent = delivery("gilbert", { body: bodyOf(length) });
          const response = await send(port, { path: "/", ...sent });
          assert.equal(response.status, 200, `${kept}, ${length}`);
          assertAlone(found.pop(), sent.body, `${kept}, ${length}`);
          if (kept === "a stream of text") continue;
          for (const [encoding, compress] of [
            ["gzip", gzipSync],
            ["deflate", deflateSync],
            ["br", brotliCompressSync],
          ]) {
            const headers = { ...sent.headers, "Content-Encoding": encoding };
            const { status } = await send(port, { path: "/", headers, body: compress(sent.body) });
            assert.equal(status, 200, `${kept}, ${length}, ${encoding}`);
            assertAlone(found.pop(), sent.body, `${kept}, ${length}, ${encoding}`);
          }
        }
      });
    }
  });
}

test("hookward/fetch and hookward/lambda: delivery.body has a buffer of its own", async () => {
  const found = [];
  const keep = ({ body }) => void found.push(body);
  const onRequest = onFetch.webhook(options, keep);
  const onEvent = onLambda.webhook(options, keep);
  for (const length of LENGTHS) {
    const { headers, body } = delivery("gilbert", { body: bodyOf(length) });
    const zipped = gzipSync(body);
    const encoded = { ...headers, "content-encoding": "gzip" };
    const request = (sent, given) =>
      new Request("https://app.example/", { method: "POST", headers: given, body: sent });
    await onRequest(request(body, headers));
    await onRequest(request(zipped, encoded));
    await onEvent({ headers, body: body.toString(), isBase64Encoded: false });
    await onEvent({ headers, body: body.toString("base64"), isBase64Encoded: true });
    await onEvent({ headers: encoded, body: zipped.toString("base64"), isBase64Encoded: true });
    assert.equal(found.length, 5);
    for (const bytes of found.splice(0)) assertAlone(bytes, body, length);
  }
});

test("Hono in Node: what Hono's own methods read behind the webhook is that request's body alone", async (t) => {
  const app = new Hono();
  app.post("/", onHono.webhook({ ...options, decompress: false }), async (c) => {
    const [text, bytes, json] = [await c.req.text(), await c.req.arrayBuffer(), await c.req.json()];
    return c.json({ text, length: bytes.byteLength, json });
  });
  const server = await new Promise((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(started));
  });
  t.after(() => server.close());
  const { port } = server.address();
  const { headers } = delivery("gilbert");
  for (let count = 0; count < 3; count++)
    assert.equal((await send(port, { headers, body: "FORGED&admin=true&" })).status, 401);
  const sent = delivery("gilbert");
  const response = await send(port, sent);
  const text = sent.body.toString();
  assert.deepEqual(JSON.parse(response.body), { text, length: sent.body.length, json: JSON.parse(text) });
});
