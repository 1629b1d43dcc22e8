// The option `dedupe` in every adapter: a delivery that is sent again is handled only once, and a key is completed only if the handler succeeded.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ConfigError, Verifier } from "hookward";
import { memoryStore } from "hookward/dedupe";
import { webhook as onFetch } from "hookward/fetch";

import { mounts } from "../../test-support/frameworks.js";
import { HANDLERS, WEBHOOKS } from "../../test-support/handlers.js";
import { send, serving, until } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { SCHEMES, SECRETS } from "../../test-support/schemes.js";
import { storeSuite } from "../../test-support/store-suite.js";

const from = (given = {}) => ({ scheme: "gilbert", secret: SECRETS.gilbert, onRefused: () => {}, ...given });
const { ack } = SCHEMES.gilbert;

/** Returns a handler that waits until it is released, and its calls. */
function slowHandler() {
  const calls = [];
  const handler = () => new Promise((resolve) => calls.push(resolve));
  return { calls, handler };
}

storeSuite("memoryStore()", (options) => ({ store: memoryStore(options) }));

test("memoryStore(): a limit that is passed forgets the oldest completed keys, and never one that is reserved", () => {
  const store = memoryStore({ limit: 3 });
  for (const key of ["a", "b"]) store.reserve(key, "1");
  for (const key of ["c", "d", "e"]) store.complete(key, "1");
  assert.deepEqual(
    ["a", "b", "c", "d", "e"].map((key) => store.reserve(key, "2")),
    ["in_progress", "in_progress", "reserved", "reserved", "reserved"],
  );
});

test("memoryStore(): an option that is no number above 0 is refused", () => {
  for (const option of ["lease", "window", "limit"])
    for (const value of [0, -1, Number.NaN, "5", null])
      assert.throws(() => memoryStore({ [option]: value }), { name: "TypeError", message: new RegExp(option) });
});

test("memoryStore(): an option that does not exist is refused, and not left at its default", () => {
  for (const option of ["laese", "ttl", "Window"])
    assert.throws(() => memoryStore({ [option]: 60 }), { name: "TypeError", message: new RegExp(`"${option}"`) });
});

for (const [name, handle] of Object.entries(HANDLERS)) {
  const build = (options, handler) => {
    const errors = [];
    const hooks = { onError: (error) => void errors.push(error), before: () => {} };
    const ask = handle(options, handler, hooks);
    return { ask: (sent) => ask({ method: "POST", ...sent }), errors };
  };

  test(`${name}: a delivery that is sent again after it was handled is acknowledged without the handler`, async () => {
    let handled = 0;
    const { ask, errors } = build(from({ dedupe: memoryStore() }), (_delivery, respond) => {
      handled += 1;
      return respond("my own");
    });
    const sent = delivery("gilbert");
    assert.equal((await ask(sent)).body, "my own");
    for (let at = 0; at < 3; at++) {
      const { status, body } = await ask(sent);
      assert.deepEqual([status, body], [ack.status, ack.body]);
    }
    const forged = { ...sent, body: Buffer.from('{"forged":true}') };
    assert.equal((await ask(forged)).status, 401);
    assert.equal((await ask(delivery("gilbert", { json: { ...sent.json, event_id: "another" } }))).body, "my own");
    assert.deepEqual([handled, errors], [2, []]);
  });

  test(`${name}: a delivery that comes while its twin is being handled is to be sent again`, async () => {
    const { calls, handler } = slowHandler();
    const { ask } = build(from({ dedupe: memoryStore() }), handler);
    const sent = delivery("gilbert");
    const first = ask(sent);
    await until(() => calls.length === 1);
    for (let at = 0; at < 2; at++) {
      const { status, headers, body } = await ask(sent);
      assert.deepEqual([status, headers["retry-after"], body], [503, "10", "in progress"]);
    }
    calls[0]();
    assert.equal((await first).status, ack.status);
    assert.equal((await ask(sent)).status, ack.status);
    assert.equal(calls.length, 1);
  });

  test(`${name}: what a handler throws leaves the delivery to be handled again`, async () => {
    const failures = [new Error("first"), new Error("second")];
    let handled = 0;
    const { ask, errors } = build(from({ dedupe: memoryStore() }), () => {
      const failure = failures[handled++];
      if (failure !== undefined) throw failure;
    });
    const sent = delivery("gilbert");
    const statuses = [];
    for (let at = 0; at < 4; at++) statuses.push((await ask(sent)).status);
    assert.deepEqual([statuses, handled, errors], [[500, 500, ack.status, ack.status], 3, failures]);
  });

  test(`${name}: a store that fails is an error of the app, and lets nothing through`, async () => {
    const failure = new Error("no store");
    const store = (methods) => ({ reserve: () => "reserved", complete() {}, release() {}, ...methods });
    const fails = async () => Promise.reject(failure);
    let handled = 0;
    const handler = () => {
      handled += 1;
    };
    const reserving = build(from({ dedupe: store({ reserve: fails }) }), handler);
    assert.equal((await reserving.ask(delivery("gilbert"))).status, 500);
    assert.deepEqual([handled, reserving.errors], [0, [failure]]);
    const unknown = build(from({ dedupe: store({ reserve: () => true }) }), handler);
    assert.equal((await unknown.ask(delivery("gilbert"))).status, 500);
    assert.match(unknown.errors[0].message, /reserve\(\) of a dedupe store must return/);
    assert.equal(handled, 0);
    const completing = build(from({ dedupe: store({ complete: fails }) }), handler);
    assert.equal((await completing.ask(delivery("gilbert"))).status, 500);
    assert.deepEqual([handled, completing.errors], [1, [failure]]);
  });

  test(`${name}: what cannot be released does not hide what the handler threw`, async (t) => {
    const printed = t.mock.method(console, "error", () => {});
    const failure = new Error("handler");
    const release = () => Promise.reject(new Error("no store"));
    const { ask, errors } = build(from({ dedupe: { reserve: () => "reserved", complete() {}, release } }), () => {
      throw failure;
    });
    assert.equal((await ask(delivery("gilbert"))).status, 500);
    assert.deepEqual(errors, [failure]);
    assert.ok(printed.mock.calls.some((call) => /stays reserved/.test(call.arguments[0])));
  });
}

for (const [name, mount] of Object.entries(mounts)) {
  /** Builds an app with webhook() as a middleware, and the handler after it. */
  const build = async (handler, given = {}) => {
    const errors = [];
    const hooks = { onError: (error) => void errors.push(error), before: () => {} };
    const route = { path: "/", options: from({ dedupe: memoryStore(), ...given }), handler };
    return { app: await mount([route], hooks), errors };
  };

  test(`${name}, before a handler of the app: once handled, again where it failed, and later while it is under way`, async () => {
    const { calls, handler } = slowHandler();
    const { app, errors } = await build(async (_delivery, acknowledge) => {
      await handler();
      if (calls.length === 1) throw new Error("handler");
      return acknowledge();
    });
    await serving(app, async (port) => {
      const sent = delivery("gilbert");
      for (const [at, status] of [500, ack.status].entries()) {
        const under = send(port, sent);
        await until(() => calls.length === at + 1);
        assert.equal((await send(port, sent)).status, 503);
        calls[at]();
        assert.equal((await under).status, status);
        // In frameworks that send the response first, the key is completed or released immediately after.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      assert.equal((await send(port, sent)).status, ack.status);
    });
    assert.deepEqual([calls.length, errors.map(({ message }) => message)], [2, ["handler"]]);
  });
}

for (const [name, mount] of Object.entries(mounts)) {
  test(`${name}: a sender that hangs up meanwhile has its delivery handled once`, async () => {
    const { calls, handler } = slowHandler();
    const options = from({ dedupe: memoryStore() });
    const app = await mount(
      [
        {
          path: "/",
          options,
          handler: async (_delivery, acknowledge) => {
            await handler();
            return acknowledge();
          },
        },
      ],
      { onError: () => {}, before: () => {} },
    );
    await serving(app, async (port) => {
      const sent = delivery("gilbert");
      const gone = new AbortController();
      const first = fetch(`http://127.0.0.1:${port}/`, { method: "POST", ...sent, signal: gone.signal });
      await until(() => calls.length === 1);
      gone.abort();
      await assert.rejects(first);
      assert.equal((await send(port, sent)).status, 503);
      calls[0]();
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal((await send(port, sent)).status, ack.status);
      assert.equal(calls.length, 1);
    });
  });
}

test("a response that is no success leaves the delivery to be handled again", async () => {
  const statuses = [500, 404, 302, 204];
  let at = 0;
  const handle = onFetch(from({ dedupe: memoryStore() }), () => new Response(null, { status: statuses[at++] }));
  const { headers, body } = delivery("gilbert");
  const got = [];
  for (let left = 6; left > 0; left--)
    got.push((await handle(new Request("https://app.example/", { method: "POST", headers, body }))).status);
  assert.deepEqual([got, at], [[500, 404, 302, 204, ack.status, ack.status], 4]);
});

for (const [adapter, webhook] of Object.entries(WEBHOOKS)) {
  const refusal = (given) => {
    try {
      webhook(given, ...(adapter === "nestjs" ? [] : [() => {}]));
    } catch (error) {
      assert.ok(error instanceof ConfigError, error.stack);
      return error;
    }
    return undefined;
  };

  test(`hookward/${adapter}: what is no store is refused when the route is set up`, () => {
    for (const dedupe of [null, true, {}, { store: {} }, { reserve() {}, complete() {} }, new Map()]) {
      const { code, option, message } = refusal(from({ dedupe }));
      assert.deepEqual([code, option], ["invalid_option", "dedupe"]);
      assert.match(message, /must be a store/);
    }
    assert.match(refusal(from({ dedupe: { store: memoryStore(), by: "id" } })).message, /by: "body"/);
    assert.equal(refusal(from({ dedupe: memoryStore() })), undefined);
  });

  test(`hookward/${adapter}: a scheme that signs no delivery id wants it in writing that equal bodies are one delivery`, () => {
    const verifier = new Verifier({ scheme: "grillo", secret: "s" });
    for (const given of [{ scheme: "grillo", secret: "s" }, { verifier }]) {
      const error = refusal({ ...given, dedupe: memoryStore() });
      assert.equal(error.option, "dedupe");
      assert.match(error.message, /^Scheme grillo: Grillo signs no delivery id, .*by: "body"/);
      assert.equal(refusal({ ...given, dedupe: { store: memoryStore(), by: "body" } }), undefined);
    }
  });

  test(`hookward/${adapter}: a store wants to know the tenant where the secret is a function`, () => {
    for (const given of [
      { secret: () => "s" },
      { secret: undefined, secrets: ["s", () => "s"] },
      { secret: undefined, secrets: () => ["s"] },
    ]) {
      const dedupe = memoryStore();
      assert.equal(refusal(from({ ...given, dedupe })).option, "tenant");
      assert.equal(refusal(from({ ...given, dedupe, tenant: "one" })), undefined);
      assert.equal(refusal(from({ ...given, dedupe, tenant: () => "one" })), undefined);
      assert.equal(refusal(from(given)), undefined);
    }
  });
}

test("two tenants with a delivery of the same id are two deliveries", async () => {
  const handled = [];
  const tenantOf = (request) => new URL(request.url).pathname.slice(1);
  const options = {
    scheme: "gilbert",
    tenant: tenantOf,
    secrets: async (request) => [`${tenantOf(request)}'s new one`, `${tenantOf(request)}'s secret`],
    dedupe: memoryStore(),
    onRefused: () => {},
  };
  const handle = onFetch(options, (_delivery, request) => void handled.push(tenantOf(request)));
  const ask = async (path, secret) => {
    const { headers, body } = delivery("gilbert", { secret });
    return (await handle(new Request(`https://app.example/${path}`, { method: "POST", headers, body }))).status;
  };
  assert.equal(await ask("a", "a's secret"), 200);
  assert.equal(await ask("b", "b's secret"), 200);
  assert.equal(await ask("a", "a's new one"), 200);
  assert.equal(await ask("a", "b's secret"), 401);
  assert.deepEqual(handled, ["a", "b"]);
  await assert.rejects(ask("", "'s secret"), { name: "ConfigError", option: "tenant", message: /\(POST \/\)$/ });
});

test("a function that returns several secrets has to return a list of secrets", async () => {
  for (const returned of [undefined, null, [], "text", [undefined], [""], [7]]) {
    const handle = onFetch({ scheme: "gilbert", secrets: () => returned }, () => {});
    const { headers, body } = delivery("gilbert");
    await assert.rejects(handle(new Request("https://app.example/", { method: "POST", headers, body })), {
      name: "ConfigError",
      message: /\(POST \/\)$/,
    });
  }
});
