// `npm run bench` and its kin: builds what is measured, installs what it is measured against, and runs one benchmark.
//
//   node scripts/bench.js NAME [--node24] [--quick] [--write]
//
// --node24 runs it under Node 24, whichever runs this. --quick shows that everything works and measures nothing. --write puts
// the tables into docs/BENCHMARKS.md.

import { existsSync, mkdirSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { build } from "./build.js";
import { Failure, main, root, run, step, unlessFresh } from "./shell.js";

/** The programs of each benchmark, and the parts that have to be built. */
const BENCHMARKS = {
  verify: { parts: ["wasm", "js"], programs: ["verify.js"] },
  start: { parts: ["wasm", "js"], programs: ["start.js"] },
  workerd: { parts: ["wasm", "js", "worker"], programs: ["workerd.js", "gateway.js", "memory.js"] },
  ledger: { parts: ["worker"], programs: ["ledger.js"] },
  timing: { parts: ["wasm", "js"], programs: ["timing.js"] },
  core: { parts: [], programs: ["core.js"] },
  component: { parts: ["component"], programs: ["component.js"] },
};

const bench = join(root, "bench");

async function install() {
  await unlessFresh(
    "bench",
    ["bench/package.json", "bench/package-lock.json"],
    ["bench/node_modules/.package-lock.json"],
    () =>
      step("installing what hookward is measured against", () =>
        run("npm", ["ci", "--no-fund", "--no-audit"], { cwd: bench }),
      ),
  );
  // The package by its own name, as an installation would resolve it: by its exports, and from outside.
  const link = join(bench, "node_modules", "hookward");
  mkdirSync(join(bench, "node_modules"), { recursive: true });
  if (!existsSync(link) || readlinkSync(link) !== "../..") symlinkSync("../..", link);
}

/** Node 24 as an npm package has it, where there is one for this machine. */
function node24() {
  const own = join(bench, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  if (existsSync(own)) return own;
  if (process.versions.node.startsWith("24.")) return process.execPath;
  throw new Failure(
    "There is no packaged Node 24 for this machine. Run this with a Node 24 of your own, without --node24.",
  );
}

async function benchmark([name, ...args]) {
  const chosen = BENCHMARKS[name];
  if (chosen === undefined)
    throw new Failure(`There is no benchmark ${name}. They are ${Object.keys(BENCHMARKS).join(", ")}.`);
  await build(chosen.parts);
  await install();
  const node = args.includes("--node24") ? node24() : process.execPath;
  const options = args.filter((option) => option !== "--node24");
  for (const program of chosen.programs) await run(node, [join("bench", program), ...options]);
}

await main(() => benchmark(process.argv.slice(2)));
