// Rollup as it is, with the plugin without which it does not look into node_modules.

import { join } from "node:path";

import { browse } from "../../page.js";
import { run } from "../../program.js";

export const checks = [
  {
    runtime: "Chromium",
    format: "ES modules",
    bundler: "Rollup",
    package: "rollup",
    run: async ({ folder, out }) => {
      const args = ["page.js", "--plugin", "node-resolve", "--format", "es", "--dir", out];
      await run(join(folder, "node_modules", ".bin", "rollup"), args, { cwd: folder });
      return browse(out, "page.js");
    },
  },
];
