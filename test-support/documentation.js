// The code in the documentation: every fenced block of every page, and of every doc comment of the npm package.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The pages for people, and the sources whose comments are documentation. Rust's comments are run by cargo. */
const PAGES = /\.md$/;
const SOURCES = /^js\/src\/.*\.ts$/;

/** What is under version control or about to be. */
const paths = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root })
  .toString()
  .split("\n");

/** A heading as GitHub makes a link of it. */
const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");

/**
 * The blocks of a text. Each has its language, its code, the line before its first, and an id: the file, the heading it is under, its
 * language, and a number if it is not the first of that language there.
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

/** The comments of a source and nothing else, each line where it was. */
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

/** Every block of the documentation, in the order of the files. */
export const blocks = paths.flatMap((file) => {
  if ((!PAGES.test(file) && !SOURCES.test(file)) || !existsSync(join(root, file))) return [];
  const text = readFileSync(join(root, file), "utf8");
  return blocksIn(file, PAGES.test(file) ? text : comments(text));
});

/** Whether a block is JavaScript or TypeScript. */
export const isCode = ({ language }) => language === "js" || language === "ts";

/** The block with an id. */
export function block(id) {
  const found = blocks.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no block ${id} in the documentation.`);
  return found;
}
