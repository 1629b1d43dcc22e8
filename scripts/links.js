// Checks that every relative link in the documentation leads to a file that exists, and to a heading of that file.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { Failure, filesBelow, root } from "./shell.js";

const PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs", "testdata", "templates"];

export async function checkLinks() {
  const pages = PAGES.flatMap((page) => filesBelow(join(root, page))).filter((path) => path.endsWith(".md"));
  const texts = new Map(pages.map((page) => [page, readFileSync(page, "utf8").replaceAll(/^```[\s\S]*?^```$/gm, "")]));
  const anchors = new Map([...texts].map(([page, text]) => [page, anchorsOf(text)]));
  const broken = [];
  for (const [page, text] of texts) {
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path, fragment] = target.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      const exists = existsSync(file) && (fragment === undefined || (anchors.get(file)?.has(fragment) ?? false));
      if (!exists) broken.push(`${relative(root, page)}: ${target}`);
    }
  }
  console.log(`${pages.length} pages, ${broken.length} broken links`);
  if (broken.length > 0) throw new Failure(`broken links:\n${broken.join("\n")}`);
}

/** Returns the anchors of a page's headings. */
const anchorsOf = (text) => new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => anchor(title)));

/** Returns a heading's anchor, as GitHub makes it. */
export const anchor = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");
