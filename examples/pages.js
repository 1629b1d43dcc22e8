// The code on a page of the documentation, and a folder to run it in. The tests of the examples share this.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { blocks, isCode } from "../test-support/documentation.js";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Returns the text of a page, and its blocks of code in order. `path` is the page's path in the repository. */
export function page(path) {
  const text = readFileSync(join(root, path), "utf8");
  return {
    text,
    blocks: blocks.filter((block) => block.file === path && isCode(block)),
  };
}

/** Returns the JavaScript of a block. The types of TypeScript are removed. */
export const script = ({ language, code }) =>
  language === "ts" ? transformSync(code, { loader: "ts", tsconfigRaw: DECORATORS }).code : code;

/** The TypeScript setting for the decorators of NestJS. */
const DECORATORS = { compilerOptions: { experimentalDecorators: true } };

/** Returns a function that writes a file for the tests of one file, and returns its path. */
export function writing(name) {
  let folder;
  before(() => {
    // The folder is inside the project, so that `hookward` is resolved as in an app that has installed it.
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
