/** The module of explanations from its own bytes, when it is asked for. */

import { bytes } from "../wasm/explain-bytes.js";
import { compile } from "./compile.js";

export const load = (): WebAssembly.Module => compile(bytes);
