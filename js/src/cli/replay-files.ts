/** Finds the files for `replay`: the files that were named, and those in the folders that were named. */

import { type Dirent, type Stats, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { printable } from "../display/printable.js";
import { codeOf, usage } from "./cli-error.js";
import { shownAs, WHY } from "./files.js";
import { isRefusedName } from "./save.js";

/** The maximum number of files that one command sends. A folder may have been named by mistake. */
const MOST_FILES = 1000;

/** The maximum size of a file, in bytes. A delivery has 25 MiB at most, and base64 makes it a third longer. */
const MOST_BYTES = 67_108_864;

/** The files to send, in order. */
export interface ReplayFiles {
  readonly paths: readonly string[];
  /** The number of files that are omitted from the folders, because `listen` refused their deliveries. */
  readonly leftOut: number;
}

/** Returns the files that were named, and the files of each named folder, sorted by name. Throws before anything is sent. */
export async function filesOf(operands: readonly string[], withRefused: boolean): Promise<ReplayFiles> {
  if (operands.length === 0)
    throw usage("Name the files to send again, or a folder that hookward listen --save has written.");
  const paths: string[] = [];
  let leftOut = 0;
  for (const operand of operands) {
    if (operand === "-" || !kindOf(operand).isDirectory()) {
      paths.push(operand);
      continue;
    }
    const names = await namesIn(operand);
    const sent = names.filter((name) => withRefused || !isRefusedName(name));
    leftOut += names.length - sent.length;
    if (names.length === 0)
      throw usage(`${shownAs(operand, "FILE")} is a folder without files. Name a different folder.`);
    paths.push(...sent.map((name) => join(operand, name)));
  }
  if (paths.length > MOST_FILES)
    throw usage(`There are ${paths.length} files, but one command sends at most ${MOST_FILES}. Name fewer files.`);
  for (const path of paths) {
    if (path !== "-" && kindOf(path).size > MOST_BYTES)
      throw usage(`${shownAs(path, "FILE")} is larger than ${MOST_BYTES / 1_048_576} MiB. No delivery is that large.`);
  }
  return { paths, leftOut };
}

/** Returns information about the file or folder at a path. */
function kindOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const code = codeOf(error);
    throw usage(`${shownAs(path, "FILE")} cannot be read: ${WHY.get(code) ?? code}.`);
  }
}

/** Returns the names of the files in a folder. A name that begins with a dot is skipped: it belongs to an editor or the system. */
async function namesIn(folder: string): Promise<string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw usage(`The folder ${printable(folder)} cannot be read (${codeOf(error)}).`);
  }
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  return files.map(({ name }) => name).sort();
}
