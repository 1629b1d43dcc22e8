// Measures the time from the start of a process to the first verified delivery. It shows what loading a package adds to
// a cold start.
//
// Each time is the difference between two new processes of the same round: one that loads the package and verifies, and
// one that does neither.
//
//   node bench/start.js [--quick] [--write]

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { CANDIDATES } from "./candidates.js";
import { sign } from "./deliveries.js";
import { options, publish } from "./report.js";
import { shuffled, spread } from "./rounds.js";
import { targetLines } from "./targets.js";

const { quick, write } = options();
const ROUNDS = quick ? 2 : 25;
const FIRST = fileURLToPath(new URL("first.js", import.meta.url));
const start = promisify(execFile);

const fresh = CANDIDATES.filter(({ bundled }) => !bundled);
const folder = mkdtempSync(join(tmpdir(), "hookward-"));
try {
  const files = new Map();
  for (const format of new Set(fresh.map((candidate) => candidate.format))) {
    const file = join(folder, `${format}.json`);
    const [{ body: _, ...delivery }] = sign(format, 1024, 1);
    writeFileSync(file, JSON.stringify(delivery));
    files.set(format, file);
  }
  const elapsed = async (...args) => Number((await start(process.execPath, [FIRST, ...args])).stdout);

  const times = new Map(fresh.map(({ name }) => [name, []]));
  const nothing = {};
  for (let round = 0; round < ROUNDS; round++) {
    const spent = new Map();
    for (const candidate of shuffled([nothing, ...fresh])) {
      const { name, format = fresh[0].format } = candidate;
      spent.set(candidate, await elapsed(files.get(format), ...(name === undefined ? [] : [name])));
    }
    for (const candidate of fresh) times.get(candidate.name).push(spent.get(candidate) - spent.get(nothing));
  }

  const results = { candidates: Object.fromEntries([...times].map(([name, values]) => [name, spread(values)])) };
  await publish("start", results, { quick, write, command: "npm run bench:start" });
  for (const line of targetLines("start", results)) console.log(line);
} finally {
  rmSync(folder, { recursive: true });
}
