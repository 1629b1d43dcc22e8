/** Reading the body of a Node request as bytes and not further than the limit, and getting rid of one that is not wanted. */

import type { IncomingMessage } from "node:http";

import type { Refusal, Verifier } from "../index.js";

/** How long a sender that was refused may take to send what is left of its body, in milliseconds. */
const DISCARD_MS = 5000;

/** Reads the body. Gives the refusal as soon as the length announced, or what has come, is over the verifier's limit. */
export async function readNodeBody(verifier: Verifier, req: IncomingMessage): Promise<{ body: Uint8Array } | Refusal> {
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
 * Reads what is left of a body and drops it, after the answer.
 *
 * A connection that is closed with bytes unread is reset, and the reset can overtake the answer: the sender then sees a
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

/** As the body parsers of Express say it, so that an app's error handler knows it. */
function hungUp(): Error {
  const error = new Error("The sender hung up before the body was complete.");
  return Object.assign(error, { status: 400, code: "ECONNABORTED" });
}
