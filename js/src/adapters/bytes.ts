/** Bytes in a buffer of their own: what takes the `.buffer` of a body finds nothing else in it. */

/** Returns chunks as one. */
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
 * Returns bytes with no others beside them, copied where there are: Node keeps small Buffers in one pool, with those of other requests.
 *
 * As a `Uint8Array`, whose `slice()` is a copy: that of a Buffer is not.
 */
export function alone({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  return byteLength === buffer.byteLength ? bytes : new Uint8Array(bytes);
}
