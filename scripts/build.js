// `npm run build`: the WebAssembly module, the npm package in dist/, the Worker in build/.
//
//   node scripts/build.js [wasm] [js] [worker]      all of them by default

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import { dense } from "./dense.js";
import { npmPackages, rustTarget, rustTools } from "./setup.js";
import { ask, environment, Failure, filesBelow, isMain, main, root, run, step, unlessFresh } from "./shell.js";

const CORE = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml", "src"];

/**
 * What rustc is told for WebAssembly: what .cargo/config.toml says, which this overrides, and no paths of this machine. A module
 * names the sources of its dependencies, and a build on another machine has to give the same bytes.
 */
const RUST_FLAGS = {
  CARGO_ENCODED_RUSTFLAGS: [
    "-Ctarget-feature=+simd128",
    `--remap-path-prefix=${join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry", "src")}=crates`,
  ].join("\x1f"),
};

/** Where cargo puts what it builds. */
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

/** What Rust's target has on, and nothing newer: an optimiser that may use more writes modules that Node 20 cannot read. */
const FEATURES = [
  "simd",
  "bulk-memory",
  "sign-ext",
  "nontrapping-float-to-int",
  "mutable-globals",
  "reference-types",
  "multivalue",
].map((name) => `--enable-${name}`);

/** The core as WebAssembly, in its two halves, with their types and each module as text, in js/src/wasm/. */
export async function buildWasm() {
  const names = ["hookward.wasm", "core.d.ts", "bytes.ts", "setup.wasm", "setup.js", "setup.d.ts", "setup-bytes.ts"];
  const outputs = names.map((name) => `js/src/wasm/${name}`);
  await unlessFresh(
    "wasm",
    [...CORE, "js/wasm", "js/setup", "scripts/build.js", "scripts/dense.js", "package-lock.json"],
    outputs,
    () =>
      step("building the WebAssembly modules", async () => {
        const folder = join(root, "js", "src", "wasm");
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });

        const core = await compile("hookward-wasm", "hookward");
        await keepOnly(core, "hookward");
        await run("wasm-opt", ["-Oz", "--converge", ...FEATURES, core, "-o", core]);
        cpSync(core, join(folder, "hookward.wasm"));
        // Its exports are called as they are: numbers need no glue.
        cpSync(join(target, "bindgen", "hookward_bg.wasm.d.ts"), join(folder, "core.d.ts"));
        writeText(core, join(folder, "bytes.ts"));

        const setup = await compile("hookward-setup", "setup", { CARGO_PROFILE_WASM_OPT_LEVEL: "z" });
        await run("wasm-opt", ["-Oz", "--converge", ...FEATURES, setup, "-o", setup]);
        cpSync(setup, join(folder, "setup.wasm"));
        cpSync(join(target, "bindgen", "setup_bg.js"), join(folder, "setup.js"));
        const types = readFileSync(join(target, "bindgen", "setup.d.ts"), "utf8");
        writeFileSync(join(folder, "setup.d.ts"), `${types}\nexport function __wbg_set_wasm(exports: object): void;\n`);
        writeText(setup, join(folder, "setup-bytes.ts"));
      }),
  );
}

/**
 * Compiles a crate and gives the path of its module, with the glue beside it.
 *
 * One crate at a time: built together, they would share the features of what they depend on, and the small one would be large.
 */
async function compile(crate, name, options = {}) {
  const args = ["--locked", "--profile", "wasm", "--target", "wasm32-unknown-unknown", "--package", crate];
  await run("cargo", ["build", ...args], { env: { ...environment, ...RUST_FLAGS, ...options } });
  const generated = join(target, "bindgen");
  // `bundler` is the one target whose glue neither loads nor fetches: the entries in js/src/entry do that.
  const flags = ["--target", "bundler", "--remove-name-section", "--remove-producers-section"];
  const built = join(target, "wasm32-unknown-unknown/wasm", `${crate.replace("-", "_")}.wasm`);
  await run("wasm-bindgen", [...flags, "--out-dir", generated, "--out-name", name, built]);
  return join(generated, `${name}_bg.wasm`);
}

/** Drops the exports, and what only they need, that are for glue which is not used: a table of JavaScript objects, of which there are none. */
async function keepOnly(wasm, name) {
  const types = readFileSync(join(target, "bindgen", `${name}_bg.wasm.d.ts`), "utf8");
  const exported = [...types.matchAll(/^export const (\w+):/gm)].map(([, found]) => found);
  const kept = exported.filter((found) => !found.startsWith("__"));
  const graph = [{ name: "glue", root: true, reaches: kept }, ...kept.map((found) => ({ name: found, export: found }))];
  const file = join(target, "bindgen", `${name}-exports.json`);
  writeFileSync(file, JSON.stringify(graph));
  // It lists what it drops.
  await run("wasm-metadce", [...FEATURES, "--graph-file", file, wasm, "-o", wasm], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** A module as text, to be compiled where nothing can be loaded. */
function writeText(wasm, file) {
  const text = dense(readFileSync(wasm));
  // What would end the script of a page that a bundle is written into.
  if (/<\/script|<!--/i.test(text)) throw new Failure(`The text of ${wasm} has the end of a script in it.`);
  writeFileSync(file, `/** A module as text: entry/compile.ts reads it. */\nexport const bytes: string = "${text}";\n`);
}

/** The npm package: ES modules and CommonJS, file for file, with types for both. */
export async function buildPackage() {
  const inputs = ["js/src", "js/tsconfig.json", "scripts/build.js", "package.json"];
  await unlessFresh("js", inputs, ["dist/esm/index.js", "dist/cjs/index.js", "dist/esm/index.d.ts"], () =>
    step("building the npm package", async () => {
      const dist = join(root, "dist");
      rmSync(dist, { recursive: true, force: true });
      await run("tsc", ["--project", "js/tsconfig.json"]);
      cpSync(join(dist, "esm"), join(dist, "cjs"), { recursive: true, filter: (path) => !/\.js(\.map)?$/.test(path) });
      for (const format of ["esm", "cjs"]) {
        for (const types of ["core.d.ts", "setup.d.ts"])
          cpSync(join(root, "js/src/wasm", types), join(dist, format, "wasm", types));
      }
      const { build } = await import("esbuild");
      const sources = filesBelow(join(root, "js/src")).filter(
        (path) => /\.[tj]s$/.test(path) && !path.endsWith(".d.ts"),
      );
      for (const format of ["esm", "cjs"]) {
        await build({
          entryPoints: sources,
          outbase: join(root, "js/src"),
          outdir: join(dist, format),
          format,
          target: "es2022",
          platform: "neutral",
          sourcemap: true,
          sourcesContent: true,
          logLevel: "warning",
        });
        // There is nothing to step through in a hundred kilobytes of text.
        for (const name of ["bytes.js", "setup-bytes.js"]) {
          const text = join(dist, format, "wasm", name);
          writeFileSync(text, readFileSync(text, "utf8").replace(/^\/\/# sourceMappingURL=.*\n/m, ""));
          rmSync(`${text}.map`);
        }
        for (const name of ["hookward.wasm", "setup.wasm"])
          cpSync(join(root, "js/src/wasm", name), join(dist, format, "wasm", name));
        const type = format === "esm" ? "module" : "commonjs";
        const imports = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).imports;
        writeFileSync(
          join(dist, format, "package.json"),
          JSON.stringify(
            { type, sideEffects: false, imports: JSON.parse(JSON.stringify(imports).replaceAll("./dist/esm/", "./")) },
            null,
            2,
          ),
        );
      }
    }),
  );
}

/** The Worker, as `wrangler deploy` takes it: build/index.js and its module. */
export async function buildWorker() {
  await unlessFresh(
    "worker",
    [...CORE, "worker/Cargo.toml", "worker/src", "scripts/build.js"],
    ["build/index.js"],
    () =>
      step("building the Worker", async () => {
        const bins = { WASM_BINDGEN_BIN: "wasm-bindgen", WASM_OPT_BIN: "wasm-opt", ESBUILD_BIN: "esbuild" };
        const env = { ...environment, ...RUST_FLAGS };
        for (const [name, bin] of Object.entries(bins)) env[name] = await ask("which", [bin]);
        await run("worker-build", ["--release"], { cwd: join(root, "worker"), env });
        // It builds beside the crate; wrangler.toml stands above, and so does what it names.
        rmSync(join(root, "build"), { recursive: true, force: true });
        for (const name of ["index.js", "index_bg.wasm"])
          cpSync(join(root, "worker/build", name), join(root, "build", name));
      }),
  );
}

/** Everything that the named parts need, and the parts. */
export async function build(parts = ["wasm", "js", "worker"]) {
  await npmPackages();
  await rustTarget();
  await rustTools("wasm-bindgen", ...(parts.includes("worker") ? ["worker-build"] : []));
  if (parts.includes("wasm")) await buildWasm();
  if (parts.includes("js")) await buildPackage();
  if (parts.includes("worker")) await buildWorker();
}

if (isMain(import.meta.url)) {
  const parts = process.argv.slice(2);
  await main(() => build(parts.length > 0 ? parts : undefined));
}
