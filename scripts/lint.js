// `npm run lint`: runs every check of the code that does not run the code. Changes nothing.
//
//   node scripts/lint.js [lint …]      Default: all lints

import { build } from "./build.js";
import { checkComponent } from "./component.js";
import { GENERATED } from "./generate.js";
import { checkLinks } from "./links.js";
import { crateOf, MODULES } from "./modules.js";
import { checkComments } from "./plain-comments.js";
import { checkWords } from "./plain-words.js";
import { programs } from "./setup.js";
import { Failure, isMain, main, run } from "./shell.js";
import { checkWorkflows } from "./workflows.js";

const WASM = ["--target", "wasm32-unknown-unknown"];
const NATIVE = [
  "hookward",
  "hookward-gateway",
  "hookward-generate",
  "hookward-json",
  "hookward-ledger",
  "hookward-value",
  "hookward-wasm-tests",
  "hookward-bench",
  "hookward-example-axum",
].flatMap((name) => ["-p", name]);
/** Each of these crates is linted separately, as it is built, because their dependencies have different features. */
const FOR_WASM = [
  ...MODULES.map(crateOf),
  "hookward-component",
  "hookward-gateway-component",
  "hookward-worker",
  "hookward-bench-forwarder",
];
const DENY = ["--", "-D", "warnings"];

const LINTS = {
  rustfmt: () => run("cargo", ["fmt", "--all", "--check"]),
  "clippy, native": () => run("cargo", ["clippy", "--locked", "--all-features", "--all-targets", ...NATIVE, ...DENY]),
  "clippy, WebAssembly": async () => {
    for (const crate of FOR_WASM) await run("cargo", ["clippy", "--locked", ...WASM, "-p", crate, ...DENY]);
    await run("cargo", ["clippy", "--locked", ...WASM, "-p", "hookward-worker", "--features", "check", ...DENY]);
  },
  "clippy, no features": () => run("cargo", ["clippy", "--locked", "-p", "hookward", ...DENY]),
  rustdoc: () =>
    run("cargo", ["doc", "--locked", "--no-deps", "--all-features", "-p", "hookward"], {
      env: { ...process.env, RUSTDOCFLAGS: "-D warnings" },
    }),
  types: () => run("tsc", ["--project", "js/test-d"]),
  "types of the page": () => run("tsc", ["--project", "site"]),
  biome: () => run("biome", ["ci"]),
  ...Object.fromEntries(
    Object.entries(GENERATED).map(([what, generate]) => [`generated ${what}`, () => generate({ check: true })]),
  ),
  "generated vectors": () => run("python3", ["testdata/vectors/make.py", "--check"]),
  "generated vectors of the schemes": () => run("python3", ["schemes/make_vectors.py", "--check"]),
  "interfaces of the component": checkComponent,
  links: checkLinks,
  workflows: checkWorkflows,
  words: checkWords,
  comments: checkComments,
  size: () => run("node", ["bench/size.js", "--check"]),
};

async function lint(names) {
  const unknown = names.filter((name) => !Object.hasOwn(LINTS, name));
  if (unknown.length > 0)
    throw new Failure(`There is no lint ${unknown}. The lints are ${Object.keys(LINTS).join(", ")}.`);
  await programs("openssl", "python3");
  await build();
  const failed = [];
  for (const name of names) {
    console.log(`\n━━ ${name}`);
    try {
      await LINTS[name]();
    } catch (error) {
      console.error(`✗ ${error.message}`);
      failed.push(name);
    }
  }
  console.log(`\nlints: ${names.length - failed.length} passed, ${failed.length} failed`);
  if (failed.length > 0) throw new Failure(`failed: ${failed.join(", ")}`);
}

if (isMain(import.meta.url)) {
  const names = process.argv.slice(2);
  await main(() => lint(names.length > 0 ? names : Object.keys(LINTS)));
}
