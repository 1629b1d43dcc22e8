// What bundlers make of hookward and of its peers: esbuild, which Wrangler and Vite use as well.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Names in a program are looked up from here: hookward by its own name, as its users do it. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A program as it ships to browsers: one minified module, as bytes. Node's own modules are left out, where one is asked for. */
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

/** A program as Wrangler ships it to workerd: one module of JavaScript, and the WebAssembly modules beside it. */
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
 * hookward as a browser gets it, in this process: from the bundle, and with no way to Node's own hash. What then verifies is
 * WebAssembly alone, whatever the length of the body.
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
