// What the runtime loads: it has the module compiled already, and this makes an instance of it and runs its tasks.

import { __wbg_reset_state, initSync, Task } from "hookward_worker";
import module from "./index_bg.wasm";

initSync({ module });

export default {
  async fetch(request, env) {
    try {
      const task = new Task(request, env);
      let step = task.resume();
      while (step instanceof Promise) step = task.resume(await step);
      task.free();
      return step;
    } catch (error) {
      // A trap leaves the module's memory in the middle of something. Nothing in it is meant to trap; if it does, what is
      // on its way is lost, and what comes after gets a new instance.
      if (error instanceof WebAssembly.RuntimeError) __wbg_reset_state();
      throw error;
    }
  },
};
