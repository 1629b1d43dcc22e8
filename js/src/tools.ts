/** The way into the second module, which has what is for tools: explanations, and deliveries to try a receiver with. */

import { load } from "#explain";
import * as glue from "./wasm/explain.js";

let started = false;

/** What the module can do. The first call compiles and starts it. */
export function tools(): typeof glue {
  if (!started) {
    const imports = { "./explain_bg.js": glue as unknown as WebAssembly.ModuleImports };
    const { exports } = new WebAssembly.Instance(load(), imports);
    glue.__wbg_set_wasm(exports);
    (exports["__wbindgen_start"] as () => void)();
    started = true;
  }
  return glue;
}
