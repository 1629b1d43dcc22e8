// hookward/lite returns the results of hookward, with every code and fact, but with shorter messages. It accepts schemes instead of ids.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import * as full from "hookward";
import { webhook } from "hookward/fetch";
import * as lite from "hookward/lite";
import * as allSchemes from "hookward/schemes";
import { delivery } from "../../test-support/providers.js";
import { CODES, expected, named, resultFor } from "../../test-support/result.js";
import { IDS, nameOf, SAMPLE, SECRETS } from "../../test-support/schemes.js";
import { files, vectors } from "../../test-support/vectors.js";
import { withoutRuntimeHash, withRuntimeHash } from "../../test-support/without-runtime-hash.js";

const require = createRequire(import.meta.url);
const cjs = require("hookward/lite");

const core = withoutRuntimeHash("hookward/lite");

const PACKAGES = {
  "ES module": withRuntimeHash(lite),
  CommonJS: withRuntimeHash(cjs),
  "CommonJS without the host's SHA-256": core,
};
const imported = { ...allSchemes };
const isBuiltIn = ({ scheme }) => typeof scheme === "string";

/** Returns a vector with its scheme imported. An unknown scheme stays an id. */
const withScheme = (vector) => ({ ...vector, scheme: imported[nameOf(vector.scheme)] ?? vector.scheme });

for (const { name, vectors } of files) {
  for (const [format, api] of Object.entries(PACKAGES)) {
    test(`${name}, ${format}`, () => {
      let checked = 0;
      for (const vector of vectors.filter(isBuiltIn)) {
        const expect = expected(vector);
        for (const entry of ["check", "verify"]) {
          const request = { headers: vector.headers, body: vector.body };
          const got = resultFor(api, withScheme(vector))(request, entry);
          assert.deepEqual(named(got, expect), expect, vector.name);
          // The facts that the vector does not name are also compared.
          assert.deepEqual(got, resultFor(full, vector)(request, entry), vector.name);
          checked += 1;
        }
      }
      assert.equal(checked, vectors.filter(isBuiltIn).length * 2);
      assert.ok(checked > 0 || name === "attacks");
    });
  }
}

test("between them, the vectors have every code", () => {
  const codes = new Set(vectors.filter(isBuiltIn).map(({ expect }) => expect.code));
  for (const code of CODES) assert.ok(codes.has(code), code);
});

/** The URL that test-support/sign.js signs, for schemes that sign the URL. */
const url = "https://app.example.com/webhook";

test("a message names the code and where to find the rest", () => {
  for (const id of IDS) {
    const verifier = new lite.Verifier({
      scheme: imported[nameOf(id)],
      secret: SECRETS[id],
      url,
      maxBodyBytes: 100_000,
    });
    const { message, ...facts } = verifier.checkHeaders({ headers: {} });
    const { message: whole, ...same } = new full.Verifier({ scheme: id, secret: SECRETS[id], url }).checkHeaders({
      headers: {},
    });
    assert.deepEqual(facts, same);
    assert.match(message, /^missing_header\. For the full explanation, use "hookward"/);
    assert.ok(whole.startsWith("The header "), whole);
    const { message: _, ...limit } = verifier.bodyTooLarge();
    assert.deepEqual(limit, { code: "body_too_large", limit: 100_000 });
  }
});

test("what a verifier is built from is checked as strictly", () => {
  const { gilbert, standardWebhooks } = imported;
  const wrong = [
    undefined,
    null,
    { scheme: "no-such-provider", secret: "x" },
    { scheme: "__proto__", secret: "x" },
    { scheme: 7, secret: "x" },
    { scheme: gilbert },
    { scheme: gilbert, secret: " " },
    { scheme: gilbert, secret: 7 },
    { scheme: gilbert, secret: "\ud800" },
    { scheme: standardWebhooks, secret: "whsec_!!!!" },
    { scheme: gilbert, secret: "x", secrets: ["x"] },
    { scheme: gilbert, secrets: "x" },
    { scheme: gilbert, secrets: [] },
    { scheme: gilbert, secrets: ["x", ""] },
    { scheme: gilbert, secrets: Array.from({ length: 17 }, () => "x") },
    { scheme: gilbert, secret: "x", tolerence: 1 },
    { scheme: gilbert, secret: "x", tolerance: 0 },
    { scheme: gilbert, secret: "x", maxBodyBytes: 2 ** 31 },
    { scheme: gilbert, secret: "x", reserialize: "no" },
  ];
  const configErrorOf = ({ Verifier, ConfigError }, options) => {
    try {
      new Verifier(options);
    } catch (error) {
      assert.ok(error instanceof ConfigError, `${error}`);
      const { name, ...facts } = error;
      assert.ok(error.message.length > 20);
      return { name, ...facts };
    }
    return assert.fail(`was built: ${JSON.stringify(options)}`);
  };
  for (const options of wrong)
    assert.deepEqual(configErrorOf(lite, options), configErrorOf(full, options), JSON.stringify(options));
  assert.ok(configErrorOf(lite, wrong[2]).code === "unknown_scheme");
});

test("an id is an error that has the import to write", () => {
  for (const [id, line] of [
    ["gilbert", 'import { gilbert } from "hookward/schemes/gilbert"'],
    ["standard-webhooks", 'import { standardWebhooks } from "hookward/schemes/standard-webhooks"'],
    ['"; drop', 'import { scheme } from "hookward/schemes/ID"'],
  ]) {
    assert.throws(
      () => new lite.Verifier({ scheme: id, secret: "x" }),
      ({ name, code, id: shown, message }) => {
        assert.deepEqual([name, code, shown], ["ConfigError", "unknown_scheme", id]);
        return message.endsWith(line);
      },
    );
  }
});

test("a custom scheme that is not compiled, and a copy of a built-in one, are an error that says what to do", () => {
  for (const scheme of [{ ...imported.gilbert }, structuredClone(imported.gilbert), {}, []]) {
    assert.throws(() => new lite.Verifier({ scheme, secret: "x" }), {
      name: "ConfigError",
      code: "invalid_option",
      option: "scheme",
      message: /npx hookward scheme compile FILE/,
    });
  }
});

test("a scheme is defined without being checked", () => {
  const scheme = { id: "acme" };
  assert.equal(lite.defineScheme(scheme), scheme);
  assert.throws(() => full.defineScheme(scheme), { name: "ConfigError", code: "invalid_scheme" });
});

test("it signs, says what it is, and hands deliveries on as hookward does", () => {
  for (const id of SAMPLE) {
    const small = new lite.Verifier({ scheme: imported[nameOf(id)], secret: SECRETS[id], url });
    const large = new full.Verifier({ scheme: id, secret: SECRETS[id], url });
    assert.deepEqual(small.scheme, large.scheme);
    assert.equal(small.reserialize, large.reserialize);
    const unsigned = { body: '{"a":1}', now: 1_709_064_000_000, deliveryId: "d-1", event: "e" };
    assert.deepEqual(small.sign(unsigned), large.sign(unsigned));
    const sent = delivery(id);
    assert.deepEqual(small.verify(sent).toJSON(), large.verify(sent).toJSON());
    assert.deepEqual(small.verify(sent).ack, large.verify(sent).ack);
    assert.throws(() => small.verify({ headers: {}, body: sent.json }), TypeError);
  }
});

test("the adapters take its verifiers", async () => {
  const verifier = new lite.Verifier({ scheme: imported.grillo, secret: SECRETS.grillo });
  const handler = webhook({ verifier, onRefused() {} }, (received) => Response.json(received.json()));
  const { headers, body, json } = delivery("grillo");
  const post = (given) => handler(new Request("http://localhost/", { method: "POST", headers, body: given }));
  assert.deepEqual(await (await post(body)).json(), json);
  assert.equal((await post("{}")).status, 401);
});
