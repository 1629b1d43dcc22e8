// Starts an example as its head comment describes, and sends requests to it. The tests of the examples share this.

import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";

/**
 * Starts a program and waits for the port that it prints. Returns the port, functions that check the output, and a
 * function that stops the program.
 */
export async function start(command, args, env, { timeout = 20_000 } = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env, PORT: "0" }, stdio: ["ignore", "pipe", "pipe"] });
  const lines = [];
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const late = new AbortController();
  setTimeout(timeout, undefined, { signal: late.signal }).then(
    () => child.kill(),
    () => undefined,
  );
  const port = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const listening = /^listening on (\d+)$/.exec(line);
      if (listening) resolve(Number(listening[1]));
      else lines.push(line);
    });
    child.on("exit", () => reject(new Error(`${[command, ...args].join(" ")} ended before it listened:\n${errors}`)));
    child.on("error", reject);
  }).finally(() => late.abort());
  return {
    port,
    /** Returns whether the program prints a line within two seconds. The response may arrive before the line. */
    printed: (line) => soon(() => lines.includes(line)),
    /** Returns whether a pattern matches what the program prints for the operator within two seconds. */
    reported: (pattern) => soon(() => pattern.test(errors)),
    async stop() {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

async function soon(condition) {
  for (let tries = 0; tries < 100 && !condition(); tries++) await setTimeout(20);
  return condition();
}

/** Returns HMAC-SHA256 in hex, computed by Node. */
export const hmac = (secret, content) => createHmac("sha256", secret).update(content).digest("hex");

/** Posts a request to an example. */
export const post = (port, path, headers, body) =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
