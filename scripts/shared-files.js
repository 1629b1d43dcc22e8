// The files of the npm package that its ways in share, each by an import of package.json.
//
// Node opens and links a file in half a millisecond, and looks a name up in package.json in as much, which is longer than it takes to read
// a long file: for it, what verifies is one file with the module in it (dist/esm/node/). A bundler opens what it likes, drops what is not
// used, and takes the modules in the form that its runtime needs: for it, the files are apart (dist/esm/split/). The conditions in
// package.json choose between the two.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { root } from "./shell.js";

const source = (path) => join(root, "js/src", path);

/** The data of the schemes, which has a file of its own. */
const DATA = source("schemes/builtin.ts");

/** What keeps nothing, so that each file that needs it has a copy. */
const COPIED = source("modules/runtime-crypto.ts");

/** What the ways in pass on of what is in `base`. */
export const PUBLIC = source("public.ts");

/** Finds out which sources are in which file, by its name without `#`. `common` is what all is built with. */
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

/** Returns the sources that an entry point leads to. */
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

/** Imports the sources that are in shared files from there, by the names in package.json. */
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

/** Makes an entry point that exports all that some files do. */
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

/** Builds the shared files that are apart. */
export async function buildSplit(files, common) {
  const { build } = await import("esbuild");
  for (const name of new Set(files.values())) {
    // Glue has the names of what calls it.
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

/** What Node's files are made of: those that are apart, and the ways in that nothing else shares. */
const FOR_NODE = {
  base: ["split/base.js", "split/built-in.js", "split/sha.js", "split/authenticated.js"],
  full: ["split/full.js"],
  index: ["index.js"],
  lite: ["lite.js"],
};

/** Builds the files for Node from the others. They are those, line for line, with a module in one. */
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

/** Has the modules in a file that every start needs: the first as Node reads it fastest. The largest is as long as all else, and apart. */
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
