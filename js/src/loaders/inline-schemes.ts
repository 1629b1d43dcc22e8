/** The module `schemes` from its bytes, compiled on first use. */

import { bytes } from "../wasm/schemes-bytes.js";
import { compile } from "./compile.js";
import { onFirstUse } from "./first-use.js";

export const load: () => WebAssembly.Module = /* @__PURE__ */ onFirstUse(() => compile(bytes));
