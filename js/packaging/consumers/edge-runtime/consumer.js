// Vercel's edge: their runtime, with a function bundled by esbuild. As on Vercel, an import with `?module` is a compiled module.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const FUNCTIONS = { "ES modules": "function.js", CommonJS: "function.cjs" };

export const checks = [
  ...Object.entries(FUNCTIONS).map(([format, program]) => ({
    runtime: "Vercel Edge Runtime",
    format,
    bundler: "esbuild with `edge-light`",
    run: async ({ folder }) => {
      const { code, modules, inputs } = await bundle(folder, program);
      if (Object.keys(modules).length === 0 || inputs.some((path) => path.endsWith("bytes.js"))) {
        throw new Error(`the module was not left as a file: ${inputs}`);
      }
      return invoke(folder, code, modules);
    },
  })),
  {
    title: "the wrong entry, where compiling is forbidden, says which is the right one",
    reports: false,
    run: async ({ folder }) => {
      const { code, modules } = await bundle(folder, "function.js", []);
      const failed = await invoke(folder, code, modules).then(
        () => new Error("compiling was not forbidden"),
        (error) => error,
      );
      if (!/hookward cannot compile .*condition "edge-light"/s.test(failed.message)) throw failed;
    },
  },
];

/** The function as one script. An import with `?module` becomes a global of the runtime, which holds the compiled module. */
async function bundle(folder, program, conditions = ["edge-light"]) {
  const require = createRequire(join(folder, "package.json"));
  const modules = {};
  const plugin = {
    name: "wasm?module",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => {
        return { path: join(resolveDir, path.replace(/\?module$/, "")), namespace: "wasm" };
      });
      onLoad({ filter: /.*/, namespace: "wasm" }, ({ path }) => {
        const code = readFileSync(path);
        const name = `wasm_${createHash("sha1").update(code).digest("hex")}`;
        modules[name] = new WebAssembly.Module(code);
        return { contents: `export default globalThis.${name};` };
      });
    },
  };
  const { outputFiles, metafile } = await require("esbuild").build({
    entryPoints: [join(folder, program)],
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    target: "es2022",
    platform: "browser",
    conditions,
    plugins: [plugin],
  });
  return { code: outputFiles[0].text, modules, inputs: Object.keys(metafile.inputs) };
}

/** Runs the function once. Compiling from bytes is forbidden in production, and this runtime allows it unless told. */
async function invoke(folder, initialCode, modules) {
  const require = createRequire(join(folder, "package.json"));
  const { EdgeRuntime } = require("edge-runtime");
  const runtime = new EdgeRuntime({
    initialCode,
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, modules),
  });
  const response = await runtime.dispatchFetch("https://app.example/");
  return response.json();
}
