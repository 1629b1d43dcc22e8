// The packaging tests: packs the package, installs it into each consumer, and runs the shared vectors there.
//
//   node js/packaging/run.js [consumer …]      all by default
//
// The package must be built. A consumer is a folder in consumers/ with its own package.json and lockfile, and a consumer.js
// that says what is checked there.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { Failure, isMain, main } from "../../scripts/shell.js";
import { CONSUMERS } from "./consumers.js";
import { faults } from "./report.js";
import { folderOf, install, pack } from "./tarball.js";
import { made, writeVectors } from "./vectors.js";

/** How many consumers are checked at once. Each waits for programs that start, most of the time. */
const AT_ONCE = 2;

export async function packaging(names) {
  const unknown = names.filter((name) => !(name in CONSUMERS));
  if (unknown.length > 0) {
    throw new Failure(`There is no consumer ${unknown}. The consumers are ${Object.keys(CONSUMERS).join(", ")}.`);
  }
  const expected = writeVectors();
  const tarball = await pack();
  let passed = 0;
  const failed = [];
  const check = async (name) => {
    const broken = await attempt(() => install(name, tarball));
    for (const [at, one] of CONSUMERS[name].checks.entries()) {
      const context = { folder: folderOf(name), tarball, out: join(made, name, `${at}`) };
      const title = titleOf(one);
      const started = performance.now();
      const found = broken ?? (await attempt(() => resultFor(one, context, expected)));
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${found === undefined ? "✓" : "✗"} ${name}: ${title} (${seconds} s)`);
      if (found === undefined) passed += 1;
      else {
        failed.push(`${name}: ${title}`);
        console.error(found.replace(/^/gm, "    "));
      }
    }
    await CONSUMERS[name].end?.();
  };
  const waiting = names.values();
  const lane = async () => {
    for (const name of waiting) await check(name);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  console.log(`\npackaging: ${passed} passed, ${failed.length} failed`);
  if (failed.length > 0) throw new Failure(`failed: ${failed.join("; ")}`);
  if (passed === 0) throw new Failure("Nothing was checked.");
}

/** A check either gives a report, which is judged here, or throws. */
async function resultFor(check, context, expected) {
  rmSync(context.out, { recursive: true, force: true });
  mkdirSync(context.out, { recursive: true });
  const report = await check.run(context);
  if (check.reports === false) return;
  const found = faults(report, expected);
  if (found.length > 0) throw new Failure(found.join("\n"));
}

/** What went wrong, or undefined. */
async function attempt(work) {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Failure ? error.message : (error.stack ?? String(error));
  }
}

const titleOf = ({ title, runtime, format, bundler }) => title ?? [runtime, format, bundler].filter(Boolean).join(", ");

if (isMain(import.meta.url)) {
  const names = process.argv.slice(2);
  await main(() => packaging(names.length > 0 ? names : Object.keys(CONSUMERS)));
}
