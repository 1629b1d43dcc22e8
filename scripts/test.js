// `npm test`: installs what the suites need, builds, and runs every one of them.
//
//   node scripts/test.js [suite …]      the suites whose names are given; all by default
//   node scripts/test.js --list         prints the names, as JSON

import { availableParallelism } from "node:os";
import { join, relative } from "node:path";

import { build } from "./build.js";
import { reproduce } from "./reproduce.js";
import { browser, npmPackages, programs, pythonPackages, rustTargets, rustTools, servers } from "./setup.js";
import { Failure, filesBelow, isMain, main, root, run } from "./shell.js";

/**
 * Targets without a standard library to lean on. (Not x86_64-unknown-none: it has no vector registers, and sha2's x86 backend
 * does not compile without.)
 */
const BARE_TARGETS = ["thumbv7em-none-eabi", "riscv32imac-unknown-none-elf"];

/** How long one file of tests may take, in milliseconds: several times the longest, so that what hangs is named and ended. */
const PATIENCE = 900_000;

/** How many files of tests run at once. Node leaves a processor to itself; these files wait for other programs most of the time. */
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

/** Each suite by name, in the order in which a fault is cheapest to find. */
const SUITES = {
  // The core, the vectors, what a gateway decides, and the generator, on this machine.
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
  // The structure: names, and imports as docs/ARCHITECTURE.md says.
  structure: () => nodeTest("tests/structure"),
  // The core where there is no operating system, with and without its features.
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
  // The package as npm packs it, in every runtime and through every bundler that docs/RUNTIMES.md names.
  packaging: () => run("node", ["js/packaging/run.js"]),
  // The WebAssembly modules, built again in another place.
  reproduce,
  // The Worker in workerd, and the gateway as a component under jco and wasmtime, before a real origin.
  worker: () => nodeTest("worker/test"),
  // The pages, in a real browser.
  page: () => nodeTest("site/test"),
  // The examples, and the code in the documentation: each is run, and compiles.
  examples: () => nodeTest("examples"),
};

/** What needs a browser. */
const IN_BROWSER = new Set(["wasm-chrome", "packaging", "page"]);

/** What needs neither what is built nor a browser, so that a change of the core is tested in a minute. */
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
