// `npm run generate`: what is written down once and needed in another form. With --check, only says whether it is up to date.

import { generateCli } from "./generate-cli.js";
import { generateExamples } from "./generate-examples.js";
import { rustTargets } from "./setup.js";
import { isMain, main, run } from "./shell.js";

const flags = ({ check }) => (check ? ["--check"] : []);

/** What is generated, by what it is. */
export const GENERATED = {
  /** The TypeScript event types, from the Rust ones. */
  types: (options) =>
    run("cargo", [
      ...["run", "--locked", "--quiet", "--example", "generate-events", "--features", "typescript", "--"],
      ...flags(options),
      "js/src/events",
    ]),
  /** The providers' example events, from the vectors. */
  examples: generateExamples,
  /** docs/CLI.md, from what the commands print. */
  "command line page": generateCli,
};

if (isMain(import.meta.url)) {
  const options = { check: process.argv.includes("--check") };
  await main(async () => {
    await rustTargets();
    for (const generate of Object.values(GENERATED)) await generate(options);
  });
}
