/** Headers that are given on the command line, in the format of curl. */

import type { Pairs } from "../saved-request/index.js";
import { usage } from "./cli-error.js";
import { readSaved } from "./saved.js";

/** A name, RFC 9110, section 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Reads the headers of `-H`: `name: value`, or `@file` for a file with headers, one on each line or as JSON. */
export async function readHeaders(given: readonly string[]): Promise<Pairs> {
  const pairs: (readonly [string, string])[] = [];
  for (const text of given) {
    if (!text.startsWith("@")) pairs.push(pair(text));
    else {
      const { headers, body } = await readSaved(text.slice(1), "-H");
      if (body !== undefined)
        throw usage(`-H ${text} also contains a body. Give the file as the request: hookward verify ${text.slice(1)}`);
      pairs.push(...headers);
    }
  }
  return pairs;
}

function pair(text: string): readonly [string, string] {
  const colon = text.indexOf(":");
  const name = text.slice(0, Math.max(colon, 0)).trim();
  if (!NAME.test(name)) throw usage("-H is not a header. Write it as 'name: value'.");
  return [name, text.slice(colon + 1).trim()];
}
