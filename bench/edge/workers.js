// The Workers that are compared in workerd: hookward's, and Workers that show the cost of any Worker.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ask, environment, run } from "../../scripts/shell.js";
import { root } from "../../test-support/bundle.js";
import { SECRETS } from "../deliveries.js";

/** The path of every delivery. */
export const PATH = "/webhooks/gilbert";

/** The Worker against which the others are compared. */
export const REFERENCE = "pass-through";

const SECRET = SECRETS.gilbert;

const source = (path) => readFileSync(join(root, path));
const script = (path) => [{ type: "ESModule", path: "index.js", contents: source(path).toString() }];
const module = (folder) => [
  ...script(`${folder}/index.js`),
  { type: "CompiledWasm", path: "index_bg.wasm", contents: source(`${folder}/index_bg.wasm`) },
];

/** Builds the forwarder of the worker crate with worker-build. Returns its folder. */
async function buildForwarder() {
  const [WASM_BINDGEN_BIN, ESBUILD_BIN] = [await ask("which", ["wasm-bindgen"]), await ask("which", ["esbuild"])];
  const folder = join("bench", "edge", "forwarder");
  await run("worker-build", ["--profile", "worker", folder], {
    env: { ...environment, WASM_BINDGEN_BIN, ESBUILD_BIN },
  });
  return join(folder, "build");
}
/** Returns the Workers by name: their modules, their bindings for an origin, and whether they verify. */
export async function workers() {
  const hookward = module("build");
  return {
    [REFERENCE]: {
      modules: script("bench/edge/pass-through.js"),
      bindings: (origin) => ({ ORIGIN: origin }),
      verifies: false,
    },
    // The next two show which part of the difference exists before any verification: in JavaScript for a gateway that decides before it forwards, and
    // in Rust for any Worker.
    "gateway that verifies nothing": {
      modules: script("bench/edge/gateway.js"),
      bindings: (origin) => ({ ORIGIN: origin }),
      verifies: false,
    },
    "pass-through of the worker crate": {
      modules: module(await buildForwarder()),
      bindings: (origin) => ({ ORIGIN: origin }),
      verifies: false,
    },
    "JavaScript with crypto.subtle": {
      modules: script("bench/edge/subtle.js"),
      bindings: (origin) => ({ ORIGIN: origin, SECRET }),
      verifies: true,
    },
    // hookward logs one line for each request. This Worker shows which part of the difference is the log.
    "JavaScript with crypto.subtle, logging": {
      modules: script("bench/edge/subtle.js"),
      bindings: (origin) => ({ ORIGIN: origin, SECRET, LOG: true }),
      verifies: true,
    },
    hookward: { modules: hookward, bindings: route, verifies: true },
    "hookward, signing for the origin": {
      modules: hookward,
      bindings: (origin) => ({ ...route(origin), ORIGIN_SECRET: SECRETS.standard }),
      verifies: true,
    },
  };
}

function route(origin) {
  return { ROUTES: [{ path: PATH, scheme: "gilbert", secrets: ["SECRET"], origin }], SECRET };
}
