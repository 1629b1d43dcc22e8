/** `hookward scheme`: checks a custom scheme, or compiles it for `hookward/lite`. */

import { toFile } from "../schemes/compiled-file.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import { compileScheme } from "../verifier/custom-scheme.js";
import { EXIT, usage } from "./cli-error.js";
import type { Command } from "./command.js";
import { readScheme } from "./scheme.js";
import { checkScheme } from "./scheme-check.js";

export const scheme: Command = {
  name: "scheme",
  summary: "check a custom scheme, or compile it for hookward/lite",
  operands: ["check|compile", "FILE"],
  options: {
    vectors: {
      type: "string",
      value: "FILE",
      help: "for check: deliveries with their results (default: vectors.json beside the scheme)",
    },
  },
  about: [
    "check reads a scheme (JSON), and prints every invalid property and what to do about it. Then it verifies the deliveries " +
      "of vectors.json, and prints each delivery with an unexpected result. The exit code is 0 if all is right, 1 if a " +
      "delivery has an unexpected result, and 3 if the scheme is invalid.",
    "compile checks the scheme as `new Verifier` does, and prints the compiled scheme for hookward/lite, as JSON. Only the version of " +
      "hookward that compiled a scheme can read it.",
  ],
  examples: [
    "hookward scheme check acme.json",
    "hookward scheme check acme.json --vectors acme.vectors.json",
    "hookward scheme compile acme.json > acme.compiled.json",
  ],
  async run(given, terminal) {
    const [what, file] = given.operands;
    if (file !== undefined && what === "check") return checkScheme(file, given, terminal);
    if (file === undefined || what !== "compile") throw usage("Write: hookward scheme check|compile FILE");
    if (given.has("vectors")) throw usage("Only hookward scheme check has the option --vectors.");
    const compiled = compileScheme(await readScheme(file, "FILE"));
    terminal.json(toFile(compiled), 2);
    const property = fullOnly(compiled.scheme);
    if (property !== undefined)
      terminal.note(
        `This scheme requires "hookward", because of ${property}. "hookward/lite" refuses it. In "hookward", the scheme works without being compiled.`,
      );
    return EXIT.ok;
  },
};

/** Returns the property of a scheme that only `hookward` supports, if there is one. */
function fullOnly({ algorithm, unsignedBody }: CompiledScheme["scheme"]): string | undefined {
  if (unsignedBody) return "unsignedBody";
  return algorithm === "sha256" ? undefined : `algorithm "${algorithm}"`;
}
