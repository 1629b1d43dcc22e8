// Next.js: built once by `next build`, and served by `next start`. Routes in both of its runtimes, and a page.
//
// With its own bundler, Turbopack. `next build --webpack` cannot build any route of the edge runtime in this version.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { visit } from "../../page.js";
import { run } from "../../program.js";

const NEXT = { format: "ES modules", bundler: "Next.js", package: "next" };
const env = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };

export const checks = [
  { runtime: "Next.js, `nodejs`", ...NEXT, run: async ({ folder }) => ask(`${await site(folder)}/node`) },
  { runtime: "Next.js, `edge`", ...NEXT, run: async ({ folder }) => ask(`${await site(folder)}/edge`) },
  { runtime: "Chromium", ...NEXT, run: async ({ folder }) => visit(`${await site(folder)}/browser`) },
];

let started;
let server;

/** The address of the app, which the first check builds and starts. */
function site(folder) {
  started ??= start(folder);
  return started;
}

async function start(folder) {
  const next = join(folder, "node_modules", "next", "dist", "bin", "next");
  await run(process.execPath, [next, "build"], { cwd: folder, env });
  const port = await freePort();
  const args = [next, "start", "--hostname", "127.0.0.1", "--port", `${port}`];
  server = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: "ignore",
    detached: true,
  });
  for (let tries = 0; tries < 100; tries++) {
    const up = await fetch(`http://127.0.0.1:${port}/browser`).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return `http://127.0.0.1:${port}`;
    await setTimeout(200);
  }
  throw new Error("next start serves nothing");
}

/** Called when all checks are done. */
export async function end() {
  if (server?.pid === undefined || server.exitCode !== null) return;
  const ended = once(server, "exit");
  process.kill(-server.pid, "SIGKILL");
  await ended;
}

async function ask(url) {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text.slice(0, 1000)}`);
  return JSON.parse(text);
}

async function freePort() {
  const socket = createServer().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}
