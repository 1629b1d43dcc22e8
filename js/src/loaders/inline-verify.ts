/** The module `verify` from its bytes, compiled immediately. */

import { bytes } from "../wasm/verify-bytes.js";
import { compile } from "./compile.js";

export const module: WebAssembly.Module = compile(bytes);
