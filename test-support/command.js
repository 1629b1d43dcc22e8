// Runs the command line in a separate process. Its output must never contain a secret.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

import { IDS, SECRETS } from "./schemes.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The file that npm links as `hookward`. */
export const MAIN = join(root, bin.hookward);

/** Returns the environment variable from which a scheme's secret is read. */
function variableOf(id) {
  const name = id.toUpperCase().replace(/[^A-Z0-9]/g, "_");
  return name.endsWith("_WEBHOOKS") ? `${name}_SECRET` : `${name}_WEBHOOK_SECRET`;
}

/** The environment variable of every scheme, by its id. */
export const VARIABLES = Object.fromEntries(IDS.map((id) => [id, variableOf(id)]));

/** Every secret, by its environment variable. */
export const ENVIRONMENT = Object.fromEntries(IDS.map((id) => [VARIABLES[id], SECRETS[id]]));

/** Starts the command. `done` resolves to the exit code and the whole output. */
export function start(args, { env = ENVIRONMENT, input, cwd } = {}) {
  const { PATH, SystemRoot } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { PATH, SystemRoot, ...env } });
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name].setEncoding("utf8").on("data", (text) => {
      printed[name] += text;
    });
  }
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const done = once(child, "close").then(([code]) => {
    const all = printed.stdout + printed.stderr;
    for (const secret of Object.values(SECRETS)) assert.ok(!all.includes(secret), `a secret is printed by ${args}`);
    return { code, ...printed };
  });
  return { child, printed, done };
}

/** Runs the command until it ends. */
export const hookward = (args, options) => start(args, options).done;

/** Creates a folder that is removed after the tests, and returns a function that writes files there. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "hookward-"));
  after(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

/**
 * Creates a folder for projects, which is removed after the tests. Each project is an empty folder in which the command
 * runs.
 */
export function projects() {
  const folder = mkdtempSync(join(tmpdir(), "hookward-"));
  after(() => rmSync(folder, { recursive: true }));
  return (name) => {
    const cwd = join(folder, name);
    mkdirSync(cwd);
    return {
      run: (...args) => hookward(args, { cwd, env: {} }),
      read: (file) => readFileSync(join(cwd, file), "utf8"),
      has: (file) => existsSync(join(cwd, file)),
      write: (file, text) => writeFileSync(join(cwd, file), text),
      path: (file) => join(cwd, file),
      /** Installs hookward and Wrangler. */
      link() {
        mkdirSync(join(cwd, "node_modules"));
        symlinkSync(join(root, "node_modules/wrangler"), join(cwd, "node_modules/wrangler"), "junction");
        symlinkSync(root, join(cwd, "node_modules/hookward"), "junction");
      },
      /** Installs a program instead of Wrangler. */
      wrangler(program) {
        const place = join(cwd, "node_modules/wrangler");
        mkdirSync(place, { recursive: true });
        writeFileSync(join(place, "package.json"), JSON.stringify({ bin: { wrangler: "wrangler.cjs" } }));
        writeFileSync(join(place, "wrangler.cjs"), program);
      },
    };
  };
}
