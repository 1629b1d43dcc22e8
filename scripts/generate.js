// `npm run generate`: the TypeScript event types, from the Rust ones. With --check, only says whether they are up to date.

import { rustTargets } from "./setup.js";
import { isMain, main, run } from "./shell.js";

export const generate = (args = []) =>
  run("cargo", [
    "run",
    "--locked",
    "--quiet",
    "--example",
    "generate-events",
    "--features",
    "typescript",
    "--",
    ...args,
    "js/src/events",
  ]);

if (isMain(import.meta.url)) {
  await main(async () => {
    await rustTargets();
    await generate(process.argv.slice(2));
  });
}
