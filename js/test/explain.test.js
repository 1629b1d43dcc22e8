// `hookward/explain` in Node: its input, its output, that it agrees with the verifier, and that no other entry point imports it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";
import { ConfigError, SENDER_MESSAGE, schemes, Verifier } from "hookward";
import { explain, guessSchemes } from "hookward/explain";
import { webhook } from "hookward/fetch";
import { Miniflare } from "miniflare";

import { bundleForWorkerd } from "../../test-support/bundle.js";
import { IDS, SAMPLE, SCHEMES } from "../../test-support/schemes.js";
import { vectors } from "../../test-support/vectors.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SECRET = "9f2c55d1e6a0";
const hmac = (body, { key = SECRET, encoding = "hex" } = {}) => createHmac("sha256", key).update(body).digest(encoding);

const signed = '{"event": "a.b", "note": "caf\\u00e9"}';
/** A request that Python signed, after Express has parsed the body and an app has serialized it again. */
const broken = {
  scheme: "gilbert",
  secret: `${SECRET}\n`,
  headers: { "X-Gilbert-Signature": hmac(signed), accept: ["a", "b"], gone: undefined },
  body: '{"event":"a.b","note":"café"}',
};

const codes = ({ findings }) => findings.map(({ code, confidence }) => `${code} ${confidence}`);

test("a body that was parsed under a secret with a newline is two changes, both of them proven", () => {
  const { scheme, result, checks, findings, tried, exhausted } = explain(broken);
  assert.equal(scheme, "gilbert");
  assert.equal(result.code, "signature_mismatch");
  assert.deepEqual(
    checks.map(({ check, state }) => `${check} ${state}`),
    ["body_length passed", "headers passed", "signature passed", "timestamp skipped", "window skipped", "mac failed"],
  );
  const [{ message, ...body }, { message: also, ...secret }] = findings;
  assert.deepEqual(body, {
    code: "body_reserialized_python",
    subject: "body",
    confidence: "proven",
    also: "secret_trailing_newline",
    offset: signed.indexOf(" "),
  });
  assert.deepEqual(secret, {
    code: "secret_trailing_newline",
    subject: "secret",
    confidence: "proven",
    also: "body_reserialized_python",
    secretIndex: 0,
  });
  assert.match(message, /json\.dumps/);
  assert.match(also, /newline/);
  assert.ok(tried > 1 && !exhausted);
});

test("headers, body and secret are taken in every shape that a verifier takes", () => {
  const expected = codes(explain(broken));
  const pairs = [["x-gilbert-signature", hmac(signed)]];
  const bytes = new TextEncoder().encode(broken.body);
  const key = new TextEncoder().encode(SECRET);
  for (const headers of [pairs, new Headers(pairs), Object.fromEntries(pairs), new Map(pairs), pairs.values()]) {
    assert.deepEqual(codes(explain({ ...broken, headers })), expected);
  }
  for (const body of [bytes, bytes.buffer, new DataView(bytes.buffer), Buffer.from(bytes)]) {
    assert.deepEqual(codes(explain({ ...broken, body })), expected);
  }
  const { secret: _, ...unkeyed } = broken;
  const rotation = explain({ ...unkeyed, secrets: ["0a0a0a0a0a", key] });
  assert.deepEqual(codes(rotation), ["body_reserialized_python proven"]);
  assert.deepEqual(codes(explain({ ...broken, scheme: schemes.gilbert })), expected);
});

test("the verdict is the verifier's, for every vector, and what verifies has no findings", () => {
  let checked = 0;
  for (const { name, scheme, secrets, options, headers, body, now, expect } of vectors) {
    // The test passes only headers and body, so schemes that require more are skipped.
    if ("config" in expect || (typeof scheme === "string" && !SAMPLE.includes(scheme))) continue;
    const given = { headers, body, now: now * 1000 };
    const result = new Verifier({ scheme, secrets, ...options }).check(given);
    const explanation = explain({ scheme, secrets, ...options, ...given });
    if (result.ok) {
      const { secretIndex, reserialized, timestamp } = result.delivery;
      const facts = { ok: true, secretIndex, reserialized, ...(timestamp === undefined ? {} : { timestamp }) };
      assert.deepEqual(explanation.result, facts, name);
      assert.deepEqual(explanation.findings, [], name);
    } else {
      assert.deepEqual(explanation.result, result, name);
      assert.ok(explanation.findings.length > 0, name);
    }
    assert.equal(
      explanation.checks.some(({ state }) => state === "failed"),
      !result.ok,
      name,
    );
    checked += 1;
  }
  assert.ok(checked > 100, `${checked}`);
});

test("a timestamp of many digits is a number that JavaScript can hold", () => {
  const headers = {
    "x-inboundflow-signature": `sha256=${hmac(`${"9".repeat(30)}.{}`)}`,
    "x-inboundflow-timestamp": "9".repeat(30),
  };
  const { findings } = explain({ scheme: "inboundflow", secret: SECRET, headers, body: "{}" });
  const { skew } = findings.find(({ code }) => code === "timestamp_too_new");
  assert.ok(Number.isSafeInteger(skew) && skew > 0);
});

test("what a verifier refuses to be built from is the same error", () => {
  const config = (options, code, facts = {}) =>
    assert.throws(
      () => explain({ ...broken, ...options }),
      (error) =>
        error instanceof ConfigError && error.code === code && Object.entries(facts).every(([k, v]) => error[k] === v),
    );
  config({ scheme: "nobody" }, "unknown_scheme");
  config({ scheme: { ...schemes.gilbert, signedContent: "" } }, "invalid_scheme", { field: "signedContent" });
  config({ secret: undefined }, "invalid_secret", { reason: "none" });
  config({ secret: " " }, "invalid_secret", { reason: "empty" });
  config({ tolerance: 0 }, "invalid_option", { option: "tolerance" });
  config({ maxBodyBytes: 1.5 }, "invalid_option", { option: "maxBodyBytes" });
  config({ parsed: {} }, "invalid_option", { option: "parsed" });
  config({ secrets: [SECRET] }, "invalid_option", { option: "secrets" });
  assert.throws(() => explain(), ConfigError);
  assert.throws(() => explain({ ...broken, body: { event: "a.b" } }), /a parsed object/);
  assert.throws(() => explain({ ...broken, headers: ["x-gilbert-signature", "00"] }), /headers must be/);
  assert.throws(() => explain({ ...broken, headers: null }), /headers must be/);
  assert.throws(() => explain({ ...broken, now: "today" }), /now must be/);
});

test("a secret in another encoding than the scheme says is a verdict, and explained", () => {
  const key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const signature = hmac("msg_1.1709064000.{}", { key: Buffer.from(key, "base64"), encoding: "base64" });
  const headers = { "webhook-id": "msg_1", "webhook-timestamp": "1709064000", "webhook-signature": `v1,${signature}` };
  const given = { scheme: "standard-webhooks", headers, body: "{}", now: 1_709_064_000_000 };
  for (const [secret, expected] of [
    [`whsec_${key}\n`, "secret_trailing_newline proven"],
    [`"whsec_${key}"`, "secret_quoted proven"],
    [`v1,whsec_${key}`, "secret_v1_whsec_prefix proven"],
    ["not base 64", "secret_malformed likely"],
  ]) {
    const explanation = explain({ ...given, secret });
    const { ok, code, reason, index } = explanation.result;
    assert.deepEqual({ ok, code, reason, index }, { ok: false, code: "invalid_secret", reason: "encoding", index: 0 });
    assert.equal(codes(explanation)[0], expected);
  }
});

test("the schemes that the headers allow are named, the likeliest first", () => {
  const ids = (...given) => guessSchemes(...given).map(({ scheme }) => scheme);
  assert.deepEqual(ids({ "X-Gilbert-Signature": "00" }), ["gilbert"]);
  const both = ids(new Headers({ "webhook-signature": "v1,", "x-argos-signature": "" }));
  assert.deepEqual(
    both.toSorted(),
    IDS.filter((id) => ["webhook-signature", "x-argos-signature"].includes(SCHEMES[id].signature.header)).toSorted(),
  );
  const shared = { "webhook-id": "a", "webhook-timestamp": "1", "webhook-signature": `v1,${"A".repeat(43)}=` };
  assert.equal(ids(shared)[0], "standard-webhooks");
  assert.equal(ids({ ...shared, "user-agent": "Polar.sh webhooks" })[0], "polar");
  assert.deepEqual(guessSchemes([["accept", "*/*"]].values()), []);
  assert.throws(() => guessSchemes(undefined), TypeError);
});

test("a scheme that a request verifies by is proven", () => {
  const body = '{"type":"a"}';
  const signature = (key, algorithm) => createHmac(algorithm, key).update(body).digest("hex");
  for (const [algorithm, scheme] of [
    ["sha256", "clickup"],
    ["sha1", "segment"],
  ]) {
    const [first] = guessSchemes(
      { "x-signature": signature("a key", algorithm) },
      { body, secrets: ["another", "a key"] },
    );
    assert.equal(first.confidence, "proven");
    assert.ok(first.reasons.some((reason) => reason.includes("matches with the secret")));
    if (algorithm === "sha1") assert.equal(first.scheme, scheme);
  }
});

test("the url of a scheme that signs it is needed, and one that differs is found out", () => {
  const body = "{}";
  const given = {
    scheme: "square",
    secret: "a key",
    body,
    headers: {
      "x-square-hmacsha256-signature": createHmac("sha256", "a key")
        .update(`https://a.example/in${body}`)
        .digest("base64"),
    },
  };
  assert.throws(() => explain(given), /Square signs the URL of the request\. Pass url/);
  assert.equal(explain({ ...given, url: "https://a.example/in" }).result.ok, true);
  const { findings } = explain({ ...given, url: "http://a.example/in" });
  assert.deepEqual([findings[0].code, findings[0].confidence, findings[0].subject], ["url_scheme", "proven", "url"]);
});

test("no answer holds the secret, the right signature or the body", () => {
  const cases = [broken, { ...broken, secret: "7b1e0c93d4" }, { ...broken, headers: {} }];
  for (const delivery of cases) {
    const text = JSON.stringify(explain(delivery));
    for (const hidden of [delivery.secret.trim(), hmac(signed), "café", "a.b"])
      assert.ok(!text.includes(hidden), hidden);
  }
});

test("as CommonJS it is the same, with the same classes as the package", () => {
  const require = createRequire(import.meta.url);
  const { explain: required } = require("hookward/explain");
  assert.deepEqual(codes(required(broken)), codes(explain(broken)));
  assert.throws(() => required({ ...broken, scheme: "nobody" }), require("hookward").ConfigError);
});

/** Returns the source files in the bundle of a program. */
async function inputsOf(program) {
  const { metafile } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    // For Node, one file contains the verifier and the schemes.
    platform: "neutral",
    external: ["express", "fastify", "hono", "koa", "node:*"],
    logLevel: "error",
  });
  return Object.keys(metafile.inputs).filter((path) => path.includes("dist/"));
}

test("nothing else that the package exports leads to it, so no answer to a sender can have it", async () => {
  const { exports } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const subpaths = Object.keys(exports).filter((path) => !/^\.\/(explain|testing|worker)$|\.(wasm|json)$/.test(path));
  assert.ok(subpaths.length >= 8, `${subpaths}`);
  for (const subpath of subpaths) {
    const name = subpath.replace(".", "hookward").replace("*", "gilbert");
    const inputs = await inputsOf(`export * from ${JSON.stringify(name)};`);
    // Schemes are only data, and a store only receives keys.
    const verifies = !/^\.\/(schemes|dedupe)/.test(subpath);
    assert.equal(
      inputs.some((path) => path.endsWith("loaders/inline-verify.js")),
      verifies,
      subpath,
    );
    assert.deepEqual(
      inputs.filter((path) => path.includes("explain")),
      [],
      subpath,
    );
  }
  const inputs = await inputsOf('export { explain } from "hookward/explain";');
  assert.ok(inputs.some((path) => path.endsWith("loaders/inline-explain.js")));
});

test("neither the Worker nor the module that verifies is built with it", () => {
  for (const crate of ["hookward-worker", "hookward-verify-wasm", "hookward-schemes-wasm"]) {
    const args = ["tree", "--locked", "--edges", "features", "--target", "wasm32-unknown-unknown", "--package", crate];
    const tree = execFileSync("cargo", args, { cwd: root, encoding: "utf8" });
    assert.match(tree, /hookward feature "(serde|wire)"/, crate);
    assert.doesNotMatch(tree, /hookward feature "(explain|testing)"/, crate);
  }
});

test("a refused request's answer has nothing in it but the one sentence", async () => {
  const refusals = [];
  const { secret, scheme, headers, body } = broken;
  const handler = webhook(
    { scheme, secret, onRefused: ({ code }) => void refusals.push(code) },
    () => new Response("no"),
  );
  const sent = { "x-gilbert-signature": headers["X-Gilbert-Signature"] };
  const response = await handler(new Request("https://example.com/", { method: "POST", headers: sent, body }));
  assert.equal(response.status, 401);
  assert.deepEqual(refusals, ["signature_mismatch"]);
  const seen = [await response.text(), ...[...response.headers].flat()].join(" ");
  assert.ok(seen.includes(SENDER_MESSAGE));
  assert.doesNotMatch(seen, /newline|python|secret_|body_|proven|likely/i);
});

test("in workerd the module comes as a file, and says the same", async () => {
  const { script, modules } = await bundleForWorkerd(`
    import { explain } from "hookward/explain";
    export default { fetch: async (request) => Response.json(explain(await request.json()).findings) };`);
  assert.equal(modules.length, 4, "those of the verifier, and that of the explanations");
  const miniflare = new Miniflare({
    compatibilityDate: "2025-05-05",
    modules: [
      { type: "ESModule", path: "/worker.js", contents: script },
      ...modules.map(({ name, contents }) => ({ type: "CompiledWasm", path: `/${name}`, contents })),
    ],
    modulesRoot: "/",
  });
  try {
    const response = await miniflare.dispatchFetch("http://localhost/", {
      method: "POST",
      body: JSON.stringify(broken),
    });
    assert.deepEqual(await response.json(), explain(broken).findings);
  } finally {
    await miniflare.dispose();
  }
});

test("a + of base 64 that became a space is named as that, wherever it stands", () => {
  const secret = `whsec_${Buffer.from("a key of some length").toString("base64")}`;
  const verifier = new Verifier({ scheme: "standard-webhooks", secret });
  let tried = 0;
  for (let nth = 0; nth < 200; nth += 1) {
    const { headers, body } = verifier.sign({ body: `{"nth":${nth}}`, deliveryId: `msg_${nth}` });
    const signature = headers["webhook-signature"];
    if (!signature.includes("+")) continue;
    const [first, ...others] = explain({
      scheme: "standard-webhooks",
      secret,
      headers: { ...headers, "webhook-signature": signature.replaceAll("+", " ") },
      body,
    }).findings;
    assert.deepEqual([first.code, first.confidence], ["signature_percent_encoded", "proven"], signature);
    assert.deepEqual(others, [], signature);
    tried += 1;
  }
  assert.ok(tried > 30, `${tried}`);
});

test("of a forgery nothing is said to be right", () => {
  const forged = createHmac("sha256", "forger").update("x").digest("hex");
  for (const value of [forged, `v1=${forged}`, `sha256=${forged.slice(0, 40)}`, `sha1=${forged.slice(0, 40)}`]) {
    const headers = { "x-grillo-signature": value };
    const { findings } = explain({ scheme: "grillo", secret: "the secret", headers, body: '{"a":1}' });
    assert.ok(findings.length > 0);
    for (const { confidence, message } of findings) {
      assert.equal(confidence, "likely");
      assert.doesNotMatch(message, /signature [^.]*is right|right signature/, value);
    }
    if (value.endsWith(forged))
      assert.ok(
        findings.some(({ code }) => code === "secret_different"),
        value,
      );
  }
});

test("a body over the limit is said to be that, and not to be cut off", () => {
  const body = Buffer.alloc(20 * 2 ** 20, "[");
  const headers = { "x-grillo-signature": `sha256=${"0".repeat(64)}`, "content-length": "5" };
  const { findings } = explain({ scheme: "grillo", secret: "the secret", headers, body });
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["body_too_large"],
  );
});

test("line ends and a newline of an editor's are told from JSON that was printed anew", () => {
  const signed = JSON.stringify({ event: "dossier.qualified", data: [1, 2] }, null, 2);
  const headers = { "x-gilbert-signature": createHmac("sha256", "the secret").update(signed).digest("hex") };
  const body = `${signed.replaceAll("\n", "\r\n")}\r\n`;
  const { findings } = explain({ scheme: "gilbert", secret: "the secret", headers, body });
  assert.deepEqual(
    findings.map(({ code, confidence }) => [code, confidence]),
    [
      ["body_crlf", "proven"],
      ["body_trailing_newline_added", "proven"],
    ],
  );
});

test("of a genuine delivery it is said what an app that refuses it has otherwise", () => {
  const now = 1_709_064_000_000;
  const timed = {
    scheme: "inboundflow",
    headers: {
      "x-inboundflow-signature": `sha256=${hmac("1709064000.{}")}`,
      "x-inboundflow-timestamp": "1709064000",
    },
    body: "{}",
    now,
  };
  const explanation = explain({ ...timed, secrets: ["another secret", SECRET] });
  assert.deepEqual([explanation.result.ok, explanation.findings], [true, []]);
  assert.match(explanation.advice, /the secret, the clock, the bytes of the body, or the headers/);
  assert.match(explanation.advice, /2 bytes, and secret number 2 matched/);
  const untimed = explain({ ...broken, secret: SECRET, body: signed });
  assert.doesNotMatch(untimed.advice, /clock/);
  assert.equal(explain(broken).advice, undefined);
});

test("an Ed25519 signature is not called an HMAC", () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const scheme = { ...schemes.gilbert, id: "interactions", name: "Interactions" };
  const [body, timestamp] = ['{"type":1}', "1709337600"];
  const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString("hex");
  const headers = { "x-gilbert-signature": signature, "x-signature-timestamp": timestamp };
  const { findings } = explain({ scheme, secret: SECRET, headers, body });
  assert.equal(findings[0].code, "algorithm_other");
  assert.match(findings[0].message, /64 bytes, the length of an HMAC-SHA512 or an Ed25519 signature/);
  assert.ok(findings.every(({ confidence }) => confidence === "likely"));
  assert.ok(!findings.some(({ code }) => code === "secret_different"), "nothing was compared");
});

test("the bytes of a compressed body are read in the module, up to a bound", () => {
  const inside = JSON.stringify({ text: "héllo", filler: "a".repeat(100_000) });
  const headers = { "x-gilbert-signature": hmac(inside), "content-encoding": "gzip" };
  const given = { scheme: "gilbert", secret: SECRET, headers };
  const gzipped = gzipSync(inside);
  assert.deepEqual(codes(explain({ ...given, body: gzipped })), ["body_compressed proven"]);
  const lambda = explain({ ...given, body: gzipped.toString("base64") });
  assert.deepEqual(codes(lambda), ["body_base64 proven", "body_compressed proven"]);
  // The decompression of a bomb is limited, and the body is still reported as compressed.
  const bomb = explain({ ...given, body: gzipSync(Buffer.alloc(64 << 20)) });
  assert.equal(codes(bomb)[0], "body_compressed likely");
});

test("a body that may have been printed stands beside another secret, and proves nothing", () => {
  const printed = JSON.stringify({ a: 10.5, b: [2.5], text: "x" });
  const headers = { "x-gilbert-signature": hmac('{ "a": 10.50,\r\n  "b": [2.5], "text": "x" }') };
  const found = codes(explain({ scheme: "gilbert", secret: SECRET, headers, body: printed }));
  assert.deepEqual(found, ["secret_different likely", "body_reserialized likely"]);
  const raw = codes(explain({ scheme: "gilbert", secret: SECRET, headers, body: "plain text" }));
  assert.deepEqual(raw, ["secret_different likely"]);
});
