// Deno, with the package out of node_modules and no permission but to read.

import { createRequire } from "node:module";
import { join } from "node:path";

import { report } from "../../program.js";

const PROGRAMS = { "ES modules": "esm.mjs", CommonJS: "cjs.cjs" };

export const checks = Object.entries(PROGRAMS).map(([format, program]) => ({
  runtime: "Deno",
  package: "deno",
  format,
  run: ({ folder, out }) => {
    const args = ["run", "--no-prompt", "--no-remote", "--allow-read", join(folder, program)];
    return report(deno(folder), args, { cwd: folder, env: { DENO_DIR: out, DENO_NO_UPDATE_CHECK: "1" } });
  },
}));

/** The program out of the package for this platform: the one that `deno` brings would have to be unpacked by a script. */
function deno(folder) {
  const require = createRequire(join(folder, "node_modules", "deno", "package.json"));
  const suffix = process.platform === "linux" ? "-glibc" : "";
  const program = process.platform === "win32" ? "deno.exe" : "deno";
  return require.resolve(`@deno/${process.platform}-${process.arch}${suffix}/${program}`);
}
