// The host hashes long bodies if it can do so synchronously. At every boundary between the ways to hash, the result equals that of node:crypto. A
// body in the wrong place or of the wrong length is refused.

import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { test } from "node:test";

import { Verifier } from "hookward";

import { delivery } from "../../test-support/providers.js";
import { RESERIALIZED, SAMPLE, SECRETS } from "../../test-support/schemes.js";

// The lengths around the shortest body that the host hashes, around a block of SHA-256, and around the length from which a body is hashed in steps.
const BORDERS = [0, 55, 56, 64, 192, 384, 512, 1024, 4096, 16_384, 32_768, 100_000];
const LENGTHS = [...new Set(BORDERS.flatMap((length) => [length - 1, length, length + 1]))].filter(
  (length) => length >= 0,
);

const verifiers = Object.fromEntries(
  SAMPLE.map((scheme) => [scheme, new Verifier({ scheme, secret: SECRETS[scheme] })]),
);

test("bodies of every kind of length, one after another and mixed", () => {
  for (const id of SAMPLE) {
    const sent = LENGTHS.map((length) => delivery(id, { body: randomBytes(length) }));
    for (const { headers, body } of [...sent, ...sent.toReversed(), sent[0], sent.at(-1), sent[1]]) {
      const result = verifiers[id].check({ headers, body });
      assert.equal(result.ok, true, `${id}, ${body.length} bytes: ${result.code}`);
      if (body.length === 0) continue;
      const changed = Buffer.from(body);
      changed[changed.length - 1] ^= 0x80;
      assert.equal(verifiers[id].check({ headers, body: changed }).code, "signature_mismatch");
      assert.equal(verifiers[id].check({ headers, body: body.subarray(1) }).code, "signature_mismatch");
      assert.equal(verifiers[id].check({ headers, body: body.subarray(0, -1) }).code, "signature_mismatch");
    }
  }
});

test("what stands before and behind the body is hashed with it", () => {
  const seconds = Math.floor(Date.now() / 1000);
  const scheme = {
    id: "acme",
    name: "Acme",
    docs: "https://acme.example/webhooks",
    signature: { header: "x-acme-signature", syntax: { fields: { separator: ",", key: "v1" } }, encoding: "hex" },
    timestamp: { field: "t", unit: "s" },
  };
  // The last two contents are too long for the space around a body in the module's memory.
  for (const [start, end] of [
    ["acme webhook ", "\nthe end"],
    ["x".repeat(600), "\nthe end"],
    ["acme webhook ", "y".repeat(600)],
  ]) {
    const acme = new Verifier({
      scheme: { ...scheme, signedContent: `${start}{timestamp}\n{body}${end}` },
      secret: "s3cret",
    });
    for (const length of LENGTHS) {
      const body = randomBytes(length);
      const sign = (...parts) =>
        parts.reduce((mac, part) => mac.update(part), createHmac("sha256", "s3cret")).digest("hex");
      const check = (signature) =>
        acme.check({ headers: { "x-acme-signature": `t=${seconds},v1=${signature}` }, body });
      const before = `${start}${seconds}\n`;
      assert.equal(check(sign(before, body, end)).ok, true, `${length} bytes`);
      const misplaced = length > 0 ? [sign(body, before, end)] : [];
      for (const wrong of [sign(before, body), sign(before, body, `${end.slice(0, -1)}N`), ...misplaced]) {
        assert.equal(check(wrong).code, "signature_mismatch");
      }
    }
  }
});

test("with sixteen secrets, each is tried over a long body", () => {
  const secrets = Array.from({ length: 16 }, (_, n) => `key ${n}`);
  const rotation = new Verifier({ scheme: "smarterbot", secrets });
  for (const [index, secret] of secrets.entries()) {
    const sent = delivery("smarterbot", { secret, body: randomBytes(20_000 * (index % 2) + 500) });
    assert.equal(rotation.verify(sent).secretIndex, index);
  }
});

test("the second form of a long body", () => {
  const json = { pad: "é".repeat(10_000), list: Array.from({ length: 500 }, (_, n) => n) };
  for (const id of RESERIALIZED) {
    const { headers, body } = delivery(id, { json });
    const pretty = JSON.stringify(json, null, 2);
    const delivered = verifiers[id].verify({ headers, body: pretty });
    assert.deepEqual([delivered.reserialized, delivered.body.length], [true, body.length]);
    assert.equal(verifiers[id].verify({ headers, parsed: json }).reserialized, true);
    assert.equal(verifiers[id].check({ headers, body: pretty.replace("499", "498") }).code, "signature_mismatch");
  }
});

test("what the host throws while it hashes ends that call and nothing else", () => {
  const grillo = verifiers.grillo;
  const node = process.getBuiltinModule("node:crypto");
  const { hash, createHash } = node;
  for (const length of [300, 50_000]) {
    const sent = delivery("grillo", { body: randomBytes(length) });
    node.hash = node.createHash = () => {
      throw new Error("no hash today");
    };
    try {
      for (let round = 0; round < 100; round += 1) assert.throws(() => grillo.check(sent), /no hash today/);
    } finally {
      Object.assign(node, { hash, createHash });
    }
    assert.equal(grillo.check(sent).ok, true);
    assert.equal(grillo.check(delivery("grillo")).ok, true);
    assert.equal(new Verifier({ scheme: "grillo", secret: SECRETS.grillo }).check(sent).ok, true);
  }
});

test("SHA-1 and SHA-512 are the host's for long bodies, and the module's where the host has none", () => {
  const node = process.getBuiltinModule("node:crypto");
  const { createHash } = node;
  for (const scheme of ["facebook-legacy", "paystack"]) {
    const verifier = new Verifier({ scheme, secret: SECRETS[scheme] });
    const sent = delivery(scheme, { body: randomBytes(40_000) });
    for (let round = 0; round < 3; round += 1) assert.equal(verifier.check(sent).ok, true);
    const asked = [];
    for (const refuses of [false, true]) {
      node.createHash = (algorithm) => {
        asked.push(algorithm);
        if (refuses) throw new Error("digital envelope routines::unsupported");
        return createHash(algorithm);
      };
      try {
        assert.equal(verifier.check(sent).ok, true, `${scheme}, ${refuses}`);
        assert.equal(verifier.check({ ...sent, body: sent.body.subarray(1) }).code, "signature_mismatch");
        assert.equal(verifier.check(delivery(scheme)).ok, true);
      } finally {
        node.createHash = createHash;
      }
    }
    const algorithm = scheme === "paystack" ? "sha512" : "sha1";
    assert.deepEqual(
      asked,
      [algorithm, algorithm, algorithm, algorithm],
      "for the content of a long body, and nothing else",
    );
  }
});

test("at the end of the stack a call fails, and the next one does not", () => {
  const sent = delivery("grillo", { body: randomBytes(300) });
  const deeper = () => {
    try {
      deeper();
    } catch {
      verifiers.grillo.check(sent);
    }
  };
  for (let round = 0; round < 20; round += 1) {
    try {
      deeper();
    } catch {
      // The test does not depend on where the stack overflows.
    }
    assert.equal(verifiers.grillo.check(sent).ok, true);
  }
});

test("a clock that verifies another delivery while it is asked changes nothing", () => {
  const inboundflow = verifiers.inboundflow;
  class Busy extends Date {
    getTime() {
      verifiers.grillo.check({ headers: {}, body: Buffer.alloc(3000) });
      return super.getTime();
    }
  }
  const signed = inboundflow.sign({ body: "{}", deliveryId: "d", now: new Busy() });
  assert.equal(inboundflow.check(signed).ok, true);
  assert.equal(inboundflow.checkHeaders({ headers: signed.headers, now: new Busy() }), undefined);
});
