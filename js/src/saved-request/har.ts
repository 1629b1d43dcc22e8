/** A HAR file, which browsers, proxies and tunnels save: http://www.softwareishard.com/blog/har-12-spec */

import { fromBase64, utf8 } from "./bytes.js";
import { chosen } from "./choose.js";
import {
  fromMembers,
  isRecord,
  type Pairs,
  type ReadOptions,
  type SavedRequest,
  UnreadableRequest,
} from "./saved-request.js";

/** Returns whether a value read from JSON is a HAR file. */
export const isHar = (value: unknown): boolean => isRecord(value) && isRecord(value["log"]);

/** Reads one entry of a HAR file. */
export function readHar(har: unknown, options: ReadOptions): SavedRequest {
  const { entries } = (har as { log: { entries?: unknown } }).log;
  if (!Array.isArray(entries) || entries.length === 0)
    throw new UnreadableRequest("This looks like a HAR file, but has no entries (log.entries).");
  return chosen(entries, readEntry, options);
}

function readEntry(entry: unknown): SavedRequest {
  const request = isRecord(entry) ? entry["request"] : undefined;
  const headers = isRecord(request) ? headersOf(request["headers"]) : undefined;
  if (!isRecord(request) || headers === undefined)
    throw new UnreadableRequest("This looks like a HAR file, but one of its entries has no request with headers.");
  const { method, url, bodySize } = request;
  const warnings: string[] = [];
  const body = bodyOf(request["postData"], warnings);
  if (body !== undefined && typeof bodySize === "number" && bodySize >= 0 && bodySize !== body.length) {
    warnings.push(
      `According to the HAR file, the body had ${bodySize} bytes. The saved body has ${body.length}: the tool that saved the file changed the body.`,
    );
  }
  return fromMembers("har", { method, url, body }, { headers, warnings });
}

function headersOf(list: unknown): Pairs | undefined {
  if (!Array.isArray(list)) return undefined;
  const pairs: [string, string][] = [];
  for (const header of list) {
    if (!isRecord(header) || typeof header["name"] !== "string" || typeof header["value"] !== "string")
      return undefined;
    // HTTP/2 has pseudo-headers, such as `:method`, among the headers.
    if (!header["name"].startsWith(":")) pairs.push([header["name"], header["value"]]);
  }
  return pairs;
}

function bodyOf(postData: unknown, warnings: string[]): Uint8Array | undefined {
  const { text, encoding, _encoding } = isRecord(postData) ? postData : {};
  if (typeof text !== "string") {
    warnings.push("The entry has no body. Some tools do not save bodies.");
    return undefined;
  }
  return ((encoding ?? _encoding) === "base64" ? fromBase64(text) : undefined) ?? utf8(text);
}
