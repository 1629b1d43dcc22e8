// The pages in the npm package. The page that explains, for `hookward page`, is its own code alone: the package's modules are beside it, and
// imported from there. The operators' page is a folder of static assets: the Worker's, or those of `hookward console`.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../scripts/shell.js";
import { writePage } from "./bundle.js";
import { headersFile, headersOf } from "./policy.js";

/** The path of the operators' page, below which no route can be. */
const CONSOLE = "/_hookward/console/";

/** Where `hookward page` serves the package's ES modules, as seen from the page. */
const MODULES = "./hookward/";

/** Leaves `hookward` and its subpaths where they are. */
const external = {
  name: "hookward beside the page",
  setup(build) {
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    build.onResolve({ filter: /^hookward(\/|$)/ }, ({ path }) => {
      const file = exports[path.replace("hookward", ".")].import.default.replace("./dist/esm/", "");
      return { path: MODULES + file, external: true };
    });
  },
};

/** What names a font: a rule of the style sheet, and the line that loads it early. */
const OF_FONTS = {
  "style.css": /@font-face\{[^}]*\}/g,
  "index.html": /^ *<link rel="preload"[^>]*as="font"[^>]*>\n/gm,
};

/** Puts both pages into the package. The fonts stay out: they would be a tenth of it, and the pages have others to fall back on. */
export async function packPages() {
  const explain = join(root, "dist/page");
  await writePage("explain", explain, { plugins: [external] });
  dropFonts(explain);
  const assets = join(root, "dist/assets");
  const operators = join(assets, CONSOLE);
  await writePage("console", operators);
  dropFonts(operators);
  writeFileSync(join(assets, "_headers"), headersFile({ console: CONSOLE }));
  const headers = { explain: headersOf("explain"), console: headersOf("console") };
  writeFileSync(join(explain, "headers.json"), `${JSON.stringify(headers, null, 2)}\n`);
}

function dropFonts(folder) {
  for (const [name, pattern] of Object.entries(OF_FONTS)) {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, "utf8").replace(pattern, ""));
  }
}
