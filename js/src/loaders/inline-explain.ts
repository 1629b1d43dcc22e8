/** The module `explain` from its bytes, compiled on first use. */

import { bytes } from "../wasm/explain-bytes.js";
import { compile } from "./compile.js";

export const load = (): WebAssembly.Module => compile(bytes);
