// Runs other programs with visible progress, and skips work if nothing has changed.
//
// The scripts require no npm packages, because they install them.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder for pinned tools. Tools are never installed outside the project. */
export const toolsDir = join(root, ".tools");

/** The folder in which pip installs. It is separate, because pip treats every package in its folder as its own. */
export const pythonToolsDir = join(toolsDir, "python");

/** The environment for every program that is run. The project's own tools come first in the PATH. */
export const environment = {
  ...process.env,
  PATH: [join(toolsDir, "bin"), join(pythonToolsDir, "bin"), join(root, "node_modules", ".bin"), process.env.PATH].join(
    delimiter,
  ),
};

/**
 * Whether programs are run through a shell. On Windows, npm and the programs of npm packages are scripts, and only the
 * shell finds them.
 */
const shell = process.platform === "win32";

/** Runs some work. Prints its title before, and how long it took after. */
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

/** Runs a program and returns its output, or undefined if the program is missing or fails. */
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

/** Returns whether a script was started directly, rather than imported by another. */
export const isMain = (url) => process.argv[1] === fileURLToPath(url);

/** A failure whose message is enough, without a stack. */
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

/** Does the work, unless the inputs (files or folders) are unchanged since the last time and the outputs exist. */
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

/** Returns every file in a folder and its subfolders, in a fixed order. */
export function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(join(path, entry.name)));
}
