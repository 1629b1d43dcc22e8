// The build of every WebAssembly module: the compiler's options, and the steps after compiling.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

import { STANDARD_LIBRARY } from "./setup.js";
import { ask, environment, Failure, root, run } from "./shell.js";

/** The sources that every module is built from. */
export const CORE = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml", "src", "crates/value"];

/**
 * Returns the environment of Cargo for WebAssembly. It overrides .cargo/config.toml.
 *
 * The standard library is compiled with each module. The one that comes with Rust is compiled for speed, and formats a message for each panic, which
 * only the crate `worker` would print. Here a panic is only a trap. The compiler is stable, not nightly: RUSTC_BOOTSTRAP enables options that have no
 * stable name yet.
 *
 * No module contains a path of this machine. Such a path would be the path of a source file, and a build on another machine has to produce the same
 * bytes.
 */
export async function cargoEnvironment() {
  const crates = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry", "src");
  const sysroot = (await ask("rustc", ["--print", "sysroot"])) ?? "";
  const flags = [
    "-Ctarget-feature=+simd128",
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    `--remap-path-prefix=${crates}=crates`,
    `--remap-path-prefix=${join(sysroot, STANDARD_LIBRARY)}=std`,
  ];
  return {
    ...environment,
    RUSTC_BOOTSTRAP: "1",
    CARGO_UNSTABLE_BUILD_STD: "std,panic_abort",
    CARGO_UNSTABLE_BUILD_STD_FEATURES: "optimize_for_size",
    CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f"),
  };
}

/** The folder in which Cargo builds. */
export const cargoTarget = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

/**
 * Compiles a crate with the Worker's profile, but without its linker, and returns the path of the module. The folder is separate: in a shared folder,
 * switching between the two linkers would recompile all dependencies.
 */
export async function compileBesideWorker(crate, ...more) {
  const folder = join(cargoTarget, "beside-worker");
  const [profile, target] = ["worker", "wasm32-unknown-unknown"];
  const args = [
    "--locked",
    "--profile",
    profile,
    "--target",
    target,
    "--target-dir",
    folder,
    "--package",
    crate,
    ...more,
  ];
  await run("cargo", ["build", ...args], { env: await cargoEnvironment() });
  return join(folder, target, profile, `${crate.replaceAll("-", "_")}.wasm`);
}

/** The features that Rust's target enables. With all features, wasm-opt writes modules that Node 20 cannot read. */
const FEATURES = [
  "simd",
  "bulk-memory",
  "sign-ext",
  "nontrapping-float-to-int",
  "mutable-globals",
  "reference-types",
  "multivalue",
];

const enabled = (more) => [...FEATURES, ...more].map((name) => `--enable-${name}`);

/** Options that remove the sections that no engine reads. */
const STRIPPED = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/** Optimizes a module. `passes` are options of wasm-opt, and `more` are additional features of the module. */
export const optimise = (passes, wasm, more = []) =>
  run("wasm-opt", [...[passes].flat(), ...STRIPPED, ...enabled(more), wasm, "-o", wasm]);

/** Drops the exports of a module that `isNamed` rejects, and all code that nothing else reaches. */
export async function keepExports(wasm, isNamed, more = []) {
  const printed = await ask("wasm-opt", [...enabled(more), "--print", wasm]);
  if (printed === undefined) throw new Failure(`wasm-opt cannot read ${wasm}.`);
  const named = [...printed.matchAll(/^ \(export "([^"]+)"/gm)].map(([, name]) => name).filter(isNamed);
  const graph = [{ name: "user", root: true, reaches: named }, ...named.map((name) => ({ name, export: name }))];
  const file = `${wasm}.exports.json`;
  writeFileSync(file, JSON.stringify(graph));
  // wasm-metadce lists what it drops. That output is hidden.
  const quiet = { stdio: ["ignore", "ignore", "inherit"] };
  await run("wasm-metadce", [...enabled(more), "--graph-file", file, wasm, "-o", wasm], quiet);
  rmSync(file);
}

/**
 * Gives imports and exports short names, in the module and in its glue from wasm-bindgen. The original names contain a hash, which no compression
 * shortens.
 */
export async function shortenNames(wasm, glue, more = []) {
  const printed = await ask("wasm-opt", [
    ...enabled(more),
    "-g",
    "--minify-imports-and-exports-and-modules",
    wasm,
    "-o",
    wasm,
  ]);
  if (printed === undefined) throw new Failure(`wasm-opt cannot read ${wasm}.`);
  const { imports, exports } = JSON.parse(printed);
  const members = new Map(exports);
  const names = new Map(imports.map(([, name, short]) => [name, short]));
  const text = readFileSync(glue, "utf8")
    .replaceAll(/\bwasm\.(\w+)/g, (whole, name) => (members.has(name) ? `wasm.${members.get(name)}` : whole))
    .replaceAll(/\b__wb\w+(?=[:(])/g, (whole) => names.get(whole) ?? whole)
    .replaceAll('"./index_bg.js"', '"a"');
  writeFileSync(glue, text);
}
