// If other code has added properties to Object.prototype, none of them is used as an option of the caller.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";

import { Verifier } from "hookward";
import { explain } from "hookward/explain";
import { webhook as onFetch } from "hookward/fetch";
import { webhook as onLambda } from "hookward/lambda";
import { webhook } from "hookward/node";
import { conformance, examples, flaws, sign } from "hookward/testing";

import { serving } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { SECRETS } from "../../test-support/schemes.js";

/** Runs a function while every object inherits a property. */
async function polluted(name, value, work) {
  Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  try {
    return await work();
  } finally {
    delete Object.prototype[name];
  }
}

after(() => assert.deepEqual(Object.keys(Object.prototype), []));

const code = (result) => (result.ok ? "ok" : result.code);

test("now and parsed", async () => {
  const verifier = new Verifier({ scheme: "smarterbot", secret: SECRETS.smarterbot });
  const old = delivery("smarterbot", { seconds: 1_700_000_000 });
  await polluted("now", 1_700_000_000_000, () => {
    assert.equal(code(verifier.check(old)), "timestamp_too_old");
    assert.equal(verifier.checkHeaders(old).code, "timestamp_too_old");
    const signed = verifier.sign({ body: "{}" });
    assert.equal(code(verifier.check({ ...signed, now: Date.now() })), "ok");
  });
  const sent = delivery("smarterbot");
  await polluted("parsed", {}, () => {
    assert.equal(code(verifier.check(sent)), "ok");
    assert.equal(code(verifier.check({ ...sent, body: "{}" })), "signature_mismatch");
  });
});

test("the options of a verifier", async () => {
  const sent = delivery("gilbert");
  const build = () => new Verifier({ scheme: "gilbert", secret: SECRETS.gilbert });
  for (const [name, value] of [
    ["tolerance", 10 ** 9],
    ["secrets", ["theirs"]],
    ["maxBodyBytes", 1],
    ["reserialize", false],
    ["parse", () => "theirs"],
  ]) {
    await polluted(name, value, () => {
      const found = build().verify(sent);
      assert.notEqual(found.json(), "theirs", name);
    });
  }
  await polluted("secret", "theirs", () => {
    assert.throws(() => new Verifier({ scheme: "gilbert" }), { code: "invalid_secret" });
    assert.equal(new Verifier({ scheme: "gilbert", secrets: [SECRETS.gilbert] }).check(sent).ok, true);
  });
  await polluted("deliveryId", { header: "x-theirs" }, () => {
    const scheme = { id: "acme", name: "Acme", docs: "https://acme.example", signedContent: "{body}" };
    const signature = { header: "x-signature", syntax: "plain", encoding: "hex" };
    assert.equal(new Verifier({ scheme: { ...scheme, signature }, secret: "key" }).scheme.deliveryId, null);
  });
});

test("what explain is given", async () => {
  const secret = SECRETS.smarterbot;
  const received = ({ headers, body }) => ({ headers, body });
  const old = { scheme: "smarterbot", secret, ...received(delivery("smarterbot", { seconds: 1_700_000_000 })) };
  for (const [name, value] of [
    ["now", 1_700_000_000_000],
    ["tolerance", 10 ** 9],
    ["secrets", [secret]],
    ["reserialize", "theirs"],
    ["maxBodyBytes", 1],
  ]) {
    await polluted(name, value, () => {
      assert.equal(explain(old).result.code, "timestamp_too_old", name);
      // A secret that cannot be decoded takes another code path.
      const undecoded = explain({ ...old, scheme: "standard-webhooks", secret: "%" });
      assert.equal(undecoded.result.code, "invalid_secret", name);
    });
  }
  await polluted("secret", secret, () => {
    const { secret: _, ...without } = old;
    assert.throws(() => explain(without), { code: "invalid_secret" });
  });
  const genuine = { scheme: "gilbert", secret: SECRETS.gilbert, ...received(delivery("gilbert")) };
  await polluted("timestamp", 1, () => {
    assert.equal(Object.hasOwn(explain(genuine).result, "timestamp"), false);
  });
});

test("what the kit is given", async () => {
  const options = { scheme: "gilbert", secret: SECRETS.gilbert };
  const count = { cases: conformance(options).length, flaws: flaws("gilbert").length };
  for (const [name, value] of [
    ["secrets", ["theirs"]],
    ["tolerance", "theirs"],
    ["body", "theirs"],
    ["event", "theirs"],
    ["deliveryId", "theirs"],
    ["now", 1],
    ["flaw", "changed_body"],
    ["identity", ["theirs"]],
    ["id", "theirs"],
  ]) {
    await polluted(name, value, () => {
      const signed = sign(options);
      assert.equal(new Verifier(options).check(signed).ok, true, name);
      assert.doesNotMatch(new TextDecoder().decode(signed.body), /theirs/, name);
      assert.equal(conformance(options).length, count.cases, name);
      assert.equal(flaws("gilbert").length, count.flaws, name);
      assert.equal(examples("gilbert").length > 0, true, name);
    });
  }
  const timed = { scheme: "smarterbot", secret: SECRETS.smarterbot };
  await polluted("now", 1, () => assert.equal(new Verifier(timed).check(sign(timed)).ok, true));
});

test("the body that something kept on a request", async () => {
  const sent = delivery("gilbert");
  const forged = Buffer.from("{}");
  const listener = webhook({ scheme: "gilbert", secret: SECRETS.gilbert, onRefused: () => {} }, ({ body }, _req, res) =>
    res.end(body),
  );
  await serving(createServer(listener).listeners("request")[0], async (port) => {
    const post = (body) => fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers: sent.headers, body });
    await polluted("rawBody", sent.body, async () => {
      assert.equal((await post(forged)).status, 401);
      const genuine = await post(sent.body);
      assert.deepEqual(Buffer.from(await genuine.arrayBuffer()), sent.body);
    });
    await polluted("rawBody", forged, async () => assert.equal((await post(sent.body)).status, 200));
  });
});

test("the hooks of a webhook", async () => {
  const theirs = () => assert.fail("theirs was called");
  for (const name of ["onRefused", "onVerified", "onError", "verifier", "decompress"]) {
    await polluted(name, theirs, async () => {
      const listener = webhook({ scheme: "gilbert", secret: SECRETS.gilbert }, () => {});
      await serving(listener, async (port) => {
        const { headers, body } = delivery("gilbert");
        assert.equal((await fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers, body })).status, 200, name);
      });
    });
  }
});

test("the secret of a webhook", async () => {
  for (const [name, value] of [
    ["secret", "theirs"],
    ["secrets", ["theirs"]],
    ["secret", () => "theirs"],
  ]) {
    await polluted(name, value, () => {
      assert.throws(() => webhook({ scheme: "gilbert" }, () => {}), { code: "invalid_secret" }, name);
    });
  }
});

test("the hooks of a webhook that is given a verifier", async () => {
  const { headers } = delivery("gilbert");
  const verifier = new Verifier({ scheme: "gilbert", secret: SECRETS.gilbert });
  const theirs = () => assert.fail("theirs was called");
  for (const name of ["onRefused", "onVerified", "decompress", "onError"]) {
    for (const options of [verifier, { verifier }]) {
      await polluted(name, theirs, async () => {
        const handle = onFetch(options, () => new Response("", { status: 200 }));
        const post = (body) => handle(new Request("https://app.example/", { method: "POST", headers, body }));
        assert.equal((await post("{}")).status, 401, name);
        assert.equal((await post(delivery("gilbert").body)).status, 200, name);
      });
    }
  }
});

test("what an event of Lambda leaves out", async () => {
  const { headers, body } = delivery("gilbert");
  const handle = onLambda({ scheme: "gilbert", secret: SECRETS.gilbert, onRefused: () => {} }, () => {});
  for (const [name, value] of [
    ["isBase64Encoded", true],
    ["multiValueHeaders", { "x-gilbert-signature": ["theirs"] }],
    ["httpMethod", "GET"],
    ["requestContext", { http: { method: "GET" } }],
    ["http", { method: "GET" }],
  ]) {
    await polluted(name, value, async () => {
      assert.equal((await handle({ headers, body: body.toString() })).statusCode, 200, name);
    });
  }
});
