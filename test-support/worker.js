// Support for the Worker's tests: the built Worker in workerd, a real origin on the loopback interface, and a client that writes the bytes of a
// request itself, so that it can send requests that no HTTP library would send.
//
// This file does not use hookward. sign.js signs the requests.

import assert from "node:assert/strict";
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Miniflare } from "miniflare";

import { GATEWAY } from "../scripts/component.js";
import { wasmtime } from "../scripts/setup.js";
import { transpiled } from "./component.js";
import { inspect } from "./inspector.js";
import { children } from "./processes.js";
import { IDS, SCHEMES } from "./schemes.js";
import { signatureHeaders } from "./sign.js";

const BUILD = new URL("../build/", import.meta.url);

/** The compatibility date of workerd, as in wrangler.toml. */
export const COMPATIBILITY_DATE = "2026-04-01";

/** The length in bytes from which the runtime hashes a body. */
export const RUNTIME_HASH_FROM = 16_384;

/** A script for `first` that makes the runtime hash every body, however short. */
export const ALWAYS_RUNTIME_HASH = "globalThis.HOOKWARD_RUNTIME_HASH_FROM = 0;";

/** The module that the runtime loads by default. */
const ENTRY = 'export { default, Ledger } from "./index.js";';

/** The host in which the gateway runs as a component, instead of the Worker: `jco` or `wasmtime`. */
const HOST = process.env.HOOKWARD_GATEWAY;

/** The time at which the Worker's clock is stopped, in seconds. wasmtime's clock cannot be stopped. */
export const NOW = HOST === "wasmtime" ? Math.floor(Date.now() / 1000) : 1_709_064_000;

/** The headers that the runtime adds to every request to an origin: workerd's, or those of Node under jco. */
export const ADDED_HEADERS = HOST === undefined ? ["cf-worker"] : HOST === "jco" ? ["connection"] : [];

/** The maximum time for each wait, in milliseconds. */
const PATIENCE = 15_000;

/**
 * The signing functions of the schemes, by id. Each returns the headers that its provider would send with a body, as pairs, with the signature first.
 * Headers with an event, or with an id that is not signed, are left to the test.
 */
export const sign = Object.fromEntries(
  IDS.map((id) => [
    id,
    (secret, body, seconds = NOW, deliveryId = undefined) =>
      Object.entries(signatureHeaders(SCHEMES[id], { secret, body, seconds, deliveryId })),
  ]),
);

/**
 * Starts the Worker. `vars` are its bindings, including `ROUTES` and the secrets, and `now` is its clock, in seconds.
 *
 * The clock is set from outside: a module that is imported before the Worker's own sets `Date.now` and runs `first`, which can change the environment
 * further. Requests go directly to workerd's socket, not through Miniflare's proxy. With `inspected`, the heap can be measured.
 *
 * `ledgers` is the folder in which ledgers are stored. If omitted, the binding for ledgers does not exist. With ledgers, the clock runs, because
 * alarms use the real clock. `entry` exports what the runtime loads. Without `strict`, the test has to check the log and the traps itself.
 *
 * `bound` contains more bindings, as options of Miniflare, and `others` contains the Workers that they refer to.
 */
export async function startWorker(
  vars,
  { now = NOW, first = "", inspected = false, ledgers, entry = ENTRY, strict = true, bound = {}, others = [] } = {},
) {
  if (HOST !== undefined) return startComponent(vars, now);
  const lines = new Lines();
  let noise = "";
  const before = children();
  const clock = ledgers === undefined ? `Date.now = () => ${now * 1000};` : "";
  const worker = {
    name: "hookward",
    compatibilityDate: COMPATIBILITY_DATE,
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    bindings: vars,
    ...bound,
    ...(ledgers === undefined ? {} : { durableObjects: { LEDGER: { className: "Ledger", useSQLite: true } } }),
    modules: [
      { type: "ESModule", path: "entry.js", contents: `import "./first.js";\n${entry}` },
      { type: "ESModule", path: "first.js", contents: `${clock}\n${first}` },
      { type: "ESModule", path: "index.js", contents: readFileSync(new URL("index.js", BUILD), "utf8") },
      { type: "CompiledWasm", path: "index_bg.wasm", contents: readFileSync(new URL("index_bg.wasm", BUILD)) },
    ],
  };
  const miniflare = new Miniflare({
    workers: [worker, ...others.map((other) => ({ compatibilityDate: COMPATIBILITY_DATE, modules: true, ...other }))],
    ...(inspected ? { inspectorPort: 0 } : {}),
    // This option applies to all Workers together. In the options of one Worker, it would have no effect.
    ...(ledgers === undefined ? {} : { durableObjectsPersist: ledgers }),
    handleRuntimeStdio(stdout, stderr) {
      stdout.setEncoding("utf8").on("data", (text) => lines.add(text));
      stderr.setEncoding("utf8").on("data", (text) => (noise += text));
    },
  });
  const { port } = await miniflare.unsafeGetDirectURL();
  const pid = children().find((child) => !before.includes(child));
  const nudge = () => fetch(`http://127.0.0.1:${port}/`);
  const inspector = inspected ? await inspect(miniflare, nudge) : undefined;

  return {
    /** Sends a request. Returns the response, with the one line that the Worker logged for it. */
    async send(request) {
      const response = await send(Number(port), request);
      return { ...response, log: JSON.parse(await lines.next()) };
    },
    /** Sends a request, without reading the log. */
    request: (request) => send(Number(port), request),
    port: Number(port),
    /** The process id of workerd, or undefined if /proc does not exist. */
    pid,
    /** Collects garbage, and returns the bytes that remain on the heap. Requires `inspected`. */
    collect: () => inspector.collect(),
    /** Returns the log lines that have not been read. */
    takeLog: () => lines.take().map((line) => JSON.parse(line)),
    /** Returns the log lines that have not been read, as they were written. */
    takeLines: () => lines.take(),
    /** Sends a request. Returns the response, and the log line as it was written. */
    async sendRaw(request) {
      const response = await send(Number(port), request);
      return { ...response, line: await lines.next() };
    },
    nextLog: async () => JSON.parse(await lines.next()),
    /** Calls the Worker's `scheduled`. */
    schedule: async () => (await miniflare.getWorker()).scheduled(),
    /** Returns what the runtime wrote in addition to the log. */
    noise: () => noise,
    async stop() {
      inspector?.close();
      await miniflare.dispose();
      if (!strict) return;
      assert.deepEqual(lines.left(), [], "more than one line was logged for a request");
      assert.doesNotMatch(noise, /panicked|unreachable|RuntimeError|Critical/, "the Worker trapped");
    },
  };
}

/** Starts the gateway as a component, in a separate process. `vars` become its environment variables, which are all strings. */
async function startComponent(vars, now) {
  const lines = new Lines();
  let noise = "";
  const texts = Object.entries(vars)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
  const port = await freePort();
  const child = await HOSTS[HOST]({ variables: Object.fromEntries(texts), now, port });
  child.stdout.setEncoding("utf8").on("data", (text) => lines.add(text));
  child.stderr.setEncoding("utf8").on("data", (text) => (noise += text));
  await within("the gateway to listen", listening(child, port));
  return {
    async send(request) {
      const response = await send(port, request);
      return { ...response, log: JSON.parse(await lines.next()) };
    },
    request: (request) => send(port, request),
    port,
    pid: child.pid,
    takeLog: () => lines.take().map((line) => JSON.parse(line)),
    async sendRaw(request) {
      const response = await send(port, request);
      return { ...response, line: await lines.next() };
    },
    nextLog: async () => JSON.parse(await lines.next()),
    noise: () => noise,
    async stop() {
      child.kill();
      await once(child, "exit");
      assert.deepEqual(lines.left(), [], "more than one line was logged for a request");
      assert.doesNotMatch(noise, /panicked|unreachable|RuntimeError/, "the component trapped");
    },
  };
}

/** The functions that serve the gateway, by host. */
const HOSTS = {
  async jco(served) {
    const path = pathToFileURL(join(await transpiled(GATEWAY, { wasiShim: true }), "component.js")).href;
    const child = fork(fileURLToPath(new URL("gateway-process.js", import.meta.url)), { silent: true });
    child.send({ path, ...served });
    return child;
  },
  /** Starts the gateway in wasmtime, whose clock cannot be set. */
  async wasmtime({ variables, port }) {
    const inherited = Object.keys(variables).flatMap((name) => ["--env", name]);
    const options = ["-S", "cli", "--no-logging-prefix", "--addr", `127.0.0.1:${port}`, ...inherited];
    const env = { ...process.env, ...variables };
    return spawn(await wasmtime(), ["serve", ...options, GATEWAY], { env, stdio: "pipe" });
  },
};

/** Waits until a process listens on a port. */
async function listening(child, port) {
  while (child.exitCode === null) {
    const socket = connect(port, "127.0.0.1");
    const connected = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the host of the gateway ended with ${child.exitCode}`);
}

/** Returns a port that nothing listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The lines of a stream. Each is returned once. */
class Lines {
  #rest = "";
  #waiting = [];
  #lines = [];

  add(text) {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop();
    for (const line of lines.filter(Boolean)) {
      const waiting = this.#waiting.shift();
      if (waiting) waiting(line);
      else this.#lines.push(line);
    }
  }

  next() {
    const line = this.#lines.shift();
    if (line !== undefined) return line;
    let waiting;
    const next = new Promise((resolve) => {
      waiting = resolve;
      this.#waiting.push(resolve);
    });
    // A later line must not go to a caller that has stopped waiting.
    return within("a line of the log", next).finally(() => {
      this.#waiting = this.#waiting.filter((one) => one !== waiting);
    });
  }

  left() {
    return this.#lines;
  }

  take() {
    return this.#lines.splice(0);
  }
}

/**
 * Starts an origin that keeps every request as it was received: `headers` as name-value pairs, `body` as bytes. `respond(response, request)` sends
 * the response. Default: 200 with `taken`. `port` can be the port of an earlier origin that is down now.
 */
export async function startOrigin(respond = (response) => response.end("taken"), port = 0) {
  const requests = [];
  const server = createServer(async (incoming, response) => {
    const chunks = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk);
    } catch {
      // The Worker was killed in the middle of a request, so that the request did not arrive.
      return;
    }
    const { rawHeaders } = incoming;
    const headers = rawHeaders.flatMap((name, at) => (at % 2 ? [] : [[name.toLowerCase(), rawHeaders[at + 1]]]));
    const request = { method: incoming.method, url: incoming.url, headers, body: Buffer.concat(chunks) };
    requests.push(request);
    respond(response, request);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    /** The requests since the last call. */
    take: () => requests.splice(0),
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Returns all values of a header in a list of pairs. */
export const values = (headers, name) => headers.filter(([key]) => key === name).map(([, value]) => value);

/**
 * Writes a request and reads the response. `headers` are pairs, written unchanged in UTF-8. The body is sent with its length, in one chunk if
 * `chunked` is set, or with another `length` if one is passed (`null` for none).
 */
export function send(
  port,
  { method = "POST", path, headers = [], body = "", chunked = false, length, unfinished = false },
) {
  const bytes = Buffer.from(body);
  const head = [`${method} ${path} HTTP/1.1`];
  const has = (wanted) => headers.some(([name]) => name.toLowerCase() === wanted);
  if (!has("host")) head.push("Host: edge.example");
  if (!has("connection")) head.push("Connection: close");
  if (chunked) head.push("Transfer-Encoding: chunked");
  else if (length !== null && !has("content-length")) head.push(`Content-Length: ${length ?? bytes.length}`);
  head.push(...headers.map(([name, value]) => `${name}: ${value}`), "", "");
  const framed = chunked ? [Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")] : [bytes];
  if (chunked && !unfinished) framed.push(Buffer.from("0\r\n\r\n"));
  const request = Buffer.concat([Buffer.from(head.join("\r\n")), ...framed]);
  return within(`the response to ${method} ${path}`, exchange(port, request, method === "HEAD"));
}

function exchange(port, bytes, bodiless) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let received = Buffer.alloc(0);
    const finish = () => {
      const response = parse(received, bodiless);
      if (response) {
        resolve(response);
        socket.destroy();
      }
      return response;
    };
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      finish();
    });
    // A server may respond and close the connection before it has read everything. That is a response, not an error.
    socket.on("error", (error) => finish() || reject(error));
    socket.on(
      "close",
      () => finish() || reject(new Error(`closed after ${JSON.stringify(received.toString("latin1"))}`)),
    );
    socket.write(bytes);
  });
}

/** Returns the response if it is complete. workerd sends the length of every body that it has completely. */
function parse(received, bodiless) {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first, ...lines] = received.subarray(0, end).toString("latin1").split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const status = Number(first.split(" ")[1]);
  const length = bodiless ? 0 : Number(values(headers, "content-length")[0] ?? 0);
  const body = received.subarray(end + 4);
  assert.deepEqual(values(headers, "transfer-encoding"), [], "a response without a length");
  return body.length < length ? undefined : { status, headers, body: body.subarray(0, length) };
}

function within(what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${PATIENCE} ms for ${what}`)), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
