/** The module for sha and messages as the bundler found it. */

// @ts-expect-error An import of a .wasm file is a WebAssembly.Module there, and nothing that TypeScript knows.
import found from "../wasm/sha.wasm";

export const load = (): WebAssembly.Module => found as WebAssembly.Module;
