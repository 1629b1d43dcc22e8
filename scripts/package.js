// The npm package, in dist/.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

import { MODULES, WASM } from "./modules.js";
import { buildForNode, buildSplit, fromShared, PUBLIC, sharedFiles } from "./shared-files.js";
import { filesBelow, root, run, step, unlessFresh } from "./shell.js";

/**
 * Builds the npm package: ES modules and CommonJS, with types for both.
 *
 * Each entry point is one file, and the entry points share files. Every file that is opened at a start takes half a millisecond. The CommonJS files
 * end in `.cjs` and `.d.cts`, so that no package.json next to them has to state their format.
 */
export async function buildPackage() {
  const scripts = ["scripts/package.js", "scripts/shared-files.js"];
  const inputs = ["js/src", "js/tsconfig.json", "schemes", ...scripts, "package.json", "package-lock.json"];
  await unlessFresh("js", inputs, ["dist/esm/index.js", "dist/cjs/index.cjs", "dist/esm/index.d.ts"], () =>
    step("building the npm package", async () => {
      const [dist, esm, cjs] = ["dist", "dist/esm", "dist/cjs"].map((path) => join(root, path));
      rmSync(dist, { recursive: true, force: true });
      await run("tsc", ["--project", "js/tsconfig.json"]);
      const { bin, exports, imports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      dropUnreadTypes(esm, exports);
      typesOfCommonJs(esm, cjs);
      mkdirSync(join(esm, "wasm"), { recursive: true });
      for (const { name } of MODULES) cpSync(join(WASM, `${name}.wasm`), join(esm, "wasm", `${name}.wasm`));
      const { build } = await import("esbuild");
      const common = {
        bundle: true,
        target: "es2022",
        platform: "neutral",
        format: "esm",
        outbase: join(root, "js/src"),
        outdir: esm,
        logLevel: "warning",
      };
      const files = await sharedFiles(common);
      await buildSplit(files, common);
      const entries = sourcesOf({ bin, exports });
      const own = ["index.ts", "lite.ts"].map((path) => join(root, "js/src", path));
      await build({ ...common, entryPoints: own, external: ["#*"], plugins: [fromShared(files)] });
      await build({
        ...common,
        entryPoints: entries.filter((path) => !own.includes(path)),
        splitting: true,
        chunkNames: "shared/[hash]",
        // The order of the fields from which dependencies of the command line are bundled.
        mainFields: ["module", "main"],
        external: [...Object.keys(imports), "node:*"],
        plugins: [fromShared(new Map([...files, [PUBLIC, "base"]])), ...SCHEME_DATA.map(beside), parserOfDotenv],
      });
      writeFileSync(join(esm, "cli/secret-help.json"), JSON.stringify(secretHelp()));
      dropBareImports(esm);
      // Builds one file for each scheme, one for all schemes, and the data of all schemes.
      await build({
        ...common,
        entryPoints: [...filesBelow(join(root, "js/src/builtin")), ...SCHEME_DATA.map((path) => join(root, path))],
        plugins: [fromShared(files)],
      });
      await build({
        ...common,
        entryPoints: sourcesOf(imports),
        external: ["*.wasm", "*.wasm?module", "node:*"],
      });
      await buildForNode(common);
      await build({
        ...common,
        entryPoints: filesBelow(esm).filter(
          (path) => path.endsWith(".js") && !ONLY_ESM.test(relative(esm, path)) && !isScheme(relative(esm, path)),
        ),
        outbase: esm,
        outdir: cjs,
        outExtension: { ".js": ".cjs" },
        format: "cjs",
        plugins: [nothingInlined],
      });
      const schemes = filesBelow(join(esm, "builtin")).filter((path) => path.endsWith(".js"));
      for (const path of ONLY_CJS) rmSync(join(esm, `${path}.js`));
      // The files that use it contain it.
      rmSync(join(cjs, "schemes/builtin.cjs"));
      const each = schemes.filter((path) => !/index\.js$/.test(path));
      const texts = each.map((path) => readFileSync(path, "utf8"));
      writeFileSync(join(esm, "builtin/index.js"), allSchemes(texts));
      const builtIn = await textOfBuiltIn(join(esm, "split"), common);
      for (const [at, path] of each.entries())
        writeFileSync(
          path,
          texts[at].replace(IMPORT_OF_BUILT_IN, () => builtIn),
        );
      for (const path of schemes) {
        writeFileSync(
          join(cjs, relative(esm, path)).replace(/\.js$/, ".cjs"),
          schemeAsCommonJs(readFileSync(path, "utf8")),
        );
      }
    }),
  );
}

/** Returns where each provider shows its secret, by the id of the scheme. Only the command line uses this. */
function secretHelp() {
  const files = filesBelow(join(root, "schemes")).filter((path) => basename(path) === "scheme.json");
  const schemes = files.map((path) => JSON.parse(readFileSync(path, "utf8")));
  return Object.fromEntries(schemes.map(({ id, secretHelp }) => [id, secretHelp]));
}

/** Long data that only some programs load. */
const SCHEME_DATA = ["js/src/schemes/examples.ts", "js/src/schemes/builtin.ts"];

/** Removes the modules with which `dotenv` reads files. The command line calls only its parser. */
const parserOfDotenv = {
  name: "parser of dotenv",
  setup(build) {
    build.onResolve({ filter: /^(fs|path|os|crypto)$/ }, ({ importer }) =>
      /[\\/]dotenv[\\/]/.test(importer) ? { path: "nothing", namespace: "nothing" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "" }));
  },
};

/** Keeps a source as a separate file, imported by its path from any folder of `dist/esm/`. */
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

/** Returns the sources of all files that a part of package.json refers to, without duplicates. */
function sourcesOf(part) {
  const names = [...JSON.stringify(part).matchAll(/"(?:\.\/)?dist\/(?:esm|cjs)\/([\w/-]+)\.c?js"/g)].map(
    ([, name]) => name,
  );
  // The schemes, and the files in node/ and split/, are built separately.
  const files = names.filter((name) => !/^(builtin|node|split)\//.test(name)).map((name) => `js/src/${name}.ts`);
  return [...new Set(files)].map((path) => join(root, path));
}

/**
 * The files that are not available in CommonJS, by their path in `dist/esm/`: loaders that import a module as a file, files that only bundlers use,
 * the Worker's types, and the command line. The text of the module `explain` is included only once; the CommonJS loader reads the module's file.
 */
const ONLY_ESM =
  /^loaders[\\/]((workerd|edge-light)-\w+|inline-(verify|sha|explain))\.(js|d\.ts)$|^split[\\/]|^worker\.d\.ts$|^cli[\\/]/;

/** The files that exist only in CommonJS. */
const ONLY_CJS = ["loaders/file-explain"];

/**
 * Drops imports of a shared file that import no names. esbuild keeps them, in case the module has side
 * effects. No module here has any, so such an import would only open a file. A file without code after that is deleted.
 */
function dropBareImports(folder) {
  for (const path of filesBelow(folder).filter((path) => path.endsWith(".js"))) {
    const text = readFileSync(path, "utf8").replace(/^import "(\.{1,2}\/shared\/\w+\.js|#[\w-]+)";$/gm, "");
    if (/^\s*(\/\/.*\s*)*$/.test(text)) rmSync(path);
    else writeFileSync(path, text);
  }
}

/** Keeps every file separate, and gives imports of the package's own files the extension `.cjs`. */
const nothingInlined = {
  name: "nothing inlined",
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind === "entry-point") return undefined;
      return { path: path.startsWith(".") ? path.replace(/\.js$/, ".cjs") : path, external: true };
    });
  },
};

const isScheme = (path) => /^builtin[\\/]/.test(path);

/** The import and export statements in a module of schemes. */
const SCHEME_IMPORTS = /^import \{([^}]*)\} from "([^"]+)";$/gm;
const SCHEME_EXPORTS = /^export \{([^}]*)\};$\n/m;

/** Returns the names that a module of schemes exports. */
const namesIn = (text) =>
  SCHEME_EXPORTS.exec(text)[1]
    .split(",")
    .map((name) => name.trim());

/** Returns all schemes as one module. esbuild would repeat the same imports for each scheme. */
function allSchemes(texts) {
  const imports = new Set(texts.flatMap((text) => text.match(SCHEME_IMPORTS)));
  const bodies = texts.map((text) => text.replace(SCHEME_IMPORTS, "").replace(SCHEME_EXPORTS, "").trim());
  return `${[...imports].join("\n")}\n${bodies.join("\n")}\nexport {\n  ${texts.flatMap(namesIn).join(",\n  ")}\n};\n`;
}

const IMPORT_OF_BUILT_IN = /^import \{ builtIn \} from "#built-in";$/m;

/**
 * Returns the code that makes a scheme. A module of one scheme contains this code, so that one file is opened and no import has to be resolved. The
 * module of all schemes contains the code once.
 */
async function textOfBuiltIn(folder, common) {
  const { build } = await import("esbuild");
  const contents = 'import { builtIn } from "./built-in.js"; export { builtIn };';
  const stdin = { contents, resolveDir: folder };
  const { outputFiles } = await build({ ...common, stdin, outbase: undefined, write: false });
  return outputFiles[0].text
    .replace(SCHEME_EXPORTS, "")
    .replace(/^\/\/.*\n/gm, "")
    .trim();
}

/** Returns a module of schemes as CommonJS. The wrapper code of esbuild is longer than most of these modules. */
function schemeAsCommonJs(text) {
  const exported = namesIn(text).map((name) => `exports.${name} = ${name};\n`);
  const required = (_, names, path) => `const {${names}} = require("${path}");`;
  return `"use strict";\n${text.replace(SCHEME_IMPORTS, required).replace(SCHEME_EXPORTS, exported.join(""))}`;
}

/** Drops the types that no entry point refers to, such as those of the command line. */
function dropUnreadTypes(folder, exports) {
  const read = new Set();
  const follow = (path) => {
    if (read.has(path)) return;
    read.add(path);
    for (const [, name] of readFileSync(path, "utf8").matchAll(/(?:\bfrom |\bimport\()"(\.[^"]+)\.js"/g))
      follow(join(dirname(path), `${name}.d.ts`));
  };
  const all = filesBelow(folder).filter((path) => path.endsWith(".d.ts"));
  const entries = [...JSON.stringify(exports).matchAll(/"\.\/(dist\/esm\/[^"]+\.d\.ts)"/g)].map(([, path]) =>
    join(root, path),
  );
  for (const path of all) if (entries.includes(path) || dirname(path) === join(folder, "builtin")) follow(path);
  for (const path of all) if (!read.has(path)) rmSync(path);
}

/** Copies the declarations to the names that TypeScript looks for next to `.cjs` files. */
function typesOfCommonJs(from, to) {
  for (const path of filesBelow(from).filter(
    (path) => path.endsWith(".d.ts") && !ONLY_ESM.test(relative(from, path)),
  )) {
    const target = join(to, relative(from, path).replace(/\.d\.ts$/, ".d.cts"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, readFileSync(path, "utf8").replace(/(["'])(\.\.?\/[^"']+)\.js\1/g, "$1$2.cjs$1"));
  }
}
