// The output for a finding: every message of docs/EXPLAIN.md begins with its cause, in one short sentence.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { bundled } from "../../test-support/sources.js";

const { causeAndRemedy, groundsOf } = await bundled("js/src/display/finding.ts");

test("the cause of every message is one sentence that fits a line, and nothing is lost", () => {
  const page = readFileSync(new URL("../../docs/EXPLAIN.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `(\w+)` \| ([A-Z].*) \|$/gm)].filter(([, , text]) => text.includes("."));
  assert.ok(rows.length > 90);
  for (const [, code, message] of rows) {
    const [cause, remedy] = causeAndRemedy(message);
    assert.equal([cause, remedy].filter((part) => part !== "").join(" "), message, code);
    assert.match(cause, /[.!?]$/, code);
    assert.doesNotMatch(cause, /[.!?] /, code);
    assert.ok(cause.length <= 100, `${code}: ${cause}`);
  }
  assert.deepEqual(causeAndRemedy("No end"), ["No end", ""]);
});

test("how a finding is known is said as it is", () => {
  const proven = { message: "", confidence: "proven" };
  assert.match(groundsOf(proven), /^with this one change/);
  assert.match(groundsOf({ ...proven, also: "secret_quoted" }), /^with this and one more change/);
  assert.match(groundsOf({ ...proven, skew: 5 }), /^the signature is right/);
  assert.match(groundsOf({ message: "", confidence: "likely" }), /no change that was tried proves it/);
});
