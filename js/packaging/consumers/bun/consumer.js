// Bun, and Bun's own bundler for a browser.

import { createRequire } from "node:module";
import { join } from "node:path";

import { browse } from "../../page.js";
import { report, run } from "../../program.js";

const PROGRAMS = { "ES modules": "esm.mjs", CommonJS: "cjs.cjs" };
const PAGES = { "ES modules": "page.js", CommonJS: "page.cjs" };

export const checks = [
  ...Object.entries(PROGRAMS).map(([format, program]) => ({
    runtime: "Bun",
    package: "bun",
    format,
    run: ({ folder }) => report(bun(folder), [join(folder, program)], { cwd: folder }),
  })),
  ...Object.entries(PAGES).map(([format, page]) => ({
    runtime: "Chromium",
    format,
    bundler: "Bun",
    package: "bun",
    run: async ({ folder, out }) => {
      await run(bun(folder), ["build", page, "--outdir", out], { cwd: folder });
      return browse(out, "page.js");
    },
  })),
];

/** The program out of the package for this platform: the one that `bun` brings would have to be put in place by a script. */
function bun(folder) {
  const require = createRequire(join(folder, "node_modules", "bun", "package.json"));
  const arch = process.arch === "arm64" ? "aarch64" : process.arch;
  return require.resolve(`@oven/bun-${process.platform}-${arch}/bin/bun`);
}
