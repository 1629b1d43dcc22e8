// The npm package, in dist/.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { MODULES, WASM } from "./modules.js";
import { filesBelow, root, run, step, unlessFresh } from "./shell.js";

/**
 * The npm package: ES modules and CommonJS, with types for both.
 *
 * A file for each way in, and what these share beside them: every file that is opened at a start takes half a millisecond. The files
 * of CommonJS end in `.cjs` and `.d.cts`, so that no package.json beside them has to say what they are.
 */
export async function buildPackage() {
  const inputs = ["js/src", "js/tsconfig.json", "scripts/package.js", "package.json"];
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
        entryPoints: [...sourcesOf({ bin, exports }), join(root, SHARED_BY_SCHEMES)],
        outbase: join(root, "js/src"),
        outdir: esm,
        format: "esm",
        splitting: true,
        chunkNames: "shared/[hash]",
        sourcemap: true,
        external: [...Object.keys(imports), "node:*"],
      });
      dropBareImports(esm);
      // A file for each scheme and one for all of them, with nothing in it but data.
      await build({
        ...common,
        entryPoints: filesBelow(join(root, "js/src/builtin")),
        outbase: join(root, "js/src"),
        outdir: esm,
        format: "esm",
        external: ["../schemes/built-in.js"],
      });
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
      // In a module's own loader and in a scheme there is nothing to step through, and nobody does through the command line, which is not minified.
      for (const folder of [join(cjs, "loaders"), join(cjs, "builtin"), join(esm, "cli")])
        for (const path of filesBelow(folder)) dropMap(path);
    }),
  );
}

/** What the files of schemes import. */
const SHARED_BY_SCHEMES = "js/src/schemes/built-in.ts";

/** The sources of every file that a part of package.json leads to, once. */
function sourcesOf(part) {
  const names = [...JSON.stringify(part).matchAll(/"(?:\.\/)?dist\/esm\/([\w/-]+)\.js"/g)].map(([, name]) => name);
  // The schemes are built by themselves.
  const files = names.filter((name) => !name.startsWith("builtin/")).map((name) => `js/src/${name}.ts`);
  return [...new Set(files)].map((path) => join(root, path));
}

/** What is no CommonJS: loaders that get a module as a file, which can be imported and not required, and the command line. */
const ONLY_ESM = /loaders[\\/](workerd|edge-light)-\w+\.(js|d\.ts)$|[\\/]cli[\\/]/;

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
  if (/\.c?js$/.test(path)) {
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
