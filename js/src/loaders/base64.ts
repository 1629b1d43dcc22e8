/** A module from its bytes in base 64, for Node: Node decodes that at once, and has nothing to decode it with to start first. */

import { refused } from "./compile-error.js";

/** Compiles a module. */
export function compileBase64(text: string): WebAssembly.Module {
  try {
    return new WebAssembly.Module(decode(text));
  } catch (cause) {
    throw refused(cause);
  }
}

/** Not every runtime that takes Node's files has its Buffer. */
function decode(text: string): Uint8Array<ArrayBuffer> {
  if (typeof Buffer === "function") return Buffer.from(text, "base64");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
