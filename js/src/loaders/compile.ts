/**
 * A module from its bytes as text, for where nothing can be loaded.
 *
 * Hexadecimal and not base 64, which cuts across the bytes: what repeats in the module repeats in this text, so that it is compressed to
 * little more than the module itself.
 */

import { refused } from "./compile-error.js";

interface Host {
  readonly Buffer?: { from?(text: string, encoding: "hex"): Uint8Array<ArrayBuffer> };
}

/** In Node, Deno and Bun at once: a loop over so many characters is the slowest part of a start. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const { Buffer } = globalThis as Host;
  if (typeof Buffer?.from === "function") return Buffer.from(text, "hex");
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** The module itself. */
export function compile(text: string): WebAssembly.Module {
  const code = decode(text);
  try {
    return new WebAssembly.Module(code);
  } catch (cause) {
    throw refused(cause);
  }
}
