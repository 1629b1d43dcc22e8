// What the runtime loads: it has the module compiled already, and this makes an instance of it.

import { __wbg_reset_state, fetch, initSync } from "hookward_worker";
import module from "./index_bg.wasm";

initSync({ module });

// A trap leaves the module's memory in the middle of something. Nothing in it is meant to trap; if it does, the request is
// lost, and those that come after it get a new instance.
addEventListener("error", ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) __wbg_reset_state();
});

export default { fetch };
