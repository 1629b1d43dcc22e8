/** The module `verify`, loaded by the bundler, for the edge runtimes of Vercel and Next.js, which forbid compiling from bytes. */

// @ts-expect-error The bundler imports a .wasm file with ?module as a WebAssembly.Module, which TypeScript does not know.
import found from "../wasm/verify.wasm?module";

export const module = found as WebAssembly.Module;
