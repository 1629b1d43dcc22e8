// hookward/fetch with Node's own Request and Response: bodies of every kind, limits, and which function responds.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import azureFunctions from "@azure/functions";
import { VerificationError, Verifier } from "hookward";
import { acknowledge, refuse, verify, webhook } from "hookward/fetch";

import { delivery, signatureOf } from "../../test-support/providers.js";
import { otherSecretOf, SAMPLE, SCHEMES, SECRETS } from "../../test-support/schemes.js";

const URL_ = "https://app.example/webhooks";
const options = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], ...given });
const quiet = { onRefused: () => {} };

const request = ({ headers, body }, init = {}) => new Request(URL_, { method: "POST", headers, body, ...init });

/** Returns a body that arrives in pieces of a given size, one at a time. `pulled` counts the pieces that were read. */
function pieces(body, size = 3, asked = {}) {
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        asked.pulled = (asked.pulled ?? 0) + 1;
        await new Promise((resolve) => setImmediate(resolve));
        if (at >= body.length) return controller.close();
        controller.enqueue(new Uint8Array(body.subarray(at, at + size)));
        at += size;
      },
      cancel() {
        asked.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
}

test("a genuine delivery is handed to the handler, with the request and what else the runtime gives", async () => {
  for (const id of SAMPLE) {
    const calls = [];
    const handle = webhook(options(id), (...all) => void calls.push(all));
    const sent = delivery(id);
    const [asked, env, ctx] = [request(sent), { SECRET: "env" }, { waitUntil() {} }];
    const response = await handle(asked, env, ctx);
    assert.ok(response.ok, id);
    const [[delivered, ...rest]] = calls;
    assert.deepEqual(rest, [asked, env, ctx]);
    assert.deepEqual([delivered.scheme, Buffer.from(delivered.body)], [id, sent.body]);
  }
});

test("what the handler gives back is the answer, and nothing stands for the provider's own words", async () => {
  for (const nothing of [() => {}, async () => {}, () => null]) {
    const response = await webhook(options("smarterbot"), nothing)(request(delivery("smarterbot")));
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "application/json");
    assert.equal(await response.text(), '{"status":"success"}');
  }
  const own = new Response("later", { status: 503 });
  assert.equal(await webhook(options("smarterbot"), () => own)(request(delivery("smarterbot"))), own);
});

test("what the handler throws is the app's own error", async () => {
  const failure = new Error("handler");
  for (const handler of [
    () => {
      throw failure;
    },
    async () => Promise.reject(failure),
  ]) {
    await assert.rejects(webhook(options("grillo"), handler)(request(delivery("grillo"))), failure);
  }
  // An error that looks like a refusal is also passed on, because the delivery was genuine.
  const other = new VerificationError({ code: "missing_header", message: "another delivery" });
  const handler = () => {
    throw other;
  };
  await assert.rejects(webhook(options("grillo"), handler)(request(delivery("grillo"))), other);
});

test("refused answers are always the same words, and the handler does not run", async () => {
  for (const id of SAMPLE) {
    const refused = [];
    const onRefused = (error, asked) => void refused.push([error, asked]);
    const handle = webhook(options(id, { maxBodyBytes: 5000, onRefused }), () => assert.fail("the handler ran"));
    const genuine = delivery(id);
    const forged = delivery(id, { secret: otherSecretOf(id) });
    const requests = [
      [{ ...genuine, headers: {} }, "missing_header", 401],
      [forged, "signature_mismatch", 401],
      [{ ...genuine, body: `${genuine.body} x` }, "signature_mismatch", 401],
      [{ ...genuine, body: "x".repeat(5001) }, "body_too_large", 413],
    ];
    for (const [given, code, status] of requests) {
      const asked = request(given);
      const response = await handle(asked);
      assert.deepEqual([response.status, await response.text()], [status, "invalid signature"], `${id} ${code}`);
      const [error, about] = refused.pop();
      assert.deepEqual(
        [error.code, error.status, error instanceof VerificationError, about],
        [code, status, true, asked],
      );
    }
  }
});

test("a body in pieces is one body", async () => {
  for (const id of SAMPLE) {
    const { headers, body } = delivery(id);
    for (const size of [1, 7, body.length]) {
      const asked = request({ headers, body: pieces(body, size) }, { duplex: "half" });
      const delivered = await verify(new Verifier(options(id)), asked);
      assert.deepEqual(Buffer.from(delivered.body), body);
    }
  }
});

test("the limit is exact, with a length announced and without", async () => {
  const verifier = new Verifier({ ...options("gilbert"), maxBodyBytes: 4096 });
  for (const length of [4096, 4097]) {
    const { headers, body } = delivery("gilbert", { body: Buffer.alloc(length, "x") });
    const announced = request({ headers: { ...headers, "Content-Length": `${length}` }, body });
    const unannounced = request({ headers, body: pieces(body, 1000) }, { duplex: "half" });
    for (const asked of [announced, unannounced]) {
      if (length === 4096) assert.equal((await verify(verifier, asked)).body.length, 4096);
      else
        await assert.rejects(verify(verifier, asked), {
          name: "VerificationError",
          code: "body_too_large",
          limit: 4096,
        });
    }
  }
});

test("nothing of a body is read when its headers or its length refuse it, and no more than the limit else", async () => {
  const verifier = new Verifier({ ...options("gilbert"), maxBodyBytes: 100 });
  const { headers } = delivery("gilbert");
  const read = async (given, body = Buffer.alloc(10_000, "x")) => {
    const asked = {};
    const code = await verify(
      verifier,
      request({ headers: given, body: pieces(body, 10, asked) }, { duplex: "half" }),
    ).catch((error) => error.code);
    return [code, asked.pulled ?? 0, asked.cancelled ?? false];
  };
  assert.deepEqual(await read({}), ["missing_header", 0, false]);
  assert.deepEqual(await read({ ...headers, "Content-Length": "101" }), ["body_too_large", 0, false]);
  assert.deepEqual(await read(headers), ["body_too_large", 11, true]);
});

test("a body whose sender does not let go of it is refused all the same", async () => {
  const { headers } = delivery("gilbert");
  let chunks = 0;
  const body = new ReadableStream({
    pull(controller) {
      // The body is far longer than the limit, so that code that continues to read gets an error instead of reading endlessly.
      if (++chunks > 100) controller.error(new Error("read on"));
      else controller.enqueue(new Uint8Array(1000));
    },
    cancel: () => new Promise(() => {}),
  });
  const handle = webhook(options("gilbert", { maxBodyBytes: 2500, ...quiet }), () => {});
  assert.equal((await handle(request({ headers, body }, { duplex: "half" }))).status, 413);
});

test("a body that breaks off is no delivery", async () => {
  const { headers, body } = delivery("gilbert");
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(body));
      controller.error(new Error("connection lost"));
    },
  });
  const handle = webhook(options("gilbert"), () => assert.fail("the handler ran"));
  await assert.rejects(handle(request({ headers, body: broken }, { duplex: "half" })), /connection lost/);
});

test("a body that was read before is the app's fault, and the error says what to do", async () => {
  const asked = request(delivery("grillo"));
  await asked.json();
  const words = { name: "TypeError", message: /Verify first, then use delivery\.json\(\)/ };
  await assert.rejects(verify(new Verifier(options("grillo")), asked), words);
  await assert.rejects(webhook(options("grillo"), () => {})(asked), words);
});

test("a stream of something other than bytes is the app's fault", async () => {
  const { headers } = delivery("gilbert");
  const body = new ReadableStream({ start: (controller) => controller.enqueue("text") });
  const asked = request({ headers, body }, { duplex: "half" });
  await assert.rejects(verify(new Verifier(options("gilbert")), asked), {
    name: "TypeError",
    message: /other than bytes/,
  });
});

test("a request without a body has an empty one, and one without a stream is read whole", async () => {
  const verifier = new Verifier({ ...options("gilbert"), maxBodyBytes: 1000 });
  const empty = delivery("gilbert", { body: "" });
  assert.equal((await verify(verifier, request({ headers: empty.headers }))).body.length, 0);
  assert.equal((await verify(verifier, request({ headers: empty.headers, body: "" }))).body.length, 0);
  const genuine = delivery("gilbert");
  // Some browsers cannot read a request as a stream.
  const streamless = (sent) => Object.defineProperty(request(sent), "body", { value: undefined });
  assert.equal((await verify(verifier, streamless(genuine))).event, genuine.json.event);
  const long = delivery("gilbert", { body: "x".repeat(1001) });
  await assert.rejects(verify(verifier, streamless(long)), { code: "body_too_large" });
});

test("only POST is a delivery", async () => {
  const handle = webhook(options("gilbert"), () => assert.fail("the handler ran"));
  for (const method of ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
    const response = await handle(new Request(URL_, { method, headers: delivery("gilbert").headers }));
    assert.deepEqual([response.status, response.headers.get("allow")], [405, "POST"], method);
  }
});

test("a header that was sent twice is refused, although fetch has joined the two", async () => {
  for (const id of SAMPLE) {
    const { headers, body } = delivery(id);
    const { header, syntax } = SCHEMES[id].signature;
    for (const second of [signatureOf(id, headers), "00", "foo=bar"]) {
      const twice = new Headers(headers);
      twice.append(header, second);
      // A value that is not a field is malformed before it can be a second header. After joining, the two cases cannot be distinguished.
      const code = syntax.fields && second === "00" ? "malformed_header" : "duplicate_header";
      const asked = request({ headers: twice, body });
      await assert.rejects(
        verify(new Verifier(options(id)), asked),
        { name: "VerificationError", code },
        `${id} ${second}`,
      );
    }
  }
});

test("onRefused is awaited, and its failure is the app's and lets nothing through", async () => {
  const handler = () => assert.fail("the handler ran");
  const bad = () => request({ headers: {}, body: "{}" });
  let told = false;
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    told = true;
  };
  assert.equal((await webhook(options("gilbert", { onRefused: slow }), handler)(bad())).status, 401);
  assert.ok(told);
  const failing = async () => Promise.reject(new Error("no database"));
  await assert.rejects(webhook(options("gilbert", { onRefused: failing }), handler)(bad()), /no database/);
});

test("without onRefused a refusal is one line on the console", async (t) => {
  const warn = t.mock.method(console, "warn", () => {});
  await webhook(options("gilbert"), () => {})(request({ headers: {}, body: "{}" }));
  assert.equal(warn.mock.calls.length, 1);
  assert.match(
    warn.mock.calls[0].arguments.join(),
    /^hookward: missing_header: The header x-gilbert-signature is missing\./,
  );
});

test("verify, refuse and acknowledge are there for frameworks with a way of their own", async () => {
  const verifier = new Verifier(options("smarterbot"));
  const POST = async (asked) => {
    try {
      return acknowledge(await verify(verifier, asked));
    } catch (error) {
      if (error instanceof VerificationError) return refuse(error);
      throw error;
    }
  };
  assert.equal(await (await POST(request(delivery("smarterbot")))).text(), '{"status":"success"}');
  const refused = await POST(request({ headers: {}, body: "" }));
  assert.deepEqual([refused.status, await refused.text()], [401, "invalid signature"]);
});

test("a request of Azure Functions is verified, and so is what verify() is given", async () => {
  for (const id of SAMPLE) {
    const { headers, body } = delivery(id);
    const azure = (given = body) =>
      new azureFunctions.HttpRequest({
        method: "POST",
        url: URL_,
        headers,
        body: { bytes: given },
        params: { id },
        query: {},
      });
    const handle = webhook(options(id, quiet), (_delivered, { params }, context) =>
      Response.json([params.id, context]),
    );
    assert.deepEqual(await (await handle(azure(), "context")).json(), [id, "context"]);
    assert.equal((await handle(azure(Buffer.from('{"forged":true}')), "context")).status, 401);
    assert.deepEqual(Buffer.from((await verify(new Verifier(options(id)), azure())).body), body);
    const read = azure();
    await read.text();
    await assert.rejects(handle(read, "context"), { name: "TypeError", message: /Verify first/ });
  }
});

test("60 requests at once over all schemes each get their own answer", async () => {
  const handlers = Object.fromEntries(
    SAMPLE.map((id) => [id, webhook(options(id, quiet), (delivered) => Response.json(delivered.json().at))]),
  );
  const responses = await Promise.all(
    Array.from({ length: 60 }, async (_, at) => {
      const id = SAMPLE[at % SAMPLE.length];
      const { headers, body } = delivery(id, { json: { at, pad: "x".repeat(at * 1000) } });
      if (at % 4 === 0) body[3] ^= 1;
      const response = await handlers[id](request({ headers, body: pieces(body, 5000) }, { duplex: "half" }));
      return response.ok ? response.json() : response.status;
    }),
  );
  assert.deepEqual(
    responses,
    Array.from({ length: 60 }, (_, at) => (at % 4 === 0 ? 401 : at)),
  );
});

test("a verifier that was built before, and one from the other module format, will do", async () => {
  const cjs = createRequire(import.meta.url)("hookward");
  for (const verifier of [new Verifier(options("grillo")), new cjs.Verifier(options("grillo"))]) {
    assert.equal((await webhook({ verifier, ...quiet }, () => {})(request(delivery("grillo")))).status, 200);
    // A refusal is recognized whichever class it has.
    assert.equal((await webhook({ verifier, ...quiet }, () => {})(request({ headers: {}, body: "" }))).status, 401);
    const { headers } = delivery("grillo");
    assert.equal((await webhook({ verifier, ...quiet }, () => {})(request({ headers, body: "{}" }))).status, 401);
  }
  for (const from of [undefined, null, {}, { scheme: "gilbert" }, { scheme: "gilbert", secret: "" }]) {
    assert.throws(() => webhook(from, () => {}), { name: "ConfigError" });
  }
});

test("fetch: a body that something else is reading is the app's fault, in hookward's own words", async () => {
  const takes = {
    "a reader": (request) => void request.body.getReader(),
    "a pipe": (request) => void request.body.pipeThrough(new TransformStream()),
  };
  for (const [name, take] of Object.entries(takes)) {
    const { headers, body } = delivery("gilbert");
    const request = new Request("https://app.example/", { method: "POST", headers, body });
    take(request);
    const handle = webhook({ scheme: "gilbert", secret: SECRETS.gilbert }, () => assert.fail("let through"));
    await assert.rejects(
      handle(request),
      { name: "TypeError", message: /before hookward received it\. Verify first/ },
      name,
    );
  }
});
