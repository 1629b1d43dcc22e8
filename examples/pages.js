// The code on a page of the documentation, and a place to run it in. Shared by the tests beside.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** A page by its path in the repository: its text, and the blocks of code in one language, in order. */
export function page(path) {
  const text = readFileSync(join(root, path), "utf8");
  const blocks = (language) =>
    [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, block]) => block);
  return { text, blocks };
}

/** Gives a function that writes a file, for the tests of one file, and gives its path. */
export function writing(name) {
  let folder;
  before(() => {
    // Inside the project, where `hookward` is found as it is in an app that has installed it.
    folder = mkdtempSync(join(root, "examples", `${name}-`));
  });
  after(() => rmSync(folder, { recursive: true }));
  return (path, text) => {
    const whole = join(folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
    return whole;
  };
}
