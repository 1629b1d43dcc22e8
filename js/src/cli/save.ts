/** Saves requests in a folder, as they were received, so that `verify`, `explain` and `replay` can read them. */

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
  /** The time of arrival, in milliseconds since the epoch. */
  readonly time: number;
  /** Whether the request is genuine, for the name of its file. */
  readonly isGenuine: boolean;
  /** Whether only the beginning of its body was read. */
  readonly isCut: boolean;
}

/** Returns the bytes of a request. Each character of a header is one byte. */
export function wireBytes(line: string, headers: Pairs, body: Uint8Array): Uint8Array {
  const fields = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${line}\r\n${fields.join("")}\r\n`, "latin1"), body]);
}

/** Creates a folder and its parent folders. Node's own `recursive` never ends if a file system refuses with ENOENT, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const parent = dirname(folder);
    if (codeOf(error) === "ENOENT" && parent !== folder) {
      await makeFolder(parent);
      // The parent exists now, so a second failure is final.
      await mkdir(folder, { mode: 0o700 }).catch((again) => isThere(folder, again));
    } else await isThere(folder, error);
  }
}

/** Throws the error unless the folder exists. */
async function isThere(folder: string, error: unknown): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw error;
}

/** A folder for requests. Only its owner can read the saved files, because a delivery may contain confidential data. */
export class SaveFolder {
  readonly #folder: string;
  #count = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Creates the folder unless it exists. */
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

/** Returns whether a file contains a refused request, by the name under which it was saved. */
export const isRefusedName = (name: string): boolean => /^[\dT.-]+Z-\d{4,}-refused\.http$/.test(name);

/** Returns the bytes of a request with its body in one piece. For a chunked body, Content-Length replaces the chunked encoding. */
function bytesOf({ path, headers, body, isCut }: ReceivedRequest): Uint8Array {
  const isChunked = headers.some(([name]) => name.toLowerCase() === "transfer-encoding");
  const kept = headers.filter(([name]) => !isChunked || !/^(?:transfer-encoding|content-length|trailer)$/i.test(name));
  const length: Pairs = isChunked && !isCut ? [["Content-Length", `${body.length}`]] : [];
  return wireBytes(`POST ${path} HTTP/1.1`, [...kept, ...length], body);
}
