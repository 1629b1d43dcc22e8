// A call that is interrupted by a full stack or by a time limit fails alone. Later calls work as before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { Verifier } from "hookward";
import { explain } from "hookward/explain";
import { sign } from "hookward/testing";

const SECRET = "interrupted";
const BODIES = {
  short: "{}",
  "hashed by the runtime": JSON.stringify({ text: "x".repeat(300) }),
  long: "x".repeat(40_000),
};

/** Calls a function with every remaining depth of the stack, from zero. The sizes of the frames vary. */
function nearlyFull(work) {
  let overflows = 0;
  for (let parameters = 0; parameters < 16; parameters++) {
    let left = 250;
    const names = Array.from({ length: parameters }, (_, at) => `p${at}`);
    const dive = new Function(
      "work",
      `return function dive(${names}) { try { dive(${names}) } catch {} work(); throw 0 }`,
    );
    const step = () => {
      if (left-- <= 0) return;
      try {
        work();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        overflows++;
      }
    };
    try {
      dive(step)();
    } catch (error) {
      if (error !== 0 && !(error instanceof RangeError)) throw error;
    }
  }
  assert.ok(overflows > 100, `the stack was full ${overflows} times`);
}

/** Asserts that a verifier still returns correct results. */
function works(verifier) {
  for (const [name, body] of Object.entries(BODIES)) {
    const sent = verifier.sign({ body });
    assert.equal(verifier.check(sent).ok, true, name);
    const { code } = verifier.check({ ...sent, body: `${body}!` });
    assert.equal(code, "signature_mismatch", name);
  }
  assert.equal(verifier.checkHeaders({ headers: {} }).code, "missing_header");
  const built = new Verifier({ scheme: "grillo", secrets: ["a", "b"] });
  assert.equal(built.check(built.sign({ body: "{}" })).ok, true);
}

for (const [name, body] of Object.entries(BODIES)) {
  test(`a full stack while a body is verified: ${name}`, () => {
    const verifier = new Verifier({ scheme: "gilbert", secret: SECRET });
    const sent = verifier.sign({ body });
    const forged = { ...sent, body: body.replace(/.$/, "!") };
    nearlyFull(() => assert.equal(verifier.check(sent).ok, true));
    nearlyFull(() => assert.equal(verifier.check(forged).code, "signature_mismatch"));
    works(verifier);
  });
}

test("a full stack while headers are checked, and while a verifier is built or signs", () => {
  const verifier = new Verifier({ scheme: "smarterbot", secret: SECRET });
  const sent = verifier.sign({ body: "{}" });
  nearlyFull(() => assert.equal(verifier.checkHeaders(sent), undefined));
  nearlyFull(() => assert.equal(verifier.sign({ body: "{}", now: 0 }).body.length, 2));
  nearlyFull(() => assert.equal(new Verifier({ scheme: "smarterbot", secret: SECRET }).check(sent).ok, true));
  works(verifier);
});

test("a full stack in what comes beside: messages, explanations, signed requests", () => {
  const verifier = new Verifier({ scheme: "grillo", secret: SECRET });
  const request = { scheme: "grillo", secret: SECRET, headers: {}, body: "{}" };
  nearlyFull(() => assert.match(verifier.check({ headers: {}, body: "{}" }).message, /is missing/));
  nearlyFull(() => assert.equal(explain(request).result.code, "missing_header"));
  nearlyFull(() => assert.equal(sign({ scheme: "grillo", secret: SECRET }).headers.length > 1, true));
  works(verifier);
  assert.equal(explain(request).result.code, "missing_header");
  assert.equal(verifier.check(sign({ scheme: "grillo", secret: SECRET })).ok, true);
});

test("a time limit in the middle of a verification", () => {
  const verifier = new Verifier({ scheme: "gilbert", secrets: [SECRET, "another"] });
  for (const body of ["x".repeat(150), "x".repeat(300), "x".repeat(500_000)]) {
    const sent = verifier.sign({ body });
    const context = createContext({ check: () => verifier.check(sent) });
    for (let round = 0; round < 25; round++) {
      const endless = () => runInContext("for (;;) check()", context, { timeout: 2 + (round % 5) });
      assert.throws(endless, { code: "ERR_SCRIPT_EXECUTION_TIMEOUT" });
      assert.equal(verifier.check(sent).ok, true);
      assert.equal(verifier.check({ ...sent, body: `${body.slice(1)}!` }).code, "signature_mismatch");
    }
  }
  works(verifier);
});

test("a hash of the runtime that verifies another delivery in the middle", async (t) => {
  const crypto = await import("node:crypto");
  const verifier = new Verifier({ scheme: "gilbert", secrets: ["first", SECRET] });
  const signing = new Verifier({ scheme: "gilbert", secret: SECRET });
  const long = signing.sign({ body: "x".repeat(300) });
  const other = signing.sign({ body: "y".repeat(300) });
  const original = crypto.default.hash;
  let nested = 0;
  t.mock.method(crypto.default, "hash", (...given) => {
    if (nested++ === 0) assert.equal(verifier.check(other).ok, true);
    return original(...given);
  });
  assert.equal(verifier.check(long).ok, true);
  assert.ok(nested > 1, "the runtime's hash was not used");
});
