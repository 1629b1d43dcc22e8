/** A module from its own bytes: Node, Deno, Bun, browsers and every bundler. Nothing is fetched, read or awaited. */

import { refused } from "./refused.js";

/** Compiles a module that is there as base 64. */
export function compile(text: string): WebAssembly.Module {
  try {
    return new WebAssembly.Module(decode(text));
  } catch (cause) {
    throw refused(cause);
  }
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  // In Node, Deno and Bun at once; a loop over so many characters is the slowest part of a start by far.
  const { Buffer } = globalThis as { Buffer?: { from?(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> } };
  if (typeof Buffer?.from === "function") return Buffer.from(text, "base64");
  const binary = atob(text);
  const decoded = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) decoded[at] = binary.charCodeAt(at);
  return decoded;
}
