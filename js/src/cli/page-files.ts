/** Serves the files of the pages in the package. */

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * The folders of the page that explains deliveries, of the operators' page, and of the package's ES modules. The first
 * page imports these modules.
 */
const EXPLAIN = new URL("../../page/", import.meta.url);
const CONSOLE = new URL("../../assets/_hookward/console/", import.meta.url);
const MODULES = new URL("../", import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

type PageName = "explain" | "console";

let headers: Readonly<Record<PageName, Readonly<Record<string, string>>>> | undefined;

/** Responds with a file of a page. `base` is the path of the page, which ends with a slash. */
export async function respondWithPage(
  page: PageName,
  base: string,
  { method = "", url = "/" }: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  headers ??= JSON.parse(readFileSync(new URL("headers.json", EXPLAIN), "utf8")) as NonNullable<typeof headers>;
  const path = url.replace(/\?.*$/s, "").slice(base.length);
  const file = ["GET", "HEAD"].includes(method) ? await fileAt(page, base, path || "index.html") : undefined;
  const type = file?.type ?? "text/plain; charset=utf-8";
  res.writeHead(file === undefined ? 404 : 200, { ...headers[page], "content-type": type });
  res.end(method === "HEAD" ? undefined : (file?.body ?? "not found"));
}

interface PageFile {
  readonly body: Uint8Array | string;
  readonly type: string;
}

/**
 * Returns a file by its name. The parts of a name contain only letters, digits, `_` and `-`, so a name cannot refer to
 * a file outside its folder.
 */
async function fileAt(page: PageName, base: string, name: string): Promise<PageFile | undefined> {
  const [, module] = (page === "explain" && /^hookward\/((?!cli\/)(?:[\w-]+\/)*[\w-]+\.js)$/.exec(name)) || [];
  if (module === undefined && !/^(?:index\.html|main\.js|style\.css|icon\.svg)$/.test(name)) return undefined;
  const folder = page === "explain" ? EXPLAIN : CONSOLE;
  const url = module === undefined ? new URL(name, folder) : new URL(module, MODULES);
  const body = await readFile(url).catch(() => undefined);
  if (body === undefined) return undefined;
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "";
  return { body: module === undefined ? body : body.toString().replace(IMPORTED, addressBelow(base)), type };
}

/**
 * An import of a name that package.json defines, for a shared file or the loader of a module. A browser cannot resolve
 * such a name.
 */
const IMPORTED = /"#(?:(\w+)-wasm|([a-z-]+))"/g;

const addressBelow = (base: string) => (_: string, module: string | undefined, shared: string) =>
  `"${base}hookward/${module === undefined ? `split/${shared}` : `loaders/inline-${module}`}.js"`;
