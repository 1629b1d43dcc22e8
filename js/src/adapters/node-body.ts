/**
 * A Node request as all of Node's frameworks have it below: verified by the bytes of its body, which are read no further than
 * the limit, or refused, and then got rid of.
 */

import type { IncomingMessage, ServerResponse } from "node:http";

import type { Ack, BodyInput, HeadersInput, VerificationResult, Verifier } from "../index.js";
import { optional } from "../request/optional.js";
import { discardNodeBody, isLossy, progressOf, readNodeStream } from "./node-stream.js";

/** What something before may have left of a body: the bytes, or their text, and what it made of them. */
export interface Left {
  readonly rawBody?: unknown;
  readonly body?: unknown;
}

/** Returns what is left on the first of several objects that has it: some parsers and platforms put it on Node's request. */
export function leftOn(...objects: object[]): Left {
  const first = (name: keyof Left) =>
    objects.map((object) => optional(object as Left, name)).find((value) => value !== undefined);
  return { rawBody: first("rawBody"), body: first("body") };
}

/**
 * Verifies a request: by the bytes that something before has kept, else by its stream, else by what a parser made of it where
 * the scheme allows that. `wasRead` makes the app's error for where nothing of these is left.
 */
export async function verifyNode<E>(
  verifier: Verifier<E>,
  req: IncomingMessage,
  { rawBody, body }: Left,
  wasRead: () => Error,
): Promise<VerificationResult<E>> {
  const headers = headersOf(req);
  const progress = progressOf(req);
  // Text is what many a parser keeps. It does no harm: where it is not what was received, nothing matches.
  const all = [...[rawBody, body].filter(isBytes), ...[rawBody, body].filter((one) => typeof one === "string")];
  const kept = all.find((one) => lengthOf(one) > 0) ?? all[0];
  // Nothing yet, where something has begun to collect the chunks and the stream has not begun.
  if (kept !== undefined && !(lengthOf(kept) === 0 && progress === "unread")) {
    const result = verifier.check({ headers, body: kept });
    if (!mayBeGenuine(result)) return result;
    // What is kept is a part of the body so far.
    if (progress === "partly") throw wasRead();
    if (typeof kept === "string" && isLossy(kept)) throw wasDecoded(req);
    return result;
  }
  if (progress === "unread") {
    const received = verifier.checkHeaders({ headers }) ?? (await readNodeStream(verifier, req));
    if ("code" in received) return { ok: false, ...received };
    const result = verifier.check({ headers, body: received.body });
    if (received.isLossy && mayBeGenuine(result)) throw wasDecoded(req);
    return result;
  }
  const nothing = body === undefined || body === null;
  if (progress === "empty" && nothing) return verifier.check({ headers, body: new Uint8Array(0) });
  if (verifier.reserialize && !nothing && typeof body === "object" && !isStream(body)) {
    return verifier.check({ headers, parsed: body });
  }
  throw wasRead();
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

/** Returns the app's own mistake, with what to change: the bytes that were lost may be those that were signed. */
function wasDecoded(req: IncomingMessage & { originalUrl?: string }): Error {
  const [path] = (req.originalUrl ?? req.url ?? "").split("?");
  return new TypeError(
    `Something decoded the body of ${req.method} ${path} to text before hookward saw its bytes, and not all of them are left. ` +
      "Remove req.setEncoding() there, or keep the bytes as a Buffer: req.rawBody = Buffer.concat(chunks).",
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
  res.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  res.end(body);
}

/** A webhook is a POST, and nothing else. */
export function methodNotAllowed(req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(405, { allow: "POST", "content-type": "text/plain; charset=utf-8" });
  res.end("method not allowed");
  discardNodeBody(req);
}

export { discardNodeBody };
