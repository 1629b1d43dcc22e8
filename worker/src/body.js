// Reading a body up to a limit.

/** In place of a body: it is longer than its limit, or it broke off. */
export const TOO_LONG = -1;
export const BROKEN_OFF = -2;

/**
 * Reads the body of a request.
 *
 * `declared`: the sender declared a length within the limit, and the runtime enforces it. Any other body is counted.
 */
export async function receive(request, limit, declared) {
  try {
    return declared ? await request.bytes() : await counted(request.body, limit);
  } catch {
    return BROKEN_OFF;
  }
}

/** Reads the body of a response. Its length is exact, unless the body is decoded or comes in chunks. */
export function whole(response, limit) {
  const { headers, body } = response;
  const length = headers.get("content-length");
  const exact = length !== null && !headers.has("content-encoding") && !headers.has("transfer-encoding");
  return exact && Number(length) <= limit ? response.bytes() : counted(body, limit);
}

/** Reads a stream. Stops at the chunk that passes the limit. */
async function counted(stream, limit) {
  if (stream === null) return new Uint8Array();
  const reader = stream.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      // Tells the sender to stop. Whether it does makes no difference here.
      reader.cancel().catch(() => {});
      return TOO_LONG;
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  for (let at = 0; chunks.length > 0; ) {
    const chunk = chunks.shift();
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
