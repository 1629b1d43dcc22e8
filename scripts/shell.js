// Running other programs with visible progress, and running them only when something has changed.
//
// Nothing here, nor in the other scripts, needs an npm package to be installed: they are what installs them.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where pinned tools are installed: never outside the project. */
export const toolsDir = join(root, ".tools");

/** Where pip installs: a folder of its own, since it takes the packages that are in it for its own. */
export const pythonToolsDir = join(toolsDir, "python");

/** The environment for every program that is run: the project's own tools come first. */
export const environment = {
  ...process.env,
  PATH: [join(toolsDir, "bin"), join(pythonToolsDir, "bin"), join(root, "node_modules", ".bin"), process.env.PATH].join(
    delimiter,
  ),
};

/** Windows finds npm, and the programs of npm packages, through its shell alone: they are no programs but scripts. */
const shell = process.platform === "win32";

/** Prints what is being done, does it, and prints how long it took. */
export async function step(title, work) {
  const started = performance.now();
  process.stdout.write(`▸ ${title}\n`);
  const result = await work();
  process.stdout.write(`  done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Runs a program with its output visible. Rejects with the command line if it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: environment, stdio: "inherit", shell, ...options });
    child.on("error", (error) => reject(new Failure(`${command} cannot be started: ${error.message}`)));
    child.on("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Failure(`${[command, ...args].join(" ")} ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/** Runs a program and gives what it printed, or undefined if it is not there or fails. */
export function ask(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: environment, stdio: ["ignore", "pipe", "ignore"], shell });
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
    });
    child.on("error", () => resolve(undefined));
    child.on("exit", (code) => resolve(code === 0 ? text.trim() : undefined));
  });
}

/** Whether a script is run itself, rather than imported by another. */
export const isMain = (url) => process.argv[1] === fileURLToPath(url);

/** A failure that needs no stack to be understood. */
export class Failure extends Error {}

/** Runs a script's main function, and ends the process with 1 and one line if it fails. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(`\n✗ ${error instanceof Failure ? error.message : (error.stack ?? error)}`);
    process.exit(1);
  }
}

/**
 * Does the work unless the same was done before: the inputs (files or folders) have the content that they had then, and
 * the outputs are there.
 */
export async function unlessFresh(name, inputs, outputs, work) {
  const freshness = join(toolsDir, "freshness", name);
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => filesBelow(join(root, input)))) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  const digest = hash.digest("hex");
  const built = outputs.every((output) => existsSync(join(root, output)));
  if (built && existsSync(freshness) && readFileSync(freshness, "utf8") === digest) return;
  await work();
  mkdirSync(dirname(freshness), { recursive: true });
  writeFileSync(freshness, digest);
}

/** Every file below a folder, in a fixed order. */
export function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(join(path, entry.name)));
}
