/** The module as the bundler found it: Cloudflare Workers, where compiling from bytes is forbidden. */

// @ts-expect-error An import of a .wasm file is a WebAssembly.Module there, and nothing that TypeScript knows.
import found from "../wasm/verify.wasm";

export const module = found as WebAssembly.Module;
