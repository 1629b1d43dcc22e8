/** Reading the body of a Node request, as bytes and not further than the limit. */

import type { IncomingMessage } from "node:http";

import type { Refusal, Verifier } from "../index.js";

/** Reads the body. Gives the refusal as soon as the length announced, or what has come, is over the verifier's limit. */
export async function readNodeBody(verifier: Verifier, req: IncomingMessage): Promise<{ body: Uint8Array } | Refusal> {
  if (Number(req.headers["content-length"] ?? 0) > verifier.maxBodyBytes) return verifier.bodyTooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const done = (result: { body: Uint8Array } | Refusal) => {
      req.off("data", data).off("end", end).off("error", reject).off("close", closed);
      resolve(result);
    };
    const data = (chunk: Uint8Array) => {
      length += chunk.length;
      if (length > verifier.maxBodyBytes) {
        req.pause();
        return done(verifier.bodyTooLarge());
      }
      chunks.push(chunk);
    };
    const end = () => done({ body: Buffer.concat(chunks, length) });
    // A sender that hangs up half-way leaves no `end`; nobody is there to be answered.
    const closed = () => reject(new Error("The sender hung up before the body was complete."));
    req.on("data", data).on("end", end).on("error", reject).on("close", closed);
  });
}
