/** Bodies that were signed before they were compressed. */

import type { BodyInput, RequestHead, VerificationResult, Verifier } from "../index.js";
import { alone, join } from "./bytes.js";

/** The content encodings that a body can be decompressed from. */
export type Encoding = "gzip" | "deflate" | "br";

/**
 * Decompresses a body that did not match, and verifies its content. If the body cannot be decompressed, returns the first result.
 *
 * The encoding proves nothing, because the sender chooses it. The signature of the content is the proof.
 */
export async function checkInside<E>(
  verifier: Verifier<E>,
  head: RequestHead,
  {
    body,
    encoding,
    first,
  }: { readonly body: BodyInput; readonly encoding: unknown; readonly first: VerificationResult<E> },
): Promise<VerificationResult<E>> {
  const name = encodingOf(encoding);
  // A body that is text comes from a parser, and parsers decompress.
  if (first.ok || first.code !== "signature_mismatch" || name === undefined || !(body instanceof Uint8Array))
    return first;
  const inside = await inflate(body, name, verifier.maxBodyBytes);
  if (inside === undefined) return first;
  if (inside === "limit") return { ok: false, ...verifier.bodyTooLarge() };
  return verifier.check({ ...head, body: inside });
}

/** Returns the encoding of a header `content-encoding`. Returns undefined for no encoding, several encodings, or any other one. */
export function encodingOf(value: unknown): Encoding | undefined {
  const name = `${value ?? ""}`.trim().toLowerCase().replace(/^x-/, "");
  return name === "gzip" || name === "deflate" || name === "br" ? name : undefined;
}

interface Zlib {
  readonly gunzip: Unzip;
  readonly inflate: Unzip;
  readonly brotliDecompress: Unzip;
}

type Unzip = (
  bytes: Uint8Array,
  options: { readonly maxOutputLength: number },
  done: (error: { readonly code?: string } | null, inside: Uint8Array) => void,
) => void;

/** Decompresses bytes. Returns undefined if the bytes are not in the encoding, and `"limit"` if the content exceeds the limit. */
async function inflate(
  bytes: Uint8Array,
  encoding: Encoding,
  limit: number,
): Promise<Uint8Array | "limit" | undefined> {
  const zlib = builtin();
  if (zlib === undefined) return inflateInStream(bytes, encoding, limit);
  const unzip = { gzip: zlib.gunzip, deflate: zlib.inflate, br: zlib.brotliDecompress }[encoding];
  return new Promise((resolve) => {
    unzip(bytes, { maxOutputLength: limit }, (error, inside) => {
      if (error === null) resolve(alone(inside));
      else resolve(error.code === "ERR_BUFFER_TOO_LARGE" ? "limit" : undefined);
    });
  });
}

/** Returns the runtime's zlib. It is not imported, so that a bundle for other runtimes has nothing to resolve. */
function builtin(): Zlib | undefined {
  try {
    const { process } = globalThis as { process?: { getBuiltinModule?(name: string): Zlib | undefined } };
    return process?.getBuiltinModule?.("node:zlib");
  } catch {
    // On the Next.js edge runtime, accessing this property throws.
    return undefined;
  }
}

/** Decompresses bytes with a `DecompressionStream`. Some runtimes do not support every encoding. */
async function inflateInStream(
  bytes: Uint8Array,
  encoding: Encoding,
  limit: number,
): Promise<Uint8Array | "limit" | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const stream = new DecompressionStream(encoding as CompressionFormat);
    const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) {
        reader.cancel().catch(() => {});
        return "limit";
      }
      chunks.push(value);
    }
  } catch {
    return undefined;
  }
  return join(chunks, length);
}
