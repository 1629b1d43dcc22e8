// The page as files that any server can hand out: site/dist/.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root, step, unlessFresh } from "../../scripts/shell.js";
import { examples } from "./examples.js";
import { HEADERS, META_POLICY } from "./policy.js";

const SOURCE = join(root, "site", "src");
export const DIST = join(root, "site", "dist");

/** Fonts with the licence that goes with them. */
const FONTS = {
  "newsreader.woff2": "newsreader/files/newsreader-latin-opsz-normal.woff2",
  "newsreader-licence.txt": "newsreader/LICENSE",
  "jetbrains-mono.woff2": "jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  "jetbrains-mono-licence.txt": "jetbrains-mono/LICENSE",
};

/** Writes the page into a folder, bundled with the package as it is built. `options`: more for esbuild. */
export async function writePage(folder, options = {}) {
  const { build } = await import("esbuild");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [join(SOURCE, "main.ts"), join(SOURCE, "style.css")],
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    external: ["*.woff2"],
    define: { EXAMPLES: JSON.stringify(examples()) },
    logLevel: "warning",
    ...options,
  });
  const html = readFileSync(join(SOURCE, "index.html"), "utf8").replace("%POLICY%", META_POLICY);
  writeFileSync(join(folder, "index.html"), html);
  copyFileSync(join(SOURCE, "icon.svg"), join(folder, "icon.svg"));
}

/** Builds the page as files that any server can hand out. */
export async function buildPage() {
  const inputs = [
    "site/src",
    "js/src/saved-request",
    "js/src/display",
    "site/build",
    "schemes",
    "dist/esm",
    "package.json",
    "package-lock.json",
  ];
  await unlessFresh("page", inputs, ["site/dist/index.html", "site/dist/main.js", "site/dist/_headers"], () =>
    step("building the page", async () => {
      await writePage(DIST);
      for (const [name, path] of Object.entries(FONTS)) {
        copyFileSync(join(root, "node_modules", "@fontsource-variable", path), join(DIST, name));
      }
      // As Cloudflare's static assets read it.
      const lines = Object.entries(HEADERS).map(([name, value]) => `  ${name}: ${value}`);
      writeFileSync(join(DIST, "_headers"), `/*\n${lines.join("\n")}\n`);
    }),
  );
}
