// Reading a body up to a limit.

/** In place of a body: it is longer than its limit. */
export const TOO_LONG = -1;

/** How many bytes the first read asks for: more than most bodies have. */
const FIRST = 16_384;

/**
 * Reads the body of a request or a response, and stops where it passes the limit. Throws if it breaks off.
 *
 * The declared length is not used. It may be false, and a buffer of that length would take memory before a byte arrives. Each read asks for as
 * much again as has arrived, so a short body takes one.
 */
export async function readBody({ body }, limit) {
  let bytes = new Uint8Array();
  if (body === null) return bytes;
  const reader = readerOf(body);
  for (;;) {
    const size = Math.min(bytes.length + FIRST, limit + 1 - bytes.length);
    // At the end of a body, an old compatibility date has no value.
    const { value = [] } = await reader.readAtLeast(size, new Uint8Array(size));
    const before = bytes;
    bytes = new Uint8Array(before.length + value.length);
    bytes.set(before);
    bytes.set(value, before.length);
    if (value.length < size) return bytes;
    if (bytes.length > limit) {
      // Tells the sender to stop. Whether it does makes no difference here.
      reader.cancel().catch(() => {});
      return TOO_LONG;
    }
  }
}

/** Returns a reader that fills buffers. The stream of a program that calls the Worker may not have one. */
function readerOf(stream) {
  const mode = "byob";
  try {
    return stream.getReader({ mode });
  } catch {
    return stream.pipeThrough(new IdentityTransformStream()).getReader({ mode });
  }
}
