/** Bytes that fill their whole buffer. Code that uses the `.buffer` of a body finds no other bytes in it. */

/** Returns the chunks as one array. */
export function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * Returns bytes that fill their whole buffer. They are copied if the buffer contains other bytes: Node keeps small Buffers in one pool,
 * together with the Buffers of other requests.
 *
 * The result is a `Uint8Array`, because its `slice()` makes a copy. The `slice()` of a Buffer does not.
 */
export function alone({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  return byteLength === buffer.byteLength ? bytes : new Uint8Array(bytes);
}
