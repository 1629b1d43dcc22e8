// Is the corpus of broken deliveries what it says? Each was genuine once, as Node's crypto finds and hookward agrees, and each is
// refused as it was received. What is found to be wrong with it is not asked here.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";

import { ConfigError, Verifier } from "hookward";

import { at, corpus, request, secretOf } from "./broken/corpus.js";
import { SHAPES } from "./broken/make/schemes.js";

const SUBJECTS = ["body", "secret", "signature", "algorithm", "timestamp", "header", "scheme"];
const BUILT_IN = ["gilbert", "gabinete360", "inboundflow", "grillo", "smarterbot", "standard-webhooks"];

const idOf = (scheme) => (typeof scheme === "string" ? scheme : scheme.id);
const each = (check) => {
  for (const one of corpus) {
    try {
      check(one);
    } catch (error) {
      error.message = `${one.id}: ${error.message}`;
      throw error;
    }
  }
};

test("every record has its fields", () => {
  each(({ why, made_by, sent, received, refused, expect }) => {
    assert.ok(why.length >= 20 && !why.includes("\n"), "why is a sentence");
    assert.ok(made_by.tools.length > 0, "made_by names a tool");
    for (const tool of made_by.tools) assert.match(tool, /\d/, "a tool has a version");
    for (const { headers, body } of [sent, received]) {
      assert.ok(headers.every((pair) => pair.length === 2 && pair.every((text) => typeof text === "string")));
      assert.equal(Buffer.from(body, "base64").toString("base64"), body);
    }
    assert.ok(received.secrets.length > 0);
    assert.ok("code" in refused !== "config" in refused);
    if (expect === null) return;
    assert.match(expect.code, /^[a-z0-9]+(_[a-z0-9]+)*$/);
    assert.ok(SUBJECTS.includes(expect.subject), `${expect.subject} is no subject`);
    assert.equal(typeof expect.proven, "boolean");
  });
});

test("the corpus is broad", () => {
  assert.ok(corpus.length >= 70, `${corpus.length} records`);
  const ids = corpus.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
    "no id is there twice",
  );
  const count = (wanted) => corpus.filter(wanted).length;
  for (const id of BUILT_IN) {
    const there = count(({ received }) => received.scheme === id);
    assert.ok(there >= 8, `${there} records of ${id}`);
  }
  assert.ok(count(({ received }) => typeof received.scheme === "object") >= 15, "schemes that are not built in");
  for (const subject of SUBJECTS) assert.ok(count(({ expect }) => expect?.subject === subject) >= 3, subject);
  assert.ok(count(({ expect }) => expect === null || !expect.proven) >= 12, "those without a proof");
  assert.ok(count(({ expect }) => expect?.also !== undefined) >= 5, "pairs");
});

test("Node's crypto finds every original genuine", () => {
  each(({ sent }) => {
    const shape = SHAPES[idOf(sent.scheme)];
    const stamp = shape.stamp?.(sent.now * 1000);
    const mac = createHmac("sha256", shape.key(sent.secret)).update(
      shape.content(stamp, Buffer.from(sent.body, "base64")),
    );
    const value = shape.write(mac.digest(shape.encoding), stamp);
    assert.deepEqual(
      sent.headers.filter(([name]) => name === shape.header),
      [[shape.header, value]],
    );
  });
});

test("hookward accepts every original", () => {
  each(({ sent }) => {
    const verifier = new Verifier({ scheme: sent.scheme, secret: sent.secret });
    const { ok, code } = verifier.check({ ...request(sent), now: at(sent) });
    assert.ok(ok, `refused with ${code}`);
  });
});

/** What becomes of a delivery as it was received: the facts of the refusal, or of the fault in the configuration. */
function refusal({ scheme, secrets, options, ...received }) {
  try {
    const verifier = new Verifier({ scheme, secrets: secrets.map(secretOf), ...options });
    const { ok, code, header, fault } = verifier.check({ ...request(received), now: at(received) });
    return ok ? "accepted" : { code, header, fault };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { config: error.code };
  }
}

test("hookward refuses every one as it was received, and for the reason expected", () => {
  const surprises = [];
  for (const { id, received, refused } of corpus) {
    const got = refusal(received);
    const asked = Object.fromEntries(Object.keys(refused).map((fact) => [fact, got[fact]]));
    if (JSON.stringify(asked) !== JSON.stringify(refused)) surprises.push(`${id}: ${JSON.stringify(got)}`);
  }
  assert.deepEqual(surprises, []);
});

test("where the body is to blame, the first byte that differs is told", () => {
  each(({ sent, received, expect }) => {
    const [signed, held] = [sent, received].map(({ body }) => Buffer.from(body, "base64"));
    if (expect?.subject !== "body" || signed.equals(held)) return;
    const { offset } = expect;
    assert.ok(signed.subarray(0, offset).equals(held.subarray(0, offset)), "they are the same before it");
    assert.notEqual(signed[offset], held[offset]);
  });
});
