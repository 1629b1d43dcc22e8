/** Files and standard input, whole. */

import { readFile } from "node:fs/promises";

import { printable } from "../display/printable.js";
import { codeOf, usage } from "./cli-error.js";

/** What an error of reading a file is called. */
export const WHY: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["EACCES", "you may not read it"],
  ["EISDIR", "it is a folder"],
]);

/** A name that ends as that of a file does. */
const FILE_NAME = /\.[a-z]{2,5}$/i;

/** Returns how a file is named in a message. Where its path belongs, a secret may stand by mistake, which does not end as a file's name. */
export function shownAs(path: string, option: string): string {
  if (option === "--secret-file") return "The file of --secret-file";
  return option === "FILE" && !FILE_NAME.test(path) ? option : `${option} ${printable(path)}`;
}

/** The bytes of a file; of standard input for `-`. `option` is named where it cannot be read. */
export async function read(path: string, option: string): Promise<Buffer> {
  if (path === "-") return readStdin();
  try {
    return await readFile(path);
  } catch (error) {
    const code = codeOf(error);
    throw usage(`${shownAs(path, option)} cannot be read: ${WHY.get(code) ?? code}.`);
  }
}

let stdin: Promise<Buffer> | undefined;

/** All of standard input. Two options may not share it, since it can be read once. */
export function readStdin(): Promise<Buffer> {
  if (stdin !== undefined)
    throw usage(
      "Two options read standard input (-), which can be read only once. Save one of the two inputs to a file, and pass the path of the file.",
    );
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
