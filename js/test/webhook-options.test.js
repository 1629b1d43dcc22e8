// The options of webhook() in every adapter: hooks in addition to the options of a verifier, secrets as functions, and handlers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";

import { ConfigError, Verifier } from "hookward";

import { HANDLERS, WEBHOOKS } from "../../test-support/handlers.js";
import { delivery } from "../../test-support/providers.js";
import { SAMPLE, SCHEMES, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], onRefused: () => {}, ...given });
const forgedOf = (sent) => ({ ...sent, body: Buffer.from('{"forged":true}') });

for (const [name, handle] of Object.entries(HANDLERS)) {
  /** Builds a route, and records what arrives there. */
  const build = (options, handler = () => {}, before = () => {}) => {
    const seen = { deliveries: [], errors: [], requests: [] };
    const ask = handle(
      options,
      (delivered, respond, request) => {
        seen.deliveries.push(delivered);
        seen.requests.push(request);
        return handler(delivered, respond, request);
      },
      { onError: (error) => void seen.errors.push(error), before },
    );
    return { ask: (sent) => ask({ method: "POST", ...sent }), seen };
  };

  test(`${name}: a handler has the delivery first, and the provider gets its response where it makes none`, async () => {
    for (const id of SAMPLE) {
      const { ask, seen } = build(from(id));
      const sent = delivery(id);
      const { status, body, headers } = await ask(sent);
      const { ack } = SCHEMES[id];
      assert.deepEqual([status, body, headers["content-type"]], [ack.status, ack.body, ack.contentType], id);
      assert.deepEqual(seen.deliveries.pop().json(), sent.json);
      assert.equal((await ask(forgedOf(sent))).status, 401);
      assert.deepEqual([seen.deliveries, seen.errors], [[], []]);
    }
    const own = build(from("smarterbot"), (_delivered, respond) => respond("my own"));
    const { status, body } = await own.ask(delivery("smarterbot"));
    assert.deepEqual([status, body], [200, "my own"]);
    const slow = build(from("smarterbot"), async (_delivered, respond) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await respond("later");
    });
    assert.equal((await slow.ask(delivery("smarterbot"))).body, "later");
  });

  test(`${name}: what a handler throws is the app's own error`, async () => {
    const failure = new Error("handler");
    const { ask, seen } = build(from("gilbert"), () => Promise.reject(failure));
    assert.equal((await ask(delivery("gilbert"))).status, 500);
    assert.deepEqual(seen.errors, [failure]);
  });

  test(`${name}: onVerified and onRefused are called first, with what the framework has of the request`, async () => {
    const calls = [];
    const hooks = {
      onVerified: async (delivered, ...request) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        calls.push(["verified", delivered.deliveryId, request[0]]);
      },
      onRefused: async (error, ...request) => void calls.push(["refused", error.code, request[0]]),
    };
    const verifier = new Verifier({ scheme: "gilbert", secret: SECRETS.gilbert });
    for (const options of [from("gilbert", hooks), { verifier, ...hooks }]) {
      const { ask, seen } = build(options, () => void calls.push(["handled"]));
      const sent = delivery("gilbert");
      await ask(sent);
      await ask(forgedOf(sent));
      const [request] = seen.requests;
      assert.deepEqual(
        calls.map(([what, id]) => [what, id]),
        [
          ["verified", sent.json.event_id],
          ["handled", undefined],
          ["refused", "signature_mismatch"],
        ],
      );
      assert.equal(calls[0][2], request);
      assert.equal(typeof calls[2][2], "object");
      calls.length = 0;
    }
    const failing = build(
      from("gilbert", {
        onVerified: () => {
          throw new Error("no database");
        },
      }),
    );
    assert.equal((await failing.ask(delivery("gilbert"))).status, 500);
    assert.deepEqual([failing.seen.errors[0].message, failing.seen.deliveries], ["no database", []]);
  });

  test(`${name}: a secret may be a function, which is called for each request`, async () => {
    const values = { now: SECRETS.gilbert };
    const asked = [];
    const secret = (request) => {
      asked.push(typeof request);
      return values.now;
    };
    for (const given of [{ secret }, { secret: async (request) => secret(request) }]) {
      values.now = SECRETS.gilbert;
      const { ask, seen } = build({ scheme: "gilbert", onRefused: () => {}, ...given });
      assert.deepEqual(asked, []);
      const sent = delivery("gilbert");
      assert.equal((await ask(sent)).status, 200);
      assert.equal((await ask(forgedOf(sent))).status, 401);
      values.now = "another";
      assert.equal((await ask(sent)).status, 401);
      assert.equal((await ask(delivery("gilbert", { secret: "another" }))).status, 200);
      values.now = Buffer.from("bytes of a key");
      assert.equal((await ask(delivery("gilbert", { secret: "bytes of a key" }))).status, 200);
      for (const missing of [undefined, null, "", 7]) {
        values.now = missing;
        assert.equal((await ask(sent)).status, 500, `${missing}`);
        const error = seen.errors.pop();
        assert.ok(error instanceof ConfigError);
        assert.equal(error.code, "invalid_secret");
      }
      assert.deepEqual(asked.splice(0), Array(9).fill("object"));
    }
    const failure = new Error("no vault");
    for (const secret of [
      () => Promise.reject(failure),
      () => {
        throw failure;
      },
    ]) {
      const { ask, seen } = build({ scheme: "gilbert", secret });
      assert.equal((await ask(delivery("gilbert"))).status, 500);
      assert.deepEqual(seen.errors, [failure]);
    }
  });

  test(`${name}: functions may be among the secrets of a rotation`, async () => {
    const { ask, seen } = build({ scheme: "gilbert", secrets: [async () => "new", "old"], onRefused: () => {} });
    assert.equal((await ask(delivery("gilbert", { secret: "old" }))).status, 200);
    assert.equal((await ask(delivery("gilbert", { secret: "new" }))).status, 200);
    assert.deepEqual(
      seen.deliveries.map(({ secretIndex }) => secretIndex),
      [1, 0],
    );
    assert.equal((await ask(delivery("gilbert", { secret: "older" }))).status, 401);
  });

  test(`${name}: a body that was signed before it was compressed is verified where that is asked for`, async () => {
    const inside = Buffer.from(JSON.stringify({ event: "dossier.created", event_id: "evt_1", pad: "x".repeat(3000) }));
    const signed = delivery("gilbert", { body: inside });
    const ways = [
      ["gzip", gzipSync(inside)],
      ["x-gzip", gzipSync(inside)],
      ["deflate", deflateSync(inside)],
    ];
    ways.push(["BR", brotliCompressSync(inside)]);
    for (const [encoding, body] of ways) {
      const sent = {
        headers: { ...signed.headers, "Content-Type": "application/octet-stream", "Content-Encoding": encoding },
        body,
      };
      const on = build(from("gilbert", { decompress: true, maxBodyBytes: 5000 }));
      assert.equal((await on.ask(sent)).status, 200, encoding);
      assert.deepEqual(Buffer.from(on.seen.deliveries[0].body), inside);
      const off = build(from("gilbert"));
      assert.equal((await off.ask(sent)).status, 401);
      assert.equal((await on.ask({ ...sent, body: body.subarray(0, -9) })).status, 401);
      assert.equal((await on.ask({ ...sent, headers: { ...sent.headers, "Content-Encoding": "zstd" } })).status, 401);
      const small = build(from("gilbert", { decompress: true, maxBodyBytes: inside.length - 1 }));
      assert.equal((await small.ask(sent)).status, 413);
      // A body that was signed as it was sent is still verified in that form.
      const whole = delivery("gilbert", { body });
      const headers = { ...sent.headers, ...whole.headers, "Content-Type": "application/octet-stream" };
      assert.equal((await on.ask({ headers, body })).status, 200);
      assert.deepEqual(Buffer.from(on.seen.deliveries.pop().body), body);
    }
  });
}

/** Calls webhook() with wrong arguments, and returns the error. */
function refused(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof ConfigError, `${error.stack}`);
    return error;
  }
  return assert.fail("was built");
}

for (const [adapter, webhook] of Object.entries(WEBHOOKS)) {
  const handler = () => {};
  const needsHandler = ["azure", "elysia", "fetch", "h3", "lambda", "node"].includes(adapter);

  test(`hookward/${adapter}: an option that does not exist is refused, with the one that was meant`, () => {
    for (const given of [from("gilbert"), { verifier: new Verifier({ scheme: "gilbert", secret: "s" }) }]) {
      for (const [option, meant] of [
        ["onrefused", "onRefused"],
        ["on_verified", "onVerified"],
        ["max_body_bytes", "maxBodyBytes"],
      ]) {
        const error = refused(() => webhook({ ...given, [option]: () => {} }, handler));
        assert.deepEqual([error.code, error.option], ["invalid_option", option]);
        assert.ok(error.message.includes(`\`${meant}\``), error.message);
      }
      const error = refused(() => webhook({ ...given, timeout: 1 }, handler));
      assert.deepEqual([error.code, error.option], ["invalid_option", "timeout"]);
      assert.match(error.message, /The options are scheme, .*onRefused/);
    }
    if (adapter === "node") webhook(from("gilbert", { onError: () => {} }), handler);
    else assert.equal(refused(() => webhook(from("gilbert", { onError: () => {} }), handler)).option, "onError");
  });

  test(`hookward/${adapter}: hooks in a second object are refused, and the error says where they go`, () => {
    const calls = [
      () => webhook(from("gilbert"), { onRefused: () => {} }),
      () => webhook(from("gilbert"), handler, { onRefused: () => {} }),
      () => webhook(new Verifier({ scheme: "gilbert", secret: "s" }), handler, { onRefused: () => {} }),
    ];
    for (const call of calls) {
      const error = refused(call);
      assert.deepEqual([error.code, error.option], ["invalid_option", "onRefused"]);
      assert.equal(
        error.message,
        "Scheme gilbert: Put the option onRefused into the first argument of webhook(): { scheme, secret, onRefused }.",
      );
    }
    for (const second of [{}, "handler", 7, null]) {
      assert.equal(refused(() => webhook(from("gilbert"), second)).option, "handler");
    }
  });

  test(`hookward/${adapter}: what is no hook, no verifier or no secret is refused when the route is set up`, () => {
    const verifier = new Verifier({ scheme: "gilbert", secret: "s" });
    for (const [given, option] of [
      [from("gilbert", { onRefused: "log" }), "onRefused"],
      [from("gilbert", { onVerified: {} }), "onVerified"],
      [from("gilbert", { decompress: "gzip" }), "decompress"],
      [{ verifier: {} }, "verifier"],
      [{ verifier, secret: "s" }, "secret"],
      [{ verifier, scheme: "gilbert" }, "scheme"],
      [{ scheme: "gilbert", secret: () => "s", tolerance: 0 }, "tolerance"],
      [{ scheme: "gilbert", secret: () => "s", secrets: [] }, "secrets"],
    ]) {
      const error = refused(() => webhook(given, handler));
      assert.deepEqual([error.code, error.option], ["invalid_option", option]);
    }
    assert.equal(refused(() => webhook({ scheme: "gilbrt", secret: () => "s" }, handler)).code, "unknown_scheme");
    assert.equal(
      refused(() => webhook({ scheme: "gilbert", secrets: [() => "s", ""] }, handler)).code,
      "invalid_secret",
    );
    if (needsHandler) {
      for (const given of [from("gilbert"), verifier, { verifier }])
        assert.equal(refused(() => webhook(given)).option, "handler");
    } else {
      webhook(from("gilbert"));
    }
  });
}

for (const [adapter, webhook] of Object.entries(WEBHOOKS)) {
  test(`hookward/${adapter}: a handler that is undefined or null is refused, not taken for one that was left out`, () => {
    for (const none of [undefined, null]) {
      const message = `Scheme gilbert: The second argument of webhook() must be the handler, a function. It is ${none}.`;
      assert.throws(() => webhook(from("gilbert"), none), { name: "ConfigError", code: "invalid_option", message });
      assert.throws(() => webhook(new Verifier({ scheme: "gilbert", secret: "key" }), none), { option: "handler" });
    }
  });

  test(`hookward/${adapter}: an option that is wrong is of a scheme that the error names`, () => {
    const custom = { id: "acme", name: "Acme", docs: "https://acme.example", signedContent: "{body}" };
    for (const [scheme, prefix] of [
      ["gilbert", "Scheme gilbert: "],
      [custom, "Scheme acme: "],
      [undefined, ""],
      ["not\nan id", ""],
    ]) {
      for (const wrong of [{ onRefusd() {} }, { onVerified: 1 }, { decompress: 1 }, { verifier: 1 }])
        assert.throws(
          () => webhook({ scheme, secret: "key", ...wrong }, () => {}),
          ({ message }) =>
            (prefix === "" ? /^The(re)? / : /^Scheme \w+: The(re)? /).test(message) && message.startsWith(prefix),
        );
    }
  });
}

test("a refusal on the console, and the error of a secret, have the method and path, and not the query", async (t) => {
  const warn = t.mock.method(console, "warn", () => {});
  const { webhook } = await import("hookward/fetch");
  const ask = (secret, url, sent) =>
    webhook({ scheme: "gilbert", secret }, () => {})(new Request(url, { method: "POST", ...sent }));
  const url = "https://user.example/webhooks/one?token=t0ken#there";
  await ask("key", url, { body: "{}" });
  assert.match(warn.mock.calls[0].arguments.join(), /^hookward: missing_header: .*\. \(POST \/webhooks\/one\)$/);
  for (const unset of [() => undefined, async () => null]) {
    await assert.rejects(async () => ask(unset, url, delivery("gilbert")), {
      name: "ConfigError",
      code: "invalid_secret",
      scheme: "gilbert",
      message: /^Scheme gilbert: .* \(POST \/webhooks\/one\)$/,
    });
  }
  // In Lambda, a path may already be decoded.
  const { webhook: onEvent } = await import("hookward/lambda");
  await onEvent({ scheme: "gilbert", secret: "key" }, () => {})({
    rawPath: `/a\nhookward: b\u2028${"c".repeat(999)}`,
    body: "",
  });
  const line = warn.mock.calls[1].arguments.join();
  assert.match(line, /\(POST \/a\?hookward: b\?c+\)$/);
  assert.ok(line.length < 500 && !line.includes("\n"));
});

test("the bytes of each secret that a function returns are its own, whatever kind of bytes they are", async () => {
  let asked;
  const { webhook } = await import("hookward/fetch");
  const handle = webhook({ scheme: "gilbert", secret: () => asked, onRefused: () => {} }, () => {});
  const kinds = {
    text: (text) => text,
    Buffer: (text) => Buffer.from(text),
    DataView: (text) => new DataView(new Uint8Array(Buffer.from(text)).buffer),
    "another realm's": (text) => runInNewContext("Uint8Array.from(bytes)", { bytes: [...Buffer.from(text)] }),
    "a part of a buffer": (text) => new Uint8Array([0, ...Buffer.from(text), 0]).subarray(1, -1),
  };
  for (const [kind, of] of Object.entries(kinds)) {
    for (const [secret, signedWith, status] of [
      ["the first", "the first", 200],
      ["a second", "the first", 401],
      ["a second", "a second", 200],
      ["the first", "a second", 401],
    ]) {
      asked = of(secret);
      const { headers, body } = delivery("gilbert", { secret: signedWith });
      const response = await handle(new Request("https://app.example/", { method: "POST", headers, body }));
      assert.equal(response.status, status, `${kind}: ${secret}, ${signedWith}`);
    }
  }
});

test("what a function returns that is no secret is a ConfigError, whichever verifiers were built before", async () => {
  let asked;
  const { webhook } = await import("hookward/fetch");
  const shapes = { secret: () => asked, secrets: [() => asked, "an old one"] };
  for (const [option, value] of Object.entries(shapes)) {
    const handle = webhook({ scheme: "gilbert", [option]: value, onRefused: () => {} }, () => {});
    const status = async (secret) => {
      asked = secret;
      const { headers, body } = delivery("gilbert", { secret: "known" });
      return (await handle(new Request("https://app.example/", { method: "POST", headers, body }))).status;
    };
    assert.equal(await status(new DataView(new Uint8Array(Buffer.from("known")).buffer)), 200);
    assert.equal(await status("null"), 401);
    for (const none of [null, undefined, 0, {}, ["known"], Buffer.from("known").buffer, new String("known")]) {
      await assert.rejects(status(none), { name: "ConfigError", code: "invalid_secret" }, `${option}: ${String(none)}`);
    }
    assert.equal(await status("known"), 200);
  }
});

test("in a runtime without zlib, a body is inflated by a stream", async (t) => {
  const { getBuiltinModule } = process;
  process.getBuiltinModule = undefined;
  t.after(() => {
    process.getBuiltinModule = getBuiltinModule;
  });
  const inside = Buffer.alloc(3000, "x");
  const { headers } = delivery("gilbert", { body: inside });
  const { webhook } = await import("hookward/fetch");
  const ask = async (encoding, body, maxBodyBytes) => {
    const handle = webhook(from("gilbert", { decompress: true, maxBodyBytes }), ({ body }) => new Response(body));
    const init = { method: "POST", headers: { ...headers, "Content-Encoding": encoding }, body };
    const response = await handle(new Request("https://app.example/", init));
    return [response.status, Buffer.from(await response.arrayBuffer()).length];
  };
  const refused = "invalid signature".length;
  for (const [encoding, body] of [
    ["gzip", gzipSync(inside)],
    ["deflate", deflateSync(inside)],
  ]) {
    assert.deepEqual(await ask(encoding, body), [200, 3000]);
    assert.deepEqual(await ask(encoding, body, 2999), [413, refused]);
    assert.deepEqual(await ask(encoding, body.subarray(0, -9)), [401, refused]);
    assert.deepEqual(await ask("no-such", body), [401, refused]);
  }
});

test("a function may return many secrets, one after another, and each verifies its own deliveries alone", async () => {
  let asked = "";
  const { webhook } = await import("hookward/fetch");
  const handle = webhook({ scheme: "gilbert", secret: () => asked, onRefused: () => {} }, () => {});
  const sent = (secret) => {
    const { headers, body } = delivery("gilbert", { secret });
    return new Request("https://app.example/", { method: "POST", headers, body });
  };
  for (let nth = 0; nth < 250; nth += 1) {
    asked = `secret ${nth}`;
    assert.equal((await handle(sent(asked))).status, 200);
    assert.equal((await handle(sent(`secret ${nth + 1}`))).status, 401);
  }
  asked = "secret 0";
  assert.equal((await handle(sent(asked))).status, 200);
});
