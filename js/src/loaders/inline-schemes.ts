/** The module for schemes and messages from its own bytes, when it is asked for. */

import { bytes } from "../wasm/schemes-bytes.js";
import { compile } from "./compile.js";
import { onFirstUse } from "./first-use.js";

export const load: () => WebAssembly.Module = /* @__PURE__ */ onFirstUse(() => compile(bytes));
