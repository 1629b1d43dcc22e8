/** Headers as they are given on the command line, in the way of curl. */

import { usage } from "./cli-error.js";
import { readText } from "./files.js";

export type Pairs = readonly (readonly [name: string, value: string])[];

/** A name, RFC 9110, section 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What `-H` gives: `name: value` each, or `@file` with one on every line. */
export async function readHeaders(given: readonly string[]): Promise<Pairs> {
  const pairs: (readonly [string, string])[] = [];
  for (const text of given) {
    if (!text.startsWith("@")) pairs.push(pair(text, "-H"));
    else {
      const lines = (await readText(text.slice(1), "-H")).split(/\r?\n/);
      const filled = lines.filter((line) => line.trim() !== "");
      pairs.push(...filled.map((line, at) => pair(line, `Line ${at + 1} of the headers in ${text.slice(1)}`)));
    }
  }
  return pairs;
}

function pair(text: string, where: string): readonly [string, string] {
  const colon = text.indexOf(":");
  const name = text.slice(0, Math.max(colon, 0)).trim();
  if (!NAME.test(name)) throw usage(`${where} is not a header: write it as 'name: value'.`);
  return [name, text.slice(colon + 1).trim()];
}
