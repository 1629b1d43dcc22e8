// Sends headers through a real nginx to a real server of Node, or to PHP, and returns the headers that arrive.

import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { HERE, versioned } from "./tools.js";

/** Sends headers with their exact spelling to a local port. Returns the text of the response. */
function send(port, headers, body) {
  return new Promise((resolve, reject) => {
    const flat = [...headers, ["Content-Length", `${body.length}`], ["Host", "receiver.example"]].flat();
    const sending = request({ port, host: "127.0.0.1", method: "POST", headers: flat }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve(Buffer.concat(chunks).toString());
    });
    sending.on("error", reject).end(body);
  });
}

/** Runs a server that responds with the received headers, as pairs. `of` selects one of Node's two lists of headers. */
async function echo(of, use) {
  const server = createServer((req, res) => {
    req.resume();
    req.on("end", () => res.end(JSON.stringify(of(req))));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(server.address().port);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const raw = ({ rawHeaders }) => rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1]]] : []));
const joined = ({ headers }) => Object.entries(headers);

/** Starts a program, waits until it listens, calls `use`, and stops the program. */
async function beside(argv, port, use) {
  const child = spawn(argv[0], argv.slice(1), { cwd: HERE, stdio: "ignore" });
  const failed = new Promise((_, reject) => child.once("error", reject));
  try {
    await Promise.race([failed, listening(port)]);
    return await use();
  } finally {
    child.kill();
  }
}

async function listening(port) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
    if (open) return;
    await sleep(50);
  }
  throw new Error(`nothing listens on ${port}`);
}

/** Returns a port that was free a moment ago. */
const freePort = () => echo(joined, async (port) => port);

/** Returns the headers that nginx forwards with these lines in its configuration. */
export async function nginx(lines, headers, body) {
  versioned("nginx");
  const folder = mkdtempSync(join(tmpdir(), "nginx-"));
  try {
    const port = await freePort();
    return await echo(raw, async (origin) => {
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
        (of) => `${of}_temp_path ${folder}/${of};`,
      );
      const server = `listen 127.0.0.1:${port}; location / { ${lines} proxy_pass http://127.0.0.1:${origin}; }`;
      const http = `access_log off; ${temporary.join(" ")} server { ${server} }`;
      writeFileSync(join(folder, "nginx.conf"), `pid ${folder}/pid; daemon off; events {} http { ${http} }`);
      const argv = ["nginx", "-p", folder, "-e", join(folder, "errors"), "-c", join(folder, "nginx.conf")];
      return beside(argv, port, async () => JSON.parse(await send(port, headers, body)));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the headers in `$_SERVER` of PHP. */
export async function php(headers, body) {
  versioned("php");
  const port = await freePort();
  return beside(["php", "-S", `127.0.0.1:${port}`, "server.php"], port, async () =>
    JSON.parse(await send(port, headers, body)),
  );
}

/** Returns the request that curl sends for headers and a body in a file, as `{ headers, body }`. */
export async function curl(options, headers, body) {
  versioned("curl");
  let received;
  const server = createServer(async (req, res) => {
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    received = { headers: raw(req), body: Buffer.concat(chunks) };
    res.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const lines = headers.flatMap(([name, value]) => ["--header", `${name}: ${value}`]);
    const url = `http://127.0.0.1:${server.address().port}/`;
    await new Promise((resolve, reject) => {
      const settle = (error) => (error ? reject(error) : resolve());
      execFile("curl", ["--silent", "--show-error", ...options, ...lines, url], settle).stdin.end(body);
    });
    return received;
  } finally {
    server.close();
  }
}

/** Returns the headers in `req.headers` of Node. */
export const node = (headers, body) => echo(joined, async (port) => JSON.parse(await send(port, headers, body)));
