/** The module from its own bytes: Node, Deno, Bun, browsers and every bundler. Nothing is fetched, read or awaited. */

import { bytes } from "../wasm/bytes.js";
import { refused } from "./refused.js";

function decode(text: string): Uint8Array<ArrayBuffer> {
  // In Node, Deno and Bun at once; a loop over so many characters is the slowest part of a start by far.
  const { Buffer } = globalThis as { Buffer?: { from?(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> } };
  if (typeof Buffer?.from === "function") return Buffer.from(text, "base64");
  const binary = atob(text);
  const decoded = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) decoded[at] = binary.charCodeAt(at);
  return decoded;
}

function compile(code: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  try {
    return new WebAssembly.Module(code);
  } catch (cause) {
    throw refused(cause);
  }
}

export const module: WebAssembly.Module = compile(decode(bytes));
