// The input and output of a verifier: the shapes of a request, the clock, the parsed body, and the errors.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { SENDER_MESSAGE, VerificationError, Verifier } from "hookward";

import { delivery, signatureOf } from "../../test-support/providers.js";
import { AS_SENT, RESERIALIZED, SAMPLE, SCHEMES, SECRETS, secretFor } from "../../test-support/schemes.js";

const verifiers = Object.fromEntries(
  SAMPLE.map((scheme) => [scheme, new Verifier({ scheme, secret: SECRETS[scheme] })]),
);
const { gilbert, grillo, smarterbot } = verifiers;

/** Returns the code of a refusal, or "ok". */
const code = (result) => (result.ok ? "ok" : result.code);

test("every provider's delivery is accepted, and with one bit of the body changed it is not", () => {
  for (const id of SAMPLE) {
    const sent = delivery(id);
    assert.equal(code(verifiers[id].check(sent)), "ok", id);
    assert.equal(verifiers[id].verify(sent).scheme, id);
    for (const at of [0, sent.body.length >> 1, sent.body.length - 1]) {
      const body = Buffer.from(sent.body);
      body[at] ^= 1;
      assert.equal(code(verifiers[id].check({ ...sent, body })), "signature_mismatch", `${id}, byte ${at}`);
    }
  }
});

test("no delivery of one scheme verifies under another with that one's secret, even where they share a header", () => {
  for (const from of SAMPLE) {
    const sent = delivery(from);
    for (const to of SAMPLE.filter((id) => id !== from)) {
      assert.equal(verifiers[to].check(sent).ok, false, `${from} to ${to}`);
    }
  }
});

test("in a rotation every secret is good, and the delivery says which one it was", () => {
  for (const id of SAMPLE) {
    const secret = (n) => secretFor(SCHEMES[id], `key ${n}`);
    const secrets = Array.from({ length: 16 }, (_, n) => secret(n));
    const verifier = new Verifier({ scheme: id, secrets });
    for (const [index, own] of secrets.entries()) {
      assert.equal(verifier.verify(delivery(id, { secret: own })).secretIndex, index);
    }
    const result = verifier.check(delivery(id, { secret: secret(16) }));
    assert.deepEqual([result.code, result.secrets], ["signature_mismatch", 16]);
  }
});

test("bytes in shared memory are copied before they are verified", () => {
  const sent = delivery("gilbert");
  const shared = new Uint8Array(new SharedArrayBuffer(sent.body.length));
  shared.set(sent.body);
  for (const body of [shared, new DataView(shared.buffer)]) {
    const { body: verified } = gilbert.verify({ ...sent, body });
    assert.ok(verified.buffer instanceof ArrayBuffer);
    shared[0] ^= 1;
    assert.deepEqual(Buffer.from(verified), sent.body);
    shared[0] ^= 1;
  }
  assert.throws(() => gilbert.check({ ...sent, body: shared.buffer }), TypeError);
});

test("bytes in memory that can be resized are copied before they are verified", () => {
  const sent = delivery("gilbert");
  const buffer = new ArrayBuffer(sent.body.length, { maxByteLength: sent.body.length + 8 });
  new Uint8Array(buffer).set(sent.body);
  for (const body of [buffer, new Uint8Array(buffer), new DataView(buffer)]) {
    const { body: verified } = gilbert.verify({ ...sent, body });
    buffer.resize(sent.body.length + 8);
    assert.deepEqual(Buffer.from(verified), sent.body);
    buffer.resize(4);
    assert.deepEqual(Buffer.from(verified), sent.body);
    buffer.resize(sent.body.length);
    new Uint8Array(buffer).set(sent.body);
  }
});

test("now is a Date, milliseconds, or the clock's", () => {
  const seconds = 1_700_000_000;
  const sent = delivery("smarterbot", { seconds });
  const at = (now) => code(smarterbot.check({ ...sent, now }));
  assert.equal(at(seconds * 1000), "ok");
  assert.equal(at(new Date(seconds * 1000)), "ok");
  assert.equal(at(runInNewContext(`new Date(${seconds * 1000})`)), "ok");
  assert.equal(at(undefined), "timestamp_too_old");
  // Both ends of the window are included, to the millisecond.
  assert.equal(at(seconds * 1000 + 300_000), "ok");
  assert.equal(at(seconds * 1000 + 300_001), "timestamp_too_old");
  assert.equal(at(seconds * 1000 - 300_000), "ok");
  assert.equal(at(seconds * 1000 - 300_001), "timestamp_too_new");
  // Seconds instead of milliseconds mean a time in 1970.
  assert.equal(at(seconds), "timestamp_too_new");
  assert.equal(at(Number.MAX_VALUE), "timestamp_too_old");
  assert.equal(at(-Number.MAX_VALUE), "timestamp_too_new");
});

test("a time that is none is the caller's mistake", () => {
  const sent = delivery("gilbert");
  for (const now of [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    new Date("yesterday"),
    "1700000000000",
    null,
    1n,
    {},
    true,
  ]) {
    for (const call of ["verify", "check", "checkHeaders"]) {
      assert.throws(() => gilbert[call]({ ...sent, now }), { name: "TypeError", message: /^now must be a Date/ });
    }
    assert.throws(() => gilbert.sign({ body: "{}", now }), { name: "TypeError", message: /^now must be a Date/ });
  }
});

test("a refusal has a code, its facts and a sentence; thrown, it has the same", () => {
  const seconds = Math.floor(Date.now() / 1000) - 1000;
  const refusals = [
    [gilbert, { headers: {}, body: "" }, { code: "missing_header", header: "x-gilbert-signature" }],
    [
      gilbert,
      { headers: { "X-Gilbert-Signature": ["a", "b"] }, body: "" },
      { code: "duplicate_header", header: "x-gilbert-signature" },
    ],
    [
      gilbert,
      { headers: { "X-Gilbert-Signature": "0".repeat(63) }, body: "" },
      { code: "malformed_header", header: "x-gilbert-signature", reason: "length" },
    ],
    [
      gilbert,
      { headers: { "X-Gilbert-Signature": "0".repeat(64) }, body: "" },
      { code: "signature_mismatch", secrets: 1 },
    ],
    [smarterbot, delivery("smarterbot", { seconds }), { code: "timestamp_too_old", age: 1000, tolerance: 300 }],
    [gilbert, { headers: {}, body: Buffer.alloc(2 ** 20 + 1) }, { code: "body_too_large", limit: 2 ** 20 }],
  ];
  for (const [verifier, request, facts] of refusals) {
    const { ok, message, ...got } = verifier.check(request);
    assert.equal(ok, false);
    // The clock advances between the signing and the check.
    if ("age" in facts) assert.ok(got.age >= 1000 && got.age <= 1010, `${got.age}`);
    assert.deepEqual({ ...got, ...("age" in facts && { age: 1000 }) }, facts);
    assert.throws(
      () => verifier.verify(request),
      (error) => {
        assert.ok(error instanceof VerificationError && error instanceof Error);
        assert.equal(error.name, "VerificationError");
        assert.equal(error.status, facts.code === "body_too_large" ? 413 : 401);
        const { name: _, age, ...thrown } = error;
        assert.deepEqual({ ...thrown, ...(age !== undefined && { age: 1000 }) }, facts);
        if (age === undefined) assert.equal(error.message, message);
        return true;
      },
    );
  }
});

test("a distance that JavaScript has no number for is as far as it has one", () => {
  const { headers, body } = delivery("smarterbot", { seconds: "9".repeat(40) });
  const result = smarterbot.check({ headers, body });
  assert.deepEqual([result.code, result.ahead], ["timestamp_too_new", Number.MAX_SAFE_INTEGER]);
});

test("the sender is told two words", () => {
  assert.equal(SENDER_MESSAGE, "invalid signature");
});

test("a body that is not bytes is the caller's mistake, and the error says how to get at them", () => {
  const { headers } = delivery("gilbert");
  const { exports } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const adapters = Object.keys(exports)
    .filter((name) => JSON.stringify(exports[name]).includes("/adapters/"))
    .map((name) => name.slice("./".length));
  assert.ok(adapters.length > 10, adapters.join());
  const bodies = [
    [{ event: "dossier.created" }, "a parsed object"],
    [undefined, "undefined"],
    [null, "null"],
    [["event"], "an array"],
    [7, "a number"],
    [true, "a boolean"],
    [Promise.resolve("{}"), "a promise that was not awaited"],
    [new Blob(["{}"]), "a Blob"],
    [new Response("{}").body, "a ReadableStream"],
    [Object.create(null), "a parsed object"],
  ];
  for (const [body, words] of bodies) {
    for (const call of ["verify", "check"]) {
      assert.throws(
        () => gilbert[call]({ headers, body }),
        (error) => {
          assert.ok(error instanceof TypeError && error.message.startsWith(`body is ${words}, `), error.message);
          for (const hint of ["express.raw(", "hookward/express", "request.arrayBuffer()", "isBase64Encoded"]) {
            assert.ok(error.message.includes(hint), hint);
          }
          for (const adapter of adapters) assert.match(error.message, new RegExp(`/${adapter}\\b`), adapter);
          return true;
        },
      );
    }
  }
});

test("text with half of a surrogate pair is refused: another text has the same bytes", () => {
  const body = Buffer.from(JSON.stringify({ name: "\ufffd" }));
  const { headers } = delivery("gilbert", { body });
  assert.equal(code(gilbert.check({ headers, body: '{"name":"\ufffd"}' })), "ok");
  for (const half of ["\ud83d", "\ude00", "\ude00\ud83d"]) {
    assert.throws(() => gilbert.check({ headers, body: `{"name":"${half}"}` }), /half of a surrogate pair/);
  }
});

test("bytes from another realm are bytes", () => {
  const { headers, body } = delivery("gilbert");
  for (const make of [
    "Uint8Array.from(list)",
    "Uint8Array.from(list).buffer",
    "new DataView(Uint8Array.from(list).buffer)",
  ]) {
    const foreign = runInNewContext(make, { list: [...body] });
    assert.equal(code(gilbert.check({ headers, body: foreign })), "ok", make);
  }
});

test("an empty body is a body", () => {
  for (const id of SAMPLE) {
    const { headers } = delivery(id, { body: "" });
    for (const body of ["", new Uint8Array(0), new ArrayBuffer(0)]) {
      assert.equal(verifiers[id].verify({ headers, body }).body.length, 0, id);
    }
  }
});

test("headers of the wrong shape are the caller's mistake", () => {
  const { headers, body } = delivery("gilbert");
  for (const wrong of [undefined, null, "x-gilbert-signature: 00", 7, () => headers]) {
    assert.throws(() => gilbert.check({ headers: wrong, body }), {
      name: "TypeError",
      message: /^headers must be a Headers/,
    });
  }
  // Node's raw headers are not pairs. If they were read as pairs, "X-Gilbert-Signature" would be the header "X" with
  // the value "-".
  for (const flat of [Object.entries(headers).flat(), [{ name: "a", value: "b" }], [7]]) {
    assert.throws(() => gilbert.check({ headers: flat, body }), {
      name: "TypeError",
      message: /req\.rawHeaders is a flat list/,
    });
  }
});

test("only a header of a request's own counts", () => {
  const { headers, body } = delivery("gilbert");
  const inherited = Object.create(headers);
  assert.equal(code(gilbert.check({ headers: inherited, body })), "missing_header");
  const polluted = JSON.parse(JSON.stringify({ headers }).replace('"headers"', '"__proto__"'));
  assert.equal(code(gilbert.check({ headers: polluted, body })), "missing_header");
  assert.equal(code(gilbert.check({ headers: Object.assign(Object.create(null), headers), body })), "ok");
  // Headers with the names of Headers' methods do not make an object a Headers.
  assert.equal(code(gilbert.check({ headers: { ...headers, get: "1", append: "2", has: "3" }, body })), "ok");
  assert.equal(code(gilbert.check({ headers: { ...headers, undefined: undefined, "x-none": undefined }, body })), "ok");
  const hidden = Object.defineProperty({}, "x-gilbert-signature", { value: signatureOf("gilbert", headers) });
  assert.equal(code(gilbert.check({ headers: hidden, body })), "missing_header");
});

test("a name is matched in any case of ASCII, and in that alone", () => {
  const { headers, body } = delivery("smarterbot");
  const value = signatureOf("smarterbot", headers);
  for (const name of ["x-webhook-signature", "X-WEBHOOK-SIGNATURE", "x-wEbHoOk-SiGnAtUrE"]) {
    assert.equal(code(smarterbot.check({ headers: { [name]: value }, body })), "ok");
    assert.equal(code(smarterbot.check({ headers: [[name, value]], body })), "ok");
  }
  // The Kelvin sign becomes the letter k in lower case.
  for (const name of [
    "x-webhoo\u212a-signature",
    "x-webhook-s\u0131gnature",
    " x-webhook-signature",
    "x_webhook_signature",
  ]) {
    assert.equal(code(smarterbot.check({ headers: { [name]: value }, body })), "missing_header", name);
  }
});

test("the same name in two cases is a repetition", () => {
  for (const id of SAMPLE) {
    const { headers, body } = delivery(id);
    const twice = { ...headers, [SCHEMES[id].signature.header.toUpperCase()]: signatureOf(id, headers) };
    assert.equal(code(verifiers[id].check({ headers: twice, body })), "duplicate_header", id);
  }
});

test("parsed stands in for the body where the provider signs JSON.stringify", () => {
  for (const id of RESERIALIZED) {
    const { headers, json, body } = delivery(id, { json: { Type: "Lead", n: 1e21, 2: "ü", 1: [null], x: "\u2028" } });
    const delivered = verifiers[id].verify({ headers, parsed: JSON.parse(body.toString()) });
    assert.equal(delivered.reserialized, true);
    assert.deepEqual(Buffer.from(delivered.body), body);
    assert.deepEqual(delivered.json(), json);
    assert.equal(code(verifiers[id].check({ headers, parsed: { ...json, n: 2 } })), "signature_mismatch");
  }
});

test("a parsed value that JSON.stringify prints as another one is not what was signed", () => {
  const signed = (json) => delivery("grillo", { json });
  for (const [json, sent] of [
    [{ limit: null }, '{"limit":1e999}'],
    [{ limit: null }, '{"limit":-1e999}'],
    [[[null]], "[[1e999]]"],
    [{ balance: 0 }, '{"balance":-0}'],
    [{ balance: 0, "a,0": 1 }, '{"balance":-0.0e1,"a,0":1}'],
    [null, "1e999"],
  ]) {
    const { headers } = signed(json);
    assert.equal(grillo.check({ headers, parsed: json }).ok, true, sent);
    assert.equal(code(grillo.check({ headers, parsed: JSON.parse(sent) })), "signature_mismatch", sent);
  }
});

test("parsed is refused where it could not be right", () => {
  const { headers, json, body } = delivery("grillo");
  assert.throws(() => grillo.check({ headers, body, parsed: json }), /either body or parsed/);
  for (const id of AS_SENT) {
    assert.throws(() => verifiers[id].check({ ...delivery(id), body: undefined, parsed: {} }), {
      name: "TypeError",
      message: /signs the bytes that it sends/,
    });
  }
  const off = new Verifier({ scheme: "grillo", secret: SECRETS.grillo, reserialize: false });
  assert.throws(() => off.check({ headers, parsed: json }), {
    name: "TypeError",
    message: /option reserialize is off/,
  });
  const cycle = {};
  cycle.self = cycle;
  for (const parsed of [cycle, () => 1, Symbol("x"), 1n]) {
    assert.throws(() => grillo.check({ headers, parsed }), { name: "TypeError", message: /came from a JSON parser/ });
  }
  // All JSON values count as values, including those that are falsy.
  for (const parsed of [null, false, 0, ""])
    assert.equal(code(grillo.check({ headers, parsed })), "signature_mismatch");
});

test("the limit is for what was received", () => {
  for (const id of SAMPLE) {
    const { headers, body } = delivery(id, { json: { name: "Zoë" } });
    const limit = (maxBodyBytes) => new Verifier({ scheme: id, secret: SECRETS[id], maxBodyBytes });
    assert.equal(code(limit(body.length).check({ headers, body })), "ok");
    assert.equal(code(limit(body.length - 1).check({ headers, body })), "body_too_large");
    // The length of a text is the number of its bytes, which is more than its characters here.
    assert.ok(body.toString().length < body.length);
    assert.equal(code(limit(body.length - 1).check({ headers, body: body.toString() })), "body_too_large");
  }
  const { headers, json, body } = delivery("grillo");
  const small = new Verifier({ scheme: "grillo", secret: SECRETS.grillo, maxBodyBytes: body.length - 1 });
  assert.equal(code(small.check({ headers, parsed: json })), "body_too_large");
  assert.equal(small.bodyTooLarge().limit, body.length - 1);
});

test("checkHeaders says what is wrong before there is a body", () => {
  for (const id of SAMPLE) {
    assert.equal(verifiers[id].checkHeaders(delivery(id)), undefined);
    assert.equal(verifiers[id].checkHeaders({ headers: {} }).code, "missing_header");
  }
  const { headers } = delivery("smarterbot", { seconds: 1_700_000_000 });
  assert.equal(smarterbot.checkHeaders({ headers }).code, "timestamp_too_old");
  assert.equal(smarterbot.checkHeaders({ headers, now: 1_700_000_000_000 }), undefined);
});
