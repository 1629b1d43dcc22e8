// workerd is killed under load: every acknowledged delivery reaches the origin.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ACKNOWLEDGES_FIRST, CONCURRENCY, crashLedger } from "../../test-support/crash-ledger.js";

/** `npm run crash:ledger` kills 60 times. */
const KILLS = 6;

const skip = process.platform === "linux" ? false : "workerd is found by /proc";

test("what was acknowledged reaches the origin, and nothing else does", { skip }, async (t) => {
  const { sent, acknowledged, missing, invented, duplicates } = await crashLedger({ kills: KILLS });
  t.diagnostic(JSON.stringify({ sent, acknowledged, missing: missing.length, duplicates }));
  assert.ok(acknowledged >= 10 * KILLS, `${acknowledged} of ${sent} were acknowledged`);
  assert.deepEqual([missing, invented], [[], []]);
  assert.ok(duplicates <= KILLS * CONCURRENCY, `${duplicates} duplicates`);
});

test("a ledger that acknowledges first is seen to lose some", { skip }, async () => {
  for (let at = 0; at < 3; at++) {
    const { missing } = await crashLedger({ kills: 3, entry: ACKNOWLEDGES_FIRST });
    if (missing.length > 0) return;
  }
  assert.fail("nothing was lost");
});
