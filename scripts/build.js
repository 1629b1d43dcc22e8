// `npm run build`: the WebAssembly modules, the npm package in dist/, the Worker in build/, the page in site/dist/.
//
//   node scripts/build.js [wasm] [js] [worker] [page]      all of them by default

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";

import { buildPage } from "./page/bundle.js";
import { npmPackages, rustTargets, rustTools } from "./setup.js";
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

/** Where Cargo builds. */
const cargoTarget = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

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

/** `more` are features that a module has beside those of all. */
const optimise = (level, wasm, more = []) =>
  run("wasm-opt", [level, "--strip-debug", "--strip-producers", ...enabled(more), wasm, "-o", wasm]);

/** Drops what a module exports and nobody names, and all that is reached from nowhere else. */
async function keepExports(wasm, isNamed, more = []) {
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
 * The modules of the npm package: what each is called in js/src/wasm/, its crate, and how it is built.
 *
 * The verdicts are for speed where it counts and small elsewhere. Their exports are called as they are, since numbers need no glue.
 */
const MODULES = [
  { name: "hookward", crate: "hookward-wasm", folder: "js/wasm", glue: false, level: "-O3", options: {} },
  {
    name: "setup",
    crate: "hookward-setup",
    folder: "js/setup",
    glue: true,
    level: "-Oz",
    options: { CARGO_PROFILE_WASM_OPT_LEVEL: "z" },
  },
  {
    name: "explain",
    crate: "hookward-explain-wasm",
    folder: "js/explain",
    glue: true,
    level: "-Oz",
    options: { CARGO_PROFILE_WASM_OPT_LEVEL: "z" },
  },
];

/** What a module has in js/src/wasm/: itself, itself as text, and the types and the glue to call it by. */
const filesOf = ({ name, glue }) => [
  `${name}.wasm`,
  `${name}-bytes.ts`,
  `${name}.d.ts`,
  ...(glue ? [`${name}.js`] : []),
];

const WASM = join(root, "js", "src", "wasm");

/** The core as WebAssembly, in its modules: one at a time, since built together they would share the features of what they depend on. */
export async function buildWasm() {
  for (const module of MODULES) {
    const outputs = filesOf(module).map((name) => `js/src/wasm/${name}`);
    const inputs = [...CORE, module.folder, "scripts/build.js", "package-lock.json"];
    await unlessFresh(`wasm-${module.name}`, inputs, outputs, () =>
      step(`building the WebAssembly module ${module.name}`, () => buildModule(module)),
    );
  }
}

async function buildModule({ name, crate, glue, level, options }) {
  const args = ["--locked", "--profile", "wasm", "--target", "wasm32-unknown-unknown", "--package", crate];
  await run("cargo", ["build", ...args], { env: { ...environment, ...RUST_FLAGS, ...options } });
  const generated = join(cargoTarget, "bindgen", name);
  rmSync(generated, { recursive: true, force: true });
  // `bundler` is the one target whose glue neither loads nor fetches: the entries in js/src/entry do that.
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
    // Those that begin so are for glue, of which there is none here: a table of JavaScript objects.
    await keepExports(wasm, (name) => !name.startsWith("__"));
  }
  await optimise(level, wasm);
  cpSync(wasm, join(WASM, `${name}.wasm`));
  writeText(wasm, join(WASM, `${name}-bytes.ts`));
}

/** A module as text, to be compiled where nothing can be loaded. */
function writeText(wasm, file) {
  const text = readFileSync(wasm).toString("hex");
  writeFileSync(
    file,
    `/** A module in hexadecimal: entry/compile.ts reads it. */\nexport const bytes: string = "${text}";\n`,
  );
}

/**
 * The npm package: ES modules and CommonJS, with types for both.
 *
 * A file for each way in, and what these share beside them: every file that is opened at a start takes half a millisecond. The files
 * of CommonJS end in `.cjs` and `.d.cts`, so that no package.json beside them has to say what they are.
 */
export async function buildPackage() {
  const inputs = ["js/src", "js/tsconfig.json", "scripts/build.js", "package.json"];
  await unlessFresh("js", inputs, ["dist/esm/index.js", "dist/cjs/index.cjs", "dist/esm/index.d.ts"], () =>
    step("building the npm package", async () => {
      const [dist, esm, cjs] = ["dist", "dist/esm", "dist/cjs"].map((path) => join(root, path));
      rmSync(dist, { recursive: true, force: true });
      await run("tsc", ["--project", "js/tsconfig.json"]);
      // Nobody imports the command line, so nobody reads its types.
      rmSync(join(esm, "cli"), { recursive: true });
      mkdirSync(join(esm, "wasm"), { recursive: true });
      for (const { name } of MODULES) {
        for (const file of [`${name}.wasm`, `${name}.d.ts`]) cpSync(join(WASM, file), join(esm, "wasm", file));
      }
      typesOfCommonJs(esm, cjs);
      const { build } = await import("esbuild");
      const { bin, exports, imports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      const common = { bundle: true, target: "es2022", platform: "neutral", sourcesContent: true, logLevel: "warning" };
      await build({
        ...common,
        entryPoints: sourcesOf({ bin, exports }),
        outbase: join(root, "js/src"),
        outdir: esm,
        format: "esm",
        splitting: true,
        chunkNames: "shared/[hash]",
        sourcemap: true,
        external: [...Object.keys(imports), "node:*"],
      });
      dropBareImports(esm);
      await build({
        ...common,
        entryPoints: sourcesOf(imports),
        outbase: join(root, "js/src"),
        outdir: esm,
        format: "esm",
        external: ["*.wasm", "*.wasm?module"],
      });
      await build({
        ...common,
        entryPoints: filesBelow(esm).filter((path) => path.endsWith(".js") && !ONLY_ESM.test(path)),
        outbase: esm,
        outdir: cjs,
        outExtension: { ".js": ".cjs" },
        format: "cjs",
        sourcemap: true,
        plugins: [nothingInlined],
      });
      // Of a module's own entry there is nothing to step through.
      for (const path of filesBelow(join(cjs, "entry"))) dropMap(path);
    }),
  );
}

/** The sources of every file that a part of package.json leads to, once. */
function sourcesOf(part) {
  const files = [...JSON.stringify(part).matchAll(/"(?:\.\/)?dist\/esm\/([\w/-]+)\.js"/g)].map(
    ([, name]) => `js/src/${name}.ts`,
  );
  return [...new Set(files)].map((path) => join(root, path));
}

/** What is no CommonJS: entries that get a module as a file, which can be imported and not required, and the command line. */
const ONLY_ESM = /entry[\\/](workerd|edge-light)(-\w+)?\.(js|d\.ts)$|[\\/]cli[\\/]/;

/**
 * Drops imports of a shared file from which nothing is taken, which esbuild writes wherever there may be side effects. Here are none, so
 * that each would be a file to open for nothing. What then has no code in it goes. Lines stay, for the maps.
 */
function dropBareImports(folder) {
  for (const path of filesBelow(folder).filter((path) => path.endsWith(".js"))) {
    const text = readFileSync(path, "utf8").replace(/^import "\.{1,2}\/shared\/\w+\.js";$/gm, "");
    if (/^\s*(\/\/.*\s*)*$/.test(text)) for (const file of [path, `${path}.map`]) rmSync(file);
    else writeFileSync(path, text);
  }
}

/** Keeps every file a file of its own, and names those of the package as they are called in CommonJS. */
const nothingInlined = {
  name: "nothing inlined",
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind === "entry-point") return undefined;
      return { path: path.startsWith(".") ? path.replace(/\.js$/, ".cjs") : path, external: true };
    });
  },
};

function dropMap(path) {
  if (path.endsWith(".map")) rmSync(path);
  if (path.endsWith(".cjs")) {
    writeFileSync(path, readFileSync(path, "utf8").replace(/^\/\/# sourceMappingURL=.*\n/m, ""));
  }
}

/** The same declarations under the names that TypeScript looks for beside `.cjs`. */
function typesOfCommonJs(from, to) {
  for (const path of filesBelow(from).filter((path) => path.endsWith(".d.ts") && !ONLY_ESM.test(path))) {
    const target = join(to, relative(from, path).replace(/\.d\.ts$/, ".d.cts"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, readFileSync(path, "utf8").replace(/(["'])(\.\.?\/[^"']+)\.js\1/g, "$1$2.cjs$1"));
  }
}

/** The Worker, as `wrangler deploy` takes it: build/index.js and its module. */
export async function buildWorker() {
  await unlessFresh(
    "worker",
    [...CORE, "worker/Cargo.toml", "worker/src", "scripts/build.js", "scripts/worker-esbuild.js", "package-lock.json"],
    ["build/index.js", "build/index_bg.wasm"],
    () =>
      step("building the Worker", async () => {
        // What worker-build would look for and not find. It leaves wasm-opt to us, since it insists on keeping names.
        const bins = {
          WASM_BINDGEN_BIN: await ask("which", ["wasm-bindgen"]),
          ESBUILD_BIN: join(root, "scripts/worker-esbuild.js"),
        };
        const env = { ...environment, ...RUST_FLAGS, ...bins };
        await run("worker-build", ["--profile", "worker", "--out-dir", "../build", "worker"], { env });
        const wasm = join(root, "build", "index_bg.wasm");
        const script = readFileSync(join(root, "build", "index.js"), "utf8");
        await keepExports(wasm, (name) => script.includes(name), ["exception-handling"]);
        await optimise("-Oz", wasm, ["exception-handling"]);
      }),
  );
}

/** Everything that the named parts need, and the parts. */
export async function build(parts = ["wasm", "js", "worker", "page"]) {
  await npmPackages();
  await rustTargets();
  await rustTools("wasm-bindgen", ...(parts.includes("worker") ? ["worker-build"] : []));
  if (parts.includes("wasm")) await buildWasm();
  if (parts.includes("js")) await buildPackage();
  if (parts.includes("worker")) await buildWorker();
  if (parts.includes("page")) await buildPage();
}

if (isMain(import.meta.url)) {
  const parts = process.argv.slice(2);
  await main(() => build(parts.length > 0 ? parts : undefined));
}
