/** The module `verify`, loaded by the bundler, for Cloudflare Workers, which forbid compiling from bytes. */

// @ts-expect-error The bundler imports a .wasm file as a WebAssembly.Module, which TypeScript does not know.
import found from "../wasm/verify.wasm";

export const module = found as WebAssembly.Module;
