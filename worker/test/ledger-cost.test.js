// The cost of a delivery in workerd, counted by the runtime: the rows, alarms and calls of docs/SCALE.md, for any number of stored deliveries.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { countRows } from "../../test-support/counted-ledger.js";

const { rows } = JSON.parse(readFileSync(new URL("../../bench/results/ledger.json", import.meta.url)));

describe("a delivery costs the same rows as docs/SCALE.md has", { concurrency: true }, () => {
  for (const [name, mode, failures] of [
    ["proxy", "proxy", 0],
    ["accept", "accept", 0],
    ["retry", "accept", 1],
  ]) {
    for (const stored of [100, 10_000]) {
      test(`${name}, among ${stored}`, async () =>
        assert.deepEqual(await countRows(mode, stored, failures), rows[name]));
    }
  }
});
