/** A fetch request: reading its body as bytes and not further than the limit, and verifying it. */

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

/** What is used of a request: of fetch's own, and of those that are like it, as Azure Functions have one. */
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

/** Returns the path and the query of a url. What is before them came from the header `Host`, which is the sender's. */
export function pathOf(url: string): string {
  const [, path = ""] = /^[^:/?#]+:\/\/[^/?#]*([^#]*)/.exec(url) ?? [];
  return path.startsWith("/") ? path : `/${path}`;
}

/** Reads the body. Returns the refusal as soon as the length announced, or what has come, is over the verifier's limit. */
async function readFetchBody(verifier: Verifier, request: FetchRequest): Promise<{ body: Uint8Array } | Refusal> {
  if (Number(request.headers.get("content-length") ?? 0) > verifier.maxBodyBytes) return verifier.bodyTooLarge();
  // Something before may have waited for so long that the sender is gone, and then a stream may say no more.
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
    // Only a request that was made by hand can have anything else in it.
    if (!(value instanceof Uint8Array))
      throw new TypeError("The body of the request is a stream of something other than bytes.");
    length += value.length;
    if (length > verifier.maxBodyBytes) {
      // Not awaited, since the sender could keep it waiting; and a stream that fails now has nothing to say.
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

/** Whether the body is gone: a stream that is locked has a reader, or is piped, and may not have been read of yet. */
export function isRead({ bodyUsed, body }: FetchRequest): boolean {
  return bodyUsed || body?.locked === true;
}

/** The app's own mistake. */
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
  // An error of this module's own class, also where the verifier came from `require` and this from `import`.
  const { ok: _, ...facts } = result;
  throw new VerificationError(facts);
}
