// The files of the npm package that are not built from its own sources: the Worker, the pages, and the component.

import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { packPages } from "../site/build/package.js";
import { COMPONENT } from "./component.js";
import { root } from "./shell.js";

/** The Worker as `npm run build:worker` makes it, and the module that checks its configuration. */
export const WORKER = ["index.js", "index_bg.wasm", "check.js", "check_bg.wasm"];

/** Copies the built programs to dist/, because building the package empties dist/. */
export async function packPrograms() {
  if (!existsSync(join(root, "dist/esm/index.js"))) return;
  const built = WORKER.filter((name) => existsSync(join(root, "build", name)));
  mkdirSync(join(root, "dist/worker"), { recursive: true });
  for (const name of built) cpSync(join(root, "build", name), join(root, "dist/worker", name));
  if (existsSync(COMPONENT)) cpSync(COMPONENT, join(root, "dist/component.wasm"));
  await packPages();
}
