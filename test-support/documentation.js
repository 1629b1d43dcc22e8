// The code in the documentation: every fenced block of every page, and of every doc comment of the npm package.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The pages, and the sources whose comments are documentation. cargo runs the examples in Rust's comments. */
const PAGES = /\.md$/;
const SOURCES = /^js\/src\/.*\.ts$/;

/** The files that are under version control, or will be. */
const paths = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root })
  .toString()
  .split("\n");

/** Returns a heading's anchor, as GitHub makes it. */
const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");

/**
 * Returns the blocks of a text. Each has its language, its code, the line before its first line, and an id. The id consists of the file, the heading
 * above the block, its language, and a number if an earlier block there has the same language.
 */
export function blocksIn(file, text) {
  const blocks = [];
  const seen = new Map();
  let heading;
  let open;
  text.split("\n").forEach((line, index) => {
    const fence = /^(\s*)```(.*)$/.exec(line);
    if (open !== undefined) {
      if (fence === null || fence[2] !== "") {
        open.lines.push(line);
        return;
      }
      const { language, line: at, lines } = open;
      open = undefined;
      const place = `${file}${heading === undefined ? "" : `#${heading}`} ${language}`.trimEnd();
      const number = (seen.get(place) ?? 0) + 1;
      seen.set(place, number);
      const id = number === 1 ? place : `${place} ${number}`;
      blocks.push({ id, file, language, line: at, code: lines.map((one) => `${one}\n`).join("") });
    } else if (fence !== null) open = { language: fence[2].trim(), line: index + 1, lines: [] };
    else if (PAGES.test(file)) heading = /^#+ (.*)$/.test(line) ? slug(line.replace(/^#+ /, "")) : heading;
  });
  if (open !== undefined) throw new Error(`${file}:${open.line}: this block does not end`);
  return blocks;
}

/** Returns only the comments of a source, each line at its original position. */
function comments(text) {
  let inside = false;
  return text
    .split("\n")
    .map((line) => {
      if (/^\s*\/\*\*/.test(line)) inside = !line.includes("*/");
      else if (inside) {
        if (line.includes("*/")) inside = false;
        return line.replace(/^\s*\* ?/, "");
      }
      return "";
    })
    .join("\n");
}

/** The page with the same few lines for every provider. `npm run generate` writes it. */
const PROVIDERS = "docs/PROVIDERS.md";

const all = paths.flatMap((file) => {
  if ((!PAGES.test(file) && !SOURCES.test(file)) || !existsSync(join(root, file))) return [];
  const text = readFileSync(join(root, file), "utf8");
  return blocksIn(file, PAGES.test(file) ? text : comments(text));
});

/** The blocks on that page. Each has the provider's scheme, and its shape: the code without the provider's names. */
export const snippets = all
  .filter(({ file }) => file === PROVIDERS)
  .map((block) => {
    const scheme = /scheme: "(.*?)"/.exec(block.code)?.[1];
    const shape = block.code
      .replace(`scheme: "${scheme}"`, 'scheme: "ID"')
      .replace(`"/webhooks/${scheme}"`, '"/webhooks/ID"')
      .replace(variableOf(scheme), "SECRET");
    return { block, scheme, shape };
  });

/** Returns the environment variable that the documentation uses for a scheme's secret. */
export function variableOf(scheme) {
  return `${String(scheme).toUpperCase().replaceAll("-", "_")}_WEBHOOK_SECRET`;
}

/** One block for each shape. All other blocks of that shape differ only in the provider's names. */
export const shapes = [...new Map([...snippets].reverse().map((snippet) => [snippet.shape, snippet])).values()];

/** Every block of the documentation, in the order of the files. For the page of providers, only one block of each shape is included. */
export const blocks = all.filter(
  (block) => block.file !== PROVIDERS || shapes.some((snippet) => snippet.block === block),
);

/** Returns whether a block is JavaScript or TypeScript. */
export const isCode = ({ language }) => language === "js" || language === "ts";

/** Returns the block with an id. Throws if none exists. */
export function block(id) {
  const found = blocks.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no block ${id} in the documentation.`);
  return found;
}
