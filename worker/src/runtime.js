// The JavaScript side of the Worker. Every call from WebAssembly has a price, and so has every object that it holds. So one
// call here replaces dozens for one header or one chunk each. Nothing in this file decides anything.
//
// Headers cross as text, a line for each name or value: neither can hold a line break.

/** Returns the method and the URL of a request. */
export const head = (request) => `${request.method}\n${request.url}`;

/** Returns the values of headers. Those that nobody asks for are not read, however many there are. */
export function headers(request, names) {
  const all = request.headers;
  let text = "";
  for (let at = 0; at < names.length; at++) {
    const value = all.get(names[at]);
    text += value === null ? "\n" : `=${value}\n`;
  }
  return text;
}

/** Returns the headers that begin with `prefix`. */
export function withPrefix(request, prefix) {
  let text = "";
  // Iterating would make an array for each header.
  request.headers.forEach((value, name) => {
    if (name.startsWith(prefix)) text += `${name}\n${value}\n`;
  });
  return text;
}

/**
 * Reads the body of a request. Gives null if it is longer than `limit`, and rejects if it breaks off.
 *
 * `declared`: the sender declared a length within the limit, and the runtime enforces it. Any other body is counted.
 */
export const receive = (request, limit, declared) => (declared ? request.bytes() : counted(request.body, limit));

/** Parses a body with the runtime's own JSON. Throws for bytes that are not strict UTF-8, or not JSON. */
export const parse = (bytes) => JSON.parse(decoder.decode(bytes));

/** Returns a member of JSON by its path, with dots between the names. */
function member(json, path) {
  let value = json;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** Returns a member that is a text or a number, as text. */
export function scalarMember(json, path) {
  const value = member(json, path);
  return typeof value === "number" ? `${value}` : textMember(json, path);
}

/** Returns a member that is a text. One with half a surrogate pair is none: UTF-8 would make several of them alike. */
export function textMember(json, path) {
  const value = member(json, path);
  return typeof value === "string" && value.isWellFormed() ? value : undefined;
}

/** Returns the value of a parameter of the query that is there once. */
export function parameter(request, name) {
  const values = new URL(request.url).searchParams.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

/** Returns the bytes of JSON.stringify. Throws if the runtime cannot: what could be parsed can be too deep to print. */
export const stringify = (json) => encoder.encode(JSON.stringify(json));

/**
 * From this length on, in bytes, the runtime hashes a body. Waiting for its hash takes as long as hashing about 16 KiB in
 * WebAssembly. With the runtime's hash, the processor time of a whole request was 1.03 of that with WebAssembly's at 2 KiB,
 * 1.02 at 8, 1.00 at 16 and 0.89 at 64. Only a test sets another length, in code that runs before this: no configuration and
 * no request reaches it.
 */
export const runtimeHashFrom = globalThis.HOOKWARD_RUNTIME_HASH_FROM ?? 16_384;

/** Returns the SHA-256 of three parts, one after another. Rejects if there is no memory to put them together. */
export async function digest(before, body, after) {
  const message = new Uint8Array(before.length + body.length + after.length);
  message.set(before);
  message.set(body, before.length);
  message.set(after, before.length + body.length);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", message));
}

/** Sends a request to an origin and reads the response to its end, all within `timeout` milliseconds. */
export async function exchange(origin, sent, body, timeout, limit) {
  const signal = AbortSignal.timeout(timeout);
  try {
    const headers = new Headers();
    const pairs = lines(sent);
    for (let at = 0; at + 1 < pairs.length; at += 2) headers.set(pairs[at], pairs[at + 1]);
    // The configuration alone decides where a delivery goes, so a redirect is not followed.
    const response = await fetch(origin, { method: "POST", headers, body, redirect: "manual", signal });
    return new OriginResponse(response, await whole(response, limit));
  } catch (error) {
    return new OriginFailure(signal.aborted, error instanceof Error ? error.message : String(error));
  }
}

/** The response of an origin, with its body. */
class OriginResponse {
  constructor(response, body) {
    this.response = response;
    this.body = body;
    this.status = response.status;
    this.connection = response.headers.get("connection") ?? "";
    this.contentEncoding = response.headers.get("content-encoding") ?? "";
  }
}

/** The reason why there is no response. `slow`: the time was over. */
class OriginFailure {
  constructor(slow, reason) {
    this.status = 0;
    this.slow = slow;
    this.reason = reason;
  }
}

/** Makes the sender's response from the origin's. A status that may not have a body gets none; an empty body is none. */
export function passOn({ response, body, status }, dropped, more) {
  const passed = new Response(body.length === 0 ? null : body, { status, headers: response.headers });
  for (let at = 0; at < dropped.length; at++) passed.headers.delete(dropped[at]);
  if (more !== undefined) for (const name of lines(more)) passed.headers.delete(name);
  return passed;
}

/** Makes a response of the Worker's own. `name` and `value` are one more header, if they are given. */
export function respond(status, type, text, name, value) {
  const headers = new Headers({ "content-type": type });
  if (name !== undefined) headers.set(name, value);
  // A response of status 204 may not have even an empty body.
  return new Response(text === "" ? null : text, { status, headers });
}

/** Makes a response of plain text: what most requests get that are not genuine. */
export const respondPlain = (status, text, allow) =>
  new Response(text, { status, headers: allow === undefined ? PLAIN : { ...PLAIN, allow } });

const PLAIN = { "content-type": "text/plain; charset=utf-8" };

/** Returns the lines of a text. */
export const lines = (text) => text.split("\n");

// A byte order mark is left in, so that JSON.parse refuses it: a decoder that strips it makes two bodies one.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Reads the body of a response. Its length is exact, unless the body is decoded or comes in chunks. */
async function whole(response, limit) {
  const { headers, body } = response;
  const length = headers.get("content-length");
  const exact = length !== null && !headers.has("content-encoding") && !headers.has("transfer-encoding");
  const bytes = exact && Number(length) <= limit ? await response.bytes() : await counted(body, limit);
  if (bytes === null) throw new Error(`its response is longer than ${limit} bytes`);
  return bytes;
}

/** Reads a stream. Stops at the chunk that passes the limit, and gives null then. */
async function counted(stream, limit) {
  if (stream === null) return new Uint8Array();
  const reader = stream.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      // Tells the sender to stop. Whether it does makes no difference here.
      reader.cancel().catch(() => {});
      return null;
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  for (let at = 0; chunks.length > 0; ) {
    const chunk = chunks.shift();
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
