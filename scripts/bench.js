// `npm run bench` and the other benchmark scripts: builds what a benchmark requires, installs the libraries to compare with, and runs the benchmark.
//
//   node scripts/bench.js NAME [--node24] [--quick] [--write]
//
// --node24 runs the benchmark under Node 24, whichever version of Node runs this script. --quick only checks that the benchmark works; its numbers
// mean nothing. --write writes the tables to docs/BENCHMARKS.md.

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
  // The benchmarks import the package by its name, so that it resolves through its exports, as in an installation.
  const link = join(bench, "node_modules", "hookward");
  mkdirSync(join(bench, "node_modules"), { recursive: true });
  if (!existsSync(link) || readlinkSync(link) !== "../..") symlinkSync("../..", link);
}

/** Returns the path of Node 24: from its npm package if one exists for this machine, else the running Node if it is version 24. */
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
