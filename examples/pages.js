// The code on a page of the documentation, and a place to run it in. Shared by the tests beside.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { blocks, isCode } from "../test-support/documentation.js";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** A page by its path in the repository: its text, and its blocks of code, in order. */
export function page(path) {
  const text = readFileSync(join(root, path), "utf8");
  return {
    text,
    blocks: blocks.filter((block) => block.file === path && isCode(block)),
  };
}

/** The JavaScript of a block: its own, or what its TypeScript is without types. */
export const script = ({ language, code }) =>
  language === "ts" ? transformSync(code, { loader: "ts", tsconfigRaw: DECORATORS }).code : code;

/** The decorators of NestJS, which are TypeScript's own. */
const DECORATORS = { compilerOptions: { experimentalDecorators: true } };

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
