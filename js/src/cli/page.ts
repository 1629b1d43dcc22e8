/** `hookward page`: the page that explains a delivery, on this machine. */

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { codeOf, EXIT, type ExitCode, failed } from "./cli-error.js";
import type { Command } from "./command.js";
import { portOf } from "./port.js";

/** The page's own files, and the package's ES modules. */
const PAGE = new URL("../../page/", import.meta.url);
const MODULES = new URL("../", import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

export const page: Command = {
  name: "page",
  summary: "serve the page that explains a delivery on this machine",
  options: {
    port: {
      type: "string",
      value: "PORT",
      help: "where to listen; 8789 if left out. One that is taken is replaced by a free one",
    },
  },
  about: [
    "The page computes in the browser and sends nothing: its Content-Security-Policy allows no connection. It listens on 127.0.0.1, " +
      "which nobody else can reach.",
  ],
  examples: ["hookward page", "hookward page --port 0"],
  async run(given, terminal) {
    const server = await listening(portOf(given.text("port"), 8789), serve);
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    if (given.is("json")) terminal.json({ url });
    else terminal.print(`The page is on ${url} Ctrl-C ends it.`);
    return new Promise<ExitCode>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => {
          server.close(() => resolve(EXIT.ok));
          server.closeAllConnections();
        });
      }
    });
  },
};

/** Starts a server on a port, or on a free one if it is taken. */
async function listening(port: number, respond: RequestListener): Promise<Server> {
  const server = createServer(respond);
  for (const one of [port, 0]) {
    server.listen(one, "127.0.0.1");
    try {
      await once(server, "listening");
      return server;
    } catch (error) {
      if (codeOf(error) !== "EADDRINUSE") throw failed(`Port ${one} cannot be listened on (${codeOf(error)}).`);
    }
  }
  throw failed("There is no free port.");
}

let headers: Record<string, string> | undefined;

const serve: RequestListener = async (req, res) => {
  headers ??= JSON.parse(readFileSync(new URL("headers.json", PAGE), "utf8")) as Record<string, string>;
  const file = ["GET", "HEAD"].includes(req.method ?? "")
    ? await fileAt((req.url ?? "/").replace(/\?.*$/s, ""))
    : undefined;
  res.writeHead(file === undefined ? 404 : 200, {
    ...headers,
    "content-type": file?.type ?? "text/plain; charset=utf-8",
  });
  res.end(req.method === "HEAD" ? undefined : (file?.body ?? "not found"));
};

/** Returns the file at a path. Names have letters, digits, `_` and `-` alone, so that none leads out of its folder. */
async function fileAt(path: string): Promise<{ body: Uint8Array | string; type: string } | undefined> {
  const name = path === "/" ? "index.html" : path.slice(1);
  const [, module] = /^hookward\/((?!cli\/)(?:[\w-]+\/)*[\w-]+\.js)$/.exec(name) ?? [];
  if (module === undefined && !/^(?:index\.html|main\.js|style\.css|icon\.svg)$/.test(name)) return undefined;
  const url = module === undefined ? new URL(name, PAGE) : new URL(module, MODULES);
  const body = await readFile(url).catch(() => undefined);
  if (body === undefined) return undefined;
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "";
  return { body: module === undefined ? body : body.toString().replace(IMPORTED, addressOf), type };
}

/** What package.json has a name for, which a browser cannot look up: a shared file, or the loader of a module. */
const IMPORTED = /"#(?:(\w+)-wasm|([a-z-]+))"/g;

const addressOf = (_: string, module: string | undefined, shared: string) =>
  `"/hookward/${module === undefined ? `split/${shared}` : `loaders/inline-${module}`}.js"`;
