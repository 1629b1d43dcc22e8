// A page in a real browser, which posts its report back.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

import { browser } from "../../scripts/setup.js";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
/** Neither a display, nor a sandbox, which a container does not allow, nor anything of its own on the network. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-extensions",
  "--no-first-run",
];
const DEADLINE = 60_000;

/**
 * Opens an address in Chromium. Gives what the page posts: a report, or `{ failed }`.
 *
 * The page finds in its own address where to post to, since it may come from any server.
 */
export async function visit(address) {
  const { chrome } = await browser();
  let receive;
  const posted = new Promise((resolve) => {
    receive = resolve;
  });
  const server = await listen(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    response.end();
    receive(JSON.parse(text));
  });
  const url = new URL(address);
  url.searchParams.set("report", server.url);
  const profile = mkdtempSync(join(tmpdir(), "hookward-chromium-"));
  const child = spawn(chrome, [...FLAGS, `--user-data-dir=${profile}`, url.href], { stdio: "ignore", detached: true });
  let timer;
  try {
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${address}: the page posted nothing in ${DEADLINE} ms`)), DEADLINE);
    });
    const failed = once(child, "error").then(([error]) => Promise.reject(error));
    return await Promise.race([posted, late, failed]);
  } finally {
    clearTimeout(timer);
    await end(child);
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** As {@link visit}, for a page that runs one module out of a folder. `policy` is its Content-Security-Policy. */
export async function browse(folder, module, { policy } = {}) {
  const page = {
    "/": `<!doctype html><script src="/watch.js"></script><script type="module" src="/${module}"></script>`,
    "/watch.js": WATCH,
    "/favicon.ico": "",
  };
  const server = await listen((request, response) => {
    const [path] = request.url.split("?");
    const headers = { "content-type": `${TYPES[extname(path)] ?? "text/html"}; charset=utf-8` };
    if (policy !== undefined) headers["content-security-policy"] = policy;
    try {
      response.writeHead(200, headers).end(page[path] ?? readFileSync(join(folder, normalize(path))));
    } catch {
      response.writeHead(404).end();
    }
  });
  try {
    return await visit(server.url);
  } finally {
    server.close();
  }
}

/** Posts what goes wrong before the program can. A program that posts nothing at all is found out by the deadline. */
const WATCH = `
  const post = (failed) =>
    fetch(new URLSearchParams(location.search).get("report"), {
      method: "POST",
      mode: "no-cors",
      body: JSON.stringify({ failed }),
    });
  addEventListener("error", (event) => post(event.message || "a script could not be loaded"), true);
  addEventListener("unhandledrejection", ({ reason }) => post(String(reason)));
`;

async function listen(handler) {
  const server = createServer(handler);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

/** Ends a process and all that it started, as the leader of its own group. */
async function end(child) {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await ended;
}
