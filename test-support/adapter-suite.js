// Tests of every adapter for Node over real sockets: passing on deliveries, acknowledging, refusing, and leaving the app's errors to the app. The
// tests are the same for every framework.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Verifier } from "hookward";

import { send, serving, sleep } from "./http.js";
import { delivery } from "./providers.js";
import { otherSecretOf, RESERIALIZED, SAMPLE, SCHEMES, SECRETS } from "./schemes.js";

const fromOf = (id, given = {}) => ({ scheme: id, secret: SECRETS[id], ...given });

/**
 * Defines the tests for one framework. `mount` is described in frameworks.js. `webhook` is the adapter's own function, for adapters that take a
 * handler.
 */
export function adapterSuite(name, mount, webhook) {
  /** Builds an app with a route for every scheme, and records what arrives there. */
  const build = async ({
    given,
    from = (id) => fromOf(id, given),
    handler = (_, acknowledge) => acknowledge(),
  } = {}) => {
    const seen = { deliveries: [], refused: [], errors: [] };
    const routes = SAMPLE.map((id) => ({
      path: `/${id}`,
      options: { ...from(id), onRefused: (error, request) => void seen.refused.push({ error, request }) },
      handler: (delivered, acknowledge) => {
        seen.deliveries.push(delivered);
        return handler(delivered, acknowledge);
      },
    }));
    const onError = (error) => void seen.errors.push(error);
    return { app: await mount(routes, { onError, before: () => {} }), seen };
  };

  test(`${name}: a genuine delivery is handed on and acknowledged in the provider's own words`, async () => {
    const { app, seen } = await build();
    await serving(app, async (port) => {
      for (const id of SAMPLE) {
        const { headers, body, json } = delivery(id);
        const response = await send(port, { path: `/${id}`, headers, body });
        const delivered = seen.deliveries.pop();
        assert.deepEqual([delivered.scheme, Buffer.from(delivered.body), delivered.reserialized], [id, body, false]);
        assert.deepEqual(delivered.json(), json);
        const { status, contentType, body: text } = SCHEMES[id].ack;
        assert.deepEqual(
          [response.status, response.headers["content-type"], response.body],
          [status, contentType, text],
          id,
        );
      }
    });
    assert.deepEqual([seen.refused, seen.errors], [[], []]);
  });

  test(`${name}: a type of content that no parser knows, or none, makes no difference`, async () => {
    const { app, seen } = await build();
    await serving(app, async (port) => {
      for (const type of [
        "application/vnd.webhook+data",
        "text/plain",
        "application/x-www-form-urlencoded",
        undefined,
      ]) {
        for (const id of SAMPLE) {
          const { headers, body } = delivery(id);
          const { "Content-Type": _, ...untyped } = headers;
          const typed = type === undefined ? untyped : { ...headers, "Content-Type": type };
          assert.equal((await send(port, { path: `/${id}`, headers: typed, body })).status, 200, `${id} ${type}`);
        }
      }
    });
    assert.equal(seen.deliveries.length, 4 * SAMPLE.length);
  });

  test(`${name}: JSON that was printed anew on the way is verified where the provider signs that`, async () => {
    const { app, seen } = await build();
    await serving(app, async (port) => {
      for (const id of RESERIALIZED) {
        const { headers, json, body } = delivery(id);
        assert.equal((await send(port, { path: `/${id}`, headers, body: JSON.stringify(json, null, 2) })).status, 200);
        const delivered = seen.deliveries.pop();
        assert.deepEqual([delivered.reserialized, delivered.text()], [true, body.toString()]);
      }
    });
  });

  test(`${name}: refused answers are always the same words, and the handler does not run`, async () => {
    const { app, seen } = await build({ given: { maxBodyBytes: 5000 } });
    await serving(app, async (port) => {
      for (const id of SAMPLE) {
        const genuine = delivery(id);
        const forged = delivery(id, { secret: otherSecretOf(id) });
        const requests = [
          [{ ...genuine, headers: { "Content-Type": "application/json" } }, "missing_header", 401],
          [forged, "signature_mismatch", 401],
          [{ ...genuine, body: Buffer.concat([genuine.body, Buffer.from(" x")]) }, "signature_mismatch", 401],
          [{ ...genuine, body: Buffer.alloc(5001, "x") }, "body_too_large", 413],
        ];
        for (const [request, code, status] of requests) {
          const response = await send(port, { path: `/${id}`, ...request });
          assert.deepEqual([response.status, response.body], [status, "invalid signature"], `${id} ${code}`);
          assert.equal(response.headers["content-type"], "text/plain; charset=utf-8");
          const { error, request: about } = seen.refused.pop();
          assert.deepEqual([error.name, error.code], ["VerificationError", code]);
          assert.ok(!("ok" in error) && error.message.length > 20);
          assert.equal(about.method ?? (about.req ?? about.request).method, "POST");
        }
      }
    });
    assert.deepEqual([seen.deliveries, seen.errors], [[], []]);
  });

  test(`${name}: what a handler throws, or rejects with, is an error of the app`, async () => {
    const failure = new Error("handler");
    for (const handler of [
      () => {
        throw failure;
      },
      async () => {
        await sleep(1);
        throw failure;
      },
    ]) {
      const { app, seen } = await build({ handler });
      await serving(app, async (port) => {
        assert.equal((await send(port, { path: "/grillo", ...delivery("grillo") })).status, 500);
      });
      assert.deepEqual([seen.errors, seen.deliveries.length, seen.refused], [[failure], 1, []]);
    }
  });

  test(`${name}: onRefused is awaited, and its failure is the app's and lets nothing through`, async () => {
    const routes = (onRefused) => [
      { path: "/", options: { ...fromOf("gilbert"), onRefused }, handler: () => assert.fail("let through") },
    ];
    const errors = [];
    const hooks = { onError: (error) => void errors.push(error.message), before: () => {} };
    let told = false;
    const slow = async () => {
      await sleep(20);
      told = true;
    };
    await serving(await mount(routes(slow), hooks), async (port) => {
      assert.equal((await send(port, { body: "{}" })).status, 401);
    });
    assert.ok(told);
    const failing = async () => Promise.reject(new Error("no database"));
    await serving(await mount(routes(failing), hooks), async (port) => {
      assert.equal((await send(port, { body: "{}" })).status, 500);
    });
    assert.deepEqual(errors, ["no database"]);
  });

  test(`${name}: without onRefused a refusal is one line on the console`, async (t) => {
    const warn = t.mock.method(console, "warn", () => {});
    const routes = [{ path: "/", options: fromOf("gilbert"), handler: () => assert.fail("let through") }];
    const app = await mount(routes, { onError: assert.fail, before: () => {} });
    await serving(app, (port) => send(port, { body: "{}" }));
    const lines = warn.mock.calls.map((call) => call.arguments.join());
    assert.equal(lines.length, 1);
    assert.match(lines[0], /^hookward: missing_header: The header x-gilbert-signature is missing\.[^\n]*$/);
  });

  test(`${name}: 60 requests at once over all schemes, good and bad, each get their own answer`, async () => {
    const { app, seen } = await build();
    const requests = Array.from({ length: 60 }, (_, at) => {
      const id = SAMPLE[at % SAMPLE.length];
      const sent = delivery(id, { json: { ...delivery(id).json, at, pad: "x".repeat(at * 1000) } });
      const good = at % 4 !== 0;
      const body = Buffer.from(sent.body);
      if (!good) body[5] ^= 1;
      return { path: `/${id}`, ...sent, body, good };
    });
    await serving(app, async (port) => {
      const responses = await Promise.all(requests.map((request) => send(port, request)));
      assert.deepEqual(
        responses.map(({ status }) => status),
        requests.map(({ good }) => (good ? 200 : 401)),
      );
    });
    assert.deepEqual(
      seen.deliveries.map((one) => one.json().at).sort((a, b) => a - b),
      requests.filter(({ good }) => good).map(({ json }) => json.at),
    );
    assert.deepEqual(seen.errors, []);
  });

  test(`${name}: a verifier that was built before will do`, async () => {
    const { app } = await build({ from: (id) => ({ verifier: new Verifier(fromOf(id)) }) });
    await serving(app, async (port) => {
      for (const id of SAMPLE) assert.equal((await send(port, { path: `/${id}`, ...delivery(id) })).status, 200, id);
    });
  });

  test(`${name}: a mistake in the options is found when the route is set up`, () => {
    for (const from of [undefined, null, {}, { scheme: "gilbert" }, { scheme: "gilbert", secret: "" }]) {
      assert.throws(() => webhook(from), { name: "ConfigError" });
    }
  });
}
