// `npm run faults:ledger`: runs the tests of faults around a ledger with 10,000 waiting deliveries. The suite uses 500.
//
//   node scripts/faults-ledger.js [--waiting 10000]

import { parseArgs } from "node:util";

import { build } from "./build.js";
import { Failure, main, run } from "./shell.js";

const TESTS = ["faults", "killed", "origin", "outage"].map((name) => `worker/test/ledger-${name}.test.js`);

await main(async () => {
  const { values } = parseArgs({ options: { waiting: { type: "string" } } });
  const waiting = Number(values.waiting ?? 10_000);
  if (!Number.isSafeInteger(waiting) || waiting < 100) throw new Failure("--waiting is a whole number from 100 on.");
  await build(["worker"]);
  const env = { ...process.env, HOOKWARD_WAITING: `${waiting}` };
  await run("node", ["--test", "--test-reporter=spec", ...TESTS], { env });
});
