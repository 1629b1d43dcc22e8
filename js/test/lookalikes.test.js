// The findings that `hookward/explain` proves for the deliveries of testdata/lookalikes, and those that it must not
// prove.

import assert from "node:assert/strict";
import { test } from "node:test";

import { explain } from "hookward/explain";

import { lookalikes, received } from "../../testdata/lookalikes/lookalikes.js";

test("what is proven is what is the matter, and never what it looks like", () => {
  const wrong = [];
  for (const record of lookalikes) {
    const { findings } = explain(received(record));
    const proven = findings.filter(({ confidence }) => confidence === "proven").map(({ code }) => code);
    if (proven.toSorted().join() !== record.proven.toSorted().join()) wrong.push(`${record.id}: ${proven}`);
  }
  assert.deepEqual(wrong, []);
});

test("nothing of a secret or a body is told", () => {
  for (const record of lookalikes) {
    const told = JSON.stringify(explain(received(record)));
    const { body, secrets } = received(record);
    for (const kept of [body.toString(), ...secrets.map(String)]) {
      // Shorter texts, such as `a b`, occur in any sentence.
      if (kept.length > 7) assert.ok(!told.includes(JSON.stringify(kept).slice(1, -1)), record.id);
    }
  }
});
