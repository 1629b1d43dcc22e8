// The npm package, in dist/.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

import { MODULES, WASM } from "./modules.js";
import { filesBelow, root, run, step, unlessFresh } from "./shell.js";

/**
 * The npm package: ES modules and CommonJS, with types for both.
 *
 * A file for each way in, and what these share beside them: every file that is opened at a start takes half a millisecond. The files
 * of CommonJS end in `.cjs` and `.d.cts`, so that no package.json beside them has to say what they are.
 */
export async function buildPackage() {
  const inputs = ["js/src", "js/tsconfig.json", "schemes", "scripts/package.js", "package.json", "package-lock.json"];
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
        entryPoints: [
          ...sourcesOf({ bin, exports }),
          ...SHARED_BY_SCHEMES.map((path) => join(root, `js/src/${path}.ts`)),
        ],
        outbase: join(root, "js/src"),
        outdir: esm,
        format: "esm",
        splitting: true,
        chunkNames: "shared/[hash]",
        sourcemap: true,
        // What the command line is bundled with.
        mainFields: ["module", "main"],
        external: [...Object.keys(imports), "node:*"],
        plugins: SCHEME_DATA.map(beside),
      });
      writeFileSync(join(esm, "cli/secret-help.json"), JSON.stringify(secretHelp()));
      dropBareImports(esm);
      // A file for each scheme, one for all of them, and the data of all: no map has these texts a second time.
      await build({
        ...common,
        entryPoints: [...filesBelow(join(root, "js/src/builtin")), ...SCHEME_DATA.map((path) => join(root, path))],
        outbase: join(root, "js/src"),
        outdir: esm,
        format: "esm",
        external: SHARED_BY_SCHEMES.map((path) => `../${path}.js`),
      });
      await build({
        ...common,
        entryPoints: sourcesOf(imports),
        outbase: join(root, "js/src"),
        outdir: esm,
        format: "esm",
        external: ["*.wasm", "*.wasm?module", "node:*"],
      });
      await build({
        ...common,
        entryPoints: filesBelow(esm).filter((path) => path.endsWith(".js") && !ONLY_ESM.test(path) && !isScheme(path)),
        outbase: esm,
        outdir: cjs,
        outExtension: { ".js": ".cjs" },
        format: "cjs",
        sourcemap: true,
        plugins: [nothingInlined],
      });
      const schemes = filesBelow(join(esm, "builtin")).filter((path) => path.endsWith(".js"));
      for (const path of ONLY_CJS) rmSync(join(esm, `${path}.js`));
      const texts = schemes.filter((path) => !/index\.js$/.test(path)).map((path) => readFileSync(path, "utf8"));
      writeFileSync(join(esm, "builtin/index.js"), allSchemes(texts));
      for (const path of schemes) {
        writeFileSync(
          join(cjs, relative(esm, path)).replace(/\.js$/, ".cjs"),
          schemeAsCommonJs(readFileSync(path, "utf8")),
        );
      }
      // In a module's own loader there is nothing to step through, and nobody does through the command line, which is not minified.
      for (const folder of [join(cjs, "loaders"), join(cjs, "schemes"), join(esm, "schemes"), join(esm, "cli")])
        for (const path of filesBelow(folder)) dropMap(path);
    }),
  );
}

/** Where each provider shows its secret, by the id of the scheme: for the command line alone. */
function secretHelp() {
  const files = filesBelow(join(root, "schemes")).filter((path) => basename(path) === "scheme.json");
  const schemes = files.map((path) => JSON.parse(readFileSync(path, "utf8")));
  return Object.fromEntries(schemes.map(({ id, secretHelp }) => [id, secretHelp]));
}

/** Data that is long, and that nobody steps through. */
const SCHEME_DATA = ["js/src/schemes/examples.ts", "js/src/schemes/builtin.ts"];

/** Leaves a source where it is: a file of its own, from any file in a folder of `dist/esm/`. */
const beside = (source) => ({
  name: "beside",
  setup(build) {
    const name = `${basename(source, ".ts")}.js`;
    build.onResolve({ filter: new RegExp(`/${name.replace(".", "[.]")}$`) }, ({ path, resolveDir }) => {
      if (join(resolveDir, path) !== join(root, source).replace(/\.ts$/, ".js")) return undefined;
      return { path: `../${relative("js/src", source).replace(/\.ts$/, ".js")}`, external: true };
    });
  },
});

/** What the files of schemes import: all of them the one, and those with another hash than SHA-256 the other. */
const SHARED_BY_SCHEMES = ["schemes/built-in", "modules/sha-module"];

/** The sources of every file that a part of package.json leads to, once. */
function sourcesOf(part) {
  const names = [...JSON.stringify(part).matchAll(/"(?:\.\/)?dist\/(?:esm|cjs)\/([\w/-]+)\.c?js"/g)].map(
    ([, name]) => name,
  );
  // The schemes are built by themselves.
  const files = names.filter((name) => !name.startsWith("builtin/")).map((name) => `js/src/${name}.ts`);
  return [...new Set(files)].map((path) => join(root, path));
}

/**
 * What is no CommonJS: loaders that get a module as a file, which can be imported and not required, the Worker's types, and the command
 * line. The text of the module `explain` is there once: where CommonJS cannot require it, it reads the module's file.
 */
const ONLY_ESM = /loaders[\\/]((workerd|edge-light)-\w+|inline-explain)\.(js|d\.ts)$|[\\/]worker\.d\.ts$|[\\/]cli[\\/]/;

/** What is CommonJS alone. */
const ONLY_CJS = ["loaders/file-explain"];

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

const isScheme = (path) => /[\\/]builtin[\\/]/.test(path);

/** The one import of a module of schemes, and its exports. */
const SCHEME_IMPORTS = /^import \{([^}]*)\} from "([^"]+)\.js";$/gm;
const SCHEME_EXPORTS = /^export \{([^}]*)\};$\n/m;

/** The names that a module of schemes exports. */
const namesIn = (text) =>
  SCHEME_EXPORTS.exec(text)[1]
    .split(",")
    .map((name) => name.trim());

/** All schemes as one module. esbuild would write the same imports for each. */
function allSchemes(texts) {
  const imports = new Set(texts.flatMap((text) => text.match(SCHEME_IMPORTS)));
  const bodies = texts.map((text) => text.replace(SCHEME_IMPORTS, "").replace(SCHEME_EXPORTS, "").trim());
  return `${[...imports].join("\n")}\n${bodies.join("\n")}\nexport {\n  ${texts.flatMap(namesIn).join(",\n  ")}\n};\n`;
}

/** A module of schemes as CommonJS. There are many, and what esbuild writes around each is longer than most of them. */
function schemeAsCommonJs(text) {
  const exported = namesIn(text).map((name) => `exports.${name} = ${name};\n`);
  const required = (_, names, path) => `const {${names}} = require("${path}.cjs");`;
  return `"use strict";\n${text.replace(SCHEME_IMPORTS, required).replace(SCHEME_EXPORTS, exported.join(""))}`;
}

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
