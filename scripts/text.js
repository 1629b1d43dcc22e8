// A WebAssembly module as text, for where nothing can be loaded.
//
// The text has a character for most bytes, and two for the others, so what repeats in a module repeats in its text: that is compressed
// to what the module is compressed to. Hexadecimal is a tenth larger, and base 64, which cuts across the bytes, a third.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root, run } from "./shell.js";
import { optimise } from "./wasm.js";

/** What decodes the text: js/src/loaders/compile.ts runs it. */
export const DECODER = "js/src/loaders/decode.wat";

/** The characters of a text, in their order: those that nothing escapes, also not where a program stands in a page. */
const CHARACTERS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
  (character) => !['"', "<", "\\"].includes(character),
);

/** How many bytes are one character. The characters after theirs begin the others. */
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
    `/** What decodes the other modules, in hexadecimal. */\nexport const decoder: string = "${text}";\n`,
  );
}
