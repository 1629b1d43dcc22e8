// What reads the package and does not run it: publint, are-the-types-wrong, and TypeScript's ways to resolve it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { run } from "../../program.js";

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
      if (said.length > 0) throw new Error(said.join("\n"));
    },
  },
  {
    title: "are the types wrong?",
    reports: false,
    run: async ({ folder, tarball }) => {
      const attw = (...args) =>
        run(join(folder, "node_modules", ".bin", "attw"), [tarball, ...args, "--no-emoji"], { cwd: folder });
      // The module itself has no types.
      await attw("--profile", "strict", "--exclude-entrypoints", "component.wasm", "verify.wasm", "worker");
      // The Worker is ES modules alone, as its runtime is.
      await attw("--profile", "esm-only", "--entrypoints", "worker");
    },
  },
];
