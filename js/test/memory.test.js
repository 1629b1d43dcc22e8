// The module's memory: all verifiers share it, the largest body determines its size, and the number of verifications
// does not.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { delivery, signatureOf } from "../../test-support/providers.js";
import { SAMPLE, SECRETS } from "../../test-support/schemes.js";

// The package keeps its memory private. The test therefore replaces the class that creates it.
const { Instance } = WebAssembly;
let memory;
WebAssembly.Instance = class extends Instance {
  constructor(...from) {
    super(...from);
    memory = this.exports.memory;
  }
};
// As in a runtime without its own SHA-256, long bodies are also copied into the module's memory.
process.getBuiltinModule = undefined;
const { Verifier } = await import("hookward");
WebAssembly.Instance = Instance;
const size = () => memory.buffer.byteLength;

const MIB = 2 ** 20;

test("a large body makes the memory grow once, and nothing is mixed up by it", () => {
  const verifiers = SAMPLE.map((scheme) => new Verifier({ scheme, secret: SECRETS[scheme], maxBodyBytes: 6 * MIB }));
  const ofGilbert = verifiers[SAMPLE.indexOf("gilbert")];
  const large = delivery("gilbert", { body: Buffer.alloc(5 * MIB, "large ") });
  const small = SAMPLE.map((id) => delivery(id));
  const all = () => {
    for (const [at, verifier] of verifiers.entries()) assert.equal(verifier.check(small[at]).ok, true, SAMPLE[at]);
  };
  const before = size();
  all();
  assert.equal(size(), before);
  for (let round = 0; round < 5; round += 1) {
    assert.equal(ofGilbert.check(large).ok, true);
    all();
    // After a small body, the large one is still in the scratch area, and must not be read as part of it.
    assert.equal(
      ofGilbert.check({ headers: large.headers, body: large.body.subarray(0, 100) }).code,
      "signature_mismatch",
    );
  }
  const grown = size();
  assert.ok(grown - before >= 5 * MIB && grown - before < 12 * MIB, `from ${before} to ${grown}`);
  assert.equal(ofGilbert.check({ ...large, body: Buffer.concat([large.body, large.body]) }).code, "body_too_large");
  assert.equal(size(), grown);
});

test("bodies of every length up to a few blocks, one after another", () => {
  const gilbert = new Verifier({ scheme: "gilbert", secret: SECRETS.gilbert });
  for (let length = 0; length < 400; length += 1) {
    const body = createHash("shake128", { outputLength: length + 1 })
      .update(`${length}`)
      .digest()
      .subarray(1);
    const { headers } = delivery("gilbert", { body });
    assert.equal(gilbert.check({ headers, body }).ok, true, `${length} bytes`);
  }
});

test("signing makes the memory move, and verifying finds it again", () => {
  const grillo = new Verifier({ scheme: "grillo", secret: SECRETS.grillo, maxBodyBytes: 32 * MIB });
  for (const mib of [1, 3, 7, 15]) {
    const body = Buffer.alloc(mib * MIB, "x");
    const signed = grillo.sign({ body, deliveryId: "d1", event: "e" });
    assert.equal(signed.headers["x-grillo-signature"], signatureOf("grillo", delivery("grillo", { body }).headers));
    assert.equal(grillo.check(delivery("grillo")).ok, true);
    assert.equal(grillo.check(signed).ok, true);
  }
});

test("100 000 verifications, refusals and signatures leave the memory as it is", () => {
  const verifiers = SAMPLE.map((scheme) => new Verifier({ scheme, secret: SECRETS[scheme] }));
  const sent = SAMPLE.map((id) => delivery(id));
  const once = (at) => {
    const verifier = verifiers[at % SAMPLE.length];
    const { headers, body } = sent[at % SAMPLE.length];
    assert.equal(verifier.check({ headers, body }).ok, true);
    assert.equal(verifier.check({ headers, body: "{}" }).code, "signature_mismatch");
    verifier.checkHeaders({ headers });
    if (at % 10 === 0) verifier.sign({ body });
  };
  for (let at = 0; at < 1000; at += 1) once(at);
  const before = size();
  for (let at = 0; at < 50_000; at += 1) once(at);
  assert.equal(size(), before);
});

test("verifiers that nobody has any more are given back", { timeout: 60_000 }, async () => {
  // The garbage collector frees verifiers. It is called explicitly, so that the test does not depend on when it runs.
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const make = () => new Verifier({ scheme: "gilbert", secrets: Array.from({ length: 16 }, (_, n) => `secret ${n}`) });
  const before = size();
  for (let round = 0; round < 20; round += 1) {
    for (let count = 0; count < 1000; count += 1) make();
    collect();
    // Finalizers run between tasks.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  // 20 000 verifiers with 16 keys of over 64 bytes each would take at least 20 MiB.
  assert.ok(size() - before < 4 * MIB, `grew by ${(size() - before) / MIB} MiB`);
});

test("a body for which there is no memory is an error, and the verifiers live on", () => {
  const vast = new Verifier({ scheme: "gilbert", secret: SECRETS.gilbert, maxBodyBytes: 2 ** 30 });
  // More than half of the maximum of a 32-bit number, and more than the maximum.
  for (const copies of [2, 3]) {
    const headers = { "x-gilbert-signature": Array(copies).fill("x".repeat(2 ** 29 - 100)) };
    assert.throws(() => vast.check({ headers, body: "" }), {
      name: "RangeError",
      message: /^There is no memory to verify/,
    });
  }
  assert.equal(vast.check(delivery("gilbert")).ok, true);
});
