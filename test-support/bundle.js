// Bundles hookward and similar libraries with esbuild, which Wrangler and Vite also use.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder from which names in a program are resolved. hookward is resolved by its own name, as in its users' programs. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Bundles a program for browsers as one minified module, and returns its bytes. Node's own modules are not included. */
export async function bundleForBrowser(program, { resolveDir = root, define = {} } = {}) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir, loader: "js" },
    define,
    external: [...builtinModules, "node:*"],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return Buffer.from(outputFiles[0].contents);
}

/** Bundles a program for workerd as Wrangler does: one JavaScript module, with the WebAssembly modules as separate files. */
export async function bundleForWorkerd(program, { minify = false } = {}) {
  const { build } = await import("esbuild");
  const modules = [];
  const beside = {
    name: "wasm-beside",
    setup({ onResolve }) {
      onResolve({ filter: /\.wasm$/ }, ({ path, resolveDir }) => {
        const name = `module-${modules.length}.wasm`;
        modules.push({ name, contents: readFileSync(join(resolveDir, path)) });
        return { path: `./${name}`, external: true };
      });
    },
  };
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root, loader: "js" },
    conditions: ["workerd", "worker", "browser"],
    external: ["node:*", "cloudflare:*"],
    plugins: [beside],
    bundle: true,
    minify,
    format: "esm",
    target: "es2024",
    write: false,
    logLevel: "error",
  });
  return { script: Buffer.from(outputFiles[0].contents), modules };
}

/**
 * Imports hookward in this process as a browser would load it: from the bundle, without access to Node's own hash. Bodies of any length are then
 * verified by WebAssembly alone.
 */
export async function importForBrowser() {
  const folder = mkdtempSync(join(tmpdir(), "hookward-"));
  const file = join(folder, "hookward.mjs");
  const define = { "globalThis.process": "undefined" };
  writeFileSync(file, await bundleForBrowser('export { Verifier } from "hookward";', { define }));
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
