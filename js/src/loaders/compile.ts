/**
 * Compiles a module from its bytes as text, for programs that cannot load a file.
 *
 * `scripts/text.js` writes the text. `decode.wat` decodes it in WebAssembly, because a JavaScript loop over so many characters would be
 * the slowest part of a start.
 */

import { decoder } from "../wasm/decode-bytes.js";
import { refused } from "./compile-error.js";

interface Decoder {
  readonly memory: WebAssembly.Memory;
  readonly decode: (from: number, end: number) => number;
}

/** The address of the text in the decoder's memory, after the decoder's own data. */
const START = 128;
const PAGE = 65_536;

/** Returns the bytes of a module. */
function decode(text: string): Uint8Array<ArrayBuffer> {
  const code = Uint8Array.from(decoder.match(/../g) as string[], (pair) => Number.parseInt(pair, 16));
  const { memory, decode } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as unknown as Decoder;
  memory.grow(Math.ceil((START + text.length) / PAGE) - 1);
  const bytes = new Uint8Array(memory.buffer as ArrayBuffer);
  new TextEncoder().encodeInto(text, bytes.subarray(START));
  return bytes.subarray(START, decode(START, START + text.length));
}

/** Compiles a module from its text. */
export function compile(text: string): WebAssembly.Module {
  try {
    return new WebAssembly.Module(decode(text));
  } catch (cause) {
    throw refused(cause);
  }
}
