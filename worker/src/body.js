// Reading a body up to a limit.

/** The result instead of a body that is longer than its limit. */
export const TOO_LONG = -1;

/** The number of bytes that the first read requests. Most bodies are shorter. */
const FIRST = 16_384;

/**
 * Reads the body of a request or a response, and stops when the body passes the limit. Throws if the body breaks off.
 *
 * The declared length is not used. It may be false, and a buffer of that length would take memory before a byte
 * arrives. Each read requests at least as many bytes as have arrived, so a short body takes one read.
 */
export async function readBody({ body }, limit) {
  let bytes = new Uint8Array();
  if (body === null) return bytes;
  const reader = readerOf(body);
  for (;;) {
    const size = Math.min(bytes.length + FIRST, limit + 1 - bytes.length);
    // At the end of a body, a Worker with an old compatibility date receives no value.
    const { value = [] } = await reader.readAtLeast(size, new Uint8Array(size));
    const before = bytes;
    bytes = new Uint8Array(before.length + value.length);
    bytes.set(before);
    bytes.set(value, before.length);
    if (value.length < size) return bytes;
    if (bytes.length > limit) {
      // The sender is asked to stop. The result does not matter here.
      reader.cancel().catch(() => {});
      return TOO_LONG;
    }
  }
}

/** Returns a reader that fills buffers. The stream of a program that calls the Worker may not support such a reader. */
function readerOf(stream) {
  const mode = "byob";
  try {
    return stream.getReader({ mode });
  } catch {
    return stream.pipeThrough(new IdentityTransformStream()).getReader({ mode });
  }
}
