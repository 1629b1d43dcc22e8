// `npm run generate`: what is written down once and needed in another form. With --check, only says whether it is up to date.

import { generateCli } from "./generate-cli.js";
import { generateExamples } from "./generate-examples.js";
import { rustTargets } from "./setup.js";
import { isMain, main, run } from "./shell.js";

/** A program of scripts/ in Rust, which writes a file or a folder from the core's own types. */
const program = (name, features, output) =>
  async function generate({ check }) {
    const cargo = ["run", "--locked", "--quiet", "--example", name, "--features", features, "--"];
    await run("cargo", [...cargo, ...(check ? ["--check"] : []), output]);
  };

/** What is generated, by what it is. */
export const GENERATED = {
  /** The TypeScript event types, from the Rust ones. */
  types: program("generate-events", "typescript", "js/src/events"),
  /** The built-in schemes, from the Rust rows. */
  schemes: program("generate-schemes", "serde,wire", "js/src/schemes/builtin.ts"),
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
