// The body that an app's own parser has parsed before the webhook is verified. webhook() replaces it with the verified body, because a parser chooses
// its format by the content type, which no signature covers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { bodyParser } from "@koa/bodyparser";
import express5 from "express";
import express4 from "express4";
import fastify5 from "fastify";
import fastify4 from "fastify4";
import * as onExpress from "hookward/express";
import * as onFastify from "hookward/fastify";
import * as onKoa from "hookward/koa";
import * as onNode from "hookward/node";
import Koa3 from "koa";
import { koaBody } from "koa-body";
import Koa2 from "koa2";

import { send, serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { RESERIALIZED, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], onRefused: () => {}, ...given });

/** JSON that has another meaning in UTF-7, and as a form. */
const json = { event: "dossier.created", role: "+AGEAZABtAGkAbg-", note: "&admin=true&" };
const TYPES = [
  "application/json",
  "application/json; charset=utf-7",
  "application/x-www-form-urlencoded",
  "text/plain",
  "text/plain; charset=utf-7",
  "application/octet-stream",
  undefined,
];

/** Sends a genuine delivery with each type. Returns what the app read: its body, and the bytes that it kept. */
async function readWith(listener, { id = "gilbert", body = Buffer.from(JSON.stringify(json)) } = {}) {
  return serving(listener, async (port) => {
    const found = [];
    for (const type of TYPES) {
      const { headers } = delivery(id, { body });
      const { "Content-Type": _, ...untyped } = headers;
      const typed = type === undefined ? untyped : { ...untyped, "Content-Type": type };
      const response = await send(port, { path: "/", headers: typed, body });
      assert.equal(response.status, 200, `${type}: ${response.body}`);
      found.push(JSON.parse(response.body));
    }
    return found;
  });
}

const expected = (rawBody) => TYPES.map(() => ({ body: json, ...(rawBody && { rawBody: JSON.stringify(json) }) }));
const show = (holder) => ({ body: holder.body, ...(holder.rawBody && { rawBody: holder.rawBody.toString() }) });

for (const [name, express] of Object.entries({ "Express 5": express5, "Express 4": express4 })) {
  const all = (given) => [
    express.json({ type: "application/json", ...given }),
    express.urlencoded({ extended: true, ...given }),
    express.text({ ...given }),
    express.raw({ ...given }),
  ];
  const build = (before, options = from("gilbert"), behind = []) => {
    const app = express();
    app.set("env", "test");
    app.post("/", ...before, onExpress.webhook(options), ...behind, (req, res) => res.json(show(req)));
    return app;
  };

  test(`${name}: behind parsers that keep the bytes, the body is what was verified`, async () => {
    assert.deepEqual(await readWith(build(all({ verify: onExpress.rawBody }))), [
      ...expected(true).slice(0, -1),
      { body: json },
    ]);
    const asText = (req, _res, bytes) => {
      req.rawBody = bytes.toString();
    };
    assert.deepEqual(await readWith(build(all({ verify: asText }))), [...expected(true).slice(0, -1), { body: json }]);
  });

  test(`${name}: parsers behind the webhook change nothing, and without any the body is there too`, async () => {
    assert.deepEqual(await readWith(build([], from("gilbert"), all({}))), expected());
    assert.deepEqual(await readWith(build([])), expected());
  });

  test(`${name}: the bytes of a re-serialized body are those that the signature covers`, async () => {
    for (const id of RESERIALIZED) {
      const app = build(all({ verify: onExpress.rawBody }), from(id));
      await serving(app, async (port) => {
        const { headers, json, body } = delivery(id);
        const pretty = JSON.stringify(json, null, 2);
        const response = await send(port, { path: "/", headers, body: pretty });
        assert.deepEqual(JSON.parse(response.body), { body: json, rawBody: body.toString() });
      });
    }
  });

  test(`${name}: a body that is not JSON, or not what the app's schema says, is undefined and no error`, async () => {
    const plain = await readWith(build([express.urlencoded({ extended: true, verify: onExpress.rawBody })]), {
      body: Buffer.from("a=1&admin=true"),
    });
    assert.ok(plain.every((one) => !("body" in one)));
    const parse = () => {
      throw new Error("another shape");
    };
    for (const one of await readWith(build([], from("gilbert", { parse })))) assert.deepEqual(one, {});
  });

  test(`${name}: an app may set the body, and a change to it is one of the delivery's JSON`, async () => {
    const app = express();
    app.post(
      "/",
      onExpress.webhook(from("gilbert"), (delivered, req, res) => {
        assert.equal(req.body, delivered.json());
        assert.deepEqual(
          Object.keys(req).filter((key) => key === "body"),
          ["body"],
        );
        req.body = "mine";
        res.json({ body: req.body });
      }),
    );
    await serving(app, async (port) => {
      assert.deepEqual(JSON.parse((await send(port, { path: "/", ...delivery("gilbert") })).body), { body: "mine" });
    });
  });
}

for (const [name, Koa] of Object.entries({ "Koa 3": Koa3, "Koa 2": Koa2 })) {
  const build = (before, options = from("gilbert")) => {
    const app = new Koa();
    for (const middleware of before) app.use(middleware);
    app.use(
      onKoa.webhook(options, (_delivered, ctx) => {
        ctx.body = show(ctx.request);
        if (ctx.req.body !== undefined) assert.deepEqual(ctx.req.body, ctx.request.body);
      }),
    );
    return app.callback();
  };

  test(`${name}: the body is what was verified`, async () => {
    assert.deepEqual(await readWith(build([])), expected());
    const read = await readWith(build([bodyParser({ enableTypes: ["json", "form", "text"], patchNode: true })]));
    for (const one of read) {
      assert.deepEqual(one.body, json);
      if ("rawBody" in one) assert.equal(one.rawBody, JSON.stringify(json));
    }
  });

  test(`${name}: a parser behind the middleware leaves it as it is`, async () => {
    const app = new Koa();
    app.use(onKoa.webhook(from("gilbert")));
    app.use(bodyParser({ enableTypes: ["json", "form", "text"] }));
    app.use((ctx) => {
      ctx.body = show(ctx.request);
    });
    assert.deepEqual(await readWith(app.callback()), expected());
  });

  test(`${name}: so is one that a parser made, where the provider signs JSON.stringify`, async () => {
    const app = build([koaBody()], from("grillo"));
    await serving(app, async (port) => {
      const { headers, json } = delivery("grillo");
      const response = await send(port, { path: "/", headers, body: JSON.stringify(json, null, 2) });
      assert.deepEqual(JSON.parse(response.body), { body: json });
    });
  });
}

for (const [name, fastify] of Object.entries({ "Fastify 5": fastify5, "Fastify 4": fastify4 })) {
  test(`${name}: the body is what was verified, and a schema of the route is for that`, async () => {
    const app = fastify();
    app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, text, done) =>
      done(null, Object.fromEntries(new URLSearchParams(text))),
    );
    const schema = { body: { type: "object", required: ["role"], properties: { role: { const: json.role } } } };
    app.post("/", { schema, ...onFastify.webhook(from("gilbert"), async (_delivered, request) => show(request)) });
    await app.ready();
    const listener = (req, res) => app.routing(req, res);
    assert.deepEqual(await readWith(listener), expected());
    await serving(listener, async (port) => {
      assert.equal((await send(port, { path: "/", ...delivery("gilbert") })).status, 400);
    });
  });

  test(`${name}: in a scope that a plugin verifies, the body is the same`, async () => {
    const app = fastify();
    app.register(async (scope) => {
      await scope.register(onFastify.webhook(from("gilbert")));
      scope.post("/", async (request) => show(request));
    });
    await app.ready();
    assert.deepEqual(await readWith((req, res) => app.routing(req, res)), expected());
  });
}

test("node:http: what a platform has put on the request is replaced, and nothing is put there else", async () => {
  const listener = onNode.webhook(from("gilbert"), (_delivered, req, res) =>
    res.end(JSON.stringify({ has: "body" in req, ...show(req) })),
  );
  assert.deepEqual(
    await readWith(listener),
    TYPES.map(() => ({ has: false })),
  );
  const platform = async (req, res) => {
    const bytes = Buffer.concat(await req.toArray());
    Object.assign(req, { rawBody: bytes, body: { admin: "true" } });
    return listener(req, res);
  };
  assert.deepEqual(
    await readWith(platform),
    expected(true).map((one) => ({ has: true, ...one })),
  );
});

for (const [name, express] of Object.entries({ "Express 5": express5, "Express 4": express4 })) {
  test(`${name}: a body that a parser has decompressed is the app's fault where the bytes sent were signed`, async () => {
    const errors = [];
    const app = express();
    app.use(express.json({ verify: onExpress.rawBody }));
    app.post(
      "/",
      onExpress.webhook(from("gilbert"), () => {}),
    );
    app.use((error, _req, res, _next) => {
      errors.push(error.message);
      res.status(500).end();
    });
    const inside = Buffer.from(JSON.stringify(json));
    const zipped = gzipSync(inside);
    const encoded = (signed) => ({ ...delivery("gilbert", { body: signed }).headers, "Content-Encoding": "gzip" });
    await serving(app, async (port) => {
      assert.equal((await send(port, { headers: encoded(inside), body: zipped })).status, 200);
      assert.equal((await send(port, { path: "/?token=t0ken", headers: encoded(zipped), body: zipped })).status, 500);
      const chunked = { ...encoded(zipped), "Transfer-Encoding": "chunked" };
      assert.equal((await send(port, { headers: chunked, body: zipped })).status, 500);
      // Without an encoding, a forgery is refused as usual.
      assert.equal((await send(port, { headers: delivery("gilbert").headers, body: inside })).status, 401);
    });
    assert.equal(errors.length, 2);
    assert.match(
      errors[0],
      /decompressed the body of POST \/ before hookward received it, .* Put webhook\(\) before the parser\.$/,
    );
  });
}

test("bytes that something kept as they were sent are no app's fault where they do not match", async () => {
  const zipped = gzipSync(JSON.stringify(json));
  const listener = onNode.webhook(from("gilbert"), () => assert.fail("let through"));
  const keeping = (req, res) => {
    req.rawBody = zipped;
    return listener(req, res);
  };
  const headers = { ...delivery("gilbert").headers, "Content-Encoding": "gzip" };
  await serving(keeping, async (port) => {
    assert.equal((await send(port, { headers, body: zipped })).status, 401);
    assert.equal(
      (await send(port, { headers: { ...headers, "Transfer-Encoding": "chunked" }, body: zipped })).status,
      401,
    );
  });
});
