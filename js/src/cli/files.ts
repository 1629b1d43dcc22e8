/** Files and standard input, whole. */

import { readFile } from "node:fs/promises";

import { printable } from "../display/printable.js";
import { codeOf, usage } from "./cli-error.js";

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "you may not read it",
  EISDIR: "it is a folder",
};

/** The bytes of a file; of standard input for `-`. `option` is named where it cannot be read. */
export async function read(path: string, option: string): Promise<Buffer> {
  if (path === "-") return readStdin();
  try {
    return await readFile(path);
  } catch (error) {
    const code = codeOf(error);
    // Where the path of a secret belongs, or where nothing but a file does, a secret may stand by mistake.
    const shown =
      option === "--secret-file"
        ? "The file of --secret-file"
        : option === "FILE"
          ? option
          : `${option} ${printable(path)}`;
    throw usage(`${shown} cannot be read: ${WHY[code] ?? code}.`);
  }
}

let stdin: Promise<Buffer> | undefined;

/** All of standard input. Two options may not share it, since it can be read once. */
export function readStdin(): Promise<Buffer> {
  if (stdin !== undefined)
    throw usage("Two options read standard input (-), which has one content. Put one into a file.");
  stdin = process.stdin.toArray().then((chunks) => Buffer.concat(chunks as Buffer[]));
  return stdin;
}

/** Text in UTF-8, with the mark that some editors put before it. */
export async function readText(path: string, option: string): Promise<string> {
  const bytes = await read(path, option);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw usage(`${option} ${printable(path)} is not text in UTF-8.`);
  }
}

/** A value read from JSON. */
export async function readJson(path: string, option: string): Promise<unknown> {
  const text = await readText(path, option);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw usage(`${option} ${printable(path)} is not JSON.`);
  }
}
