// webpack as it is: `webpack --mode production`.

import { join } from "node:path";

import { browse } from "../../page.js";
import { run } from "../../program.js";

const PAGES = { "ES modules": "page.js", CommonJS: "page.cjs" };

export const checks = Object.entries(PAGES).map(([format, page]) => ({
  runtime: "Chromium",
  format,
  bundler: "webpack",
  package: "webpack",
  run: async ({ folder, out }) => {
    const args = [`./${page}`, "--mode", "production", "--output-path", out];
    await run(join(folder, "node_modules", ".bin", "webpack"), args, { cwd: folder });
    return browse(out, "main.js");
  },
}));
