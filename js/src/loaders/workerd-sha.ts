/** The module `sha`, loaded by the bundler, for Cloudflare Workers. */

// @ts-expect-error The bundler imports a .wasm file as a WebAssembly.Module, which TypeScript does not know.
import found from "../wasm/sha.wasm";

export const load = (): WebAssembly.Module => found as WebAssembly.Module;
