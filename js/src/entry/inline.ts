/** The module from its own bytes: Node, Deno, Bun, browsers and every bundler. Nothing is fetched, read or awaited. */

import { bytes } from "../wasm/hookward-bytes.js";
import { compile } from "./compile.js";

export const module: WebAssembly.Module = compile(bytes);
