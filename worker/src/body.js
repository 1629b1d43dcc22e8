// Reading a body up to a limit.

/** In place of a body: it is longer than its limit, or it broke off. */
export const TOO_LONG = -1;
export const BROKEN_OFF = -2;

/** Reads the body of a request. */
export async function receive(request, limit) {
  try {
    return await readBody(request, limit);
  } catch {
    return BROKEN_OFF;
  }
}

/**
 * Reads the body of a request or a response, and stops where it passes the limit.
 *
 * A body of the declared length is read in one call. A longer one is counted on from there: the runtime enforces the length for a connection of
 * HTTP alone, and a Worker that sends a request or a response through a binding can declare any.
 */
export async function readBody({ headers, body }, limit) {
  if (body === null) return new Uint8Array();
  const declared = Number(headers.get("content-length") ?? Number.NaN);
  const first = declared >= 0 && declared <= limit ? await readAtOnce(body, Math.trunc(declared)) : undefined;
  return first !== undefined && first.length <= declared ? first : count(body, limit, first);
}

/** Reads a stream up to one byte past a length. Returns nothing where the stream cannot fill a buffer, as one made by a program cannot. */
async function readAtOnce(stream, length) {
  let reader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    return;
  }
  const { value } = await reader.readAtLeast(length + 1, new Uint8Array(length + 1));
  reader.releaseLock();
  return value;
}

/** Reads a stream to its end, after its first bytes, and stops at the chunk that passes the limit. */
async function count(stream, limit, first = new Uint8Array()) {
  const reader = stream.getReader();
  const chunks = [first];
  let { length } = first;
  for (;;) {
    if (length > limit) {
      // Tells the sender to stop. Whether it does makes no difference here.
      reader.cancel().catch(() => {});
      return TOO_LONG;
    }
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  for (let at = 0; chunks.length > 0; ) {
    const chunk = chunks.shift();
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
