// Builds the Worker into build/.

import { join } from "node:path";

import { ask, root, run, step, unlessFresh } from "../../scripts/shell.js";
import { CORE, cargoEnvironment, optimise } from "../../scripts/wasm.js";
import { buildCheck } from "./check.js";

// Functions that are alike compress well, so few of them are put into their only caller.
const SMALL = ["-Oz", "--converge", "--one-caller-inline-max-function-size=50", "--low-memory-unused"];

/** Builds the Worker as `wrangler deploy` takes it: build/index.js and its module. Beside it, what checks its configuration in Node. */
export async function buildWorker() {
  await unlessFresh(
    "worker",
    [
      ...CORE,
      "crates/gateway",
      "crates/ledger",
      "worker/Cargo.toml",
      "worker/src",
      "worker/build",
      "scripts/wasm.js",
      "package-lock.json",
    ],
    ["index.js", "index_bg.wasm", "check.js", "check_bg.wasm"].map((name) => `build/${name}`),
    () =>
      step("building the Worker", async () => {
        // Programs that worker-build would not find by itself. wasm-opt runs here, because worker-build's keeps names.
        const bins = {
          WASM_BINDGEN_BIN: await ask("which", ["wasm-bindgen"]),
          ESBUILD_BIN: join(root, "worker/build/esbuild.js"),
          CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: join(root, "worker/build/linker.js"),
        };
        const env = { ...(await cargoEnvironment()), ...bins };
        await run("worker-build", ["--profile", "worker", "--out-dir", "../build", "worker"], { env });
        await optimise(SMALL, join(root, "build", "index_bg.wasm"), ["exception-handling"]);
        await buildCheck();
      }),
  );
}
