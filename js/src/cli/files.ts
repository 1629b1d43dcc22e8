/** Reads whole files and standard input. */

import { readFile } from "node:fs/promises";

import { printable } from "../display/printable.js";
import { codeOf, usage } from "./cli-error.js";

/** Descriptions of file errors, by code. */
export const WHY: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["EACCES", "you may not read it"],
  ["EISDIR", "it is a folder"],
]);

/** A name with a file extension. */
const FILE_NAME = /\.[a-z]{2,5}$/i;

/**
 * Returns the name of a file for a message. A secret may be passed instead of a path by mistake, so an operand without a file extension is not shown.
 */
export function shownAs(path: string, option: string): string {
  if (option === "--secret-file") return "The file of --secret-file";
  return option === "FILE" && !FILE_NAME.test(path) ? option : `${option} ${printable(path)}`;
}

/** Reads the bytes of a file, or of standard input for `-`. If they cannot be read, the error names `option`. */
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

/** Reads all of standard input. Throws if two options use it, because it can be read only once. */
export function readStdin(): Promise<Buffer> {
  if (stdin !== undefined)
    throw usage(
      "Two options read standard input (-), which can be read only once. Save one of the two inputs to a file, and pass the path of the file.",
    );
  stdin = process.stdin.toArray().then((chunks) => Buffer.concat(chunks as Buffer[]));
  return stdin;
}

/** Reads text in UTF-8. A byte order mark stays part of the text. */
export async function readText(path: string, option: string): Promise<string> {
  const bytes = await read(path, option);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw usage(`${option} ${printable(path)} is not text in UTF-8.`);
  }
}

/** Reads a file that contains JSON. */
export async function readJson(path: string, option: string): Promise<unknown> {
  const text = await readText(path, option);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw usage(`${option} ${printable(path)} is not JSON.`);
  }
}
