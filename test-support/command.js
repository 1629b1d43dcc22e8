// The command line as it is run: a process of its own, whose output never holds a secret.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The file that npm links as `hookward`. */
export const MAIN = join(root, bin.hookward);

/** Secrets that no provider's example has, so that one found in an output can only have leaked. */
export const SECRETS = {
  gilbert: "gilb3rt-s3cret-7f1d",
  gabinete360: "whsec_4rg0s-s3cret-7f1d",
  inboundflow: "inb0und-s3cret-7f1d",
  grillo: "gr1llo-s3crét-7f1d",
  smarterbot: "sm4rter-s3cret-7f1d",
  "standard-webhooks": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
};

/** The environment variable that a scheme's secret is read from. */
export const VARIABLES = {
  gilbert: "GILBERT_WEBHOOK_SECRET",
  gabinete360: "GABINETE360_WEBHOOK_SECRET",
  inboundflow: "INBOUNDFLOW_WEBHOOK_SECRET",
  grillo: "GRILLO_WEBHOOK_SECRET",
  smarterbot: "SMARTERBOT_WEBHOOK_SECRET",
  "standard-webhooks": "STANDARD_WEBHOOKS_SECRET",
};

/** Every secret under its variable. */
export const ENVIRONMENT = Object.fromEntries(Object.entries(VARIABLES).map(([id, name]) => [name, SECRETS[id]]));

/** Starts the command. `done` is its exit code and all that it printed. */
export function start(args, { env = ENVIRONMENT, input } = {}) {
  const { PATH, SystemRoot } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH, SystemRoot, ...env } });
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

/** Runs it to its end. */
export const hookward = (args, options) => start(args, options).done;

/** A folder that is gone after the tests, and a way to put files there. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "hookward-"));
  after(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}
