/** The bytes of a body, and the re-serialized body that some providers sign. */

import { member } from "./member.js";

/** A body as it was received. A string is encoded as UTF-8. */
export type BodyInput = Uint8Array | ArrayBuffer | ArrayBufferView | string;

/**
 * Bytes in memory that is not shared, as `fetch`, `Response` and `crypto.subtle` require. The type is `Uint8Array<ArrayBuffer>` in versions
 * of TypeScript that have this type.
 */
export type Bytes = ReturnType<Uint8ArrayConstructor["of"]>;

/** The messages about a value that cannot be a body. */
export interface BodyMessages {
  misuse(misuse: "body" | "surrogate", given?: unknown): string;
}

const encoder = new TextEncoder();
/** A decoder that is strict and keeps a byte order mark: two different bodies must never become the same text. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Returns the bytes of a body. Throws a TypeError for a value that cannot be a body.
 *
 * The bytes are copied only if the body is text, or if its memory may change. Another thread may write to shared memory, and resizable
 * memory changes the length of its views. The returned bytes must stay the bytes that were verified.
 */
export function toBytes(body: unknown, messages: BodyMessages): Bytes {
  if (body instanceof Uint8Array) return mayChange(body.buffer) ? new Uint8Array(body) : (body as Bytes);
  if (typeof body === "string") {
    if (isWellFormed(body)) return encoder.encode(body);
    throw new TypeError(messages.misuse("surrogate"));
  }
  if (ArrayBuffer.isView(body)) return toBytes(view(body), messages);
  // Compares the tag, because test runners and sandboxes have their own ArrayBuffer.
  if (Object.prototype.toString.call(body) === "[object ArrayBuffer]")
    return toBytes(new Uint8Array(body as ArrayBuffer), messages);
  throw new TypeError(messages.misuse("body", body));
}

/** The constructor of shared memory. Some runtimes do not have it, and a page has it only with certain headers. */
const Shared = globalThis.SharedArrayBuffer as SharedArrayBufferConstructor | undefined;

function mayChange(buffer: ArrayBufferLike & { readonly resizable?: boolean }): boolean {
  // The first comparison matches nearly all buffers, and is faster than `instanceof`.
  if (buffer.constructor === ArrayBuffer) return buffer.resizable === true;
  return buffer.resizable === true || (Shared !== undefined && buffer instanceof Shared);
}

/** Returns the bytes of any kind of view. */
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

/** Returns whether a string in the JSON of a body may be a text, with or without escapes. Searches the bytes without parsing the JSON. */
export function mayHave(bytes: Uint8Array, text: string): boolean {
  const { Buffer } = globalThis as { Buffer?: { from(...view: unknown[]): Searchable } };
  let searched: Searchable;
  try {
    searched = Buffer?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) ?? toText(bytes);
  } catch {
    // A body that is not UTF-8 is not JSON.
    return false;
  }
  const asItIs = JSON.stringify(text) === `"${text}"`;
  return (asItIs ? [text, "\\u", "\\/"] : ["\\"]).some((sought) => searched.includes(sought));
}

/** Returns the bytes of the re-serialized body, or undefined if this runtime cannot decode, parse or stringify the body. */
export function reserialize(bytes: Uint8Array): Bytes | undefined {
  try {
    return stringify(JSON.parse(toText(bytes)));
  } catch {
    return undefined;
  }
}

/** Returns a string or a number in the JSON of a body as text, by its path, or undefined if it does not exist. */
export function textMember(bytes: Uint8Array, path: string): string | undefined {
  try {
    const value = member(JSON.parse(toText(bytes)), path);
    return typeof value === "string" || typeof value === "number" ? `${value}` : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the bytes of `JSON.stringify` of a value, or undefined if the value has no JSON. */
export function stringify(value: unknown): Bytes | undefined {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : encoder.encode(text);
  } catch {
    return undefined;
  }
}

/**
 * Returns the re-serialized bytes for the output of a parser, or undefined if a parser cannot have returned the value.
 *
 * A parser reads `1e999` as Infinity, and `-0` as negative zero. `JSON.stringify` writes them as `null` and `0`, and a provider may have
 * signed exactly that: the program would then have a value that no one sent. The result is therefore bytes that match no signature.
 */
export function stringifyParsed(parsed: unknown): Bytes | undefined {
  let lossy = false;
  const check = (_: string, value: unknown) => {
    lossy ||= typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0));
    return value;
  };
  const bytes = stringify(parsed);
  // Most bodies contain neither `null` nor `0`, and are not checked a second time.
  if (bytes === undefined || !/null|\b0\b/.test(toText(bytes))) return bytes;
  JSON.stringify(parsed, check);
  // No provider can have signed this as JSON: it is not UTF-8.
  return lossy ? Uint8Array.of(0xff) : bytes;
}

/** Returns whether a text is well formed. Node 20 and later have `String.prototype.isWellFormed`, but some edge runtimes do not. */
export function isWellFormed(text: string): boolean {
  return typeof text.isWellFormed === "function" ? text.isWellFormed() : !/\p{Surrogate}/u.test(text);
}
