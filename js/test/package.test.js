// The published package: its files, its dependencies, and that every entry point leads to a file.

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
/** Matches the imports of a code file. The pattern is anchored, because texts contain such words as well. */
const IMPORTED = /(?:^(?:import|export)\b[^;"']*|\brequire\()["']([^"']+)["']/gm;

/** Matches files that are run and never imported. */
const COMMAND_LINE = /^dist\/esm\/cli\//;

const PAGE = ["icon.svg", "index.html", "main.js", "style.css"];

/** The paths in dist/ of the component, the Worker, the page that explains, and the operators' page. */
const PROGRAMS = [
  "component.wasm",
  ...WORKER.map((name) => `worker/${name}`),
  ...["headers.json", ...PAGE].map((name) => `page/${name}`),
  "assets/_headers",
  ...PAGE.map((name) => `assets/_hookward/console/${name}`),
];
const IS_PROGRAM = /^dist\/(worker|page|assets)\//;

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
    assert.match(path, /^dist\/(esm\/[\w/-]+(\.js|\.d\.ts|\.wasm)|cjs\/[\w/-]+(\.cjs|\.d\.cts))$/);
  }
  for (const path of PROGRAMS) assert.ok(paths.includes(`dist/${path}`), path);
  assert.ok(packed.size <= 1_600_000, `${packed.size} bytes packed`);
  // Each module is included unchanged, as text, and in the file that Node opens. The Worker has two modules, and the component is one. Apart from
  // these, only the schemes are large.
  const modules = packed.files.filter(({ path }) =>
    /\.wasm$|loaders\/inline-\w+\.c?js$|\/node\/base\.c?js$/.test(path),
  );
  const besides = packed.unpackedSize - modules.reduce((sum, { size }) => sum + size, 0);
  assert.equal(modules.length, 2 * MODULES.length + 1 + 2 + 2 + 1);
  assert.ok(besides < 1_650_000 + IDS.length * 8000, `${besides} bytes beside the modules`);
});

test("nothing else is installed with it", () => {
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"]) {
    assert.equal(manifest[kind], undefined, kind);
  }
  for (const script of ["preinstall", "install", "postinstall", "prepare"]) {
    assert.equal(manifest.scripts[script], undefined, script);
  }
  // The imports are files of the package, or types, which are erased. The command line is for Node, and Fastify's payload is a stream of Node.
  for (const path of paths.filter((one) => /\.c?js$/.test(one) && !IS_PROGRAM.test(one))) {
    const text = readFileSync(join(root, path), "utf8");
    const imported = [...text.matchAll(IMPORTED)].map(([, name]) => name);
    const own =
      COMMAND_LINE.test(path) || /(adapters\/fastify\.c?js|loaders\/file-explain\.cjs)$/.test(path)
        ? /^(\.\.?\/|node:|#)/
        : /^(\.\.?\/|#)/;
    for (const name of imported) assert.match(name, own, `${path} imports ${name}`);
  }
});

/** Returns every path in a part of the manifest, with its conditions. */
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
  // The Worker consists only of ES modules, like its runtime. A test of the Worker imports it there.
  const { "./worker": worker, ...others } = manifest.exports;
  assert.deepEqual(worker, { types: "./dist/esm/worker.d.ts", default: "./dist/worker/index.js" });
  const subpaths = Object.entries(others).filter(([, target]) => typeof target === "object");
  assert.ok(subpaths.length >= 3);
  for (const [subpath, { import: esm, require: cjs }] of subpaths) {
    const name = subpath.replace(".", "hookward").replace("*", "gilbert");
    // The entry points that verify also have files for Node.
    const runtimes = ["hookward", "hookward/lite"].includes(name) ? ["workerd", "edge-light", "node"] : [];
    for (const [conditions, folder] of [
      [esm, "./dist/esm/"],
      [cjs, "./dist/cjs/"],
    ]) {
      assert.deepEqual(Object.keys(conditions), ["types", ...runtimes, "default"], name);
      for (const path of Object.values(conditions)) assert.ok(path.startsWith(folder), path);
    }
    const [imported, required] = [await import(name), require(name)];
    assert.ok(Object.keys(imported).length > 0);
    assert.deepEqual(Object.keys(imported).sort(), Object.keys(required).sort(), name);
  }
  assert.ok(WebAssembly.validate(readFileSync(require.resolve("hookward/verify.wasm"))));
  // A component begins like a module, but with another version. No JavaScript runtime can start it.
  const component = readFileSync(require.resolve("hookward/component.wasm"));
  assert.equal(component.subarray(0, 8).toString("hex"), "0061736d0d000100");
  assert.equal(require("hookward/package.json").name, "hookward");
  assert.throws(() => require("hookward/dist/cjs/verifier.cjs"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
});

test("code is as it was written, without types: it needs no source map", () => {
  const code = paths.filter((path) => /\.c?js$/.test(path) && !IS_PROGRAM.test(path));
  assert.ok(code.length > 25);
  for (const path of code) {
    const text = readFileSync(join(root, path), "utf8");
    assert.doesNotMatch(text, /^\/\/# sourceMappingURL/m, path);
    // A WebAssembly module is a long line, and so are the data of a scheme and of the command line.
    if (/\/(builtin|schemes|loaders|node)\//.test(path) || COMMAND_LINE.test(path)) continue;
    const average = text.length / text.split("\n").length;
    assert.ok(average < 80, `${path} has ${average} characters in a line: it is minified`);
  }
});

/** The files that contain each module as text. In the file that Node opens, the module that every start requires is in base64. */
const TEXTS = {
  verify: ["esm/node/base.js", "cjs/node/base.cjs"],
  sha: ["esm/node/base.js", "cjs/node/base.cjs"],
  schemes: ["cjs/loaders/inline-schemes.cjs"],
  explain: [],
};

test("each module that is read and the module as text are the same", () => {
  const source = readFileSync(join(root, "js/src/wasm/decode-bytes.ts"), "utf8");
  const decoder = Buffer.from(/"([0-9a-f]+)"/.exec(source)[1], "hex");
  const { memory, decode } = new WebAssembly.Instance(new WebAssembly.Module(decoder)).exports;
  memory.grow(100);
  const START = 128;
  const decoded = (text) => {
    new Uint8Array(memory.buffer).set(Buffer.from(text), START);
    return Buffer.from(memory.buffer, START, decode(START, START + text.length) - START);
  };
  assert.deepEqual(Object.keys(TEXTS).sort(), MODULES.map(({ name }) => name).sort());
  for (const { name } of MODULES) {
    const bytes = readFileSync(join(root, `dist/esm/wasm/${name}.wasm`));
    for (const path of [`esm/loaders/inline-${name}.js`, ...TEXTS[name]]) {
      const texts = [...readFileSync(join(root, "dist", path), "utf8").matchAll(/(["'`])([^\n]{5000,}?)\1;?$/gm)];
      assert.equal(texts.length, path.includes("/node/") ? 2 : 1, path);
      const found = texts.filter(
        ([, , text]) => bytes.equals(decoded(text)) || bytes.equals(Buffer.from(text, "base64")),
      );
      assert.equal(found.length, 1, `${path} has ${name}`);
    }
  }
});

test("the shared files export what is imported from them, and those for Node the same as those for bundlers", async () => {
  const exported = {};
  for (const name of ["base", "built-in", "sha", "authenticated", "full"]) {
    assert.ok(manifest.imports[`#${name}`], name);
    exported[name] = Object.keys(await import(`../../dist/esm/split/${name}.js`));
  }
  assert.deepEqual(
    Object.keys(await import("../../dist/esm/node/base.js")).sort(),
    [...new Set(["base", "built-in", "sha", "authenticated"].flatMap((name) => exported[name]))].sort(),
  );
  assert.deepEqual(Object.keys(await import("../../dist/esm/node/full.js")).sort(), exported.full.sort());
  let checked = 0;
  for (const path of paths.filter((one) => /^dist\/esm\/.*\.js$/.test(one))) {
    for (const [, names, from] of readFileSync(join(root, path), "utf8").matchAll(
      /^import \{([^}]*)\} from "#([a-z-]+)";$/gm,
    )) {
      if (from.endsWith("-wasm")) continue;
      for (const name of names.split(",")) {
        assert.ok(exported[from].includes(name.trim().split(" as ")[0]), `${path} imports ${name} from #${from}`);
        checked += 1;
      }
    }
  }
  assert.ok(checked > 50, `${checked}`);
});

test("a start opens few files in Node: each takes half a millisecond", () => {
  const opened = (program) => {
    const hooks = `export async function load(url, context, next) {
      if (url.includes("/dist/")) console.log(url.replace(/.*\\/dist\\//, ""));
      return next(url, context);
    }`;
    const register = `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)}, import.meta.url);`;
    const args = [
      "--import",
      `data:text/javascript,${encodeURIComponent(register)}`,
      "--input-type=module",
      "--eval",
      program,
    ];
    return execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" }).trim().split("\n").sort();
  };
  assert.deepEqual(opened('import "hookward/lite"; import "hookward/schemes/gilbert";'), [
    "esm/builtin/gilbert.js",
    "esm/node/base.js",
    "esm/node/lite.js",
  ]);
  assert.deepEqual(opened('import "hookward";'), [
    "esm/loaders/inline-schemes.js",
    "esm/node/base.js",
    "esm/node/full.js",
    "esm/node/index.js",
  ]);
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

test("the types refer to a page of the documentation by its address, because the package does not contain the page", () => {
  const types = paths.filter((path) => path.endsWith(".d.ts"));
  assert.ok(types.some((path) => readFileSync(join(root, path), "utf8").includes("/blob/main/docs/WEBHOOK.md")));
  for (const path of types) {
    const other = readFileSync(join(root, path), "utf8").replace(/https:\/\/\S*/g, "");
    assert.doesNotMatch(other, /\bdocs\/[A-Z-]+\.md\b/, path);
  }
});

test("nothing published knows the machine that it was built on", () => {
  for (const path of paths) {
    const text = readFileSync(join(root, path), "latin1");
    // The URL of a provider's page may contain this word.
    const other = text.replace(/https:\/\/[^\s"'`)]*/g, "");
    for (const own of [root, process.env.HOME, "/root/.cargo", "/home/"]) {
      if (own && own.length > 1) assert.ok(!other.includes(own), `${path} has ${own}`);
    }
  }
});
