/** The module from its own bytes, at once. */

import { bytes } from "../wasm/verify-bytes.js";
import { compile } from "./compile.js";

export const module: WebAssembly.Module = compile(bytes);
