#!/usr/bin/env node
// What worker-build takes for esbuild: the same, but for the entry, which is ours, and for classes that the `worker` crate exports
// and nothing uses. They count as used because they are disposable and are registered for finalization; here they do not.

import { copyFileSync } from "node:fs";
import { join } from "node:path";

import { isMain, main, root, run } from "../../scripts/shell.js";

const UNUSED = ["--define:Symbol.dispose=undefined", "--pure:FinalizationRegistry"];

if (isMain(import.meta.url)) {
  await main(() => {
    copyFileSync(join(root, "worker/src/entry.js"), "shim.js");
    return run("esbuild", [...process.argv.slice(2), ...UNUSED], { cwd: process.cwd() });
  });
}
