// hookward/fastify over real sockets, in Fastify 5 and in Fastify 4: scopes, their parsers, hooks before it, and injected requests.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:http2";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";

import fastify5 from "fastify";
import rawBody from "fastify-raw-body";
import fastify4 from "fastify4";
import { acknowledge, webhook } from "hookward/fastify";

import { adapterSuite } from "../../test-support/adapter-suite.js";
import { mounts } from "../../test-support/frameworks.js";
import { send, serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { SAMPLE, SCHEMES, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], onRefused: () => {}, ...given });

for (const [name, fastify] of Object.entries({ "Fastify 5": fastify5, "Fastify 4": fastify4 })) {
  adapterSuite(name, mounts[name], webhook);

  /** Builds an app with a scope for each scheme, and with a route outside of them. `before` adds plugins before them. */
  const build = async (before = () => {}) => {
    const app = fastify();
    const errors = [];
    app.setErrorHandler((error, _request, reply) => {
      errors.push(error);
      return reply.code(error.statusCode ?? 500).send("the app's own error page");
    });
    await before(app);
    for (const id of SAMPLE) {
      app.register(async (scope) => {
        scope.register(webhook(from(id)));
        scope.post(`/${id}`, async (request, reply) => acknowledge(reply, request.delivery));
      });
    }
    app.post("/other", async (request) => ({ body: request.body, delivery: request.delivery ?? null }));
    await app.ready();
    return { app, errors, listener: (req, res) => app.routing(req, res) };
  };

  test(`${name}: other scopes keep their parsers, and know nothing of a delivery`, async () => {
    const { listener } = await build();
    await serving(listener, async (port) => {
      assert.equal((await send(port, { path: "/gilbert", ...delivery("gilbert") })).status, 200);
      const json = { path: "/other", headers: { "Content-Type": "application/json" }, body: '{"a":1}' };
      assert.equal((await send(port, json)).body, '{"body":{"a":1},"delivery":null}');
      const xml = { path: "/other", headers: { "Content-Type": "application/xml" }, body: "<a/>" };
      assert.equal((await send(port, xml)).status, 415);
    });
  });

  test(`${name}: every route of the scope is verified, whatever its method, and a body or none`, async () => {
    const app = fastify();
    app.register(async (scope) => {
      scope.register(webhook(from("gilbert")));
      scope.all("/", async () => "let through");
      scope.register(async (inner) => inner.post("/inner", async () => "let through"));
    });
    await app.ready();
    await serving(
      (req, res) => app.routing(req, res),
      async (port) => {
        for (const method of ["GET", "POST", "PUT", "DELETE", "PATCH"]) {
          for (const body of ["", "{}"]) {
            // The length is set explicitly, because Node's client sends none for a GET or DELETE.
            const response = await send(port, { method, headers: { "Content-Length": body.length }, body });
            assert.deepEqual([response.status, response.body], [401, "invalid signature"], `${method} ${body}`);
          }
        }
        assert.equal((await send(port, { path: "/inner", body: "{}" })).status, 401);
        assert.equal((await send(port, { path: "/inner", ...delivery("gilbert") })).body, "let through");
      },
    );
  });

  test(`${name}: requests that are injected are requests like others`, async () => {
    const { app } = await build();
    for (const id of SAMPLE) {
      const { headers, body } = delivery(id);
      const inject = (payload) => app.inject({ method: "POST", url: `/${id}`, headers, payload });
      const { statusCode, body: responded } = await inject(body);
      assert.equal(statusCode, 200, id);
      assert.equal(responded, SCHEMES[id].ack.body);
      assert.equal((await inject('{"forged":true}')).statusCode, 401, id);
    }
  });

  test(`${name}: no parser of the scope is asked, whenever it was added and whatever the sender's type`, async () => {
    const asked = [];
    const stream = (_request, payload, done) => {
      asked.push("stream");
      payload.on("end", () => done(null, "parsed")).resume();
    };
    const text = (_request, _text, done) => {
      asked.push("text");
      done(new Error("no parser likes this"));
    };
    const add = {
      "application/json, as text": (scope) =>
        scope.addContentTypeParser("application/json", { parseAs: "string" }, text),
      "application/json, as bytes": (scope) =>
        scope.addContentTypeParser("application/json", { parseAs: "buffer" }, text),
      "application/json, of a stream": (scope) => scope.addContentTypeParser("application/json", stream),
      "a form": (scope) => scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "buffer" }, text),
      "any type": (scope) => scope.addContentTypeParser("*", { parseAs: "string" }, text),
      "any type, of a stream": (scope) => scope.addContentTypeParser("*", stream),
      "an expression": (scope) => scope.addContentTypeParser(/json/, { bodyLimit: 1, parseAs: "string" }, text),
      none: (scope) => scope.removeAllContentTypeParsers(),
    };
    const types = ["application/json", "application/x-www-form-urlencoded", "text/xml", "nonsense", undefined];
    for (const [parser, register] of Object.entries(add)) {
      for (const order of ["before", "after", "in the parent, afterwards"]) {
        const app = fastify();
        app.register(async (scope) => {
          if (order === "before") register(scope);
          await scope.register(webhook(from("gilbert")));
          if (order === "after") register(scope);
          scope.post("/", async (request, reply) => {
            asked.push(request.headers["content-type"]);
            return acknowledge(reply, request.delivery);
          });
        });
        if (order === "in the parent, afterwards") register(app);
        await app.ready();
        for (const type of types) {
          const { headers, body } = delivery("gilbert");
          const { "Content-Type": _, ...untyped } = headers;
          const typed = type === undefined ? untyped : { ...untyped, "content-type": type };
          const inject = (payload) => app.inject({ method: "POST", url: "/", headers: typed, payload });
          const label = `${parser}, ${order}, ${type}`;
          assert.equal((await inject(body)).statusCode, 200, label);
          assert.deepEqual(asked.splice(0), [type], label);
          assert.equal((await inject(Buffer.from("{}"))).statusCode, 401, label);
          assert.deepEqual(asked, [], label);
        }
      }
    }
  });

  test(`${name}: a hook behind the webhook gets the verified bytes as its payload`, async () => {
    const app = fastify();
    const seen = [];
    app.register(async (scope) => {
      scope.register(webhook(from("grillo")));
      scope.addHook("preParsing", async (_request, _reply, payload) => {
        seen.push(payload.receivedEncodedLength, (await buffer(payload)).toString());
      });
      scope.post("/", async (request, reply) => acknowledge(reply, request.delivery));
    });
    const { headers, body, json } = delivery("grillo");
    const payload = JSON.stringify(json, null, 2);
    const { statusCode } = await app.inject({ method: "POST", url: "/", headers, payload });
    assert.deepEqual([statusCode, ...seen], [200, payload.length, body.toString()]);
  });

  test(`${name}: a hook that keeps the bytes leaves them to the webhook`, async () => {
    const { app, errors } = await build((app) => {
      app.addHook("preParsing", async (request, _reply, payload) => {
        request.rawBody = await buffer(payload);
        return Readable.from([request.rawBody]);
      });
    });
    for (const id of SAMPLE) {
      const { headers, body } = delivery(id);
      const inject = (payload) => app.inject({ method: "POST", url: `/${id}`, headers, payload });
      assert.equal((await inject(body)).statusCode, 200, id);
      assert.equal((await inject('{"forged":true}')).statusCode, 401, id);
    }
    assert.deepEqual(errors, []);
  });

  test(`${name}: a hook that has read the body and kept nothing is the app's fault, and the error says what to do`, async () => {
    const { app, errors } = await build((app) => {
      app.addHook("preParsing", async (_request, _reply, payload) => Readable.from([await buffer(payload)]));
    });
    const { headers, body } = delivery("gilbert");
    const response = await app.inject({ method: "POST", url: "/gilbert?token=t0ken", headers, payload: body });
    assert.deepEqual([response.statusCode, response.body], [500, "the app's own error page"]);
    assert.equal(
      errors[0].message,
      "An onRequest or preParsing hook of an outer scope read the body of POST /gilbert before hookward received it. " +
        "Register webhook() in a scope without this hook, or keep the bytes in the hook: request.rawBody = bytes.",
    );
  });

  test(`${name}: two webhooks in one scope verify a request one after the other`, async () => {
    const app = fastify();
    const errors = [];
    app.setErrorHandler((error, _request, reply) => {
      errors.push(error.message);
      return reply.code(500).send("");
    });
    for (const [path, secret] of [
      ["/same", SECRETS.gilbert],
      ["/other", "another one"],
    ]) {
      app.register(async (scope) => {
        scope.register(webhook(from("gilbert")));
        scope.register(webhook(from("gilbert", { secret, onRefused: () => {} })));
        scope.post(path, async () => "let through");
      });
    }
    const { headers, body } = delivery("gilbert");
    const post = async (url) => (await app.inject({ method: "POST", url, headers, payload: body })).statusCode;
    assert.deepEqual([await post("/same"), await post("/other")], [200, 401]);
    assert.deepEqual(errors, []);
  });

  test(`${name}: a limit above Fastify's own is the one that counts`, async () => {
    const app = fastify({ bodyLimit: 1000 });
    app.register(async (scope) => {
      scope.register(webhook(from("gilbert", { maxBodyBytes: 5000 })));
      scope.post("/", async (request, reply) => acknowledge(reply, request.delivery));
    });
    for (const [length, status] of [
      [5000, 200],
      [5001, 413],
    ]) {
      const { headers, body } = delivery("gilbert", { body: Buffer.alloc(length, "x") });
      const response = await app.inject({ method: "POST", url: "/", headers, payload: body });
      assert.equal(response.statusCode, status, `${length}`);
    }
  });
}

for (const given of [{}, { global: true, runFirst: true }, { global: true, runFirst: false }])
  test(`Fastify 5: fastify-raw-body beside it does no harm, with ${JSON.stringify(given)}`, async () => {
    const app = fastify5();
    await app.register(rawBody, given);
    app.register(async (scope) => {
      scope.register(webhook(from("gilbert")));
      scope.post("/", async (request, reply) => acknowledge(reply, request.delivery));
    });
    app.post("/other", async (request) => request.rawBody);
    await app.ready();
    await serving(
      (req, res) => app.routing(req, res),
      async (port) => {
        assert.equal((await send(port, delivery("gilbert"))).status, 200);
        const other = { path: "/other", headers: { "Content-Type": "application/json" }, body: '{"a":1}' };
        assert.equal((await send(port, other)).body, '{"a":1}');
      },
    );
  });

test("Fastify 5: HTTP/2 is no different, and a refused sender does not take the connection with it", async () => {
  const app = fastify5({ http2: true });
  app.register(async (scope) => {
    scope.register(webhook(from("gilbert", { maxBodyBytes: 1000 })));
    scope.post("/", async (request, reply) => acknowledge(reply, request.delivery));
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const session = connect(`http://127.0.0.1:${app.server.address().port}`);
  const post = async ({ headers, body }) => {
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const stream = session.request({ ":method": "POST", ":path": "/", ...Object.fromEntries(lower) });
    stream.end(body);
    const [{ ":status": status }] = await once(stream, "response");
    return [status, (await buffer(stream)).toString()];
  };
  const genuine = delivery("gilbert");
  assert.deepEqual(await post({ headers: {}, body: "{}" }), [401, "invalid signature"]);
  assert.deepEqual(await post({ ...genuine, body: Buffer.alloc(100_000, "x") }), [413, "invalid signature"]);
  assert.equal((await post(genuine))[0], 200);
  session.close();
  await app.close();
});

test("acknowledge() without a delivery says what is missing", () => {
  assert.throws(() => acknowledge({}, undefined), /Put webhook\(\) before this handler/);
});

for (const [version, fastify] of Object.entries({ "Fastify 5": fastify5, "Fastify 4": fastify4 })) {
  test(`${version}: a handler is not called where a hook of the route took the place of those that verify`, async () => {
    const replaced = {
      preParsing: async (_request, _reply, payload) => payload,
      preValidation: async () => {},
    };
    for (const isScopeVerified of [false, true]) {
      for (const [name, hook] of Object.entries(replaced)) {
        // In that case, the second webhook() would refuse the request itself.
        if (isScopeVerified && name === "preValidation") continue;
        const errors = [];
        const app = fastify();
        app.setErrorHandler((error, _request, reply) => {
          errors.push(error.message);
          reply.code(500).send("");
        });
        // A delivery of another webhook is not a delivery of this one.
        if (isScopeVerified) app.register(webhook({ scheme: "gilbert", secret: SECRETS.gilbert }));
        const own = webhook({ scheme: "grillo", secret: SECRETS.grillo }, () => assert.fail("let through"));
        app.route({ method: "POST", url: "/", ...own, [name]: hook });
        const { headers, body } = delivery(isScopeVerified ? "gilbert" : "grillo");
        const { statusCode } = await app.inject({ method: "POST", url: "/?token=t0ken", headers, payload: body });
        if (isScopeVerified && name === "preValidation") assert.notEqual(statusCode, 200);
        else assert.equal(statusCode, 500, name);
        if (statusCode === 500)
          assert.match(errors[0], /^The handler of POST \/ has no verified delivery: .* preParsing/);
        await app.close();
      }
    }
  });
}

test("Fastify: a handler that sends its own response has it sent, whatever time a hook of the app takes before that", async () => {
  for (const fastify of [fastify5, fastify4]) {
    const app = fastify();
    app.addHook("onSend", async (_request, _reply, payload) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return payload;
    });
    app.post(
      "/",
      webhook({ scheme: "gilbert", secret: SECRETS.gilbert }, async (_delivery, _request, reply) => {
        reply.send("my own");
      }),
    );
    await app.ready();
    await serving(
      (req, res) => app.routing(req, res),
      async (port) => assert.equal((await send(port, delivery("gilbert"))).body, "my own"),
    );
  }
});
