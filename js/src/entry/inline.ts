/** The module from its own bytes: Node, Deno, Bun, browsers and every bundler. Nothing is fetched, read or awaited. */

import { bytes } from "../wasm/bytes.js";

function decode(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const decoded = new Uint8Array(binary.length);
  // A loop, and not `Uint8Array.from`, which is the slowest part of a start by far.
  for (let at = 0; at < binary.length; at++) decoded[at] = binary.charCodeAt(at);
  return decoded;
}

export const module = new WebAssembly.Module(decode(bytes));
