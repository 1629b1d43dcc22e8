// `npm run crash:ledger`: kills workerd by SIGKILL under load, and prints how many acknowledged deliveries arrived or
// were lost.
//
//   node scripts/crash-ledger.js [--kills 60]

import { parseArgs } from "node:util";

import { build } from "./build.js";
import { Failure, main } from "./shell.js";

await main(async () => {
  const { values } = parseArgs({ options: { kills: { type: "string" } } });
  const kills = Number(values.kills ?? 60);
  if (!Number.isSafeInteger(kills) || kills < 1) throw new Failure("--kills is a whole number above 0.");
  await build(["worker"]);
  // The import is dynamic because the module requires packages that the build installs.
  const { ACKNOWLEDGES_FIRST, CONCURRENCY, crashLedger } = await import("../test-support/crash-ledger.js");
  const report = ({ kill, acknowledged }) =>
    console.log(`  kill ${kill + 1} of ${kills}, ${acknowledged} acknowledged`);
  const { sent, acknowledged, missing, invented, duplicates } = await crashLedger({ kills, report });
  console.log(
    `${sent} sent, ${acknowledged} acknowledged, ${missing.length} of those lost, ${invented.length} invented`,
  );
  console.log(
    `${duplicates} duplicates at the origin, of ${kills * CONCURRENCY} attempts that can have been in flight`,
  );
  const control = await crashLedger({ kills: Math.ceil(kills / 3), entry: ACKNOWLEDGES_FIRST });
  console.log(`a ledger that acknowledges first: ${control.acknowledged} acknowledged, ${control.missing.length} lost`);
  if (missing.length > 0 || invented.length > 0)
    throw new Failure("What was acknowledged was lost, or something was invented.");
  if (control.missing.length === 0) throw new Failure("The control has lost nothing: this cannot see a loss.");
});
