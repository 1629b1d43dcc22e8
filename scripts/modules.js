// The WebAssembly modules of the npm package, in js/src/wasm/.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root, run, step, unlessFresh } from "./shell.js";
import { buildDecoder, DECODER, writeDecoder, writeText } from "./text.js";
import { CORE, cargoEnvironment, cargoTarget, keepExports, optimise } from "./wasm.js";

/**
 * The WebAssembly modules of the npm package. Module `NAME` is the crate `hookward-NAME-wasm` in crates/NAME-wasm, the files NAME.* in
 * js/src/wasm/, and the import `#NAME-wasm` of package.json.
 *
 * `verify` is built for speed in its critical functions, and for size elsewhere. The exports of `verify` and `sha` take and return only numbers, so
 * that they require no glue.
 */
export const MODULES = [
  { name: "verify", glue: false, level: "-O3", options: {} },
  { name: "sha", glue: false, level: "-Oz", options: { CARGO_PROFILE_WASM_OPT_LEVEL: "z" } },
  { name: "schemes", glue: true, level: "-Oz", options: { CARGO_PROFILE_WASM_OPT_LEVEL: "z" } },
  { name: "explain", glue: true, level: "-Oz", options: { CARGO_PROFILE_WASM_OPT_LEVEL: "z" } },
];

/** Returns the folder of a module's crate. */
const folderOf = ({ name }) => `crates/${name}-wasm`;

/** Returns the name of a module's crate. */
export const crateOf = ({ name }) => `hookward-${name}-wasm`;

/** Returns the files of a module in js/src/wasm/: the module, the module as text, its types, and the glue to call it. */
const filesOf = ({ name, glue }) => [
  `${name}.wasm`,
  `${name}-bytes.ts`,
  `${name}.d.ts`,
  ...(glue ? [`${name}.js`] : []),
];

export const WASM = join(root, "js", "src", "wasm");

/** Builds the core's WebAssembly modules one at a time. If they were built together, they would share the features of their dependencies. */
export async function buildWasm() {
  for (const module of MODULES) {
    const outputs = filesOf(module).map((name) => `js/src/wasm/${name}`);
    const scripts = ["scripts/modules.js", "scripts/text.js", "scripts/wasm.js"];
    const inputs = [...CORE, folderOf(module), ...scripts, DECODER, "package-lock.json"];
    await unlessFresh(`wasm-${module.name}`, inputs, outputs, () =>
      step(`building the WebAssembly module ${module.name}`, () => buildModule(module)),
    );
  }
}

async function buildModule(module) {
  const { name, glue, level, options } = module;
  const crate = crateOf(module);
  const args = ["--locked", "--profile", "wasm", "--target", "wasm32-unknown-unknown", "--package", crate];
  await run("cargo", ["build", ...args], { env: { ...(await cargoEnvironment()), ...options } });
  const generated = join(cargoTarget, "bindgen", name);
  rmSync(generated, { recursive: true, force: true });
  // `bundler` is the only target whose glue neither loads nor fetches the module. The loaders in js/src/loaders do that.
  const flags = ["--target", "bundler", "--remove-name-section", "--remove-producers-section"];
  const built = join(cargoTarget, "wasm32-unknown-unknown", "wasm", `${crate.replaceAll("-", "_")}.wasm`);
  await run("wasm-bindgen", [...flags, "--out-dir", generated, "--out-name", name, built]);
  const wasm = join(generated, `${name}_bg.wasm`);
  mkdirSync(WASM, { recursive: true });
  if (glue) {
    cpSync(join(generated, `${name}_bg.js`), join(WASM, `${name}.js`));
    const types = readFileSync(join(generated, `${name}.d.ts`), "utf8");
    writeFileSync(join(WASM, `${name}.d.ts`), `${types}\nexport function __wbg_set_wasm(exports: object): void;\n`);
  } else {
    cpSync(join(generated, `${name}_bg.wasm.d.ts`), join(WASM, `${name}.d.ts`));
    // Exports with this prefix are for glue, such as a table of JavaScript objects, and this module has no glue. build.rs exports `__stack_pointer`.
    await keepExports(wasm, (name) => name === "__stack_pointer" || !name.startsWith("__"));
  }
  await optimise(level, wasm);
  cpSync(wasm, join(WASM, `${name}.wasm`));
  const decoder = await buildDecoder(generated);
  writeDecoder(decoder, join(WASM, "decode-bytes.ts"));
  writeText(wasm, join(WASM, `${name}-bytes.ts`), decoder);
}
