// Compares each scheme with the vendor's own SDK: its result for every vector, and random deliveries in both
// directions.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { checkBothWays } from "./both-ways.js";
import { differenceOf, differences } from "./differences.js";
import { accepts, IDS, loadSdk } from "./sdk.js";
import { readVectors } from "./vectors.js";

/**
 * Confirms every scheme that has an adapter, and returns whether all agree. Prints a line for each and a total. With
 * `write`, the schemes that agree are marked as confirmed in their scheme.json.
 */
export async function confirm({
  folder,
  ids = IDS,
  write = false,
  print = (line) => process.stdout.write(`${line}\n`),
}) {
  const confirmed = [];
  const failed = [];
  for (const id of ids) {
    const sdk = await loadSdk(id);
    const { problems, summary } = await confirmScheme(folder, sdk);
    print(`${problems.length === 0 ? "✓" : "✗"} ${id.padEnd(18)} ${sdk.by}: ${summary}`);
    for (const problem of problems) print(`    ${problem}`);
    (problems.length === 0 ? confirmed : failed).push(sdk);
    if (problems.length === 0 && write) writeConfirmed(folder, sdk);
  }
  const bothWays = confirmed.filter(({ sign }) => sign).length;
  print(`confirmed: ${confirmed.length}, of them ${bothWays} whose SDK also signs; failed: ${failed.length}`);
  return failed.length === 0;
}

async function confirmScheme(folder, sdk) {
  const vectors = readVectors(folder, sdk.id);
  if (!vectors) return { problems: [`schemes/${sdk.id}/vectors.json is not there`], summary: "no vectors" };
  const scheme = JSON.parse(readFileSync(join(folder, sdk.id, "scheme.json"), "utf8"));

  const problems = [];
  const used = new Set();
  let example;
  for (const vector of vectors) {
    const accepted = await accepts(sdk, vector.delivery, vector.secrets);
    const does = accepted ? "accepts" : "refuses";
    if (accepted === vector.accepted) {
      if (accepted) example ??= vector;
      continue;
    }
    const difference = differenceOf(sdk.id, vector.name, does);
    if (difference) used.add(difference);
    else problems.push(`${vector.name}: the SDK ${does} it`);
  }
  for (const difference of differences.filter(({ schemes }) => schemes.includes(sdk.id))) {
    if (!used.has(difference)) problems.push(`differences.js: no vector needs ${difference.vectors}`);
  }
  problems.push(...(await bothWays(sdk, scheme, example)));
  const named = used.size > 0 ? `, differences named: ${used.size}` : "";
  return { problems, summary: `${vectors.length} vectors${named}, ${sdk.sign ? "both ways" : "one way"}` };
}

async function bothWays(sdk, scheme, example) {
  if (!example) return ["no vector is accepted by both"];
  const result = await checkBothWays(sdk, scheme, example);
  return result === "not yet" ? ["HOOKWARD: NOT YET. It has no such scheme; build it (npm run build)"] : [...result];
}

/**
 * Writes into a scheme.json that an SDK confirms it. Other confirmations stay, and so does the date of an existing
 * entry.
 */
function writeConfirmed(folder, { id, by, package: name }) {
  const file = join(folder, id, "scheme.json");
  const text = readFileSync(file, "utf8");
  const { confirmed = [] } = JSON.parse(text);
  if (confirmed.some((entry) => entry.by === by && entry.how === "vendor")) return;
  const others = confirmed.filter((entry) => entry.how !== "vendor" || entry.by.split(" ")[1] !== name);
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(file, withConfirmed(text, [{ by, how: "vendor", date }, ...others]));
}

/**
 * Returns the text of a scheme file with other entries in `confirmed`, and everything else unchanged. The result has to
 * be formatted.
 */
function withConfirmed(text, entries) {
  const property = `  "confirmed": ${JSON.stringify(entries)}`;
  const found = /^ {2}"confirmed": \[.*?\](?=,?$)/ms;
  if (found.test(text)) return text.replace(found, () => property);
  // The property comes before these two, or last.
  const after = /^ {2}"(?:secretHelp|retries)":/m;
  if (after.test(text)) return text.replace(after, (match) => `${property},\n${match}`);
  return text.replace(/\n\}\s*$/, () => `,\n${property}\n}\n`);
}
