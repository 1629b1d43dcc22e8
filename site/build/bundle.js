// The pages as files that any server can hand out: a folder for each in site/dist/.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root, step, unlessFresh } from "../../scripts/shell.js";
import { examples } from "./examples.js";
import { headersFile, metaPolicyOf } from "./policy.js";

const SOURCE = join(root, "site", "src");
export const DIST = join(root, "site", "dist");

/** Fonts with the licence that goes with them. */
const FONTS = {
  "newsreader.woff2": "newsreader/files/newsreader-latin-opsz-normal.woff2",
  "newsreader-licence.txt": "newsreader/LICENSE",
  "jetbrains-mono.woff2": "jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  "jetbrains-mono-licence.txt": "jetbrains-mono/LICENSE",
};

/** Writes a page into a folder, bundled with whatever it imports of the package as it is built. `options`: more for esbuild. */
export async function writePage(page, folder, options = {}) {
  const { build } = await import("esbuild");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [join(SOURCE, page, "main.ts"), join(SOURCE, page, "style.css")],
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    external: ["*.woff2"],
    define: { EXAMPLES: page === "explain" ? JSON.stringify(examples()) : "[]" },
    logLevel: "warning",
    ...options,
  });
  const html = readFileSync(join(SOURCE, page, "index.html"), "utf8").replace("%POLICY%", metaPolicyOf(page));
  writeFileSync(join(folder, "index.html"), html);
  copyFileSync(join(SOURCE, "icon.svg"), join(folder, "icon.svg"));
}

const INPUTS = ["site/src", "site/build", "js/src/display", "package.json", "package-lock.json"];

/** What the page that explains is made of beside that. */
const EXPLAIN_INPUTS = ["js/src/saved-request", "js/src/verifier", "schemes", "dist/esm"];

/** Builds both pages. */
export async function buildPage() {
  await buildOne("explain", [...INPUTS, ...EXPLAIN_INPUTS]);
  await buildConsole();
}

/** Builds the operators' page, which needs nothing of the package. */
export async function buildConsole() {
  await buildOne("console", INPUTS);
}

async function buildOne(page, inputs) {
  const folder = join(DIST, page);
  const outputs = ["index.html", "main.js", "jetbrains-mono.woff2"].map((name) => `site/dist/${page}/${name}`);
  await unlessFresh(`page-${page}`, inputs, outputs, () =>
    step(`building the page ${page}`, async () => {
      await writePage(page, folder);
      for (const [name, path] of Object.entries(FONTS)) {
        copyFileSync(join(root, "node_modules", "@fontsource-variable", path), join(folder, name));
      }
      writeFileSync(join(DIST, "_headers"), headersFile({ explain: "/explain/", console: "/console/" }));
    }),
  );
}
