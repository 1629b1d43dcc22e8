// Checks that `explain` finds the cause in every delivery of testdata/corpus, and nothing that is not a cause.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { explain } from "hookward/explain";

import { at, bytesOf, corpus, request, secretOf } from "../../testdata/corpus/corpus.js";

/** The minimum share of the expected findings that must come first. */
const ENOUGH = 0.95;

/** Codes that mean the same for a delivery as the code in the corpus. */
const SAME = { body_reserialized_compact: ["body_reserialized_javascript"] };

const explained = corpus.map((one) => {
  const { scheme, secrets, options, ...received } = one.received;
  const asked = { scheme, secrets: secrets.map(secretOf), ...options, ...request(received), now: at(received) };
  return { ...one, explanation: explain(asked) };
});

const subjectOf = (code) => code?.split("_")[0];

/** Returns whether a finding is the expected one. If a pair is expected, either code may come first. */
function right({ code, or = [], also, subject, proven, offset, scheme, skew }, finding) {
  if (finding === undefined) return false;
  const codes = [code, ...or, ...(SAME[code] ?? [])];
  const one = codes.includes(finding.code) && finding.also === also && finding.subject === subject;
  const other = also !== undefined && finding.code === also && codes.includes(finding.also);
  if (!one && !other) return false;
  if (proven && finding.confidence !== "proven") return false;
  if (scheme !== undefined && finding.scheme !== scheme) return false;
  if (skew !== undefined && finding.skew !== skew) return false;
  return offset === undefined || !proven || !one || finding.offset === offset;
}

const brief = ({ code, also, confidence, offset }) =>
  [code, also && `+ ${also}`, confidence, offset].filter(Boolean).join(" ");

test("an original has nothing wrong with it", () => {
  for (const { id, sent } of corpus) {
    const { scheme, secret, ...delivery } = sent;
    const { result, findings } = explain({ scheme, secret, ...request(delivery), now: at(delivery) });
    assert.ok(result.ok, id);
    assert.deepEqual(findings, [], id);
  }
});

test("every code that is expected is one that explain has", () => {
  const documented = readFileSync(new URL("../../docs/EXPLAIN.md", import.meta.url), "utf8");
  const codes = corpus.flatMap(({ expect }) => [expect?.code, expect?.also, ...(expect?.or ?? [])]);
  const unknown = [...codes, ...Object.entries(SAME).flat(2)].filter(
    (code) => code && !documented.includes(`\`${code}\``),
  );
  assert.deepEqual([...new Set(unknown)], []);
});

test("the verdict is the verifier's", () => {
  for (const { id, refused, explanation } of explained) {
    assert.equal(explanation.result.ok, false, id);
    assert.equal(explanation.result.code, refused.code ?? refused.config, id);
  }
});

test("what is wrong is found first", (context) => {
  const expected = explained.filter(({ expect }) => expect !== null);
  const missed = expected.filter(({ expect, explanation }) => !right(expect, explanation.findings[0]));
  const share = 1 - missed.length / expected.length;
  context.diagnostic(`${expected.length - missed.length} of ${expected.length} found first`);
  for (const { id, expect, explanation } of missed) {
    context.diagnostic(
      `${id}: ${brief(expect)}, and not ${explanation.findings.slice(0, 2).map(brief).join(", then ")}`,
    );
  }
  assert.ok(share >= ENOUGH, `${(share * 100).toFixed(1)} %`);
});

test("nothing is called proven that is not so", () => {
  const wrong = [];
  for (const { id, expect, explanation } of explained) {
    // The finding that a delivery belongs to another built-in scheme is true, whatever other causes exist.
    const others = expect?.or?.includes("scheme_other") ? ["scheme"] : [];
    const subjects = expect === null ? [] : [expect.subject, subjectOf(expect.also), ...others];
    for (const finding of explanation.findings.filter(({ confidence }) => confidence === "proven")) {
      const named = [finding.subject, subjectOf(finding.also)].filter((subject) => subject !== undefined);
      if (!named.every((subject) => subjects.includes(subject))) wrong.push(`${id}: ${brief(finding)}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("what is proven comes before what is likely", () => {
  for (const { id, explanation } of explained) {
    const order = explanation.findings.map(({ confidence }) => confidence);
    assert.deepEqual(order, order.toSorted().reverse(), id);
  }
});

test("no secret, no signature and nothing of a body is told", () => {
  for (const { id, sent, explanation } of explained) {
    const told = JSON.stringify(explanation);
    const tags = sent.headers.flatMap(([, value]) => value.match(/[0-9a-f]{64}|[A-Za-z0-9+/]{43}=/g) ?? []);
    for (const kept of [sent.secret, ...tags]) assert.ok(!told.includes(kept), id);
    // A word of eleven characters does not occur by chance.
    const words =
      bytesOf(sent)
        .toString()
        .match(/[A-Za-z0-9_.:/@-]{11,}/g) ?? [];
    for (const word of words) assert.ok(!told.includes(word), `${id}: ${word}`);
  }
});
