// The Worker's reading of its configuration, for Node: what `hookward check` runs. It is the Worker's own code, so that both find the
// same errors.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root, run } from "../../scripts/shell.js";
import { compileBesideWorker, keepExports, optimise } from "../../scripts/wasm.js";
import { markRegistries, UNUSED } from "./esbuild.js";

/** Builds build/check.js and its module. */
export async function buildCheck() {
  const compiled = await compileBesideWorker("hookward-worker", "--features", "check");
  const folder = mkdtempSync(join(tmpdir(), "hookward-check-"));
  try {
    const [entry, script, wasm] = ["entry.js", "script.js", "check_bg.wasm"].map((name) => join(folder, name));
    const flags = ["--target", "experimental-nodejs-module", "--no-typescript", "--remove-name-section"];
    await run("wasm-bindgen", [...flags, "--out-dir", folder, "--out-name", "check", compiled]);
    markRegistries(join(folder, "check.js"));
    writeFileSync(entry, 'export { configurationErrors } from "./check.js";');
    const bundle = ["--bundle", "--format=esm", "--platform=node", "--target=es2022", "--log-level=warning"];
    await run("esbuild", [entry, ...bundle, `--outfile=${script}`, ...UNUSED]);
    const text = readFileSync(script, "utf8");
    await keepExports(wasm, (name) => text.includes(name));
    await optimise("-Oz", wasm);
    const minified = ["--minify", "--format=esm", "--log-level=warning", `--outfile=${join(root, "build/check.js")}`];
    await run("esbuild", [script, ...minified]);
    cpSync(wasm, join(root, "build/check_bg.wasm"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
