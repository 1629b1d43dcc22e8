// hookward/node over real sockets: what a plain server needs in addition to the tests of all adapters.

import assert from "node:assert/strict";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { test } from "node:test";

import { acknowledge, webhook } from "hookward/node";

import { adapterSuite } from "../../test-support/adapter-suite.js";
import { mounts } from "../../test-support/frameworks.js";
import { send, serving } from "../../test-support/http.js";
import { delivery, signatureOf } from "../../test-support/providers.js";
import { RESERIALIZED, SAMPLE, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], ...given });

adapterSuite("node:http", mounts["node:http"], (options) => webhook(options, () => {}));

test("node:http: the handler has the request and the response", async () => {
  const listener = webhook(from("gilbert"), (delivered, req, res) => {
    res.setHeader("x-event", delivered.event).end(req.headers["x-gilbert-signature"]);
  });
  await serving(listener, async (port) => {
    const { headers, body, json } = delivery("gilbert");
    const response = await send(port, { headers, body });
    assert.deepEqual([response.headers["x-event"], response.body], [json.event, signatureOf("gilbert", headers)]);
  });
});

test("node:http: only POST is a delivery", async () => {
  const listener = webhook(from("gilbert"), () => assert.fail("the handler ran"));
  await serving(listener, async (port) => {
    for (const method of ["GET", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const response = await send(port, { method, headers: delivery("gilbert").headers });
      assert.deepEqual([response.status, response.headers.allow], [405, "POST"], method);
    }
  });
});

test("node:http: no error ends the process, and the console has it where nobody else is told", async (t) => {
  const logged = t.mock.method(console, "error", () => {});
  const failure = new Error("handler");
  const rejected = [];
  const note = (error) => rejected.push(error);
  process.on("unhandledRejection", note);
  const listener = webhook(from("gilbert"), async () => Promise.reject(failure));
  await serving(listener, async (port) => {
    const response = await send(port, delivery("gilbert"));
    assert.deepEqual([response.status, response.body], [500, ""]);
  });
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  assert.deepEqual(rejected, []);
  assert.deepEqual(
    logged.mock.calls.map((call) => call.arguments),
    [[failure]],
  );
});

test("node:http: half an answer does not look like a whole one", async () => {
  const errors = [];
  const listener = webhook(
    from("gilbert", { onError: (error) => void errors.push(error.message) }),
    (_delivered, _req, res) => {
      res.write("half");
      throw new Error("handler");
    },
  );
  await serving(listener, (port) => assert.rejects(send(port, delivery("gilbert")), { code: "ECONNRESET" }));
  assert.deepEqual(errors, ["handler"]);
});

test("node:http: an error behind a whole answer takes nothing from it", async () => {
  const errors = [];
  const handler = async (_delivered, _req, res) => {
    res.end("whole");
    await once(res, "finish");
    throw new Error("afterwards");
  };
  const listener = webhook(from("gilbert", { onError: (error) => void errors.push(error.message) }), handler);
  await serving(listener, async (port) => assert.equal((await send(port, delivery("gilbert"))).body, "whole"));
  assert.deepEqual(errors, ["afterwards"]);
});

test("node:http: where onError fails, the listener does not: both errors are printed, and the response is 500", async (t) => {
  const print = t.mock.method(console, "error", () => {});
  const failure = new Error("handler");
  const another = new Error("no connection to the log");
  const hooks = {
    throws: [
      () => {
        throw another;
      },
      [failure, another],
    ],
    rejects: [() => Promise.reject(another), [failure, another]],
    "throws it on": [
      (error) => {
        throw error;
      },
      [failure],
    ],
  };
  for (const [name, [onError, expected]] of Object.entries(hooks)) {
    const listener = webhook(from("gilbert", { onError }), () => Promise.reject(failure));
    const ended = [];
    await serving(
      (req, res) =>
        void listener(req, res).then(
          () => ended.push("fulfilled"),
          (error) => ended.push(error),
        ),
      async (port) => assert.equal((await send(port, delivery("gilbert"))).status, 500, name),
    );
    assert.deepEqual(ended, ["fulfilled"], name);
    const printed = print.mock.calls.map((call) => call.arguments[0]);
    print.mock.resetCalls();
    assert.deepEqual(printed, expected, name);
  }
});

test("node:http: a sender that hangs up does not make the listener reject, whatever onError does", async (t) => {
  const print = t.mock.method(console, "error", () => {});
  const onError = (error) => {
    throw error;
  };
  const listener = webhook(from("gilbert", { onError }), () => assert.fail("let through"));
  const ended = [];
  const { headers } = delivery("gilbert");
  await serving(
    (req, res) => {
      ended.push(listener(req, res));
    },
    async (port) => {
      const request = httpRequest({ port, method: "POST", headers: { ...headers, "content-length": 500 } });
      request.on("error", () => {});
      request.write("abc");
      while (ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      request.destroy();
      await Promise.all(ended);
    },
  );
  assert.deepEqual(
    print.mock.calls.map((call) => call.arguments[0].code),
    ["ECONNABORTED"],
  );
});

test("node:http: a listener that collects the chunks takes none from the webhook, however long the secret takes", async () => {
  const slow = () => new Promise((resolve) => setTimeout(resolve, 20, SECRETS.gilbert));
  for (const secret of [SECRETS.gilbert, slow]) {
    for (const encoding of [undefined, "utf8"]) {
      const listener = webhook({ scheme: "gilbert", secret }, ({ body }, req, res) => {
        res.end(JSON.stringify([body.length, Buffer.byteLength(req.rawBody)]));
      });
      const collecting = (req, res) => {
        if (encoding) req.setEncoding(encoding);
        req.rawBody = "";
        req.on("data", (chunk) => {
          req.rawBody += chunk;
        });
        return listener(req, res);
      };
      await serving(collecting, async (port) => {
        const { headers, body } = delivery("gilbert", { body: Buffer.alloc(300_000, "x") });
        const response = await send(port, { headers, body });
        assert.deepEqual([response.status, response.body], [200, `[${body.length},${body.length}]`]);
      });
    }
  }
});

/**
 * Returns a listener that acts like a platform that parses before the handler. It reads the body, and puts the result
 * of `keep` on the request.
 */
const platform = (listener, keep) => async (req, res) => {
  Object.assign(req, keep(Buffer.concat(await req.toArray())));
  return listener(req, res);
};

test("node:http: bytes that a platform has kept are used, as req.rawBody or as req.body", async () => {
  const forms = [
    (bytes) => ({ rawBody: bytes, body: JSON.parse(bytes) }),
    (bytes) => ({ rawBody: bytes.toString(), body: {} }),
    (bytes) => ({ body: bytes }),
  ];
  for (const keep of forms) {
    for (const id of SAMPLE) {
      const listener = webhook(from(id, { onRefused: () => {} }), (delivered, _req, res) =>
        acknowledge(res, delivered),
      );
      await serving(platform(listener, keep), async (port) => {
        const { headers, body } = delivery(id);
        assert.equal((await send(port, { headers, body })).status, 200, id);
        assert.equal((await send(port, { headers, body: '{"forged":true}' })).status, 401, id);
      });
    }
  }
});

test("node:http: a parsed body will do where JSON.stringify is signed, and elsewhere the error has the line to write", async () => {
  const parsed = (bytes) => ({ body: JSON.parse(bytes) });
  for (const id of SAMPLE) {
    const errors = [];
    const handler = (delivered, _req, res) => acknowledge(res, delivered);
    const listener = webhook(from(id, { onError: ({ message }) => void errors.push(message) }), handler);
    await serving(platform(listener, parsed), async (port) => {
      const { status } = await send(port, { path: "/api/hook?token=t0ken", ...delivery(id) });
      assert.equal(status, RESERIALIZED.includes(id) ? 200 : 500, id);
    });
    const expected =
      "The body of POST /api/hook was parsed before hookward received it. In a Next.js API route, write " +
      "export const config = { api: { bodyParser: false } }; on Vercel without Next.js, set NODEJS_HELPERS=0; " +
      "elsewhere, keep the bytes as req.rawBody.";
    assert.deepEqual(errors, RESERIALIZED.includes(id) ? [] : [expected]);
  }
});

test("node:http: a body that was read and not kept is the app's fault", async () => {
  const errors = [];
  const listener = webhook(from("gilbert", { onError: ({ message }) => void errors.push(message) }), () => {});
  await serving(
    platform(listener, () => ({})),
    async (port) => assert.equal((await send(port, delivery("gilbert"))).status, 500),
  );
  assert.deepEqual(errors, [
    "The body of POST / was read before hookward received it. Pass the request to webhook() first, and use delivery.body afterwards.",
  ]);
});

test("node:http: acknowledge() without a delivery says what is missing", () => {
  assert.throws(() => acknowledge({}, undefined), /Put webhook\(\) before this handler/);
});
