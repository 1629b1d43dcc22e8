// The package as npm would publish it, and its installation into a consumer.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { root, run as show, step, unlessFresh } from "../../scripts/shell.js";
import { run } from "./program.js";
import { made } from "./vectors.js";

const QUIET = ["--no-fund", "--no-audit", "--loglevel=error"];

/** Packs what is built. Gives the path of the tarball. */
export async function pack() {
  mkdirSync(made, { recursive: true });
  const printed = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", made], { cwd: root });
  const [{ filename }] = JSON.parse(printed);
  return join(made, filename);
}

/** The folder of a consumer. */
export const folderOf = (consumer) => join(root, "js", "packaging", "consumers", consumer);

/** Installs what a consumer's lockfile says, unless it is there. No scripts are run, here and below: none is needed. Returns its folder. */
export async function installLocked(consumer) {
  const cwd = folderOf(consumer);
  const at = `js/packaging/consumers/${consumer}`;
  const files = [`${at}/package.json`, `${at}/package-lock.json`];
  await unlessFresh(`packaging-${consumer}`, files, [`${at}/node_modules/.package-lock.json`], () =>
    step(`installing what the consumer ${consumer} needs`, () =>
      show("npm", ["ci", "--ignore-scripts", ...QUIET], { cwd, stdio: ["ignore", "ignore", "inherit"] }),
    ),
  );
  return cwd;
}

/**
 * Installs a consumer and then the tarball, always: as `npm install hookward` would, and without a trace in the consumer's own files.
 *
 * A package that is of no use without its own scripts would not be one that hookward's users can rely on, and hookward has none.
 */
export async function install(consumer, tarball) {
  const cwd = await installLocked(consumer);
  const unsaved = ["--no-save", "--no-package-lock", "--ignore-scripts", "--prefer-offline"];
  await run("npm", ["install", ...unsaved, ...QUIET, tarball], { cwd });
  const { version } = JSON.parse(readFileSync(join(cwd, "node_modules", "hookward", "package.json"), "utf8"));
  const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  if (version !== own) throw new Error(`${consumer} has hookward ${version} installed, and not ${own}`);
}
