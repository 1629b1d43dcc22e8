/** Reads a saved request in any of the formats. The format is recognized by the content. */

import { toByteString, utf8 } from "./bytes.js";
import { only } from "./choose.js";
import { isCurl, readCurlBytes } from "./curl-command.js";
import { readHttp } from "./http-request.js";
import { readJson } from "./json-request.js";
import { type ReadOptions, type SavedRequest, UnreadableRequest } from "./saved-request.js";

/** The formats that can be read, for messages. */
const FORMS =
  "an HTTP request as it was sent, 'name: value' lines, a curl command, a HAR file, or JSON with headers and body";

/** Reads a request from its bytes. Throws {@link UnreadableRequest}, which states what was expected. */
export function readSavedRequest(bytes: Uint8Array, options: ReadOptions = {}): SavedRequest {
  const { content, warnings } = decoded(bytes);
  const request = readContent(content, options);
  return { ...request, warnings: [...warnings, ...request.warnings] };
}

/**
 * Reads a request from pasted text. Its line ends have no meaning, because a text field converts every line end to LF.
 *
 * Throws {@link UnreadableRequest}, as {@link readSavedRequest} does.
 */
export function readPastedRequest(text: string, options: ReadOptions = {}): SavedRequest {
  // A browser that copies a command for cmd.exe separates the two halves of a surrogate pair.
  const whole = text.replace(/([\ud800-\udbff])\^([\udc00-\udfff])/g, "$1$2");
  const isRequest = /^\s*[A-Z]+ \S+ HTTP\//.test(whole);
  const end = isRequest ? /\r?\n[ \t]*(?:\r?\n|$)/.exec(whole) : null;
  const length = end === null ? (isRequest ? whole.length : 0) : end.index;
  return readSavedRequest(utf8(whole.slice(0, length).replace(/\r?\n/g, "\r\n") + whole.slice(length)), options);
}

function readContent(bytes: Uint8Array, options: ReadOptions): SavedRequest {
  const text = toByteString(bytes.subarray(0, 1024)).trimStart();
  if (text === "") throw new UnreadableRequest(`It is empty. Pass ${FORMS}.`);
  if (/^[{[]/.test(text)) {
    const value = parsed(bytes);
    if (value !== undefined) return readJson(value.json, options);
    // Consoles print objects with other quotes. Such an object is read as lines.
    if (/"\s*:/.test(text))
      throw new UnreadableRequest("This begins like JSON, but cannot be parsed. Pass all of the JSON.");
  }
  if (isCurl(text)) return only(readCurlBytes(bytes), options);
  if (/^(?:await\s+)?fetch\(|^(?:\$\w+\s*=|Invoke-(?:WebRequest|RestMethod)\b)/i.test(text))
    throw new UnreadableRequest(
      "This is program code, not an HTTP request. In the browser, copy the request as cURL, or save it as a HAR file.",
    );
  const request = readHttp(bytes);
  if (request.headers.length > 0 || request.format === "request") return only(request, options);
  throw new UnreadableRequest(`This cannot be read as a request. Pass ${FORMS}.`);
}

function parsed(bytes: Uint8Array): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch {
    return undefined;
  }
}

/** Returns the content without a byte order mark, and with UTF-16 converted to UTF-8. Editors and shells save requests in this way. */
function decoded(bytes: Uint8Array): { readonly content: Uint8Array; readonly warnings: readonly string[] } {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    const warnings = ["The saved request begins with a byte order mark, because a program saved the request as text."];
    return { content: bytes.subarray(3), warnings };
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const text = new TextDecoder(first === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
    const warnings = [
      "The request is in UTF-16, as PowerShell's > writes it. Characters in the body that are not ASCII may have changed.",
    ];
    return { content: utf8(text), warnings };
  }
  if (first === 0x1f && second === 0x8b) throw new UnreadableRequest("It is compressed (gzip). Decompress it first.");
  return { content: bytes, warnings: [] };
}
