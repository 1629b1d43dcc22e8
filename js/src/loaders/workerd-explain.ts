/** The module of explanations as the bundler found it: Cloudflare Workers. */

// @ts-expect-error An import of a .wasm file is a WebAssembly.Module there, and nothing that TypeScript knows.
import found from "../wasm/explain.wasm";

export const load = (): WebAssembly.Module => found as WebAssembly.Module;
