/** Saving requests in a folder, each as it came over the wire, so that `verify`, `explain` and `replay` can read it again. */

import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { printable } from "../display/printable.js";
import type { Pairs } from "../saved-request/index.js";
import { codeOf, usage } from "./cli-error.js";

/** A request that was received. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: Pairs;
  readonly body: Uint8Array;
  /** In milliseconds since the epoch. */
  readonly time: number;
  /** Whether it is genuine, for the name of its file. */
  readonly isGenuine: boolean;
  /** Whether only the beginning of its body was read. */
  readonly isCut: boolean;
}

/** Returns the bytes of a request. A header has a character for each byte. */
export function wireBytes(line: string, headers: Pairs, body: Uint8Array): Uint8Array {
  const fields = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${line}\r\n${fields.join("")}\r\n`, "latin1"), body]);
}

/** Makes a folder, and those that it is in. Node's own `recursive` never ends where a file system refuses with ENOENT, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const parent = dirname(folder);
    if (codeOf(error) === "ENOENT" && parent !== folder) {
      await makeFolder(parent);
      // The parent is there by now: what fails again fails for good.
      await mkdir(folder, { mode: 0o700 }).catch((again) => isThere(folder, again));
    } else await isThere(folder, error);
  }
}

/** Throws the error unless there is a folder. */
async function isThere(folder: string, error: unknown): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw error;
}

/** A folder for requests. What is saved there only its owner can read, since a delivery holds what is nobody else's business. */
export class SaveFolder {
  readonly #folder: string;
  #count = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder, unless it is there. */
  static async make(folder: string): Promise<SaveFolder> {
    try {
      await makeFolder(resolve(folder));
    } catch (error) {
      throw usage(`--save ${printable(folder)} cannot be created (${codeOf(error)}). Name a different folder.`);
    }
    return new SaveFolder(folder);
  }

  /** Saves a request, and returns the path of its file. Names sort by time. */
  async save(request: ReceivedRequest): Promise<string> {
    const time = new Date(request.time).toISOString().replaceAll(":", "");
    for (;;) {
      const count = `${++this.#count}`.padStart(4, "0");
      const path = join(this.#folder, `${time}-${count}-${request.isGenuine ? "genuine" : "refused"}.http`);
      try {
        await writeFile(path, bytesOf(request), { mode: 0o600, flag: "wx" });
        return path;
      } catch (error) {
        // Another receiver saves into the same folder.
        if (codeOf(error) !== "EEXIST") throw error;
      }
    }
  }
}

/** Returns whether a file has a request that was refused, by the name that it was saved under. */
export const isRefusedName = (name: string): boolean => /^[\dT.-]+Z-\d{4,}-refused\.http$/.test(name);

/** Returns a request whose body is in one piece: that of chunks gets its length in place of them. */
function bytesOf({ path, headers, body, isCut }: ReceivedRequest): Uint8Array {
  const isChunked = headers.some(([name]) => name.toLowerCase() === "transfer-encoding");
  const kept = headers.filter(([name]) => !isChunked || !/^(?:transfer-encoding|content-length|trailer)$/i.test(name));
  const length: Pairs = isChunked && !isCut ? [["Content-Length", `${body.length}`]] : [];
  return wireBytes(`POST ${path} HTTP/1.1`, [...kept, ...length], body);
}
