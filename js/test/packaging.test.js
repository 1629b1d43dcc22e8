// The support for the packaging tests: the list of consumers, the matrix of runtimes, and the detection of wrong reports.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as hookward from "hookward";
import * as adapter from "hookward/fetch";

import { check } from "../packaging/common/check.js";
import { VERSIONS } from "../packaging/consumers/typescript/consumer.js";
import { CONSUMERS } from "../packaging/consumers.js";
import { faults } from "../packaging/report.js";
import { matrix, withMatrix } from "../packaging/table.js";
import { collect } from "../packaging/vectors.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const consumers = join(root, "js", "packaging", "consumers");
const names = readdirSync(consumers).filter((name) => existsSync(join(consumers, name, "package.json")));
const read = (...path) => JSON.parse(readFileSync(join(consumers, ...path), "utf8"));

test("the matrix of docs/RUNTIMES.md is what is run", () => {
  const page = readFileSync(join(root, "docs", "RUNTIMES.md"), "utf8");
  assert.equal(page, withMatrix(page), "node js/packaging/table.js --write brings it up to date");
  // Every supported runtime has a row.
  for (const runtime of [
    "Node 20",
    "Node 22",
    "Node 24",
    "Deno",
    "Bun",
    "Chromium",
    "Cloudflare Workers",
    "Vercel",
    "Next.js",
  ]) {
    assert.match(matrix(), new RegExp(`^\\| ${runtime}`, "m"));
  }
  const compilers = VERSIONS.map((version) => version.replace(/\.0$/, ""));
  const message = `The types are checked with TypeScript ${compilers.slice(0, -1).join(", ")} and ${compilers.at(-1)}.`;
  assert.ok(page.includes(message), message);
});

test("every consumer is run, and checks something", () => {
  assert.deepEqual(Object.keys(CONSUMERS).sort(), names);
  for (const [name, { checks }] of Object.entries(CONSUMERS)) {
    assert.ok(checks.length > 0, name);
    for (const one of checks) {
      assert.ok(typeof one.run === "function", name);
      // A consumer with a place in the matrix must return a report.
      assert.ok(one.title !== undefined || one.reports !== false, name);
    }
  }
});

test("every consumer is pinned, for every platform, and has nothing of hookward's own", () => {
  for (const name of names) {
    const { dependencies, optionalDependencies, private: isPrivate } = read(name, "package.json");
    assert.equal(isPrivate, true);
    const wanted = { ...dependencies, ...optionalDependencies };
    assert.ok(Object.keys(wanted).length > 0 && !("hookward" in wanted), name);
    for (const version of Object.values(wanted)) assert.match(version, /^(npm:[\w-]+@)?\d+\.\d+\.\d+$/, name);
    const { packages } = read(name, "package-lock.json");
    assert.deepEqual(
      { dependencies: packages[""].dependencies, optionalDependencies: packages[""].optionalDependencies },
      { dependencies, optionalDependencies },
      `${name}: the lockfile is of another package.json`,
    );
    const locked = Object.keys(packages);
    for (const [path, one] of Object.entries(packages)) {
      assert.equal(one.resolved, undefined, `${name}: ${path} names a registry`);
      for (const optional of Object.keys(one.optionalDependencies ?? {})) {
        assert.ok(
          locked.some((other) => other.endsWith(`node_modules/${optional}`)),
          `${name} lacks ${optional}`,
        );
      }
    }
  }
});

test("a good report has no faults, and each way of being a bad one is seen", async () => {
  const { files, expected } = collect();
  const good = await check({ hookward, adapter }, files);
  assert.deepEqual(faults(good, expected), []);
  const bad = {
    "a vector came out otherwise": { ...good, differences: [{ name: "x" }] },
    "vectors were right as pairs": { ...good, checked: { ...good.checked, "pairs, bytes, check": 1 } },
    "vectors were right as Headers": { ...good, checked: { ...good.checked, "Headers, text, verify": 1 } },
    "controls, which are wrong on purpose": { ...good, controls: [] },
    "answered otherwise": { ...good, handled: [...good.handled, { ok: false }] },
    "deliveries went through hookward/fetch": { ...good, handled: [] },
    "this is no report": { failed: "a script could not be loaded" },
  };
  for (const [words, report] of Object.entries(bad)) {
    const found = faults(report, expected);
    assert.ok(found.length > 0 && found.every((text) => text.includes(words)), `${words}: ${found}`);
  }
  assert.deepEqual(faults(undefined, expected).length, 1);
});

test("a package that is wrong is found out", async () => {
  const { files, expected } = collect();
  class Lenient extends hookward.Verifier {
    check(request) {
      const result = super.check(request);
      return result.code === "duplicate_header" ? { ...result, code: "malformed_header" } : result;
    }
  }
  const found = faults(await check({ hookward: { ...hookward, Verifier: Lenient }, adapter }, files), expected);
  assert.ok(found.some((text) => text.startsWith("a vector came out otherwise") && text.includes("duplicate_header")));
});
