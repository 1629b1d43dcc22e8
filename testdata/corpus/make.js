// Writes the corpus of broken deliveries: `node testdata/corpus/make.js [family …]`. With `--check`, the program writes nothing, and
// fails if a record would change. A record that requires a missing program is kept unchanged.

import { readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

import { bodies } from "./make/bodies.js";
import { clocks } from "./make/clocks.js";
import { headers } from "./make/headers.js";
import { mixups } from "./make/mixups.js";
import { pairs } from "./make/pairs.js";
import { record, textOf } from "./make/record.js";
import { secrets } from "./make/secrets.js";
import { signatures } from "./make/signatures.js";
import { Missing } from "./make/tools.js";
import { unknown } from "./make/unknown.js";

const FAMILIES = { bodies, secrets, signatures, headers, clocks, mixups, pairs, unknown };

const path = (family) => new URL(`./${family}.json`, import.meta.url);

function recorded(family) {
  try {
    return new Map(JSON.parse(readFileSync(path(family), "utf8")).map((one) => [one.id, one]));
  } catch (error) {
    if (error.code === "ENOENT") return new Map();
    throw error;
  }
}

/** Returns a record without the versions of the tools. A different version with the same result is not a difference. */
const facts = ({ madeBy: { tools: _, ...madeBy }, ...rest }) => JSON.parse(JSON.stringify({ ...rest, madeBy }));

/** Makes every record of a family. Keeps the old record if a program is missing. */
async function remake(family, makers) {
  const before = recorded(family);
  const records = [];
  const missing = new Set();
  const differ = [];
  for (const maker of makers) {
    const old = before.get(maker.id);
    let made;
    try {
      made = JSON.parse(JSON.stringify(await record(maker)));
    } catch (error) {
      if (!(error instanceof Missing)) throw new Error(`${maker.id}: ${error.message}`, { cause: error });
      if (old === undefined)
        throw new Error(`${maker.id} was never recorded, and cannot be made here: ${error.message}`);
      missing.add(error.message.split("\n")[0]);
      made = old;
    }
    const same = old !== undefined && isDeepStrictEqual(facts(made), facts(old));
    if (!same) differ.push(maker.id);
    records.push(same ? old : made);
  }
  const gone = [...before.keys()].filter((id) => !makers.some((maker) => maker.id === id));
  return { records, missing, differ: [...differ, ...gone] };
}

const args = process.argv.slice(2);
const check = args.includes("--check");
const chosen = args.filter((name) => name !== "--check");
const stale = [];
for (const [family, makers] of Object.entries(FAMILIES)) {
  if (chosen.length > 0 && !chosen.includes(family)) continue;
  const { records, missing, differ } = await remake(family, makers);
  if (!check) writeFileSync(path(family), textOf(records));
  else stale.push(...differ.map((id) => `${family}/${id}`));
  const not = missing.size > 0 ? `; as recorded, for want of ${[...missing].join("; ")}` : "";
  console.log(
    `${family}.json: ${records.length} records, ${differ.length} of them ${check ? "otherwise" : "new"}${not}`,
  );
}
if (stale.length > 0) {
  console.error(`not what make.js makes: ${stale.join(", ")}`);
  process.exit(1);
}
