/** The stream of a Node request: how much of it was read before, and reading it up to a limit. */

import type { IncomingMessage } from "node:http";

import type { Refusal, Verifier } from "../index.js";
import { alone, join } from "./bytes.js";
import { hungUp } from "./common.js";

/** A body that was read. */
export interface ReceivedBody {
  readonly body: Uint8Array;
  /** Whether the stream had an encoding set that may have lost bytes, such as bytes that are not UTF-8. */
  readonly isLossy: boolean;
}

/**
 * Returns how much of a stream was read before. An emulated request, such as a request of `serverless-http` or Nitro, may have no stream,
 * or a stream that ended without data. Its body is then where the platform has put it.
 */
export function progressOf(req: IncomingMessage): "unread" | "partly" | "read" | "empty" {
  if (typeof req.on !== "function") return "empty";
  if (req.readableDidRead) return req.readableEnded ? "read" : "partly";
  return req.readableEnded ? "empty" : "unread";
}

/** Reads the body. Returns a refusal as soon as the announced length or the received length exceeds the verifier's limit. */
export async function readNodeStream(verifier: Verifier, req: IncomingMessage): Promise<ReceivedBody | Refusal> {
  if (Number(req.headers?.["content-length"] ?? 0) > verifier.maxBodyBytes) return verifier.bodyTooLarge();
  // Earlier code may have waited so long that the sender is gone. The stream would then emit no more events.
  if (req.destroyed) throw hungUp();
  const encoding = req.readableEncoding ?? "utf8";
  const chunks: (Uint8Array | string)[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const stop = () => {
      req.off("data", data).off("end", end).off("error", gone).off("close", gone).off("pause", flow);
    };
    const data = (chunk: unknown) => {
      if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) {
        stop();
        return reject(new TypeError("The body of the request is a stream of something other than bytes or text."));
      }
      length += typeof chunk === "string" ? Buffer.byteLength(chunk, encoding) : chunk.length;
      if (length > verifier.maxBodyBytes) {
        stop();
        req.pause();
        return resolve(verifier.bodyTooLarge());
      }
      chunks.push(chunk);
    };
    const end = () => {
      stop();
      resolve(toReceived(chunks, length, encoding));
    };
    // If a sender hangs up early, no `end` is emitted. An `error` is emitted before `close`, and needs a listener until then.
    const gone = () => {
      req.off("data", data).off("end", end).off("pause", flow);
      reject(hungUp());
    };
    // Earlier code may have paused the stream, or piped it to a stream that nothing reads.
    const flow = () => void req.resume();
    req.on("data", data).on("end", end).on("error", gone).on("close", gone).on("pause", flow);
    req.resume();
  });
}

/** The encodings that represent every sequence of bytes. Text in one of them can be converted back to the same bytes. */
const EXACT = ["hex", "base64", "base64url", "latin1", "binary"];

/** Returns the bytes of chunks. After `req.setEncoding()`, the chunks are text, which is encoded again to check a signature. */
function toReceived(chunks: readonly (Uint8Array | string)[], length: number, encoding: BufferEncoding): ReceivedBody {
  if (!chunks.some((chunk) => typeof chunk === "string")) {
    return { body: join(chunks as Uint8Array[], length), isLossy: false };
  }
  // The chunks are joined first, because a character may be split between two chunks.
  const text = chunks.join("");
  return {
    body: alone(Buffer.from(text, encoding)),
    isLossy: encoding === "utf8" ? isLossy(text) : !EXACT.includes(encoding),
  };
}

/** Returns whether text that was decoded from UTF-8 may have lost bytes. U+FFFD replaces each byte that could not be decoded. */
export function isLossy(text: string): boolean {
  return text.includes("\ufffd");
}

/** The maximum time for the stream of a complete request to end, in milliseconds. */
const END_MS = 500;

/**
 * Ends the stream of a verified request, so that no later parser can read the body. A parser would depend on the
 * content type, which the sender chose.
 *
 * An emulated request may have its bytes in two places, and no property that shows a parser that the body was read.
 */
export async function exhaust(req: IncomingMessage): Promise<void> {
  req.complete ??= true;
  if (!req.complete || progressOf(req) !== "unread" || req.destroyed) return;
  await new Promise<void>((resolve) => {
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(stop, END_MS);
    req.on("end", stop).on("close", stop).on("error", stop).resume();
  });
}

/** The maximum time for a refused sender to send the rest of its body, in milliseconds. */
const DISCARD_MS = 5000;

/**
 * Reads and discards the rest of a body, after the response.
 *
 * A connection that is closed with unread bytes is reset, and the reset can overtake the response. The sender then sees a broken
 * connection instead of the reason. After the whole body is read, the connection can be used again. The connection of a sender that never
 * finishes is closed.
 */
export function discardNodeBody(req: IncomingMessage, milliseconds: number = DISCARD_MS): void {
  if (req.complete || req.destroyed || typeof req.resume !== "function") return;
  // The timer is unreferenced. If the sender is gone, no event may stop the timer, and a server that shuts down must not wait for it.
  const timer = setTimeout(() => req.destroy(), milliseconds).unref();
  const stop = () => clearTimeout(timer);
  req.on("end", stop).on("close", stop).on("error", stop).resume();
}
