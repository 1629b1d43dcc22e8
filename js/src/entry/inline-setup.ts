/** The rare half's module from its own bytes, when it is asked for. */

import { bytes } from "../wasm/setup-bytes.js";
import { compile } from "./compile.js";

export const load = (): WebAssembly.Module => compile(bytes);
