#!/usr/bin/env node
// The esbuild that worker-build runs, with three changes. The entry is ours. Classes that the `worker` crate exports and nothing
// uses are dropped: esbuild counts them as used, because they are disposable and registered for finalization. Rust's futures are
// woken by queue-microtask.js.

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { isMain, main, root, run } from "../../scripts/shell.js";

export const UNUSED = ["--define:Symbol.dispose=undefined"];
export const MICROTASK = `--inject:${join(root, "worker/src/queue-microtask.js")}`;

/** Marks each registry as one that can be dropped. The option `--pure` is for calls alone, and not for `new`. */
export function markRegistries(file) {
  const glue = readFileSync(file, "utf8");
  writeFileSync(file, glue.replaceAll("new FinalizationRegistry(", "/* @__PURE__ */ $&"));
}

if (isMain(import.meta.url)) {
  await main(() => {
    copyFileSync(join(root, "worker/src/entry.js"), "shim.js");
    markRegistries("index.js");
    return run("esbuild", [...process.argv.slice(2), ...UNUSED, MICROTASK], { cwd: process.cwd() });
  });
}
