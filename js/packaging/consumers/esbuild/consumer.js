// esbuild as it is: `esbuild --bundle`, with the one flag that makes its output a module.

import { join } from "node:path";

import { browse } from "../../page.js";
import { run } from "../../program.js";

const PAGES = { "ES modules": "page.js", CommonJS: "page.cjs" };

export const checks = [
  ...Object.entries(PAGES).map(([format, page]) => ({
    runtime: "Chromium",
    format,
    bundler: "esbuild",
    package: "esbuild",
    run: async ({ folder, out }) => browse(await bundle(folder, page, out), "page.js"),
  })),
  {
    title: "a page whose policy allows WebAssembly and no eval",
    run: async ({ folder, out }) =>
      browse(await bundle(folder, "page.js", out), "page.js", { policy: "script-src 'self' 'wasm-unsafe-eval'" }),
  },
  {
    title: "a page whose policy forbids compiling says what to add to the policy",
    reports: false,
    run: async ({ folder, out }) => {
      const { failed } = await browse(await bundle(folder, "page.js", out), "page.js", { policy: "script-src 'self'" });
      if (!/hookward cannot compile .*'wasm-unsafe-eval' to its script-src/s.test(failed)) throw new Error(failed);
    },
  },
];

async function bundle(folder, page, out) {
  const args = [page, "--bundle", "--format=esm", `--outdir=${out}`];
  await run(join(folder, "node_modules", ".bin", "esbuild"), args, { cwd: folder });
  return out;
}
