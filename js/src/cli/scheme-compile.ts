/** `hookward scheme compile`: a custom scheme, read and checked, as `hookward/lite` takes it. */

import { toFile } from "../schemes/compiled-file.js";
import { compileScheme } from "../verifier/custom-scheme.js";
import { EXIT, usage } from "./cli-error.js";
import type { Command } from "./command.js";
import { readScheme } from "./scheme.js";

export const scheme: Command = {
  name: "scheme",
  summary: "compile a custom scheme for hookward/lite",
  operands: ["compile", "FILE"],
  options: {},
  about: [
    "Reads a scheme (JSON), checks it as `new Verifier` does, and prints what hookward/lite takes in its place, as JSON. Only the version of hookward that compiled it reads it.",
  ],
  examples: ["hookward scheme compile acme.json > acme.compiled.json"],
  async run({ operands }, terminal) {
    const [what, file] = operands;
    if (what !== "compile" || file === undefined) throw usage("Write: hookward scheme compile FILE");
    terminal.json(toFile(compileScheme(await readScheme(file, "FILE"))), 2);
    return EXIT.ok;
  },
};
