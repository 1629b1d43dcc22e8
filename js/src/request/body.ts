/** The bytes of a body, and the re-serialized body that some providers sign. */

import { member } from "./member.js";

/** A body as it was received. A string is encoded as UTF-8. */
export type BodyInput = Uint8Array | ArrayBuffer | ArrayBufferView | string;

/** Bytes that nothing else shares: what `fetch`, `Response` and `crypto.subtle` take. `Uint8Array<ArrayBuffer>`, where TypeScript has that. */
export type Bytes = ReturnType<Uint8ArrayConstructor["of"]>;

/** The messages about what cannot be a body. */
export interface BodyMessages {
  misuse(misuse: "body" | "surrogate", given?: unknown): string;
}

const encoder = new TextEncoder();
/** Strict, and with a byte order mark kept: two bodies must never become one text. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Returns the bytes of a body, not copied unless it is text or its memory may change. Throws a TypeError for anything else.
 *
 * Another thread may write to shared memory, and memory that can be resized changes the length of its views: what is handed out
 * has to be what was verified.
 */
export function toBytes(body: unknown, messages: BodyMessages): Bytes {
  if (body instanceof Uint8Array) return mayChange(body.buffer) ? new Uint8Array(body) : (body as Bytes);
  if (typeof body === "string") {
    if (isWellFormed(body)) return encoder.encode(body);
    throw new TypeError(messages.misuse("surrogate"));
  }
  if (ArrayBuffer.isView(body)) return toBytes(view(body), messages);
  // By its tag, since test runners and sandboxes have an ArrayBuffer of their own.
  if (Object.prototype.toString.call(body) === "[object ArrayBuffer]")
    return toBytes(new Uint8Array(body as ArrayBuffer), messages);
  throw new TypeError(messages.misuse("body", body));
}

/** Not every runtime has it, and a page only under certain headers. */
const Shared = globalThis.SharedArrayBuffer as SharedArrayBufferConstructor | undefined;

function mayChange(buffer: ArrayBufferLike & { readonly resizable?: boolean }): boolean {
  // Nearly all are what the first comparison finds, which takes less time than `instanceof`.
  if (buffer.constructor === ArrayBuffer) return buffer.resizable === true;
  return buffer.resizable === true || (Shared !== undefined && buffer instanceof Shared);
}

/** Returns the bytes of another kind of view. */
export function view({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Returns the text of a body. Throws a TypeError if it is not UTF-8. */
export function toText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

interface Searchable {
  includes(text: string): boolean;
}

/** Whether a string in the JSON of a body may be this text: as it is, or with escapes. Looks for bytes, and reads no JSON. */
export function mayHave(bytes: Uint8Array, text: string): boolean {
  const { Buffer } = globalThis as { Buffer?: { from(...view: unknown[]): Searchable } };
  let searched: Searchable;
  try {
    searched = Buffer?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) ?? toText(bytes);
  } catch {
    // What is not UTF-8 is not JSON.
    return false;
  }
  const asItIs = JSON.stringify(text) === `"${text}"`;
  return (asItIs ? [text, "\\u", "\\/"] : ["\\"]).some((sought) => searched.includes(sought));
}

/** Returns `JSON.stringify` of the parsed body, as bytes; undefined where this runtime cannot decode, parse or print it. */
export function reserialize(bytes: Uint8Array): Bytes | undefined {
  try {
    return stringify(JSON.parse(toText(bytes)));
  } catch {
    return undefined;
  }
}

/** Returns a text or a number in the JSON of a body, as text, by its path; undefined where there is none. */
export function textMember(bytes: Uint8Array, path: string): string | undefined {
  try {
    const value = member(JSON.parse(toText(bytes)), path);
    return typeof value === "string" || typeof value === "number" ? `${value}` : undefined;
  } catch {
    return undefined;
  }
}

/** Returns `JSON.stringify` of a value, as bytes; undefined where it has none. */
export function stringify(value: unknown): Bytes | undefined {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : encoder.encode(text);
  } catch {
    return undefined;
  }
}

/**
 * Returns the bytes that a provider signed, if `parsed` is what a parser made of them; undefined for what is not from a parser.
 *
 * A parser reads `1e999` as Infinity, and `-0` as it is. `JSON.stringify` prints `null` and `0`, which may be what was signed: the
 * program would hold a value that nobody sent. Bytes that match nothing take their place.
 */
export function stringifyParsed(parsed: unknown): Bytes | undefined {
  let lossy = false;
  const check = (_: string, value: unknown) => {
    lossy ||= typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0));
    return value;
  };
  const bytes = stringify(parsed);
  // Most have neither of the two, and are not gone through a second time.
  if (bytes === undefined || !/null|\b0\b/.test(toText(bytes))) return bytes;
  JSON.stringify(parsed, check);
  // No provider can have signed this as JSON: it is not UTF-8.
  return lossy ? Uint8Array.of(0xff) : bytes;
}

/** `String.prototype.isWellFormed`, which Node has since 20 and some edge runtimes do not. */
export function isWellFormed(text: string): boolean {
  return typeof text.isWellFormed === "function" ? text.isWellFormed() : !/\p{Surrogate}/u.test(text);
}
