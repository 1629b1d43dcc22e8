/**
 * A Node request as all of Node's frameworks have it below: verified by the bytes of its body, which are read no further than
 * the limit, or refused, and then got rid of.
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

/** What something before may have left of a body: the bytes, or their text, and what it made of them. */
export interface Left {
  readonly rawBody?: unknown;
  readonly body?: unknown;
}

/** What a request is verified with. */
interface Source<E> {
  readonly verifier: Verifier<E> | PromiseLike<Verifier<E>>;
  readonly decompress?: boolean | undefined;
}

/**
 * Verifies a request: by the bytes that something before has kept, else by its stream, else by what a parser made of it where
 * the scheme allows that. `holders` are what may have a {@link Left} of the body, the first one first; `wasRead` makes the app's error
 * for where nothing of these is left.
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
  // Text is what many a parser keeps. It does no harm: where it is not what was received, nothing matches.
  const all = [...[rawBody, body].filter(isBytes), ...[rawBody, body].filter((one) => typeof one === "string")];
  const kept = verified.get(req) ?? all.find((one) => lengthOf(one) > 0) ?? all[0];
  // Nothing yet, where something has begun to collect the chunks and the stream has not begun.
  if (kept !== undefined && !(lengthOf(kept) === 0 && progress === "unread")) {
    const result = await check(ArrayBuffer.isView(kept) ? alone(kept) : kept);
    if (!mayBeGenuine(result)) return result;
    // What is kept is a part of the body so far.
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

/** Returns the path and the query as they were received, whatever a router has made of them since. */
function urlOf(req: IncomingMessage, holders: readonly object[]): string | undefined {
  const original = [...holders, req].map((holder) =>
    optional(holder as { readonly originalUrl?: unknown }, "originalUrl"),
  );
  const url = original.find((one) => typeof one === "string") ?? req.url;
  // A request to a proxy has a whole url, whose host is the sender's; and anyone can send one here.
  if (typeof url !== "string" || url.startsWith("/")) return url;
  return pathOf(url);
}

/** What another webhook() of the same request has verified, as it was received: the stream has been read. */
const verified = new WeakMap<IncomingMessage, BodyInput>();

/** Waits for a verifier. Until it is there, no chunk may go to a listener that something before has added. */
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

/** Returns what is left on the first of several objects that has it: some parsers and platforms put it on Node's request. */
function leftOn(holders: readonly object[]): Left {
  const first = (name: keyof Left) =>
    holders.map((holder) => optional(holder as Left, name)).find((value) => value !== undefined);
  return { rawBody: first("rawBody"), body: first("body") };
}

/**
 * Replaces what a parser made of a body by what was verified, and bytes that were kept by those. The parser went by the content type
 * that the sender chose, which is not signed.
 */
export function replaceBody(holder: object, delivery: VerifiedDelivery<unknown>): void {
  let found: { readonly value: unknown } | undefined;
  const set = (name: string, value: unknown) =>
    Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(holder, "body", {
    // When it is asked for: most handlers use the delivery.
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

/** Whether something has put a body on a request. */
export function hasBody(holder: object): boolean {
  return optional(holder as Left, "body") !== undefined || optional(holder as Left, "rawBody") !== undefined;
}

function jsonOf(delivery: VerifiedDelivery<unknown>): unknown {
  // Nothing of a body that is not signed is handed on as if it were.
  if (nameOf(delivery) === "authenticated") return undefined;
  try {
    return delivery.json();
  } catch {
    // Not JSON, or not what the app's schema describes: `delivery.json()` says which to those who ask it.
    return undefined;
  }
}

/** Whether a delivery was refused for its body alone, which is what it looks like where some of the bytes were lost. */
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
 * Returns the headers as they came, so that a repeated one is seen: `req.headers` drops or joins some. A request that something
 * made up may have those alone.
 */
function headersOf({ rawHeaders, headers }: IncomingMessage): HeadersInput {
  if (!Array.isArray(rawHeaders) || rawHeaders.length === 0) return headers ?? {};
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""] as [string, string]] : []));
}

/** Returns the method and path of a request. Express keeps the whole path beside that below a router. */
export function placeOfNode({ method, url, originalUrl }: IncomingMessage & { readonly originalUrl?: string }): string {
  return placeAt(method, originalUrl ?? url);
}

/** Returns the app's own mistake, with what to change: the bytes that were lost may be those that were signed. */
function wasDecoded(req: IncomingMessage): Error {
  return new TypeError(
    `The body of ${placeOfNode(req)} was decoded to text before hookward received it, and some bytes were lost. ` +
      "Remove req.setEncoding(), or keep the bytes as a Buffer: req.rawBody = Buffer.concat(chunks).",
  );
}

/** Whether something before has inflated a compressed body: it is not as long as the sender says, or does not begin as gzip does. */
function wasInflated({ headers }: IncomingMessage, kept: BodyInput): boolean {
  const length = headers["content-length"];
  if (length !== undefined)
    return Number(length) !== (typeof kept === "string" ? Buffer.byteLength(kept) : lengthOf(kept));
  if (typeof kept === "string") return true;
  const [first, second] = ArrayBuffer.isView(kept) ? alone(kept) : new Uint8Array(kept);
  return `${headers["content-encoding"]}`.includes("gzip") && !(first === 0x1f && second === 0x8b);
}

/** Returns the app's own mistake: the signature may be one of the bytes as they were sent, which are gone. */
function wasDecompressed(req: IncomingMessage): Error {
  return new TypeError(
    `A body parser decompressed the body of ${placeOfNode(req)} before hookward received it, and the ` +
      "signature does not match the decompressed body. Put webhook() before the parser.",
  );
}

/** Answers a delivery that is not wanted, and gets rid of its body. */
export function refuseNode(req: IncomingMessage, res: ServerResponse, response: Ack): void {
  respondNode(res, response);
  discardNodeBody(req);
}

/** Answers, in one go. */
export function respondNode(res: ServerResponse, { status, headers, body }: Ack): void {
  // Two calls: of a response that something made up, writeHead() may return nothing.
  // A response of status 204 has no length (RFC 9110, section 8.6).
  res.writeHead(status, status === 204 ? headers : { ...headers, "content-length": Buffer.byteLength(body) });
  res.end(body);
}

/** Whether something has begun or ended a response. */
export function hasResponse(res: ServerResponse): boolean {
  return res.headersSent || res.writableEnded;
}

/** Returns the status of a response that a handler has begun, or has set; that of success where the acknowledgement comes next. */
export function statusOf(res: ServerResponse, before: number): number {
  // A framework around this one may have set one before, as Koa sets 404.
  return hasResponse(res) || res.statusCode !== before ? res.statusCode : 200;
}

/**
 * Settles a turn when something ends the response, by its status.
 *
 * Not by an event: where the sender has hung up, as one does that is about to send the delivery again, a response has none.
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

/** A webhook is a POST, and nothing else, but for the method of a challenge. */
export function methodNotAllowed(req: IncomingMessage, res: ServerResponse, allow = "POST"): void {
  res.writeHead(405, { allow, "content-type": "text/plain; charset=utf-8" });
  res.end("method not allowed");
  discardNodeBody(req);
}
