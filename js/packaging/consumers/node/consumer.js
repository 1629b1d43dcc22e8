// Node, from the lowest version that package.json allows, as npm packages bring it.

import { existsSync } from "node:fs";
import { join } from "node:path";

import { Failure } from "../../../../scripts/shell.js";
import { report } from "../../program.js";

/** The major versions, each an optional dependency of this folder. */
const VERSIONS = [20, 22, 24, 26];
const PROGRAMS = { "ES modules": "esm.mjs", CommonJS: "cjs.cjs" };

export const checks = VERSIONS.flatMap((version) =>
  Object.entries(PROGRAMS).map(([format, program]) => ({
    runtime: `Node ${version}`,
    format,
    run: ({ folder }) => report(node(folder, version), [join(folder, program)], { cwd: folder }),
  })),
);

function node(folder, version) {
  const packaged = join(folder, "node_modules", `node${version}-${process.platform}-${process.arch}`, "bin", "node");
  if (existsSync(packaged)) return packaged;
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  throw new Failure(`There is no packaged Node ${version} for ${process.platform} on ${process.arch}.`);
}
