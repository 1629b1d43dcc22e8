// `npm run build`: the WebAssembly modules, the npm package in dist/, the Worker in build/, the page in site/dist/.
//
//   node scripts/build.js [wasm] [js] [worker] [page]      all of them by default

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative } from "node:path";

import { buildPage } from "./page/bundle.js";
import { npmPackages, rustTargets, rustTools } from "./setup.js";
import { ask, environment, filesBelow, isMain, main, root, run, step, unlessFresh } from "./shell.js";

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

const optimise = (level, wasm, more = []) =>
  run("wasm-opt", [
    level,
    "--strip-producers",
    ...[...FEATURES, ...more].map((name) => `--enable-${name}`),
    wasm,
    "-o",
    wasm,
  ]);

/**
 * The modules of the npm package: the crate that each is made of, and the files in js/src/wasm/ that it becomes: the module, its
 * glue, the glue's types, and the module as text.
 */
export const MODULES = {
  hookward: { crate: "js/wasm", level: "-O3", glue: "glue", bytes: "bytes" },
  explain: { crate: "js/explain", level: "-Oz", glue: "explain", bytes: "explain-bytes" },
};

/** The core as WebAssembly, with its glue and the module as text, in js/src/wasm/. */
export async function buildWasm() {
  for (const name of Object.keys(MODULES)) await buildModule(name);
}

async function buildModule(name) {
  const { crate, level, glue, bytes } = MODULES[name];
  const target = join(root, "js", "src", "wasm");
  const files = [`${name}.wasm`, `${glue}.js`, `${glue}.d.ts`, `${bytes}.ts`].map((file) => join(target, file));
  const outputs = files.map((file) => relative(root, file));
  await unlessFresh(`wasm-${name}`, [...CORE, crate, "scripts/build.js", "package-lock.json"], outputs, () =>
    step(`building the WebAssembly module ${name}`, async () => {
      const manifest = readFileSync(join(root, crate, "Cargo.toml"), "utf8");
      const [, id] = /^name = "([^"]+)"/m.exec(manifest);
      // One crate at a time: built together, they would share the features of what they depend on.
      const args = ["--locked", "--release", "--target", "wasm32-unknown-unknown", "--package", id];
      await run("cargo", ["build", ...args], { env: { ...environment, ...RUST_FLAGS } });
      const generated = join(root, "target", "bindgen", name);
      rmSync(generated, { recursive: true, force: true });
      // `bundler` is the one target whose glue neither loads nor fetches: the entries in js/src/entry do that.
      const flags = ["--target", "bundler", "--remove-name-section", "--remove-producers-section"];
      const built = `target/wasm32-unknown-unknown/release/${id.replaceAll("-", "_")}.wasm`;
      await run("wasm-bindgen", [...flags, "--out-dir", generated, "--out-name", name, built]);
      const wasm = join(generated, `${name}_bg.wasm`);
      await optimise(level, wasm);

      mkdirSync(target, { recursive: true });
      const [module, code, types, text] = files;
      cpSync(wasm, module);
      cpSync(join(generated, `${name}_bg.js`), code);
      const declared = readFileSync(join(generated, `${name}.d.ts`), "utf8");
      writeFileSync(types, `${declared}\nexport function __wbg_set_wasm(exports: object): void;\n`);
      const base64 = readFileSync(wasm).toString("base64");
      writeFileSync(text, `/** ${name}.wasm in base 64. */\nexport const bytes: string = "${base64}";\n`);
    }),
  );
}

/**
 * The npm package: ES modules and CommonJS, file for file, with types for both.
 *
 * The files of the second end in `.cjs` and `.d.cts`, so that no package.json beside them has to say what they are. Both get
 * their module through the one `#wasm` of the package.
 */
export async function buildPackage() {
  const inputs = ["js/src", "js/tsconfig.json", "scripts/build.js", "package.json"];
  await unlessFresh("js", inputs, ["dist/esm/index.js", "dist/cjs/index.cjs", "dist/esm/index.d.ts"], () =>
    step("building the npm package", async () => {
      const dist = join(root, "dist");
      rmSync(dist, { recursive: true, force: true });
      await run("tsc", ["--project", "js/tsconfig.json"]);
      for (const { glue } of Object.values(MODULES)) {
        cpSync(join(root, `js/src/wasm/${glue}.d.ts`), join(dist, `esm/wasm/${glue}.d.ts`));
      }
      const { build } = await import("esbuild");
      const sources = filesBelow(join(root, "js/src")).filter(
        (path) => /\.[tj]s$/.test(path) && !path.endsWith(".d.ts"),
      );
      const common = {
        outbase: join(root, "js/src"),
        target: "es2022",
        platform: "neutral",
        sourcemap: true,
        sourcesContent: true,
        logLevel: "warning",
      };
      await build({ ...common, entryPoints: sources, format: "esm", outdir: join(dist, "esm") });
      await build({
        ...common,
        // What a bundler takes as a file is an ES module for both: a `.wasm` can be imported, and not required.
        entryPoints: sources.filter((path) => !FILE_ENTRIES.test(path)),
        format: "cjs",
        outdir: join(dist, "cjs"),
        outExtension: { ".js": ".cjs" },
        bundle: true,
        plugins: [nothingInlined],
      });
      typesOfCommonJs(join(dist, "esm"), join(dist, "cjs"));
      for (const [name, { bytes }] of Object.entries(MODULES)) {
        cpSync(join(root, `js/src/wasm/${name}.wasm`), join(dist, `esm/wasm/${name}.wasm`));
        for (const text of [join(dist, `esm/wasm/${bytes}.js`), join(dist, `cjs/wasm/${bytes}.cjs`)]) {
          // There is nothing to step through in a quarter of a megabyte of base 64.
          writeFileSync(text, readFileSync(text, "utf8").replace(/^\/\/# sourceMappingURL=.*\n/m, ""));
          rmSync(`${text}.map`);
        }
      }
    }),
  );
}

/** The entries that get a module as a file. */
const FILE_ENTRIES = /entry[\\/](workerd|edge-light)(-\w+)?\.ts$/;

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

/** The same declarations under the names that TypeScript looks for beside `.cjs`. */
function typesOfCommonJs(from, to) {
  for (const path of filesBelow(from).filter(
    (path) => path.endsWith(".d.ts") && !FILE_ENTRIES.test(path.replace(".d.ts", ".ts")),
  )) {
    const target = join(to, relative(from, path).replace(/\.d\.ts$/, ".d.cts"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, readFileSync(path, "utf8").replace(/(["'])(\.\.?\/[^"']+)\.js\1/g, "$1$2.cjs$1"));
  }
}

/** The Worker, as `wrangler deploy` takes it: build/index.js and its module. */
export async function buildWorker() {
  await unlessFresh(
    "worker",
    [...CORE, "worker/Cargo.toml", "worker/src", "scripts/build.js"],
    ["build/index.js"],
    () =>
      step("building the Worker", async () => {
        // What worker-build would look for and not find. It leaves wasm-opt to us, since it insists on keeping names.
        const bins = { WASM_BINDGEN_BIN: "wasm-bindgen", ESBUILD_BIN: "esbuild" };
        const env = { ...environment, ...RUST_FLAGS };
        for (const [name, bin] of Object.entries(bins)) env[name] = await ask("which", [bin]);
        await run("worker-build", ["--profile", "worker", "--out-dir", "../build", "worker"], { env });
        await optimise("-Oz", join(root, "build", "index_bg.wasm"), ["exception-handling"]);
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
