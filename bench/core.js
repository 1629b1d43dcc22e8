// Measures how fast the core verifies natively: runs Criterion (bench/core/) and calculates ratios from its results.
//
// Criterion measures one case after another, so that a slow minute of the machine affects one case and not the next. That is accurate enough to show
// which costs grow with the body, which do not, and which depend on nothing.
//
//   node bench/core.js [--quick] [--write]

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { root } from "../test-support/bundle.js";
import { options, publish } from "./report.js";
import { targetLines } from "./targets.js";

const { quick, write } = options();
const flags = quick ? ["--", "--test"] : ["--", "--noplot", "--quiet"];
execFileSync("cargo", ["bench", "--locked", "-p", "hookward-bench", ...flags], { cwd: root, stdio: "inherit" });
if (quick) {
  console.log("A quick run of these only shows that they work.");
  process.exit();
}

const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "criterion");

/** Returns the median of every case of a group, in nanoseconds: by name, or by name and size of the body. */
function medians(group) {
  const found = {};
  const folder = join(target, group);
  for (const name of directories(folder)) {
    if (name === "report") continue;
    const sizes = directories(join(folder, name)).filter((size) => /^\d+$/.test(size));
    found[name] =
      sizes.length > 0
        ? Object.fromEntries(sizes.map((size) => [size, median(join(folder, name, size))]))
        : median(join(folder, name));
  }
  return found;
}

const directories = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const median = (folder) =>
  JSON.parse(readFileSync(join(folder, "new", "estimates.json"), "utf8")).median.point_estimate;

const verify = medians("verify");
const hand = verify["by hand"];
const over = (times, reference) =>
  Object.fromEntries(Object.entries(times).map(([size, time]) => [size, time / reference[size]]));

const results = {
  /** The time of a verification, where code written by hand is 1. */
  verify: Object.fromEntries(
    Object.entries(verify)
      .filter(([name]) => name !== "by hand")
      .map(([name, times]) => [name, over(times, hand)]),
  ),
  /** The time for each byte, where 64 KiB is 1. */
  linear: Object.fromEntries(
    Object.entries(verify.gilbert).map(([size, time]) => [size, time / size / (verify.gilbert[65_536] / 65_536)]),
  ),
  /** The time of a refusal, where a genuine delivery of the same length is 1. */
  refuse: (({ genuine, ...refused }) =>
    Object.fromEntries(Object.entries(refused).map(([code, times]) => [code, over(times, genuine)])))(
    medians("refuse"),
  ),
  /** The time of a verification with a scheme, where the first scheme of the table is 1. */
  schemes: (({ "first of the table": first, ...others }) =>
    Object.fromEntries(Object.entries(others).map(([name, time]) => [name, time / first])))(medians("schemes")),
};
await publish("core", results, { quick, write, command: "npm run bench:core" });
for (const line of targetLines("core", results)) console.log(line);
