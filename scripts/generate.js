// `npm run generate`: what is TypeScript and has its source in Rust: event types, built-in schemes. With --check, only says whether they are up to date.

import { rustTargets } from "./setup.js";
import { isMain, main, run } from "./shell.js";

/** Each program, the features that it needs, and what it writes. */
const PROGRAMS = [
  ["generate-events", "typescript", "js/src/events"],
  ["generate-schemes", "serde,wire", "js/src/builtin.ts"],
];

export async function generate(args = []) {
  for (const [program, features, output] of PROGRAMS) {
    const options = ["--locked", "--quiet", "--example", program, "--features", features];
    await run("cargo", ["run", ...options, "--", ...args, output]);
  }
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await rustTargets();
    await generate(process.argv.slice(2));
  });
}
