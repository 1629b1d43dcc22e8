/** The stream of a Node request: what was read of it before, and reading it up to a limit. */

import type { IncomingMessage } from "node:http";

import type { Refusal, Verifier } from "../index.js";
import { alone, join } from "./bytes.js";
import { hungUp } from "./common.js";

/** A body that was read. */
export interface ReceivedBody {
  readonly body: Uint8Array;
  /** Whether the stream had an encoding set that may have lost bytes, such as those that are not UTF-8. */
  readonly isLossy: boolean;
}

/**
 * Returns what was read of a stream before. A request that something made up, as `serverless-http` and Nitro do, may have no
 * stream, or one that ended without any data; then the body is where its maker put it.
 */
export function progressOf(req: IncomingMessage): "unread" | "partly" | "read" | "empty" {
  if (typeof req.on !== "function") return "empty";
  if (req.readableDidRead) return req.readableEnded ? "read" : "partly";
  return req.readableEnded ? "empty" : "unread";
}

/** Reads the body. Returns the refusal as soon as the length announced, or what has come, is over the verifier's limit. */
export async function readNodeStream(verifier: Verifier, req: IncomingMessage): Promise<ReceivedBody | Refusal> {
  if (Number(req.headers?.["content-length"] ?? 0) > verifier.maxBodyBytes) return verifier.bodyTooLarge();
  // Something before may have waited for so long that the sender is gone, and then nothing more would be heard of it.
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
    // A sender that hangs up half-way leaves no `end`. An `error` comes before the `close`, and needs a listener until then.
    const gone = () => {
      req.off("data", data).off("end", end).off("pause", flow);
      reject(hungUp());
    };
    // Something before may have paused the stream, or have piped it to where nothing is read.
    const flow = () => void req.resume();
    req.on("data", data).on("end", end).on("error", gone).on("close", gone).on("pause", flow);
    req.resume();
  });
}

/** Encodings that represent every sequence of bytes, so that text in one of them is turned back into those bytes. */
const EXACT = ["hex", "base64", "base64url", "latin1", "binary"];

/** Returns the bytes of chunks. After `req.setEncoding()` they are text: encoded again, it is what a signature can be checked against. */
function toReceived(chunks: readonly (Uint8Array | string)[], length: number, encoding: BufferEncoding): ReceivedBody {
  if (!chunks.some((chunk) => typeof chunk === "string")) {
    return { body: join(chunks as Uint8Array[], length), isLossy: false };
  }
  // Joined first: a character may be in two chunks.
  const text = chunks.join("");
  return {
    body: alone(Buffer.from(text, encoding)),
    isLossy: encoding === "utf8" ? isLossy(text) : !EXACT.includes(encoding),
  };
}

/** Whether text that was decoded from UTF-8 may have lost bytes: U+FFFD stands for each that could not be decoded. */
export function isLossy(text: string): boolean {
  return text.includes("\ufffd");
}

/** How long the stream of a request that is complete may take to end, in milliseconds. */
const END_MS = 500;

/**
 * Ends the stream of a verified request, so that no parser behind the webhook takes the body for what its sender says that it is.
 *
 * Something that made up a request may have its bytes in two places, and no property by which a parser sees that it was read.
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

/** How long a sender that was refused may take to send what is left of its body, in milliseconds. */
const DISCARD_MS = 5000;

/**
 * Reads what is left of a body and drops it, after the response.
 *
 * A connection that is closed with bytes unread is reset, and the reset can overtake the response: the sender then sees a
 * broken connection, and not why. With all of it read, the connection can be used again. A sender that never finishes is cut
 * off.
 */
export function discardNodeBody(req: IncomingMessage, milliseconds: number = DISCARD_MS): void {
  if (req.complete || req.destroyed || typeof req.resume !== "function") return;
  // Unreferenced: where the sender is gone there may be no event to say so, and a server that shuts down must not wait.
  const timer = setTimeout(() => req.destroy(), milliseconds).unref();
  const stop = () => clearTimeout(timer);
  req.on("end", stop).on("close", stop).on("error", stop).resume();
}
