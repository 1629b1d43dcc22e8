/**
 * Node requests, on which all of Node's frameworks are based. A request is verified by the bytes of its body, which are read up to the
 * limit. The body of a refused request is discarded.
 */

import type { IncomingMessage, ServerResponse } from "node:http";

import type { Ack, BodyInput, HeadersInput, VerificationResult, VerifiedDelivery, Verifier } from "../index.js";
import { optional } from "../request/optional.js";
import { alone } from "./bytes.js";
import { bytesOf, nameOf, placeAt } from "./common.js";
import { checkInside, encodingOf } from "./decompress.js";
import { pathOf } from "./fetch-body.js";
import { discardNodeBody, isLossy, progressOf, readNodeStream } from "./node-stream.js";
import type { Turn } from "./turn.js";
import { isSuccess } from "./turn.js";
import { isThenable } from "./verifier-source.js";

/** The body that earlier code may have left on a request: the bytes, or their text, and the parsed value. */
export interface Left {
  readonly rawBody?: unknown;
  readonly body?: unknown;
}

/** The verifier of a request, and the option `decompress`. */
interface Source<E> {
  readonly verifier: Verifier<E> | PromiseLike<Verifier<E>>;
  readonly decompress?: boolean | undefined;
}

/**
 * Verifies a request by the bytes that earlier code has kept, otherwise by its stream. If neither is available, verifies the parsed body
 * if the scheme allows this. `holders` are the objects that may have a {@link Left} body, and the first one takes precedence. `wasRead`
 * creates the app's error if no body is left.
 */
export async function verifyNode<E>(
  { verifier: given, decompress }: Source<E>,
  req: IncomingMessage,
  holders: readonly object[],
  wasRead: () => Error,
): Promise<VerificationResult<E>> {
  const verifier = isThenable(given) ? await whileHeld(req, given) : given;
  const headers = headersOf(req);
  const head = { headers, method: req.method, url: urlOf(req, holders) };
  const { rawBody, body } = leftOn(holders);
  const encoding = req.headers?.["content-encoding"];
  const check = async (body: BodyInput) => {
    const first = verifier.check({ ...head, body });
    const result = decompress ? await checkInside(verifier, head, { body, encoding, first }) : first;
    if (result.ok) verified.set(req, body);
    return result;
  };
  const progress = progressOf(req);
  // Many parsers keep text. Text is safe: if it differs from the received body, no signature matches.
  const all = [...[rawBody, body].filter(isBytes), ...[rawBody, body].filter((one) => typeof one === "string")];
  const kept = verified.get(req) ?? all.find((one) => lengthOf(one) > 0) ?? all[0];
  // If earlier code collects the chunks and the stream has not begun, the kept body is still empty. It is not used.
  if (kept !== undefined && !(lengthOf(kept) === 0 && progress === "unread")) {
    const result = await check(ArrayBuffer.isView(kept) ? alone(kept) : kept);
    if (!mayBeGenuine(result)) return result;
    // The kept bytes are only a part of the body.
    if (progress === "partly") throw wasRead();
    if (typeof kept === "string" && isLossy(kept)) throw wasDecoded(req);
    if (encodingOf(encoding) !== undefined && wasInflated(req, kept)) throw wasDecompressed(req);
    return result;
  }
  if (progress === "unread") {
    const received = verifier.checkHeaders(head) ?? (await readNodeStream(verifier, req));
    if ("code" in received) return { ok: false, ...received };
    const result = await check(received.body);
    if (received.isLossy && mayBeGenuine(result)) throw wasDecoded(req);
    return result;
  }
  const nothing = body === undefined || body === null;
  if (progress === "empty" && nothing) return verifier.check({ ...head, body: new Uint8Array(0) });
  if (verifier.reserialize && !nothing && typeof body === "object" && !isStream(body)) {
    return verifier.check({ ...head, parsed: body });
  }
  throw wasRead();
}

/** Returns the path and query as they were received, even if a router has changed them since. */
function urlOf(req: IncomingMessage, holders: readonly object[]): string | undefined {
  const original = [...holders, req].map((holder) =>
    optional(holder as { readonly originalUrl?: unknown }, "originalUrl"),
  );
  const url = original.find((one) => typeof one === "string") ?? req.url;
  // A request to a proxy has a full URL, whose host the sender chose. Any sender can send such a request here.
  if (typeof url !== "string" || url.startsWith("/")) return url;
  return pathOf(url);
}

/** The received bodies that a previous webhook() of the same request has verified. The stream was already read. */
const verified = new WeakMap<IncomingMessage, BodyInput>();

/** Waits for a verifier. Until the verifier is ready, no chunk may go to a listener that earlier code has added. */
async function whileHeld<V>(req: IncomingMessage, verifier: PromiseLike<V>): Promise<V> {
  const isFlowing = req.readableFlowing === true && progressOf(req) === "unread";
  if (isFlowing) req.pause();
  const ignore = () => {};
  req.on?.("error", ignore);
  try {
    return await verifier;
  } finally {
    req.off?.("error", ignore);
    if (isFlowing) req.resume();
  }
}

/** Returns the body that is left, each property from the first holder that has it. Some parsers and platforms set it on Node's request. */
function leftOn(holders: readonly object[]): Left {
  const first = (name: keyof Left) =>
    holders.map((holder) => optional(holder as Left, name)).find((value) => value !== undefined);
  return { rawBody: first("rawBody"), body: first("body") };
}

/**
 * Replaces the parsed body and the kept bytes of a request with the verified body. The parser depended on the content type, which the
 * sender chose and which is not signed.
 */
export function replaceBody(holder: object, delivery: VerifiedDelivery<unknown>): void {
  let found: { readonly value: unknown } | undefined;
  const set = (name: string, value: unknown) =>
    Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(holder, "body", {
    // Parsed only when it is read, because most handlers use the delivery.
    get: () => {
      found ??= { value: jsonOf(delivery) };
      return found.value;
    },
    set: (value: unknown) => void set("body", value),
    enumerable: true,
    configurable: true,
  });
  const rawBody = optional(holder as Left, "rawBody");
  const { buffer, byteOffset, byteLength } = bytesOf(delivery);
  if (typeof rawBody === "string") set("rawBody", Buffer.from(buffer, byteOffset, byteLength).toString());
  else if (isBytes(rawBody)) set("rawBody", Buffer.from(buffer, byteOffset, byteLength));
}

/** Returns whether earlier code has set a body on a request. */
export function hasBody(holder: object): boolean {
  return optional(holder as Left, "body") !== undefined || optional(holder as Left, "rawBody") !== undefined;
}

function jsonOf(delivery: VerifiedDelivery<unknown>): unknown {
  // An unsigned body must not be passed on as if it were signed.
  if (nameOf(delivery) === "authenticated") return undefined;
  try {
    return delivery.json();
  } catch {
    // The body is not JSON, or does not match the app's schema. The error of `delivery.json()` states which.
    return undefined;
  }
}

/** Returns whether only the signature did not match. A genuine delivery whose body lost some bytes is also refused in this way. */
function mayBeGenuine(result: VerificationResult<unknown>): boolean {
  return !result.ok && result.code === "signature_mismatch";
}

function isBytes(value: unknown): value is ArrayBufferView | ArrayBuffer {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

function lengthOf(body: BodyInput): number {
  return typeof body === "string" ? body.length : body.byteLength;
}

function isStream(body: object): boolean {
  return "getReader" in body || "pipe" in body;
}

/**
 * Returns the headers as they were received, including repeated headers. `req.headers` drops or joins some of these. An emulated request
 * may have only `req.headers`.
 */
function headersOf({ rawHeaders, headers }: IncomingMessage): HeadersInput {
  if (!Array.isArray(rawHeaders) || rawHeaders.length === 0) return headers ?? {};
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""] as [string, string]] : []));
}

/** Returns the method and path of a request. In a router, Express keeps the whole path as `originalUrl`. */
export function placeOfNode({ method, url, originalUrl }: IncomingMessage & { readonly originalUrl?: string }): string {
  return placeAt(method, originalUrl ?? url);
}

/** Returns the error for a body that was decoded to text and lost bytes, which may be signed. The message states what to change. */
function wasDecoded(req: IncomingMessage): Error {
  return new TypeError(
    `The body of ${placeOfNode(req)} was decoded to text before hookward received it, and some bytes were lost. ` +
      "Remove req.setEncoding(), or keep the bytes as a Buffer: req.rawBody = Buffer.concat(chunks).",
  );
}

/**
 * Returns whether earlier code has decompressed a body. Then its length differs from the header `content-length`. Without this header, the
 * body is text, or does not begin like gzip.
 */
function wasInflated({ headers }: IncomingMessage, kept: BodyInput): boolean {
  const length = headers["content-length"];
  if (length !== undefined)
    return Number(length) !== (typeof kept === "string" ? Buffer.byteLength(kept) : lengthOf(kept));
  if (typeof kept === "string") return true;
  const [first, second] = ArrayBuffer.isView(kept) ? alone(kept) : new Uint8Array(kept);
  return `${headers["content-encoding"]}`.includes("gzip") && !(first === 0x1f && second === 0x8b);
}

/** Returns the error for a body that was decompressed before verification. The signature may cover the sent bytes, which are gone. */
function wasDecompressed(req: IncomingMessage): Error {
  return new TypeError(
    `A body parser decompressed the body of ${placeOfNode(req)} before hookward received it, and the ` +
      "signature does not match the decompressed body. Put webhook() before the parser.",
  );
}

/** Sends the response to a request that is not handled, and discards its body. */
export function refuseNode(req: IncomingMessage, res: ServerResponse, response: Ack): void {
  respondNode(res, response);
  discardNodeBody(req);
}

/** Sends a complete response. */
export function respondNode(res: ServerResponse, { status, headers, body }: Ack): void {
  // The two calls are not chained, because writeHead() of an emulated response may return nothing.
  // A response of status 204 has no length (RFC 9110, section 8.6).
  res.writeHead(status, status === 204 ? headers : { ...headers, "content-length": Buffer.byteLength(body) });
  res.end(body);
}

/** Returns whether other code has begun or ended the response. */
export function hasResponse(res: ServerResponse): boolean {
  return res.headersSent || res.writableEnded;
}

/** Returns the status of a response that a handler has begun or set. Returns 200 if the acknowledgement will be sent next. */
export function statusOf(res: ServerResponse, before: number): number {
  // An outer framework may have set a status before, as Koa sets 404.
  return hasResponse(res) || res.statusCode !== before ? res.statusCode : 200;
}

/**
 * Settles a turn by the status of the response, when the response is ended.
 *
 * The function replaces `res.end()`, because a response emits no event if the sender has hung up. A sender may hang up before it sends the
 * delivery again.
 */
export function settleAtEnd(turn: Turn, res: ServerResponse): void {
  const { end } = res;
  res.end = function (this: ServerResponse, ...given: Parameters<typeof end>) {
    turn.settle(isSuccess(res.statusCode)).catch((error) => {
      console.error("hookward: A delivery was handled, but its dedupe key could not be completed:", error);
    });
    return end.apply(this, given);
  } as typeof end;
}

/** Sends a 405 response. A webhook accepts only POST requests, and the method of a challenge. */
export function methodNotAllowed(req: IncomingMessage, res: ServerResponse, allow = "POST"): void {
  res.writeHead(405, { allow, "content-type": "text/plain; charset=utf-8" });
  res.end("method not allowed");
  discardNodeBody(req);
}
