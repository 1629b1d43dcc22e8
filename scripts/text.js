// A WebAssembly module as text, for runtimes that cannot load one.
//
// Most bytes are one character of the text, and the others are two. Repetitions in the module are therefore repetitions in the text, which compresses
// to the same size as the module. Hexadecimal would be a tenth larger. Base64 would be a third larger, because its characters do not align with
// bytes.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root, run } from "./shell.js";
import { optimise } from "./wasm.js";

/** The source of the program that decodes the text. js/src/loaders/compile.ts runs it. */
export const DECODER = "js/src/loaders/decode.wat";

/** The characters of a text, in order. None of them has to be escaped, not even in a script inside an HTML page. */
const CHARACTERS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
  (character) => !['"', "<", "\\"].includes(character),
);

/** The number of bytes that are one character. The remaining characters begin the two characters of the other bytes. */
const FREQUENT = 89;

/** Builds the decoder, and returns its bytes. */
export async function buildDecoder(folder) {
  const file = join(folder, "decode.wasm");
  await run("wasm-as", [join(root, DECODER), "-o", file]);
  await optimise("-Oz", file);
  const bytes = readFileSync(file);
  rmSync(file);
  return bytes;
}

/** Writes a module as text. */
export function writeText(wasm, file, decoder) {
  const { memory } = new WebAssembly.Instance(new WebAssembly.Module(decoder)).exports;
  const frequent = [...new Uint8Array(memory.buffer, 0, FREQUENT)];
  const code = Array.from({ length: 256 }, (_, byte) => {
    const place = frequent.indexOf(byte);
    if (place >= 0) return CHARACTERS[place];
    const group = Math.floor(byte / CHARACTERS.length);
    return CHARACTERS[FREQUENT + group] + CHARACTERS[byte % CHARACTERS.length];
  });
  const text = Array.from(readFileSync(wasm), (byte) => code[byte]).join("");
  writeFileSync(
    file,
    `/** A module as text: loaders/compile.ts reads it. */\nexport const bytes: string = "${text}";\n`,
  );
}

/** Writes the decoder, in hexadecimal. */
export function writeDecoder(decoder, file) {
  const text = decoder.toString("hex");
  writeFileSync(
    file,
    `/** The module that decodes the other modules, in hexadecimal. */\nexport const decoder: string = "${text}";\n`,
  );
}
