// What is published: the files, what they ask for, and that every way in leads somewhere.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { MODULES } from "../../scripts/modules.js";
import { WORKER } from "../../scripts/package-programs.js";
import { IDS } from "../../test-support/schemes.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const require = createRequire(import.meta.url);

const npm = (...args) => execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
/** What a file of code imports. Anchored, since sentences for people have such words in them too. */
const IMPORTED = /(?:^(?:import|export)\b[^;"']*|\brequire\()["']([^"']+)["']/gm;

/** What is run and never imported. */
const COMMAND_LINE = /^dist\/esm\/cli\//;

/** The Worker, and what serves the page, below dist/. */
const PROGRAMS = [
  ...WORKER.map((name) => `worker/${name}`),
  ...["headers.json", "icon.svg", "index.html", "main.js", "style.css"].map((name) => `page/${name}`),
];
const IS_PROGRAM = /^dist\/(worker|page)\//;

const [packed] = JSON.parse(npm("pack", "--dry-run", "--json", "--ignore-scripts"));
const paths = packed.files.map(({ path }) => path);

test("only what was built, the licences, the README and the manifest are published", () => {
  const others = paths.filter((path) => !path.startsWith("dist/"));
  const [readme] = others.filter((path) => /^readme/i.test(path));
  const published = ["LICENSE-APACHE", "LICENSE-MIT", "package.json", "schemes/scheme.schema.json"];
  assert.deepEqual(others.filter((path) => path !== readme).sort(), published);
  assert.equal(readme, "README.md");
  for (const path of paths.filter((one) => one.startsWith("dist/"))) {
    if ([...PROGRAMS, "esm/cli/secret-help.json"].includes(path.slice("dist/".length))) continue;
    assert.match(path, /^dist\/(esm\/[\w/-]+(\.js|\.js\.map|\.d\.ts|\.wasm)|cjs\/[\w/-]+(\.cjs|\.cjs\.map|\.d\.cts))$/);
  }
  for (const path of PROGRAMS) assert.ok(paths.includes(`dist/${path}`), path);
  assert.ok(packed.size < 1_600_000, `${packed.size} bytes packed`);
  // Each module is there as it is, and as text for each format; the largest as one text for both. The Worker has two modules. Nothing
  // else is of any size but the schemes.
  const modules = packed.files.filter(({ path }) => /\.wasm$|loaders\/inline-\w+\.c?js$/.test(path));
  const besides = packed.unpackedSize - modules.reduce((sum, { size }) => sum + size, 0);
  assert.equal(modules.length, 3 * MODULES.length - 1 + 2);
  assert.ok(besides < 1_600_000 + IDS.length * 8000, `${besides} bytes beside the modules`);
});

test("nothing else is installed with it", () => {
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"]) {
    assert.equal(manifest[kind], undefined, kind);
  }
  for (const script of ["preinstall", "install", "postinstall", "prepare"]) {
    assert.equal(manifest.scripts[script], undefined, script);
  }
  // What is imported is the package's own, or types, which are erased. The command line is for Node, and a payload of Fastify is one of
  // its streams.
  for (const path of paths.filter((one) => /\.c?js$/.test(one) && !IS_PROGRAM.test(one))) {
    const text = readFileSync(join(root, path), "utf8");
    const imported = [...text.matchAll(IMPORTED)].map(([, name]) => name);
    const own =
      COMMAND_LINE.test(path) || /(adapters\/fastify\.c?js|loaders\/file-explain\.cjs)$/.test(path)
        ? /^(\.\.?\/|node:|#\w+-wasm$)/
        : /^(\.\.?\/|#\w+-wasm$)/;
    for (const name of imported) assert.match(name, own, `${path} imports ${name}`);
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
  for (const [pattern, conditions] of all)
    for (const path of pattern.includes("*") ? IDS.map((id) => pattern.replace("*", id)) : [pattern])
      assert.ok(paths.includes(path.replace("./", "")), `${conditions}: ${path}`);
});

test("every subpath has code and types for import and for require, and the types come first", async () => {
  // The Worker is ES modules alone, as its runtime is, and a test of the Worker imports it there.
  const { "./worker": worker, ...others } = manifest.exports;
  assert.deepEqual(worker, { types: "./dist/esm/worker.d.ts", default: "./dist/worker/index.js" });
  const subpaths = Object.entries(others).filter(([, target]) => typeof target === "object");
  assert.ok(subpaths.length >= 3);
  for (const [subpath, { import: esm, require: cjs }] of subpaths) {
    const name = subpath.replace(".", "hookward").replace("*", "gilbert");
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
  assert.ok(WebAssembly.validate(readFileSync(require.resolve("hookward/verify.wasm"))));
  assert.equal(require("hookward/package.json").name, "hookward");
  assert.throws(() => require("hookward/dist/cjs/verifier.cjs"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
});

test("every file of code has a source map, and its source in it", () => {
  const code = paths.filter((path) => /\.c?js$/.test(path) && !IS_PROGRAM.test(path));
  assert.ok(code.length > 25);
  for (const path of code) {
    // In what gets hold of a module there is nothing to step through.
    if (/\/loaders\//.test(path)) continue;
    // A scheme is data.
    if (/\/(builtin|schemes)\//.test(path)) {
      assert.ok(!paths.includes(`${path}.map`), path);
      continue;
    }
    // The command line is no part of a program: it has none.
    if (COMMAND_LINE.test(path)) {
      assert.ok(!paths.includes(`${path}.map`), path);
      continue;
    }
    const map = JSON.parse(readFileSync(join(root, `${path}.map`), "utf8"));
    assert.ok(paths.includes(`${path}.map`));
    assert.equal(map.sources.length, map.sourcesContent.length, path);
    // Where there is anything to step through, and not only names that are passed on, it is what was written.
    const written = map.sources.every((source) => source.includes("/js/src/"));
    assert.ok(
      written || /^dist\/cjs\/(modules\/|shared\/)?[\w-]+\.cjs$/.test(path),
      `${path} is mapped to ${map.sources}`,
    );
    assert.ok(
      map.sourcesContent.every((text) => typeof text === "string" && text.length > 0),
      path,
    );
    assert.match(readFileSync(join(root, path), "utf8"), /\/\/# sourceMappingURL=[\w.-]+\.c?js\.map\s*$/);
  }
});

test("each module that is read and the module as text are the same", () => {
  const source = readFileSync(join(root, "js/src/wasm/decode-bytes.ts"), "utf8");
  const decoder = Buffer.from(/"([0-9a-f]+)"/.exec(source)[1], "hex");
  const { memory, decode } = new WebAssembly.Instance(new WebAssembly.Module(decoder)).exports;
  memory.grow(100);
  for (const { name } of MODULES) {
    const bytes = readFileSync(join(root, `dist/esm/wasm/${name}.wasm`));
    const formats = [`esm/loaders/inline-${name}.js`, `cjs/loaders/inline-${name}.cjs`];
    // The largest is there as one text for both.
    for (const path of formats.slice(0, name === "explain" ? 1 : 2)) {
      const texts = [...readFileSync(join(root, "dist", path), "utf8").matchAll(/(["'`])([^\n]{5000,}?)\1;?$/gm)];
      assert.equal(texts.length, 1, path);
      const text = Buffer.from(texts[0][2]);
      const START = 128;
      new Uint8Array(memory.buffer).set(text, START);
      const end = decode(START, START + text.length);
      assert.deepEqual(Buffer.from(memory.buffer, START, end - START), bytes, path);
    }
  }
});

test("CommonJS has the largest module from the one text, and from its file where it cannot require an ES module", () => {
  const program = `
    const { explain } = require("hookward/explain");
    const { flaws } = require("hookward/testing");
    const { result } = explain({ scheme: "gilbert", secret: "s", headers: {}, body: "{}" });
    const loaded = Object.keys(require.cache).some((path) => path.endsWith("file-explain.cjs"));
    console.log(JSON.stringify([result.code, flaws("gilbert").length > 10, loaded]));`;
  for (const [flag, fromFile] of [
    ["--experimental-require-module", false],
    ["--no-experimental-require-module", true],
  ]) {
    const printed = execFileSync(process.execPath, [flag, "--eval", program], {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    });
    assert.deepEqual(JSON.parse(printed), ["missing_header", true, fromFile], flag);
  }
});

test("the Worker in the package is what build:worker makes, byte for byte", () => {
  const folder = mkdtempSync(join(tmpdir(), "hookward-"));
  try {
    const [{ filename }] = JSON.parse(npm("pack", "--json", "--ignore-scripts", "--pack-destination", folder));
    execFileSync("tar", ["-xzf", filename], { cwd: folder });
    for (const name of WORKER) {
      const published = readFileSync(join(folder, "package/dist/worker", name));
      assert.ok(published.equals(readFileSync(join(root, "build", name))), name);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the command is published as a program of Node's, and nothing imports it", () => {
  const path = manifest.bin.hookward;
  assert.ok(paths.includes(path));
  assert.match(readFileSync(join(root, path), "utf8"), /^#!\/usr\/bin\/env node\n/);
  for (const other of paths.filter((one) => /\.c?js$/.test(one) && !COMMAND_LINE.test(one))) {
    assert.doesNotMatch(readFileSync(join(root, other), "utf8"), /["'][./]*cli\//, other);
  }
});

test("npm installs it as a command", () => {
  const folder = mkdtempSync(join(tmpdir(), "hookward-"));
  try {
    const [{ filename }] = JSON.parse(npm("pack", "--json", "--ignore-scripts", "--pack-destination", folder));
    writeFileSync(join(folder, "package.json"), "{}");
    const flags = ["--offline", "--no-audit", "--no-fund", "--ignore-scripts"];
    execFileSync("npm", ["install", ...flags, join(folder, filename)], { cwd: folder, stdio: "pipe" });
    const command = join(folder, "node_modules", ".bin", "hookward");
    assert.equal(execFileSync(command, ["--version"], { encoding: "utf8" }), `${manifest.version}\n`);
    const signed = execFileSync(command, ["sign", "--scheme", "gilbert"], {
      env: { ...process.env, GILBERT_WEBHOOK_SECRET: "s" },
    });
    assert.match(signed.toString(), /^POST \/ HTTP\/1\.1\r\n/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("nothing published knows the machine that it was built on", () => {
  for (const path of paths) {
    const text = readFileSync(join(root, path), "latin1");
    // A page of a provider may have this word in its address.
    const other = text.replace(/https:\/\/[^\s"'`)]*/g, "");
    for (const own of [root, process.env.HOME, "/root/.cargo", "/home/"]) {
      if (own && own.length > 1) assert.ok(!other.includes(own), `${path} has ${own}`);
    }
  }
});
