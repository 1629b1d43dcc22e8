/** A request as it is sent over the network, or only its headers, with one header on each line. */

import { fromByteString, toByteString, trimmed } from "./bytes.js";
import { type Pairs, type SavedRequest, UnreadableRequest } from "./saved-request.js";

const REQUEST_LINE = /^([A-Z]+) (\S+)(?: HTTP\/\d(?:\.\d)?)?[ \t]*$/;
/** The name of a header: RFC 9110, section 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** The brackets around the headers of a printed object. */
const BRACKETS = /^\s*(?:[\w'"]+:\s*)?[{}[\]]+,?\s*$/;
/** The pseudo-headers of HTTP/2, such as `:method`. */
const PSEUDO = /^\s*:(?:method|path|scheme|authority|status|protocol)\b/;
/** The end of the headers. */
const EMPTY_LINE = /\r?\n[ \t]*(?:\r?\n|$)/;

/** Reads a request, or lines of headers, from its bytes. */
export function readHttp(bytes: Uint8Array): SavedRequest {
  const text = toByteString(bytes);
  if (/^> [A-Z]+ \S+ HTTP\//m.test(text)) return readSent(text);
  const start = text.search(/[^\r\n]/);
  const end = EMPTY_LINE.exec(text.slice(start));
  const length = end === null ? text.length : start + end.index;
  const head = text.slice(start, length);
  const rest = end === null ? new Uint8Array() : bytes.subarray(length + end[0].length);
  const [line = ""] = head.split(/\r?\n/);
  if (/^HTTP\/\d/.test(line)) throw new UnreadableRequest("This is a response. Pass its request instead.");
  if (!REQUEST_LINE.test(line)) return { ...readLines(head), ...(rest.length === 0 ? {} : { body: rest }) };
  return readRequest(head, rest, end !== null);
}

function readRequest(head: string, rest: Uint8Array, ends: boolean): SavedRequest {
  const [line = "", ...fields] = head.split(/\r?\n/);
  const [, method = "", url = ""] = REQUEST_LINE.exec(line) ?? [];
  const { headers, unread } = fieldsOf(fields, 2, fieldOf);
  const warnings: string[] = [];
  if (!ends) warnings.push("No empty line follows the headers, so there is no body.");
  if (fields.length > 0 && !head.includes("\r\n")) {
    warnings.push(
      "The lines end with LF instead of CR LF: a program saved the request as text, and may also have changed the body.",
    );
  }
  const body = bodyOf(headers, rest, warnings);
  return {
    format: "request",
    method,
    url,
    headers,
    ...(body.length === 0 ? {} : { body }),
    warnings,
    unread,
  };
}

/** Reads the output of `curl -v`, in which the sent headers follow `>`. The output does not contain the body. */
function readSent(text: string): SavedRequest {
  const sent = text.split(/\r?\n/).flatMap((line) => (line.startsWith(">") ? [line.slice(1).trimStart()] : []));
  const { warnings: _, ...request } = readRequest(sent.join("\r\n"), new Uint8Array(), true);
  return { ...request, warnings: [] };
}

function readLines(head: string): SavedRequest {
  const lines = head.split(/\r?\n/).map((line) => line.replace(/^> ?/, ""));
  const { headers, unread } = fieldsOf(lines, 1, printedFieldOf);
  return { format: "headers", headers, warnings: [], unread };
}

/** Parses a header as a server does: RFC 9112, section 5. */
function fieldOf(line: string): [string, string] | undefined {
  const colon = line.indexOf(":");
  const name = line.slice(0, Math.max(colon, 0));
  return NAME.test(name) && !line.includes("\r") ? [name, trimmed(line.slice(colon + 1))] : undefined;
}

/** Parses a header of an object as consoles print it: with white space around it, and with quotes. */
function printedFieldOf(line: string): [string, string] | undefined {
  const colon = line.indexOf(":");
  const written = trimmed(line.slice(0, Math.max(colon, 0)));
  const quote = written.charAt(0);
  const isQuoted = (quote === '"' || quote === "'") && written.length > 2 && written.endsWith(quote);
  const name = isQuoted ? written.slice(1, -1) : written;
  return NAME.test(name) ? [name, bare(trimmed(line.slice(colon + 1)))] : undefined;
}

/** Returns a value without the quotes and the comma of a printed object. */
function bare(value: string): string {
  return /^(['"])(.*)\1,?$/.exec(value)?.[2] ?? value;
}

/** Returns the headers in a list of lines. `first` is the number of the first line. */
function fieldsOf(
  lines: readonly string[],
  first: number,
  read: (line: string) => [string, string] | undefined,
): { headers: Pairs; unread: number[] } {
  const headers: [string, string][] = [];
  const unread: number[] = [];
  for (const [at, line] of lines.entries()) {
    if (trimmed(line) === "" || PSEUDO.test(line) || BRACKETS.test(line)) continue;
    const last = headers.at(-1);
    const header = read(line);
    // A line that begins with white space continues the previous value, as HTTP/1.1 once allowed.
    if (header === undefined && /^[ \t]/.test(line) && last !== undefined) last[1] += ` ${trimmed(line)}`;
    else if (header !== undefined) headers.push(header);
    else unread.push(at + first);
  }
  return { headers, unread };
}

/** Returns the values of a header. */
const valuesOf = (headers: Pairs, name: string): string[] =>
  headers.flatMap(([one, value]) => (one.toLowerCase() === name ? [value] : []));

function bodyOf(headers: Pairs, rest: Uint8Array, warnings: string[]): Uint8Array {
  const codings = valuesOf(headers, "transfer-encoding").join(",");
  if (!/(?:^|,)\s*chunked\s*$/i.test(codings)) return bodyOfLength(headers, rest, warnings);
  const body = unchunked(rest);
  if (body !== undefined) return body;
  if (rest.length > 0) {
    warnings.push(
      "Transfer-Encoding is chunked, but the body is not in chunks, as most programs save it. The body is read unchanged.",
    );
  }
  return rest;
}

/** Returns the body with the length in Content-Length, or all remaining bytes if that length is missing or impossible. */
function bodyOfLength(headers: Pairs, rest: Uint8Array, warnings: string[]): Uint8Array {
  const [text, ...others] = new Set(valuesOf(headers, "content-length"));
  if (text === undefined) {
    if (rest.length > 0)
      warnings.push("There is no Content-Length, so everything after the empty line is read as the body.");
    return rest;
  }
  if (others.length > 0 || !/^\d{1,15}$/.test(text)) {
    warnings.push("Content-Length is not a number, so everything after the empty line is read as the body.");
    return rest;
  }
  const declared = Number(text);
  if (declared < rest.length) {
    const more = toByteString(rest.subarray(declared));
    warnings.push(
      /^\r?\n$/.test(more)
        ? "A line break follows the body, which an editor may have added. The line break is omitted, because Content-Length does not include it."
        : `Content-Length is ${declared}, but ${rest.length} bytes follow. The first ${declared} bytes are read as the body. If the ` +
            "body was edited, correct or remove Content-Length.",
    );
    return rest.subarray(0, declared);
  }
  if (declared > rest.length) {
    warnings.push(
      `Content-Length is ${declared}, but only ${rest.length} bytes follow: the body was truncated, or changed when it was saved.`,
    );
  }
  return rest;
}

const CHUNK_SIZE = /^([0-9a-fA-F]{1,7})[ \t]*(?:;[^\r\n]*)?\r?\n/;

/** Returns the body from its chunks, or undefined if it is not in chunks. */
function unchunked(bytes: Uint8Array): Uint8Array | undefined {
  const text = toByteString(bytes);
  if (!CHUNK_SIZE.test(text)) return undefined;
  let body = "";
  for (let at = 0; ; ) {
    const [line, digits = ""] = CHUNK_SIZE.exec(text.slice(at, at + 1024)) ?? [];
    const from = at + (line?.length ?? 0);
    const size = Number.parseInt(digits, 16);
    const end = /^\r?\n/.exec(text.slice(from + size, from + size + 2));
    if (size === 0) return fromByteString(body);
    if (line === undefined || end === null) {
      throw new UnreadableRequest(
        "The body is in chunks, and the last chunk is truncated or changed. Save the request again, with the bytes as they were received.",
      );
    }
    body += text.slice(from, from + size);
    at = from + size + end[0].length;
  }
}
