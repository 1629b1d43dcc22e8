/** Compiles a module from its bytes in base64, for Node. Node decodes base64 natively, so no decoder must be started first. */

import { refused } from "./compile-error.js";

/** Compiles a module. */
export function compileBase64(text: string): WebAssembly.Module {
  try {
    return new WebAssembly.Module(decode(text));
  } catch (cause) {
    throw refused(cause);
  }
}

/** Decodes base64. Some runtimes that load the files for Node have no `Buffer`. */
function decode(text: string): Uint8Array<ArrayBuffer> {
  if (typeof Buffer === "function") return Buffer.from(text, "base64");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
