// What is published: the files, what they ask for, and that every way in leads somewhere.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const require = createRequire(import.meta.url);

const npm = (...args) => execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
/** What a file of code imports. Anchored, since sentences for people have such words in them too. */
const IMPORTED = /(?:^(?:import|export)\b[^;"']*|\brequire\()["']([^"']+)["']/gm;

const [packed] = JSON.parse(npm("pack", "--dry-run", "--json", "--ignore-scripts"));
const paths = packed.files.map(({ path }) => path);

test("only what was built, the licences, the README and the manifest are published", () => {
  const others = paths.filter((path) => !path.startsWith("dist/"));
  const [readme] = others.filter((path) => /^readme/i.test(path));
  assert.deepEqual(others.filter((path) => path !== readme).sort(), ["LICENSE-APACHE", "LICENSE-MIT", "package.json"]);
  assert.equal(readme, "README.md");
  for (const path of paths.filter((one) => one.startsWith("dist/"))) {
    assert.match(path, /^dist\/(esm\/[\w/-]+(\.js|\.js\.map|\.d\.ts|\.wasm)|cjs\/[\w/-]+(\.cjs|\.cjs\.map|\.d\.cts))$/);
  }
  // Each module is there three times, as it is and for each format as text; nothing else is of any size.
  const modules = packed.files.filter(({ path }) => /wasm\/(\w+\.wasm|(\w+-)?bytes\.c?js)$/.test(path));
  const besides = packed.unpackedSize - modules.reduce((sum, { size }) => sum + size, 0);
  assert.ok(modules.length === 6 && besides < 800_000, `${besides} bytes beside the modules`);
});

test("nothing else is installed with it", () => {
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"]) {
    assert.equal(manifest[kind], undefined, kind);
  }
  for (const script of ["preinstall", "install", "postinstall", "prepare"]) {
    assert.equal(manifest.scripts[script], undefined, script);
  }
  // What is imported is the package's own, or Node's types, which are erased.
  for (const path of paths.filter((one) => /\.c?js$/.test(one))) {
    const text = readFileSync(join(root, path), "utf8");
    const imported = [...text.matchAll(IMPORTED)].map(([, name]) => name);
    for (const name of imported) assert.match(name, /^(\.\.?\/|#(wasm|explain)$)/, `${path} imports ${name}`);
  }
});

/** Every path that a part of the manifest leads to, with the conditions on the way. */
function targets(part, conditions = []) {
  if (typeof part === "string") return [[part, conditions]];
  return Object.entries(part).flatMap(([name, below]) => targets(below, [...conditions, name]));
}

test("every way in leads to a file that is published", () => {
  const all = [
    ...targets(manifest.exports),
    ...targets(manifest.imports),
    ...["main", "module", "types"].map((field) => [`./${manifest[field].replace(/^\.\//, "")}`, [field]]),
  ];
  assert.ok(all.length > 15);
  for (const [path, conditions] of all) assert.ok(paths.includes(path.replace("./", "")), `${conditions}: ${path}`);
});

test("every subpath has code and types for import and for require, and the types come first", async () => {
  const subpaths = Object.entries(manifest.exports).filter(([, target]) => typeof target === "object");
  assert.ok(subpaths.length >= 3);
  for (const [subpath, { import: esm, require: cjs }] of subpaths) {
    const name = subpath.replace(".", "hookward");
    assert.deepEqual(
      [Object.keys(esm), Object.keys(cjs)],
      [
        ["types", "default"],
        ["types", "default"],
      ],
    );
    assert.ok(esm.default.startsWith("./dist/esm/") && cjs.default.startsWith("./dist/cjs/"), name);
    const [imported, required] = [await import(name), require(name)];
    assert.ok(Object.keys(imported).length > 0);
    assert.deepEqual(Object.keys(imported).sort(), Object.keys(required).sort(), name);
  }
  assert.ok(WebAssembly.validate(readFileSync(require.resolve("hookward/hookward.wasm"))));
  assert.equal(require("hookward/package.json").name, "hookward");
  assert.throws(() => require("hookward/dist/cjs/verifier.cjs"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
});

test("every file of code has types, a source map, and its source in it", () => {
  const code = paths.filter((path) => /\.c?js$/.test(path));
  assert.ok(code.length > 40);
  for (const path of code) {
    assert.ok(paths.includes(path.replace(/\.(c?)js$/, ".d.$1ts")), `${path} has no types`);
    // The module as text is no code, and its map would be as long again.
    if (/wasm\/(\w+-)?bytes\.c?js$/.test(path)) continue;
    const map = JSON.parse(readFileSync(join(root, `${path}.map`), "utf8"));
    assert.ok(paths.includes(`${path}.map`));
    assert.equal(map.sources.length, map.sourcesContent.length, path);
    assert.ok(
      map.sourcesContent.every((text) => typeof text === "string" && text.length > 0),
      path,
    );
    assert.match(readFileSync(join(root, path), "utf8"), /\/\/# sourceMappingURL=[\w.-]+\.c?js\.map\s*$/);
  }
});

test("a module that is read and the module as text are the same", async () => {
  for (const [name, text] of [
    ["hookward", "bytes"],
    ["explain", "explain-bytes"],
  ]) {
    const module = readFileSync(join(root, `dist/esm/wasm/${name}.wasm`));
    for (const path of [`esm/wasm/${text}.js`, `cjs/wasm/${text}.cjs`]) {
      const file = join(root, "dist", path);
      const { bytes } = path.endsWith(".cjs") ? require(file) : await import(pathToFileURL(file));
      assert.deepEqual(Buffer.from(bytes, "base64"), module, path);
    }
  }
});

test("nothing published knows the machine that it was built on", () => {
  for (const path of paths) {
    const text = readFileSync(join(root, path), "latin1");
    for (const own of [root, process.env.HOME, "/root/.cargo", "/home/"]) {
      if (own && own.length > 1) assert.ok(!text.includes(own), `${path} has ${own}`);
    }
  }
});
