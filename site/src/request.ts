/** Headers as people have them at hand: lines, a whole request, a curl command, or JSON; and the body, if it came with them. */

import { readCommand } from "./curl.js";
import type { Pasted } from "./pasted.js";

/** What cannot be read, in words for the person who pasted it. */
export class Unreadable extends Error {}

/** Reads whatever was pasted. Throws {@link Unreadable}, with what to do about it. */
export function readRequest(text: string): Pasted {
  const trimmed = text.trim();
  if (/^[{[]/.test(trimmed)) return readJson(trimmed);
  if (/^(?:\$\s*)?(?:curl(?:\.exe)?\s|--?[a-z])/i.test(trimmed)) return readCommand(trimmed);
  return readLines(text);
}

const REQUEST_LINE = /^\s*(?:[A-Z]+ \S+ HTTP\/[\d.]+|(?:GET|POST|PUT|PATCH|DELETE) \S+|HTTP\/[\d.]+ \d+.*)\s*$/;
/** A name and a value, each perhaps in quotes, as consoles print objects; `>` in front as `curl -v` prints what it sends. */
const HEADER = /^\s*(?:> ?)?(['"]?)([!#$%&'*+.^_`|~\w-]+?)\1\s*:\s*(.*?)\s*$/;
/** HTTP/2 has `:method` and its kin among the headers. */
const PSEUDO = /^\s*(?:> ?)?:(?:method|path|scheme|authority|status)\s*:/;

function readLines(text: string): Pasted {
  const lines = text.replace(/^\s*\n/, "").split(/\r?\n/);
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === "");
  const head = end < 0 ? lines : lines.slice(0, end);
  const rest = end < 0 ? "" : lines.slice(end + 1).join("\n");
  const headers: [string, string][] = [];
  const unread: number[] = [];
  for (const [at, line] of head.entries()) {
    const last = headers.at(-1);
    const found = HEADER.exec(line);
    if (line.trim() === "" || (at === 0 && REQUEST_LINE.test(line)) || PSEUDO.test(line)) continue;
    // A line that begins with white space goes on with the value before it, as HTTP/1.1 once had it.
    if (/^[ \t]/.test(line) && last !== undefined && !/^\s+['"]?[\w-]+['"]?\s*:/.test(line))
      last[1] += ` ${line.trim()}`;
    else if (found !== null) headers.push([found[2] as string, bare(found[3] as string)]);
    else unread.push(at + 1);
  }
  return { headers, unread, ...(rest.trim() === "" ? {} : { body: rest }) };
}

/** A value out of the quotes and the comma of a printed object. */
function bare(value: string): string {
  return /^(['"])(.*)\1,?$/.exec(value)?.[2] ?? value;
}

function readJson(text: string): Pasted {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable("This begins as JSON does, and cannot be parsed. Paste a whole object, or Name: value lines.");
  }
  // An event of a platform, or a captured request, has the headers in a member of that name.
  const inner = isRecord(value) ? (value["multiValueHeaders"] ?? value["headers"]) : undefined;
  const headers = pairs(typeof inner === "object" && inner !== null ? inner : value);
  if (headers === undefined)
    throw new Unreadable('There are no headers in this JSON. Expected is { "name": "value" }, or a list of pairs.');
  const body = inner !== undefined && isRecord(value) ? value["body"] : undefined;
  const isText = typeof body === "string" && !(isRecord(value) && value["isBase64Encoded"] === true);
  return { headers, unread: [], ...(isText ? { body } : {}) };
}

/** Pairs out of an object, a list of pairs, a list of names and values, or a list of { name, value }. */
function pairs(value: unknown): [string, string][] | undefined {
  if (isRecord(value)) {
    const all = Object.entries(value).flatMap(([name, one]) =>
      (Array.isArray(one) ? one : [one]).map((each) => [name, each]),
    );
    return all.every(isPair) ? all.map(([name, one]) => [name, String(one)]) : undefined;
  }
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.every((one) => typeof one === "string") && value.length % 2 === 0) {
    return value.flatMap((name, at) => (at % 2 === 0 ? [[name, value[at + 1]] as [string, string]] : []));
  }
  const list = value.map((one) => (isRecord(one) ? [one["name"] ?? one["key"], one["value"]] : one));
  return list.every(isPair) ? list.map(([name, one]) => [name, String(one)]) : undefined;
}

function isPair(value: unknown): value is [string, string | number | boolean] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === "string" &&
    typeof value[1] !== "object" &&
    value[1] !== undefined
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
