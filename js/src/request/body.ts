/** The bytes of a body, and the re-serialized body that some providers sign. */

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
 * Returns the bytes of a body, not copied unless it is text or its memory is shared. Throws a TypeError for anything else.
 *
 * Another thread may write to shared memory: what is handed out has to be what was verified.
 */
export function toBytes(body: unknown, messages: BodyMessages): Bytes {
  if (body instanceof Uint8Array) return isShared(body.buffer) ? new Uint8Array(body) : (body as Bytes);
  if (typeof body === "string") {
    if (isWellFormed(body)) return encoder.encode(body);
    throw new TypeError(messages.misuse("surrogate"));
  }
  if (ArrayBuffer.isView(body)) return toBytes(view(body), messages);
  // By its tag, since test runners and sandboxes have an ArrayBuffer of their own.
  if (Object.prototype.toString.call(body) === "[object ArrayBuffer]") return new Uint8Array(body as ArrayBuffer);
  throw new TypeError(messages.misuse("body", body));
}

/** Not every runtime has it, and a page only under certain headers. */
const Shared = globalThis.SharedArrayBuffer as SharedArrayBufferConstructor | undefined;

function isShared(buffer: ArrayBufferLike): boolean {
  // Nearly all are what the first comparison finds, which takes less time than `instanceof`.
  return buffer.constructor !== ArrayBuffer && Shared !== undefined && buffer instanceof Shared;
}

/** Returns the bytes of another kind of view. */
export function view({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Returns the text of a body. Throws a TypeError if it is not UTF-8. */
export function toText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Returns `JSON.stringify` of the parsed body, as bytes; undefined where this runtime cannot decode, parse or print it. */
export function reserialize(bytes: Uint8Array): Bytes | undefined {
  try {
    return stringify(JSON.parse(toText(bytes)));
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

/** `String.prototype.isWellFormed`, which Node has since 20 and some edge runtimes do not. */
export function isWellFormed(text: string): boolean {
  return typeof text.isWellFormed === "function" ? text.isWellFormed() : !/\p{Surrogate}/u.test(text);
}
