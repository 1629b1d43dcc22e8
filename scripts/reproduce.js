// `npm run reproduce`: checks that the WebAssembly modules and the component are the same, byte for byte, when they are built again in another
// folder.
//
// A user who does not trust the published files can build them and compare. In the other folder, the paths, the order of files in a folder and the
// earlier build results differ.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

import { build } from "./build.js";
import { ask, environment, Failure, filesBelow, isMain, main, root, run, step } from "./shell.js";

const MODULES = "js/src/wasm";

export async function reproduce() {
  await build(["wasm", "component"]);
  const copy = mkdtempSync(join(tmpdir(), "hookward-again-"));
  try {
    await step("building the WebAssembly modules again, elsewhere", () => buildIn(copy));
    compare(join(root, MODULES), join(copy, MODULES));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Builds the current state of the files under version control in another folder, with the same tools. */
async function buildIn(copy) {
  const tracked = await ask("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
  if (tracked === undefined) throw new Failure("git does not say what belongs to the project.");
  for (const path of tracked.split("\0").filter((one) => one !== "" && existsSync(join(root, one)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  for (const tools of [".tools", "node_modules"]) symlinkSync(join(root, tools), join(copy, tools));
  const { CARGO_TARGET_DIR: _, ...env } = environment;
  await run("node", ["scripts/build.js", "wasm", "component"], { cwd: copy, env });
}

/** Throws unless two folders contain the same files, with at least one module. */
function compare(here, there) {
  const names = filesBelow(here).map((path) => relative(here, path));
  const others = filesBelow(there).map((path) => relative(there, path));
  if (names.join() !== others.join()) throw new Failure(`The files differ: ${names} here, ${others} there.`);
  const modules = names.filter((name) => name.endsWith(".wasm"));
  if (modules.length === 0) throw new Failure("No module was built.");
  const differing = names.filter((name) => !readFileSync(join(here, name)).equals(readFileSync(join(there, name))));
  if (differing.length > 0) throw new Failure(`Built twice, these differ: ${differing.join(", ")}.`);
  for (const name of modules) {
    console.log(
      `${createHash("sha256")
        .update(readFileSync(join(here, name)))
        .digest("hex")}  ${name}`,
    );
  }
  console.log(`${names.length} files, the same when they are built again`);
}

if (isMain(import.meta.url)) await main(reproduce);
