// Tests of the corpus of broken deliveries. Node's crypto and hookward must accept each delivery as it was sent, and hookward must
// refuse each delivery as it was received. These tests do not check explanations.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { ConfigError, Verifier } from "hookward";

import { PROVIDERS } from "../../test-support/schemes.js";
import { at, bytesOf, corpus, request, secretOf } from "./corpus.js";
import { SHAPES } from "./make/schemes.js";
import { BODY, SECRET } from "./undo.js";

const SUBJECTS = ["body", "secret", "signature", "algorithm", "timestamp", "header", "scheme"];

const idOf = (scheme) => (typeof scheme === "string" ? scheme : scheme.id);
/** Checks all records, and reports every record that fails. */
const each = (check) => {
  const failed = corpus.flatMap((one) => {
    try {
      check(one);
      return [];
    } catch (error) {
      return [`${one.id}: ${error.message}`];
    }
  });
  assert.deepEqual(failed, []);
};

test("every record has its fields", () => {
  each(({ why, madeBy, sent, received, refused, expect }) => {
    assert.ok(why.length >= 20 && !why.includes("\n"), "why is a sentence");
    assert.ok(madeBy.tools.length > 0, "madeBy names a tool");
    for (const tool of madeBy.tools) assert.match(tool, /\d/, "a tool has a version");
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
  for (const id of [...PROVIDERS, "standard-webhooks"]) {
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
    const timestamp = shape.timestamp?.(sent.now * 1000);
    const mac = createHmac("sha256", shape.key(sent.secret)).update(
      shape.content(timestamp, Buffer.from(sent.body, "base64")),
    );
    const value = shape.write(mac.digest(shape.encoding), timestamp);
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

/** Returns a value and the results of all undoings. An undoing that cannot be applied has no result. */
const undone = (undoings, held) => [
  held,
  ...undoings.flatMap((undo) => {
    try {
      return [undo(held)];
    } catch {
      return [];
    }
  }),
];

/** Returns whether hookward accepts a received delivery with one of these bodies and one of these secrets. */
const accepted = ({ scheme, headers, now }, bodies, secrets) =>
  secrets.some((secret) => {
    try {
      const verifier = new Verifier({ scheme, secret, reserialize: false });
      return bodies.some((body) => verifier.check({ headers, body, now: new Date(now * 1000) }).ok);
    } catch (error) {
      if (error instanceof ConfigError) return false;
      throw error;
    }
  });

test("what is called proven can be undone", () => {
  each(({ sent, received, expect }) => {
    if (!expect?.proven) return;
    const codes = [expect.code, expect.also].filter((code) => code !== undefined);
    const [body, secret] = [bytesOf(received), secretOf(received.secrets[0])];
    const known = codes.filter((code) => code in BODY || code in SECRET);
    assert.deepEqual(
      codes.filter((code) => /^(body|secret)_/.test(code) && !known.includes(code)),
      [],
      "a code that nothing undoes",
    );
    // Mistakes in the headers, the clock or the endpoint are not undone. Their values are taken from the delivery as it was sent.
    const { scheme, headers, now } = ["body", "secret"].includes(expect.subject) ? received : sent;
    const bodies = known.reduce((all, code) => all.flatMap((one) => undone(BODY[code] ?? [], one)), [body]);
    const secrets = known.reduce((all, code) => all.flatMap((one) => undone(SECRET[code] ?? [], one)), [secret]);
    assert.ok(accepted({ scheme, headers, now }, bodies, secrets));
    if (known.length > 1) assert.ok(!accepted({ scheme, headers, now }, [body], [secret]));
  });
});

test("what is called unknown, or only likely, cannot be undone", () => {
  const [bodyUndoings, secretUndoings] = [BODY, SECRET].map((undoings) => Object.values(undoings).flat());
  each(({ received, expect }) => {
    if (expect !== null && (expect.proven || !["body", "secret"].includes(expect.subject))) return;
    const bodies = undone(bodyUndoings, bytesOf(received));
    const secrets = received.secrets.flatMap((secret) => undone(secretUndoings, secretOf(secret)));
    assert.ok(!accepted(received, bodies, secrets));
  });
});

/** Returns the result for a received delivery: the facts of the refusal, or the code of the configuration error. */
function refusal({ scheme, secrets, options, ...received }) {
  try {
    const verifier = new Verifier({ scheme, secrets: secrets.map(secretOf), ...options });
    const { ok, code, header, reason } = verifier.check({ ...request(received), now: at(received) });
    return ok ? "accepted" : { code, header, reason };
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

test("the page has a row for every code", () => {
  const page = readFileSync(new URL("./README.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `([a-z0-9_]+)` \|/gm)].map(([, code]) => code);
  const codes = corpus.flatMap(({ expect }) => [expect?.code, expect?.also]).filter((code) => code !== undefined);
  assert.deepEqual(rows.toSorted(), [...new Set(codes)].sort());
});
