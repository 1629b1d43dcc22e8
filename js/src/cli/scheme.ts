/** The scheme that a command uses. */

import { printable, UNPRINTABLE } from "../display/printable.js";
import { guessSchemes } from "../explain.js";
import { type Scheme, type SchemeId, schemes } from "../index.js";
import type { Pairs } from "../saved-request/index.js";
import { type CliError, configuration, usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";
import { readJson } from "./files.js";
import { nearest } from "./nearest.js";

export const SCHEME: Options = {
  scheme: {
    type: "string",
    value: "SCHEME",
    help: "a built-in scheme's id, or a file (.json) with a custom scheme",
  },
};

/** A hint to the list of scheme ids. The list is too long for a message. */
const LIST = "`hookward schemes` lists the built-in ones";

/** Returns the scheme of --scheme, or otherwise the scheme whose signature header is present. */
export async function schemeOf(given: Given, headers?: Pairs): Promise<SchemeId | Scheme> {
  const named = given.text("scheme");
  if (named !== undefined) return byName(named);
  if (headers === undefined) throw usage(`Choose the provider with --scheme. ${LIST}.`);
  const [fitting, ...others] = guessSchemes(headers).map(({ scheme }) => scheme);
  if (fitting !== undefined && others.length === 0) return fitting;
  const read = headers.slice(0, 12).map(([name]) => printable(name, 40));
  const why =
    fitting === undefined
      ? `None of the headers (${read.join(", ") || "there are none"}) is the signature of a built-in scheme`
      : "The headers fit more than one scheme";
  const ids = fitting === undefined ? LIST : `it may be ${[fitting, ...others].slice(0, 12).join(", ")}`;
  throw usage(`${why}. Choose the scheme with --scheme: ${ids}; for a different provider, name a file (.json).`);
}

async function byName(name: string): Promise<SchemeId | Scheme> {
  if (name.endsWith(".json")) return readScheme(name, "--scheme");
  if (Object.hasOwn(schemes, name)) return name as SchemeId;
  throw unknownScheme(name);
}

/** Reads the file of a custom scheme. */
export async function readScheme(path: string, option: string): Promise<Scheme> {
  const file = await readJson(path, option);
  if (typeof file === "object" && file !== null && !Array.isArray(file)) {
    // The file of a built-in scheme also contains information about the scheme.
    const { confirmed: _, secretHelp: __, retries: ___, ...scheme } = file as Scheme & Record<string, unknown>;
    // These properties are printed, and someone else may have written the file.
    const odd = (["id", "name", "docs"] as const).find((property) => `${scheme[property]}`.search(UNPRINTABLE) >= 0);
    if (odd === undefined) return scheme;
    throw configuration(
      `In the scheme of ${option}, ${odd} contains a character that is not printable. Remove the character.`,
    );
  }
  throw configuration(`The file of ${option} must contain one scheme, which is a JSON object.`);
}

/** Returns the error for a scheme that is not built in, with the id that may be meant. `other` states what to do for a different provider. */
export function unknownScheme(name: string, other = "; for a different provider, name a file (.json)"): CliError {
  const near = nearest(name.toLowerCase(), Object.keys(schemes));
  if (near !== undefined) return configuration(`There is no such scheme. Did you mean ${near}?`);
  return configuration(`There is no such scheme. ${LIST}${other}.`);
}

/** Returns the id of a scheme. */
export const idOf = (scheme: SchemeId | Scheme): string => (typeof scheme === "string" ? scheme : String(scheme.id));

/** Returns the name of the environment variable for a scheme's secret, such as GILBERT_WEBHOOK_SECRET. */
export function variableOf(id: string): string {
  const name = id.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  return name.endsWith("_WEBHOOKS") ? `${name}_SECRET` : `${name}_WEBHOOK_SECRET`;
}
