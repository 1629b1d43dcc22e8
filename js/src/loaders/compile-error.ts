/**
 * The error of a runtime that does not compile from bytes.
 *
 * There the module has to come as a file, which is another loader. None can be chosen from here: whoever bundles has to, so the error
 * tells them how.
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
