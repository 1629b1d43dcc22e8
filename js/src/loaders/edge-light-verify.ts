/** The module as the bundler found it: Vercel's edge and Next.js's, where compiling from bytes is forbidden. */

// @ts-expect-error An import of a .wasm file with ?module is a WebAssembly.Module there, and nothing that TypeScript knows.
import found from "../wasm/verify.wasm?module";

export const module = found as WebAssembly.Module;
