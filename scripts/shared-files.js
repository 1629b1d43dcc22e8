// The files of the npm package that its entry points share. Each is an import of package.json.
//
// Node takes half a millisecond to open and link a file, and as long to resolve a name of package.json. Reading a long file takes less time. For
// Node, the code that verifies is therefore one file that contains the module (dist/esm/node/). A bundler resolves everything in advance, drops
// unused code, and takes the modules in the form that its runtime requires. For bundlers, the files are therefore separate (dist/esm/split/). The
// conditions in package.json choose between the two.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { root } from "./shell.js";

const source = (path) => join(root, "js/src", path);

/** The data of the schemes, which is a separate file. */
const DATA = source("schemes/builtin.ts");

/** A source without state. Each file that needs it has a copy. */
const COPIED = source("modules/runtime-crypto.ts");

/** The source with the exports of `base` that the entry points export again. */
export const PUBLIC = source("public.ts");

/** Returns the file that each source belongs to, by its name without `#`. `common` contains the options of every build. */
export async function sharedFiles(common) {
  const files = new Map([
    [source("schemes/built-in.ts"), "built-in"],
    [source("schemes/defaults.ts"), "built-in"],
    [source("modules/sha-module.ts"), "sha"],
    [source("schemes/authenticated.ts"), "authenticated"],
  ]);
  const add = (paths, name) => {
    for (const path of paths) if (!files.has(path) && ![PUBLIC, DATA, COPIED].includes(path)) files.set(path, name);
  };
  const lite = source("lite.ts");
  add(
    (await sourcesBehind(lite, common)).filter((path) => path !== lite),
    "base",
  );
  add(await sourcesBehind(source("index.ts"), common), "full");
  return files;
}

/** Returns the sources that an entry point imports, directly or indirectly. */
async function sourcesBehind(entry, common) {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    ...common,
    entryPoints: [entry],
    external: ["#*"],
    write: false,
    metafile: true,
  });
  return Object.keys(metafile.inputs).map((path) => resolve(path));
}

/** Imports sources of shared files by their names in package.json. */
export const fromShared = (files) => ({
  name: "from shared files",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, resolveDir }) => {
      const from = resolve(resolveDir, path).replace(/\.js$/, ".ts");
      const name = from === DATA ? "../schemes/builtin.js" : files.has(from) ? `#${files.get(from)}` : undefined;
      return name && { path: name, external: true, sideEffects: false };
    });
  },
});

/** Makes an entry point that exports everything that some files export. */
const exportsOf = (paths) => ({
  name: "exports of files",
  setup(build) {
    build.onResolve({ filter: /^all$/ }, () => ({ path: "all", namespace: "exports" }));
    build.onLoad({ filter: /.*/, namespace: "exports" }, () => ({
      contents: paths.map((path) => `export * from ${JSON.stringify(path)};`).join("\n"),
      resolveDir: root,
    }));
  },
});

/** Builds the separate shared files. */
export async function buildSplit(files, common) {
  const { build } = await import("esbuild");
  for (const name of new Set(files.values())) {
    // Glue is omitted, because its names are also names in the code that calls it.
    const own = [...files].filter(([path, other]) => other === name && !path.includes("/wasm/")).map(([path]) => path);
    const others = new Map([...files].filter(([, other]) => other !== name));
    await build({
      ...common,
      entryPoints: [{ in: "all", out: `split/${name}` }],
      outbase: undefined,
      external: ["#*"],
      plugins: [exportsOf(own), fromShared(others)],
    });
  }
}

/** The parts of each file for Node: separate shared files, and entry points that no other file shares. */
const FOR_NODE = {
  base: ["split/base.js", "split/built-in.js", "split/sha.js", "split/authenticated.js"],
  full: ["split/full.js"],
  index: ["index.js"],
  lite: ["lite.js"],
};

/** Builds the files for Node from the separate files. They contain the same lines, and one contains a module. */
export async function buildForNode(common) {
  const { build } = await import("esbuild");
  for (const [name, made] of Object.entries(FOR_NODE)) {
    await build({
      ...common,
      entryPoints: [{ in: "all", out: `node/${name}` }],
      outbase: undefined,
      plugins: [exportsOf(made.map((path) => join(common.outdir, path))), inNode(name)],
    });
  }
}

/**
 * Includes the modules that every start requires, the first one in the form that Node reads fastest. The largest module stays a separate file,
 * because it is as long as everything else.
 */
const inNode = (file) => ({
  name: "in Node",
  setup(build) {
    build.onResolve({ filter: /^#verify-wasm$/ }, () => ({ path: source("loaders/node-verify.ts") }));
    build.onResolve({ filter: /^#sha-wasm$/ }, () => ({ path: source("loaders/inline-sha.ts") }));
    build.onResolve({ filter: /^#schemes-wasm$/ }, () => ({
      path: "../loaders/inline-schemes.js",
      external: true,
      sideEffects: false,
    }));
    build.onResolve({ filter: /^#(base|built-in|sha|authenticated|full)$/ }, ({ path }) => {
      const name = path === "#full" ? "full" : "base";
      return {
        path: name === file ? "all" : `./${name}.js`,
        external: name !== file,
        sideEffects: false,
        ...(name === file && { namespace: "exports" }),
      };
    });
    build.onLoad({ filter: /\.wasm$/ }, ({ path }) => ({
      contents: `export default "${readFileSync(path).toString("base64")}";`,
    }));
  },
});
