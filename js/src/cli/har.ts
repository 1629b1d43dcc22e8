/** A request out of a HAR file, which browsers, proxies and tunnels save. */

import { printable } from "../display/printable.js";
import { usage } from "./cli-error.js";
import { readJson } from "./files.js";
import type { Pairs } from "./headers.js";
import type { Saved } from "./request.js";

interface Entry {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
    readonly bodySize?: number;
    readonly postData?: { readonly text?: string; readonly encoding?: string; readonly _encoding?: string };
  };
}

/** One entry of a file: the one of that number, counted from 1, or the only POST in it. */
export async function readHar(path: string, number: number | undefined): Promise<Saved> {
  const entries = entriesOf(await readJson(path, "--har"), path);
  const entry = number === undefined ? onlyPost(entries, path) : entries[number - 1];
  if (entry === undefined) {
    throw usage(`--har ${path} has ${entries.length} entries, and no number ${number}. They count from 1.`);
  }
  const { headers, postData, bodySize } = entry.request;
  const text = postData?.text ?? "";
  const encoding = postData?.encoding ?? postData?._encoding;
  const body = Buffer.from(text, encoding === "base64" ? "base64" : "utf8");
  const warnings: string[] = [];
  if (typeof postData?.text !== "string")
    warnings.push("The entry has no body. Some tools leave bodies out of what they save.");
  else if (bodySize !== undefined && bodySize >= 0 && bodySize !== body.length) {
    warnings.push(
      `The HAR says that the body had ${bodySize} bytes, and what it holds has ${body.length}: the tool that saved it changed it.`,
    );
  }
  const pairs: Pairs = headers.filter(({ name }) => !name.startsWith(":")).map(({ name, value }) => [name, value]);
  return { headers: pairs, body, warnings };
}

function entriesOf(har: unknown, path: string): readonly Entry[] {
  const { entries } = ((har as { log?: unknown } | null)?.log ?? {}) as { entries?: unknown };
  const isText = (text: unknown) => typeof text === "string";
  const isEntry = (entry: Partial<Entry> | null) => {
    const { headers, postData } = entry?.request ?? {};
    const isHeader = (header: { name?: unknown; value?: unknown } | null) =>
      isText(header?.name) && isText(header?.value);
    return Array.isArray(headers) && headers.every(isHeader) && (postData?.text === undefined || isText(postData.text));
  };
  if (!Array.isArray(entries) || !entries.every(isEntry))
    throw usage(`--har ${path} is JSON, and no HAR: it has no log.entries.`);
  return entries as Entry[];
}

function onlyPost(entries: readonly Entry[], path: string): Entry | undefined {
  const posts = entries.flatMap((entry, at) => (entry.request.method === "POST" ? [[at + 1, entry] as const] : []));
  if (posts.length === 1) return posts[0]?.[1];
  if (posts.length === 0)
    throw usage(`--har ${path} has no POST in it. Choose an entry with --entry, from 1 to ${entries.length}.`);
  const list = posts
    .slice(0, 20)
    .map(([number, { request }]) => `  --entry ${number}  POST ${printable(String(request.url ?? ""), 80)}`);
  throw usage(`--har ${path} has ${posts.length} POSTs. Choose one:\n${list.join("\n")}`);
}
