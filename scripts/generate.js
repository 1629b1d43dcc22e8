// `npm run generate`: writes the files that are derived from others. With --check, it only checks whether they are up
// to date.

import { generateCli } from "./generate-cli.js";
import { generateCosts } from "./generate-costs.js";
import { generateExamples } from "./generate-examples.js";
import { generateOperating } from "./generate-operating.js";
import { generateProviders } from "./generate-providers.js";
import { rustTargets } from "./setup.js";
import { isMain, main, run } from "./shell.js";

/** Returns a function that runs crates/generate, which reads the providers' folders and the Rust sources. */
const fromRust = (what) =>
  async function generate({ check }) {
    const cargo = ["run", "--locked", "--quiet", "-p", "hookward-generate", "--", what];
    await run("cargo", [...cargo, ...(check ? ["--check"] : []), "."]);
  };

/** The generators, by the name of what they generate. */
export const GENERATED = {
  /** The TypeScript event types, from the Rust ones. */
  types: fromRust("events"),
  /** The built-in schemes in Rust and in TypeScript, from schemes/. */
  schemes: fromRust("schemes"),
  /** The providers' example events, from the vectors. */
  examples: generateExamples,
  /** docs/CLI.md, from what the commands print. */
  "command line page": generateCli,
  /** docs/PROVIDERS.md, from the scheme files. */
  "providers page": generateProviders,
  /** The table of retries in docs/OPERATING.md, from the scheme files. */
  "table of retries": generateOperating,
  /** The tables of costs in docs/SCALE.md, from what was counted and the published prices. */
  "table of costs": generateCosts,
};

if (isMain(import.meta.url)) {
  const options = { check: process.argv.includes("--check") };
  await main(async () => {
    await rustTargets();
    for (const generate of Object.values(GENERATED)) await generate(options);
  });
}
