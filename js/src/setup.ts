/**
 * The way to the rare half of the core: a module that reads schemes and knows the sentences.
 *
 * It is several times as large as the one that makes the verdicts, so it is compiled and started when it is first needed.
 */

import { load } from "#setup";
import * as glue from "./wasm/setup.js";

let started = false;

/** What the module can do. The first call starts it. */
export function setup(): typeof glue {
  if (!started) {
    const imports = { "./setup_bg.js": glue as unknown as WebAssembly.ModuleImports };
    const { exports } = new WebAssembly.Instance(load(), imports);
    glue.__wbg_set_wasm(exports);
    (exports["__wbindgen_start"] as () => void)();
    started = true;
  }
  return glue;
}
