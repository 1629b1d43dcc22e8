/** The module `explain` from its file, for CommonJS in versions of Node and in test runners that cannot require an ES module. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

declare const __dirname: string;

export function load(): WebAssembly.Module {
  try {
    return new WebAssembly.Module(readFileSync(join(__dirname, "../../esm/wasm/explain.wasm")));
  } catch (cause) {
    throw new Error(
      "hookward cannot read explain.wasm, which is not in a bundle that was made with require(). " +
        "Import hookward/explain and hookward/testing with import, or exclude hookward from the bundle.",
      { cause },
    );
  }
}
