/** The module of explanations as the bundler found it: Vercel's edge and Next.js's. */

// @ts-expect-error An import of a .wasm file with ?module is a WebAssembly.Module there, and nothing that TypeScript knows.
import found from "../wasm/explain.wasm?module";

export const load = (): WebAssembly.Module => found as WebAssembly.Module;
