// The host's side of the Worker. Every call from WebAssembly has a price, and so has every object that it holds: what
// would be dozens of calls for one header or one chunk each is one call here. Nothing in this file decides anything.
//
// Headers cross as text, a name and a value a line: neither can hold a line break.

/** A request: its method, its URL, its headers. */
export const head = (request) => `${request.method}\n${request.url}${flat(request.headers)}`;

/**
 * The body of a request; null if it is longer than `limit`. Rejects if it breaks off.
 *
 * `declared`: the sender announced a length within the limit, and the runtime holds it to that. Any other is counted.
 */
export const receive = (request, limit, declared) => (declared ? request.bytes() : counted(request.body, limit));

/** What a delivery's bytes hold, by the host's own JSON. Throws if they are not strict UTF-8, or not JSON. */
export const parse = (bytes) => JSON.parse(decoder.decode(bytes));

/** The member of that name, if it is a text. */
export function member(document, name) {
  const value = document?.[name];
  return typeof value === "string" ? value : undefined;
}

/** The bytes of JSON.stringify. Throws if the host cannot: what could be parsed can still be too deep to print. */
export const print = (document) => encoder.encode(JSON.stringify(document));

/**
 * From how many bytes on the host hashes a body. Waiting for it costs what WebAssembly hashes about 16 KiB in: the processor
 * time of a whole request, hashed by the host, was 1.03 of hashed in WebAssembly at 2 KiB, 1.02 at 8, 1.00 at 16 and 0.89 at
 * 64. Only a test sets another, in code that runs first: no configuration and no request reaches this.
 */
export const hostedFrom = globalThis.HOOKWARD_HOSTED_FROM ?? 16_384;

/** The SHA-256 of three parts, one after another. Rejects if there is no memory to put them together. */
export async function digest(before, body, behind) {
  const message = new Uint8Array(before.length + body.length + behind.length);
  message.set(before);
  message.set(body, before.length);
  message.set(behind, before.length + body.length);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", message));
}

/** Sends a delivery on and reads the answer to its end, all within `timeout` milliseconds. */
export async function exchange(origin, request, dropped, added, body, timeout, limit) {
  const signal = AbortSignal.timeout(timeout);
  try {
    // The host copies a whole Headers ten times as fast as it builds one from pairs.
    const headers = new Headers(request.headers);
    remove(headers, dropped);
    const pairs = lines(added);
    for (let at = 0; at < pairs.length; at += 2) headers.set(pairs[at], pairs[at + 1]);
    // Where a delivery goes is for the configuration to say, and not for whoever answers there.
    const response = await fetch(origin, { method: "POST", headers, body, redirect: "manual", signal });
    return new Answer(response, await whole(response, limit));
  } catch (error) {
    return new Failure(signal.aborted, error instanceof Error ? error.message : String(error));
  }
}

/** What the origin answered. */
class Answer {
  constructor(response, body) {
    this.response = response;
    this.body = body;
    this.status = response.status;
    this.connection = response.headers.get("connection") ?? "";
  }
}

/** Why there is none, in the place of its status: `slow` if the time was over. */
class Failure {
  constructor(slow, reason) {
    this.status = 0;
    this.slow = slow;
    this.reason = reason;
  }
}

/** The origin's answer, for the sender. Not every status may have a body, and those that may do not need an empty one. */
export function passOn({ response, body, status }, dropped) {
  const answer = new Response(body.length === 0 ? null : body, { status, headers: response.headers });
  remove(answer.headers, dropped);
  return answer;
}

/** An answer of the edge's own. `name` and `value` are a header more, if there is a name. */
export function answer(status, type, words, name, value) {
  const headers = new Headers({ "content-type": type });
  if (name !== "") headers.set(name, value);
  return new Response(words, { status, headers });
}

// Rust's futures are woken by this, three times a request. The runtime's own takes a long way around, by its event loop's side.
const done = Promise.resolve();
globalThis.queueMicrotask = (task) => void done.then(task);

// A byte order mark is left in, so that JSON.parse refuses it: a decoder that strips it makes two bodies one.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

const lines = (text) => (text === "" ? [] : text.split("\n"));

function flat(headers) {
  let text = "";
  for (const [name, value] of headers) text += `\n${name}\n${value}`;
  return text;
}

function remove(headers, names) {
  for (const name of lines(names)) headers.delete(name);
}

/** The body of an answer. Its length says how much will arrive, unless something is decoded or chunks say otherwise. */
async function whole(response, limit) {
  const { headers, body } = response;
  const length = headers.get("content-length");
  const exact = length !== null && !headers.has("content-encoding") && !headers.has("transfer-encoding");
  const bytes = exact && Number(length) <= limit ? await response.bytes() : await counted(body, limit);
  if (bytes === null) throw new Error(`its answer is longer than ${limit} bytes`);
  return bytes;
}

/** Reads a stream, and never further than its limit: with the chunk that passes it, reading stops. */
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
      // Tells the sender to stop. Whether it does is no concern of ours.
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
