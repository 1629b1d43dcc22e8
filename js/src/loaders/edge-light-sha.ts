/** The module `sha`, loaded by the bundler, for the edge runtimes of Vercel and Next.js. */

// @ts-expect-error The bundler imports a .wasm file with ?module as a WebAssembly.Module, which TypeScript does not know.
import found from "../wasm/sha.wasm?module";

export const load = (): WebAssembly.Module => found as WebAssembly.Module;
