/** Verifies fetch requests, and reads their bodies as bytes up to the limit. */

import {
  type Refusal,
  VerificationError,
  type VerificationResult,
  type VerifiedDelivery,
  type Verifier,
} from "../index.js";
import { join } from "./bytes.js";
import { handedOf, hungUp } from "./common.js";
import { checkInside } from "./decompress.js";

/** The part of a request that the adapter uses. Fetch's own requests fit, and similar ones, such as the requests of Azure Functions. */
export interface FetchRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null; append(name: string, value: string): void };
  readonly bodyUsed: boolean;
  readonly body?: { readonly locked?: boolean; getReader(): Reader } | null;
  readonly signal?: { readonly aborted: boolean };
  arrayBuffer(): Promise<ArrayBuffer>;
}

interface Reader {
  read(): Promise<{ done: boolean; value?: unknown }>;
  cancel(): Promise<unknown>;
}

/** Returns the path and query of a URL. The part before them comes from the header `Host`, which the sender chose. */
export function pathOf(url: string): string {
  const [, path = ""] = /^[^:/?#]+:\/\/[^/?#]*([^#]*)/.exec(url) ?? [];
  return path.startsWith("/") ? path : `/${path}`;
}

/** Reads the body. Returns a refusal as soon as the announced length or the received length exceeds the verifier's limit. */
async function readFetchBody(verifier: Verifier, request: FetchRequest): Promise<{ body: Uint8Array } | Refusal> {
  if (Number(request.headers.get("content-length") ?? 0) > verifier.maxBodyBytes) return verifier.bodyTooLarge();
  // Earlier code may have waited so long that the sender is gone. The stream may then never continue or end.
  if (request.signal?.aborted) throw hungUp();
  if (request.body === null) return { body: new Uint8Array(0) };
  // Not every browser can read a request as a stream.
  if (request.body === undefined) return { body: new Uint8Array(await request.arrayBuffer()) };
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    // Only a request that was created by hand can contain anything else.
    if (!(value instanceof Uint8Array))
      throw new TypeError("The body of the request is a stream of something other than bytes.");
    length += value.length;
    if (length > verifier.maxBodyBytes) {
      // Not awaited, because the sender could delay it. An error of the stream no longer matters.
      reader.cancel().catch(() => {});
      return verifier.bodyTooLarge();
    }
    chunks.push(value);
  }
  return { body: join(chunks, length) };
}

/** Reads and verifies a request, and returns a refusal as a value. */
export async function checkFetch<E>(
  verifier: Verifier<E>,
  request: FetchRequest,
  decompress: boolean | undefined,
): Promise<VerificationResult<E>> {
  const { headers, method } = request;
  const head = { headers, method, url: pathOf(request.url) };
  const received = verifier.checkHeaders(head) ?? (await readFetchBody(verifier, request));
  if ("code" in received) return { ok: false, ...received };
  const first = verifier.check({ ...head, ...received });
  if (!decompress) return first;
  return checkInside(verifier, head, { ...received, encoding: headers.get("content-encoding"), first });
}

/** Returns whether the body was read or is being read. A locked stream has a reader or is piped, even if nothing was read yet. */
export function isRead({ bodyUsed, body }: FetchRequest): boolean {
  return bodyUsed || body?.locked === true;
}

/** Returns the error for a body that was read before verification. */
export function bodyWasRead(): Error {
  return new TypeError(
    "The body of this request was read, or is being read, before hookward received it. Verify first, then use delivery.json() or " +
      "delivery.text() instead of request.json() and request.text().",
  );
}

/** Reads and verifies a request. Throws a {@link VerificationError} if it is refused. */
export async function verify<E>(
  verifier: Verifier<E>,
  request: FetchRequest,
  { decompress }: { readonly decompress?: boolean | undefined } = {},
): Promise<VerifiedDelivery<E>> {
  if (isRead(request)) throw bodyWasRead();
  const result = await checkFetch(verifier, request, decompress);
  if (result.ok) return handedOf(result);
  // The error has the class of this module, even if the verifier came from `require` and this module from `import`.
  const { ok: _, ...facts } = result;
  throw new VerificationError(facts);
}
