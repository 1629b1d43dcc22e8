/** A body that was signed before it was compressed. */

import type { BodyInput, RequestHead, VerificationResult, Verifier } from "../index.js";
import { alone, join } from "./bytes.js";

/** The encodings that a body may be inflated from. */
export type Encoding = "gzip" | "deflate" | "br";

/**
 * Verifies a body that did not match by what is inside, and returns that result, or the first one where it cannot be inflated.
 *
 * The sender chooses the encoding, which proves nothing: the signature does.
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
  // Text is what a parser made of the body, and parsers inflate.
  if (first.ok || first.code !== "signature_mismatch" || name === undefined || !(body instanceof Uint8Array))
    return first;
  const inside = await inflate(body, name, verifier.maxBodyBytes);
  if (inside === undefined) return first;
  if (inside === "limit") return { ok: false, ...verifier.bodyTooLarge() };
  return verifier.check({ ...head, body: inside });
}

/** Returns the encoding of a header `content-encoding`; undefined for none, for several, and for others. */
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

/** Inflates bytes. Returns undefined for what is not in that encoding, and `"limit"` for what is longer than the limit inside. */
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

/** Returns the runtime's zlib. Asked for at run time rather than imported, so that a bundle for other runtimes has nothing to resolve. */
function builtin(): Zlib | undefined {
  try {
    const { process } = globalThis as { process?: { getBuiltinModule?(name: string): Zlib | undefined } };
    return process?.getBuiltinModule?.("node:zlib");
  } catch {
    // On the Next.js edge runtime, accessing this property throws.
    return undefined;
  }
}

/** Inflates where there is a `DecompressionStream`. Not all of them know every encoding. */
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
