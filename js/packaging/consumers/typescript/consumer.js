// TypeScript, from the oldest that narrows a provider's events on, with nothing of the types left unchecked.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "../../program.js";

export const VERSIONS = ["5.1", "5.9", "6.0", "7.0"];
/** How a compiler finds a package: as Node does it, for both of its formats, and as bundlers do. */
const RESOLUTIONS = {
  nodenext: { module: "nodenext", programs: ["program.mts", "program.cts"] },
  bundler: { module: "esnext", programs: ["program.mts"] },
  "bundler, for a browser": {
    module: "esnext",
    moduleResolution: "bundler",
    programs: ["program-dom.mts"],
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
  },
  node10: { module: "commonjs", programs: ["program-node10.ts"], before: 6 },
};

export const checks = VERSIONS.flatMap((version) =>
  Object.entries(RESOLUTIONS)
    .filter(([, { before = Number(version) + 1 }]) => Number(version) < before)
    .map(([name, { module, moduleResolution = name, programs, lib = ["es2022"], types = ["node"] }]) => ({
      title: `TypeScript ${version}, ${name}`,
      reports: false,
      run: ({ folder, out }) => {
        const compilerOptions = {
          strict: true,
          noEmit: true,
          skipLibCheck: false,
          target: "es2022",
          lib,
          types,
          typeRoots: [join(folder, "node_modules", "@types")],
          module,
          moduleResolution,
        };
        const config = join(out, "tsconfig.json");
        writeFileSync(config, JSON.stringify({ compilerOptions, files: programs.map((name) => join(folder, name)) }));
        const compiler = join(folder, "node_modules", `typescript${version}`, "bin", "tsc");
        return run(process.execPath, [compiler, "--project", config], { cwd: folder });
      },
    })),
);
