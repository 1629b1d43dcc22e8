#!/usr/bin/env node
// The linker that rustc runs, told to export less. The crate `worker` exports classes for streams, containers and storage that nothing here
// makes. What is exported is kept with all that it reaches, and behind the linker no program can see which of it is never called.
// What wasm-bindgen writes about them, esbuild drops (`esbuild.js`).

import { spawnSync } from "node:child_process";

const UNUSED = /(^|_)(containerstartupoptions|intounderlying\w+|jspi_\w+|minifyconfig|r2range)_/;

const args = [];
for (const arg of process.argv.slice(2)) {
  if (args.at(-1) === "--export" && UNUSED.test(arg)) args.pop();
  else args.push(arg);
}

// rustc has put it into the path.
const { status, error } = spawnSync("rust-lld", args, { stdio: "inherit" });
if (error) console.error(`rust-lld cannot be started: ${error.message}`);
process.exit(status ?? 1);
