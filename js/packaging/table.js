// The matrix of runtimes, module formats and bundlers in docs/RUNTIMES.md, made from the list of what is run.
//
//   node js/packaging/table.js --write      puts it into docs/RUNTIMES.md

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Failure, isMain, main, root } from "../../scripts/shell.js";
import { CONSUMERS } from "./consumers.js";
import { folderOf } from "./tarball.js";

const FORMATS = ["ES modules", "CommonJS"];
const [BEGIN, END] = ["<!-- runtimes -->\n", "<!-- /runtimes -->"];

/** The matrix in Markdown: a row for each runtime, and in each cell what leads there. */
export function matrix() {
  const rows = new Map();
  for (const [consumer, { checks }] of Object.entries(CONSUMERS)) {
    const { dependencies = {} } = JSON.parse(readFileSync(join(folderOf(consumer), "package.json"), "utf8"));
    for (const { runtime, format, bundler, package: name } of checks) {
      if (runtime === undefined) continue;
      if (!FORMATS.includes(format)) throw new Failure(`${consumer}: there is no format ${format}`);
      const version = name === undefined ? "" : ` ${majorOf(dependencies[name])}`;
      const row = bundler === undefined ? `${runtime}${version}` : runtime;
      if (!rows.has(row)) rows.set(row, new Map(FORMATS.map((one) => [one, []])));
      rows
        .get(row)
        .get(format)
        .push(bundler === undefined ? "✓" : `✓ ${bundler}${version}`);
    }
  }
  const lines = [...rows].map(([row, cells]) => [row, ...[...cells.values()].map((cell) => cell.join(", ") || "–")]);
  return [["", ...FORMATS], ["---", "---", "---"], ...lines].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** As people name a version: `8` of 8.3.8, and `0.28` of 0.28.2. */
const majorOf = (version) => /^0\.\d+|^\d+/.exec(version)[0];

/** The page with the matrix in its place. */
export function withMatrix(page) {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from)
    throw new Failure(`docs/RUNTIMES.md has no place for the matrix: ${BEGIN.trim()} and ${END}`);
  return `${page.slice(0, from + BEGIN.length)}\n${matrix()}\n${page.slice(to)}`;
}

if (isMain(import.meta.url)) {
  await main(() => {
    const path = join(root, "docs", "RUNTIMES.md");
    if (process.argv.includes("--write")) writeFileSync(path, withMatrix(readFileSync(path, "utf8")));
    else process.stdout.write(matrix());
  });
}
