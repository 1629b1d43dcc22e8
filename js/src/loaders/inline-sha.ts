/** The module `sha`, with SHA-1 and SHA-512, from its bytes, compiled on first use. */

import { bytes } from "../wasm/sha-bytes.js";
import { compile } from "./compile.js";
import { onFirstUse } from "./first-use.js";

export const load: () => WebAssembly.Module = /* @__PURE__ */ onFirstUse(() => compile(bytes));
