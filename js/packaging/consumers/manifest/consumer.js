// What reads the package and does not run it: publint, are-the-types-wrong, and TypeScript's ways to resolve it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { run } from "../../program.js";

/**
 * What publint says and is wrong: it takes `imports` of a nested package.json for unused, and Node reads those of the nearest one.
 * Without it nothing of dist/cjs could be required in Node 20.0, which is checked beside this.
 */
const NESTED_IMPORTS = /^\.\/dist\/(esm|cjs)\/package\.json has an "imports" field, but it is ignored by Node\.js/;

export const checks = [
  {
    title: "publint, strict",
    reports: false,
    run: async ({ folder, tarball }) => {
      const require = createRequire(join(folder, "package.json"));
      const { publint } = await import(pathToFileURL(require.resolve("publint")).href);
      const { formatMessage } = await import(pathToFileURL(require.resolve("publint/utils")).href);
      const bytes = Uint8Array.from(readFileSync(tarball));
      const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true, level: "suggestion" });
      const said = messages.map((message) => formatMessage(message, pkg, { color: false }));
      const faults = said.filter((text) => !NESTED_IMPORTS.test(text));
      if (faults.length > 0) throw new Error(faults.join("\n"));
      if (said.length === 0) throw new Error("publint says nothing at all any more: NESTED_IMPORTS can go");
    },
  },
  {
    title: "are the types wrong?",
    reports: false,
    run: ({ folder, tarball }) =>
      // The module itself has no types, and `node10` knows nothing of subpaths.
      run(
        join(folder, "node_modules", ".bin", "attw"),
        [tarball, "--profile", "node16", "--exclude-entrypoints", "hookward.wasm", "--no-emoji"],
        { cwd: folder },
      ),
  },
];
