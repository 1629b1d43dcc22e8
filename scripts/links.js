// Every relative link in the documentation leads to something that is there.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { Failure, filesBelow, root } from "./shell.js";

const PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs", "testdata", "templates"];

export async function checkLinks() {
  const pages = PAGES.flatMap((page) => filesBelow(join(root, page))).filter((path) => path.endsWith(".md"));
  const broken = [];
  for (const page of pages) {
    const text = readFileSync(page, "utf8");
    const headings = new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => anchor(title)));
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path, fragment] = target.split("#");
      const isThere = path === "" ? headings.has(fragment) : existsSync(join(dirname(page), path));
      if (!isThere) broken.push(`${relative(root, page)}: ${target}`);
    }
  }
  console.log(`${pages.length} pages, ${broken.length} broken links`);
  if (broken.length > 0) throw new Failure(`broken links:\n${broken.join("\n")}`);
}

/** A heading's name in a link, as GitHub makes it. */
export const anchor = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
