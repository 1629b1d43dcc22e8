// WebAssembly as it is built here, whoever it is for: what the compiler is told, and what is done to a module behind it.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

import { STANDARD_LIBRARY } from "./setup.js";
import { ask, environment, Failure, root, run } from "./shell.js";

/** What every module is made of. */
export const CORE = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml", "src", "crates/value"];

/**
 * The environment of Cargo for WebAssembly. It overrides what .cargo/config.toml says.
 *
 * The standard library is compiled with each module. The one that comes with Rust is compiled for speed, and makes a message of each
 * panic, which only the crate `worker` would print. Here a panic is a trap and nothing else. The compiler is the stable one, no nightly:
 * RUSTC_BOOTSTRAP has it take options that have no stable name yet.
 *
 * No path of this machine is in a module. It would name the sources of what it is made of, and a build on another machine has to give the
 * same bytes.
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

/** Where Cargo builds. */
export const cargoTarget = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

/**
 * Compiles a crate with the profile of the Worker, but without its linker, and returns the path of its module. It has a folder of its own: in
 * one, each of the two linkers would have all dependencies compiled again.
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

/** What Rust's target has on, and nothing newer: with all features, wasm-opt writes modules that Node 20 cannot read. */
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

/** What no engine reads. */
const STRIPPED = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/** `passes` are options of wasm-opt, and `more` features that a module has beside those of all. */
export const optimise = (passes, wasm, more = []) =>
  run("wasm-opt", [...[passes].flat(), ...STRIPPED, ...enabled(more), wasm, "-o", wasm]);

/** Drops what a module exports and nobody names, and all that is reached from nowhere else. */
export async function keepExports(wasm, isNamed, more = []) {
  const printed = await ask("wasm-opt", [...enabled(more), "--print", wasm]);
  if (printed === undefined) throw new Failure(`wasm-opt cannot read ${wasm}.`);
  const named = [...printed.matchAll(/^ \(export "([^"]+)"/gm)].map(([, name]) => name).filter(isNamed);
  const graph = [{ name: "user", root: true, reaches: named }, ...named.map((name) => ({ name, export: name }))];
  const file = `${wasm}.exports.json`;
  writeFileSync(file, JSON.stringify(graph));
  // It lists what it drops.
  const quiet = { stdio: ["ignore", "ignore", "inherit"] };
  await run("wasm-metadce", [...enabled(more), "--graph-file", file, wasm, "-o", wasm], quiet);
  rmSync(file);
}

/**
 * Gives what a module imports and exports short names, in the module and in the glue of wasm-bindgen for it. Its own have a hash in them, which no
 * compression makes shorter.
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
