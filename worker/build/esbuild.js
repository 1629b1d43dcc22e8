#!/usr/bin/env node
// The esbuild that worker-build runs, with three changes. The entry is ours. Classes that the `worker` crate exports and nothing uses are
// dropped: esbuild counts them as used, because they are disposable and registered for finalization. What the module imports and exports gets
// short names.

import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { isMain, main, root, run } from "../../scripts/shell.js";
import { shortenNames } from "../../scripts/wasm.js";

const SOURCES = join(root, "worker/src");
const ENTRY = "entry.js";

export const UNUSED = ["--define:Symbol.dispose=undefined"];

/** Marks each registry as one that can be dropped. The option `--pure` is for calls alone, and not for `new`. */
export function markRegistries(file) {
  const glue = readFileSync(file, "utf8");
  writeFileSync(file, glue.replaceAll("new FinalizationRegistry(", "/* @__PURE__ */ $&"));
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const sources = readdirSync(SOURCES).filter((name) => name.endsWith(".js") && name !== ENTRY);
    copyFileSync(join(SOURCES, ENTRY), "shim.js");
    for (const name of sources) copyFileSync(join(SOURCES, name), name);
    markRegistries("index.js");
    await shortenNames(resolve("index_bg.wasm"), "index.js", ["exception-handling"]);
    await run("esbuild", [...process.argv.slice(2), ...UNUSED], { cwd: process.cwd() });
    // worker-build removes what it made itself.
    for (const name of sources) rmSync(name);
  });
}
