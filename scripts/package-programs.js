// What is in the npm package and not of its sources: the Worker, the pages, and the component.

import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { packPages } from "../site/build/package.js";
import { COMPONENT } from "./component.js";
import { root } from "./shell.js";

/** The Worker as `npm run build:worker` makes it, and what checks its configuration. */
export const WORKER = ["index.js", "index_bg.wasm", "check.js", "check_bg.wasm"];

/** Puts what is built of them into dist/, which building the package empties. */
export async function packPrograms() {
  if (!existsSync(join(root, "dist/esm/index.js"))) return;
  const built = WORKER.filter((name) => existsSync(join(root, "build", name)));
  mkdirSync(join(root, "dist/worker"), { recursive: true });
  for (const name of built) cpSync(join(root, "build", name), join(root, "dist/worker", name));
  if (existsSync(COMPONENT)) cpSync(COMPONENT, join(root, "dist/component.wasm"));
  await packPages();
}
