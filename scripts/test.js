// `npm test`: installs what the suites require, builds, and runs all suites.
//
//   node scripts/test.js [suite …]      Default: all suites
//   node scripts/test.js --list         prints the names, as JSON

import { availableParallelism } from "node:os";
import { join, relative } from "node:path";

import { build } from "./build.js";
import { reproduce } from "./reproduce.js";
import { browser, npmPackages, programs, pythonPackages, rustTargets, rustTools, servers } from "./setup.js";
import { Failure, filesBelow, isMain, main, root, run } from "./shell.js";

/**
 * Targets without a standard library. (x86_64-unknown-none is not listed: it has no vector registers, and sha2's x86 backend does not compile without
 * them.)
 */
const BARE_TARGETS = ["thumbv7em-none-eabi", "riscv32imac-unknown-none-elf"];

/** The maximum duration of one test file, in milliseconds. It is several times the longest, and ends a test that hangs. */
const PATIENCE = 900_000;

/**
 * The number of test files that run at once. Node's default is one less than the number of processors, but these files mostly wait for other
 * programs.
 */
const AT_ONCE = availableParallelism();

const nodeTest = (...folders) => {
  const files = folders.flatMap((folder) => filesBelow(join(root, folder))).filter((file) => file.endsWith(".test.js"));
  return run("node", [
    "--test",
    `--test-timeout=${PATIENCE}`,
    `--test-concurrency=${AT_ONCE}`,
    "--test-reporter=spec",
    ...files.map((file) => relative(root, file)),
  ]);
};

/** The suites by name. Suites in which an error is fastest to find run first. */
const SUITES = {
  // The core, the vectors, the gateway's decisions, and the generator, on this machine.
  native: () => {
    const crates = [
      "hookward",
      "hookward-gateway",
      "hookward-json",
      "hookward-ledger",
      "hookward-wasm-tests",
      "hookward-generate",
    ].flatMap((name) => ["-p", name]);
    return run("cargo", ["test", "--locked", "--all-features", "--tests", ...crates]);
  },
  // Every example in the documentation of the core.
  docs: () => run("cargo", ["test", "--locked", "--all-features", "--doc", "-p", "hookward"]),
  // The structure: names, and the imports that docs/ARCHITECTURE.md allows.
  structure: () => nodeTest("tests/structure"),
  // The core without an operating system, with and without its features.
  bare: async () => {
    for (const target of BARE_TARGETS) {
      for (const features of ["", "wire", "serde,events,explain,testing"]) {
        await run("cargo", ["build", "--locked", "-p", "hookward", "--target", target, "--features", features]);
      }
    }
  },
  // The same vectors in WebAssembly, in Node and in a real browser.
  "wasm-node": () => run("wasm-pack", ["test", "--node", "wasm-tests"]),
  "wasm-chrome": async () => {
    const { driver } = await browser();
    await run("wasm-pack", ["test", "--headless", "--chrome", "--chromedriver", driver, "wasm-tests"]);
  },
  // The vectors against openssl, Python and the providers' own code.
  confirm: () => nodeTest("testdata"),
  // The npm package: its interface, its adapters over real sockets, the vectors in Node and in workerd.
  package: () => nodeTest("js/test"),
  // The packed npm package, in every runtime and with every bundler that docs/RUNTIMES.md names.
  packaging: () => run("node", ["js/packaging/run.js"]),
  // The WebAssembly modules, built again in another place.
  reproduce,
  // The Worker in workerd, and the gateway as a component in jco and wasmtime, in front of a real origin.
  worker: () => nodeTest("worker/test"),
  // The pages, in a real browser.
  page: () => nodeTest("site/test"),
  // The examples, and the code in the documentation: each compiles and runs.
  examples: () => nodeTest("examples"),
};

/** The suites that require a browser. */
const IN_BROWSER = new Set(["wasm-chrome", "packaging", "page"]);

/** The suites that require neither a build nor a browser. With them, a change of the core is tested in a minute. */
const ALONE = new Set(["native", "docs", "bare"]);

async function test(names) {
  const unknown = names.filter((name) => !(name in SUITES));
  if (unknown.length > 0)
    throw new Failure(`There is no suite ${unknown}. The suites are ${Object.keys(SUITES).join(", ")}.`);
  await npmPackages();
  await rustTargets(...BARE_TARGETS);
  if (names.some((name) => !ALONE.has(name))) {
    await rustTools("wasm-bindgen", "worker-build", "wasm-pack");
    await programs("openssl", "python3");
    await pythonPackages();
    if (names.some((name) => IN_BROWSER.has(name))) await browser();
    await servers();
    await build();
  }

  const failed = [];
  const started = performance.now();
  for (const name of names) {
    console.log(`\n━━ ${name}`);
    const suiteStarted = performance.now();
    await SUITES[name]().catch((error) => {
      console.error(`✗ ${error.message}`);
      failed.push(name);
    });
    console.log(`━━ ${name}: ${failed.includes(name) ? "failed" : "passed"} in ${seconds(suiteStarted)}`);
  }
  console.log(`\nsuites: ${names.length - failed.length} passed, ${failed.length} failed, in ${seconds(started)}`);
  if (failed.length > 0) throw new Failure(`failed: ${failed.join(", ")}`);
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

if (isMain(import.meta.url)) {
  const names = process.argv.slice(2);
  if (names[0] === "--list") console.log(JSON.stringify(Object.keys(SUITES)));
  else await main(() => test(names.length > 0 ? names : Object.keys(SUITES)));
}
