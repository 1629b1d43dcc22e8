// Schemes whose signature does not cover the body. A request is authenticated, without a delivery, in the verifier and in the adapters.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { test } from "node:test";
import { inspect } from "node:util";

import expressModule from "express";
import fastifyModule from "fastify";
import { Hono } from "hono";
import { ConfigError, defineScheme, VerificationError, Verifier } from "hookward";
import { memoryStore } from "hookward/dedupe";
import * as onExpress from "hookward/express";
import * as onFastify from "hookward/fastify";
import * as onFetch from "hookward/fetch";
import * as onHono from "hookward/hono";
import * as onKoa from "hookward/koa";
import { Verifier as LiteVerifier } from "hookward/lite";
import * as onNode from "hookward/node";
import { mercadopago } from "hookward/schemes/mercadopago";
import Koa from "koa";

const SECRET = "3b9f0c27d8e14a65b1c0f7a2d94e8c53";
const ORIGIN = "https://app.example.com";
const PATH = "/hook?type=payment&data.id=ORD01&n=1";
const BODY = '{"data":{"id":"forged"}}';

/** Returns the headers of a notification, signed as Mercado Pago does. */
function signed({ id = "ord01", ts = Math.floor(Date.now() / 1000), requestId = "r-1", secret = SECRET } = {}) {
  const manifest = `id:${id};request-id:${requestId};ts:${ts};`;
  const v1 = createHmac("sha256", secret).update(manifest).digest("hex");
  return { "x-signature": `ts=${ts},v1=${v1}`, "x-request-id": requestId };
}

const verifier = new Verifier({ scheme: "mercadopago", secret: SECRET, url: ORIGIN });

test("check gives what was authenticated, and no delivery", () => {
  const result = verifier.check({ headers: signed(), body: BODY, url: PATH });
  assert.deepEqual(Object.keys(result), ["ok", "authenticated"]);
  const { authenticated } = result;
  assert.deepEqual({ ...authenticated.signed }, { "query_lowercase:data.id": "ord01", "x-request-id": "r-1" });
  assert.equal(authenticated.scheme, "mercadopago");
  assert.equal(authenticated.secretIndex, 0);
  assert.ok(Math.abs(authenticated.timestamp.getTime() - Date.now()) < 5000);
  assert.equal(Buffer.from(authenticated.unverifiedBody).toString(), BODY);
  for (const name of ["body", "json", "text", "event", "deliveryId", "dedupeKey"])
    assert.ok(!(name in authenticated), name);
  for (const printed of [JSON.stringify(authenticated), inspect(authenticated)]) assert.doesNotMatch(printed, /forged/);
  assert.deepEqual(verifier.verify({ headers: signed(), body: "other", url: PATH }).signed, authenticated.signed);
  // The body is not signed, so it may be omitted.
  assert.equal(verifier.check({ headers: signed(), url: PATH }).ok, true);
});

test("a time in milliseconds is read as one", () => {
  const now = 1_790_000_000_123;
  const { authenticated } = verifier.check({ headers: signed({ ts: now }), url: PATH, now });
  assert.equal(authenticated.timestamp.getTime(), now);
  const { code } = verifier.check({ headers: signed({ ts: now - 301_000 }), url: PATH, now });
  assert.equal(code, "timestamp_too_old");
});

test("what is signed cannot be changed", () => {
  const headers = signed();
  const codeOf = (received) => verifier.check({ headers, url: PATH, ...received }).code;
  assert.equal(codeOf({ url: "/hook?data.id=ORD02" }), "signature_mismatch");
  assert.equal(codeOf({ url: "/hook?id=ORD01" }), "invalid_url");
  assert.equal(codeOf({ url: "/hook?data.id=ORD01&data.id=ORD02" }), "invalid_url");
  assert.equal(codeOf({ headers: { ...headers, "x-request-id": "r-2" } }), "signature_mismatch");
  assert.equal(codeOf({ headers: { ...headers, "x-request-id": undefined } }), "missing_header");
  assert.equal(codeOf({ headers: signed({ secret: "another" }) }), "signature_mismatch");
  // The boundary between two parts is where the provider put it.
  const moved = signed({ id: "ord01;request-id:x", requestId: "r-1" });
  assert.equal(codeOf({ headers: moved, url: "/hook?data.id=ORD01;request-id:x" }), "invalid_url");
  assert.throws(() => verifier.verify({ headers: signed({ id: "other" }), url: PATH }), VerificationError);
});

test("a custom scheme without a signed body says so, or is refused", () => {
  const whole = {
    id: "acme",
    name: "Acme",
    docs: "https://acme.example",
    signature: { header: "x-acme-signature", syntax: "plain", encoding: "hex" },
    signedContent: "{url_without_query} {x-nonce}",
  };
  assert.throws(() => defineScheme(whole), {
    code: "invalid_scheme",
    field: "signedContent",
    message: /`unsignedBody`/,
  });
  const acme = defineScheme({ ...whole, unsignedBody: true });
  const own = new Verifier({ scheme: acme, secret: "k", url: `${ORIGIN}/hook` });
  const { headers } = own.sign({ body: "" });
  const { signed } = own.verify({ headers });
  assert.deepEqual({ ...signed }, { url_without_query: `${ORIGIN}/hook`, "x-nonce": headers["x-nonce"] });
  for (const [change, field] of [
    [{ signedContent: "{url} {body}" }, "unsignedBody"],
    [{ event: { header: "x-event" } }, "event"],
    [{ deliveryId: { body: "id" } }, "deliveryId"],
    [{ reserialized: true }, "reserialized"],
    [{ signedContent: "{method}" }, "signedContent"],
  ])
    assert.throws(
      () => defineScheme({ ...acme, ...change }),
      { code: "invalid_scheme", field },
      JSON.stringify(change),
    );
});

test("hookward/lite authenticates by an imported scheme, and refuses one that was compiled", async () => {
  const lite = new LiteVerifier({ scheme: mercadopago, secret: SECRET, url: ORIGIN });
  const result = lite.check({ headers: signed(), body: BODY, url: PATH });
  assert.deepEqual(Object.keys(result), ["ok", "authenticated"]);
  assert.equal(result.authenticated.signed["query_lowercase:data.id"], "ord01");
  const { scheme } = lite;
  const file = { compiledBy: "0.1.0", scheme, bytes: "", headers: [], deliveryIdSigned: false };
  assert.throws(() => new LiteVerifier({ scheme: file, secret: SECRET }), {
    code: "invalid_scheme",
    field: "unsignedBody",
  });
});

test("nothing dedupes by what nobody signed", () => {
  const dedupe = memoryStore();
  for (const option of [dedupe, { store: dedupe, by: "body" }])
    assert.throws(
      () => onExpress.webhook({ scheme: "mercadopago", secret: SECRET, url: ORIGIN, dedupe: option }),
      (error) =>
        error instanceof ConfigError && error.option === "dedupe" && /does not sign the body/.test(error.message),
    );
});

/** The arguments of each adapter's handler, and the properties that it finds on the request. */
const options = { scheme: "mercadopago", secret: SECRET, url: ORIGIN, onRefused: () => {} };
const seen = [];
const note = (first, request) =>
  seen.push({ first, delivery: request?.delivery, authenticated: request?.authenticated, body: request?.body });

const SERVERS = {
  node: () => createServer(onNode.webhook(options, (first, req) => note(first, req))),
  express() {
    const app = expressModule();
    app.post("/hook", onExpress.webhook(options), (req, res) => {
      note(req.authenticated, req);
      onExpress.acknowledge(res, req.authenticated);
    });
    return createServer(app);
  },
  koa() {
    const app = new Koa();
    app.use(onKoa.webhook(options, (first, ctx) => note(first, { ...ctx.state, body: ctx.request.body })));
    return createServer(app.callback());
  },
};

async function post(url, init) {
  const response = await fetch(url, { method: "POST", body: BODY, ...init });
  return [response.status, await response.text()];
}

function assertSeen(name) {
  assert.equal(seen.length, 1, name);
  const [{ first, delivery, authenticated, body }] = seen.splice(0);
  assert.equal(first.signed["x-request-id"], "r-1", name);
  assert.equal(delivery, undefined, name);
  assert.equal(body, undefined, name);
  assert.equal(Buffer.from(first.unverifiedBody).toString(), BODY, name);
  if (name !== "node") assert.equal(authenticated, first, name);
}

for (const [name, serverOf] of Object.entries(SERVERS)) {
  test(`${name}: a handler gets what was authenticated, and the request no delivery`, async () => {
    const server = serverOf();
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const url = `http://127.0.0.1:${server.address().port}${PATH}`;
      const headers = { "content-type": "application/json" };
      assert.deepEqual(await post(url, { headers: { ...headers, ...signed() } }), [200, "ok"]);
      assertSeen(name);
      assert.equal((await post(url, { headers: { ...headers, ...signed({ id: "x" }) } }))[0], 401);
      assert.equal(seen.length, 0);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
}

test("fastify: a handler gets what was authenticated, and the request no delivery", async () => {
  const app = fastifyModule();
  app.register(async (scope) => {
    scope.register(onFastify.webhook(options));
    scope.post("/hook", async (request, reply) => {
      note(request.authenticated, request);
      return onFastify.acknowledge(reply, request.authenticated);
    });
  });
  const headers = { "content-type": "application/json", ...signed() };
  const { statusCode, body } = await app.inject({ method: "POST", url: PATH, headers, payload: BODY });
  assert.deepEqual([statusCode, body], [200, "ok"]);
  assertSeen("fastify");
  await app.close();
});

test("fetch and hono: a handler gets what was authenticated", async () => {
  const request = () => new Request(ORIGIN + PATH, { method: "POST", headers: signed(), body: BODY });
  const onRequest = onFetch.webhook(options, (first) => void note(first, { authenticated: first }));
  assert.equal((await onRequest(request())).status, 200);
  assertSeen("fetch");
  const app = new Hono();
  app.post("/hook", onHono.webhook(options), (c) => {
    note(c.get("authenticated"), { authenticated: c.get("authenticated"), delivery: c.get("delivery") });
    return c.text("mine");
  });
  assert.equal(await (await app.fetch(request())).text(), "mine");
  assertSeen("hono");
});
