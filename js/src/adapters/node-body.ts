/**
 * A Node request as all of Node's frameworks have it below: verified by the bytes of its body, which are read no further than
 * the limit, or refused, and then got rid of.
 */

import type { IncomingMessage, ServerResponse } from "node:http";

import type { Ack, BodyInput, Refusal, VerificationResult, Verifier } from "../index.js";
import { optional } from "../request/optional.js";
import { hungUp } from "./common.js";

/** How long a sender that was refused may take to send what is left of its body, in milliseconds. */
const DISCARD_MS = 5000;

/** What something before may have left of a body: the bytes, or their text, and what it made of them. */
export interface Left {
  readonly rawBody?: unknown;
  readonly body?: unknown;
}

/**
 * Verifies a request: by the bytes that something before has kept, else by its stream, else by what a parser made of it where
 * the scheme allows that. `left` is whatever may have some of a {@link Left}; `wasRead` makes the app's error for where nothing of these is left.
 */
export async function verifyNode<E>(
  verifier: Verifier<E>,
  req: IncomingMessage,
  left: object,
  wasRead: () => Error,
): Promise<VerificationResult<E>> {
  const headers = pairs(req);
  const rawBody = optional(left as Left, "rawBody");
  const body = optional(left as Left, "body");
  // Text is what many a parser keeps. It does no harm: where it is not what was received, nothing matches.
  const kept = [rawBody, body].find(ArrayBuffer.isView) ?? (typeof rawBody === "string" ? rawBody : undefined);
  if (kept !== undefined) return verifier.check({ headers, body: kept as BodyInput });
  if (!req.readableDidRead && !req.readableEnded) {
    const received = verifier.checkHeaders({ headers }) ?? (await readNodeBody(verifier, req));
    return "code" in received ? { ok: false, ...received } : verifier.check({ headers, ...received });
  }
  if (verifier.reserialize && typeof body === "object" && body !== null) {
    return verifier.check({ headers, parsed: body });
  }
  throw wasRead();
}

/** Answers a delivery that is not wanted, and gets rid of its body. */
export function refuseNode(req: IncomingMessage, res: ServerResponse, response: Ack): void {
  respondNode(res, response);
  discardNodeBody(req);
}

/** Answers, in one go. */
export function respondNode(res: ServerResponse, { status, headers, body }: Ack): void {
  res.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}

/** Headers as they came, so that a repeated one is seen: `req.headers` drops or joins some. */
function pairs({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""] as [string, string]] : []));
}

/** Reads the body. Gives the refusal as soon as the length announced, or what has come, is over the verifier's limit. */
async function readNodeBody(verifier: Verifier, req: IncomingMessage): Promise<{ body: Uint8Array } | Refusal> {
  if (Number(req.headers["content-length"] ?? 0) > verifier.maxBodyBytes) return verifier.bodyTooLarge();
  // Something before may have waited for so long that the sender is gone, and then nothing more would be heard of it.
  if (req.destroyed) throw hungUp();
  const chunks: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const stop = () => req.off("data", data).off("end", end).off("error", gone).off("close", gone);
    const data = (chunk: Uint8Array) => {
      length += chunk.length;
      if (length > verifier.maxBodyBytes) {
        stop().pause();
        return resolve(verifier.bodyTooLarge());
      }
      chunks.push(chunk);
    };
    const end = () => {
      stop();
      resolve({ body: Buffer.concat(chunks, length) });
    };
    // A sender that hangs up half-way leaves no `end`. An `error` comes before the `close`, and needs a listener until then.
    const gone = () => {
      req.off("data", data).off("end", end);
      reject(hungUp());
    };
    req.on("data", data).on("end", end).on("error", gone).on("close", gone);
  });
}

/**
 * Reads what is left of a body and drops it, after the response.
 *
 * A connection that is closed with bytes unread is reset, and the reset can overtake the response: the sender then sees a
 * broken connection, and not why. With all of it read, the connection can be used again. A sender that never finishes is cut
 * off.
 */
export function discardNodeBody(req: IncomingMessage, milliseconds: number = DISCARD_MS): void {
  if (req.complete || req.destroyed) return;
  // Unreferenced: where the sender is gone there may be no event to say so, and a server that shuts down must not wait.
  const timer = setTimeout(() => req.destroy(), milliseconds).unref();
  const stop = () => clearTimeout(timer);
  req.on("end", stop).on("close", stop).on("error", stop).resume();
}

/** A webhook is a POST, and nothing else. */
export function methodNotAllowed(req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(405, { allow: "POST", "content-type": "text/plain; charset=utf-8" }).end("method not allowed");
  discardNodeBody(req);
}
