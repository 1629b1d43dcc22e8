/** A fetch request: reading its body as bytes and not further than the limit, and verifying it. */

import { type Refusal, VerificationError, type VerifiedDelivery, type Verifier } from "../index.js";
import { hungUp } from "./common.js";

/** Reads the body. Gives the refusal as soon as the length announced, or what has come, is over the verifier's limit. */
export async function readFetchBody(verifier: Verifier, request: Request): Promise<{ body: Uint8Array } | Refusal> {
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
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return { body };
}

/** Reads and verifies a request. Throws a {@link VerificationError} if it is refused. */
export async function verify<E>(verifier: Verifier<E>, request: Request): Promise<VerifiedDelivery<E>> {
  const { headers } = request;
  if (request.bodyUsed) {
    throw new TypeError(
      "The body of this request was read before hookward saw its bytes. Verify first, then use delivery.json() or " +
        "delivery.text() in place of request.json() and request.text().",
    );
  }
  const received = verifier.checkHeaders({ headers }) ?? (await readFetchBody(verifier, request));
  if ("code" in received) throw new VerificationError(received);
  const result = verifier.check({ headers, ...received });
  if (result.ok) return result.delivery;
  // An error of this module's own class, also where the verifier came from `require` and this from `import`.
  const { ok: _, ...facts } = result;
  throw new VerificationError(facts);
}
