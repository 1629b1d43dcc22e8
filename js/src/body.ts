/** The bytes of a body, and the second form that some providers sign. */

/** A body as it was received. A string stands for its UTF-8 bytes. */
export type BodyInput = Uint8Array | ArrayBuffer | ArrayBufferView | string;

const encoder = new TextEncoder();
/** Strict, and with a byte order mark kept: two bodies must never become one text. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes of a body, not copied unless it is text. Throws a TypeError for anything else, with the way to the bytes. */
export function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") {
    if (!isWellFormed(body)) {
      throw new TypeError("body has half of a surrogate pair, so it is not what was received. Pass the raw bytes.");
    }
    return encoder.encode(body);
  }
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  // By its tag, since test runners and sandboxes have an ArrayBuffer of their own.
  const tag = Object.prototype.toString.call(body);
  if (tag === "[object ArrayBuffer]") return new Uint8Array(body as ArrayBuffer);
  throw new TypeError(
    `body is ${describe(body, tag)}, and the signature covers the raw bytes. ` +
      "webhook() of hookward/express, /fastify, /koa, /hono, /node, /lambda or /fetch gets them by itself. By hand, in Express: " +
      "express.raw({ type: () => true }) on this route in place of express.json(). " +
      "Fetch, Next.js, Hono, SvelteKit, Workers: new Uint8Array(await request.arrayBuffer()). " +
      "Node: Buffer.concat(await req.toArray()). AWS Lambda: Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8').",
  );
}

/** What was given in place of bytes, in words: the mistake is mostly one of these. */
function describe(body: unknown, tag: string): string {
  if (typeof body !== "object") return body === undefined ? "undefined" : `a ${typeof body}`;
  if (body === null) return "null";
  if (Array.isArray(body)) return "an array";
  if (tag === "[object Object]") return "a parsed object";
  if (tag === "[object Promise]") return "a promise that nobody awaited";
  return `a ${tag.slice("[object ".length, -1)}`;
}

/** The text of a body. Throws a TypeError if it is not UTF-8. */
export function toText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** `JSON.stringify` of the parsed body, as bytes; undefined where this runtime cannot decode, parse or print it. */
export function reserialize(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return stringify(JSON.parse(toText(bytes)));
  } catch {
    return undefined;
  }
}

/** `JSON.stringify` of a value, as bytes; undefined where there is no such thing. */
export function stringify(value: unknown): Uint8Array | undefined {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : encoder.encode(text);
  } catch {
    return undefined;
  }
}

/** `String.prototype.isWellFormed`, which Node has since 20 and some edge runtimes do not. */
function isWellFormed(text: string): boolean {
  return typeof text.isWellFormed === "function" ? text.isWellFormed() : !/\p{Surrogate}/u.test(text);
}
