/**
 * Returns the error for a runtime that cannot compile a module from bytes.
 *
 * In such a runtime, a different loader must load the module as a file. The loader is chosen when the program is bundled, so the error
 * states how to configure the bundler.
 */
export function refused(cause: unknown): Error {
  return new Error(
    `hookward cannot compile its WebAssembly module in this runtime (${cause}). ` +
      'Cloudflare Workers: bundle with the condition "workerd", as wrangler does by itself. ' +
      'Vercel and Next.js on the edge: with the condition "edge-light". ' +
      "Where to put it: conditions in esbuild, resolve.conditions in Vite, exportConditions of @rollup/plugin-node-resolve, " +
      "resolve.conditionNames in webpack. A page with a Content-Security-Policy: add 'wasm-unsafe-eval' to its script-src.",
    { cause },
  );
}
