/** Compiling a custom scheme, read strictly: a property that nothing would read is an error. */

import { schemesModule } from "../modules/schemes-module.js";
import { ownOf } from "../request/optional.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import { configErrorOf } from "./about-scheme.js";
import type { ConfigErrorDetails } from "./errors.js";

/** How deep a scheme's objects may be in one another. `signature.syntax.list` is the deepest that means something. */
const MAX_DEPTH = 4;

/** Compiles a custom scheme. Throws a ConfigError that names the property that is wrong. */
export function compileScheme(value: object): CompiledScheme {
  try {
    const compiled = schemesModule().compileScheme(ownProperties(value, value));
    const { bytes, ...rest } = compiled as CompiledScheme & { readonly bytes: number[] };
    return { ...rest, bytes: Uint8Array.from(bytes) };
  } catch (error) {
    throw isDetails(error) ? configErrorOf(value, error) : error;
  }
}

type Properties = { readonly [name: string]: unknown };

/**
 * Copies a scheme's own properties, and those of the objects in it. An undefined one counts as left out.
 *
 * What is inherited is not the scheme's: it may come from a prototype that something else in the program has changed.
 */
function ownProperties(value: object, whole: object, above = "", depth = 0): Properties {
  const own = Object.entries(value).filter(([, member]) => member !== undefined);
  const copies = own.map(([name, member]) => {
    const path = above + name;
    if (Array.isArray(member)) return [name, [...member]];
    if (!isRecord(member)) return [name, member];
    if (depth < MAX_DEPTH) return [name, ownProperties(member, whole, `${path}.`, depth + 1)];
    throw configErrorOf(whole, invalidScheme(path, "it is an object in too many others"));
  });
  return ownOf(Object.fromEntries(copies));
}

const isRecord = (value: unknown): value is Properties => typeof value === "object" && value !== null;

const invalidScheme = (field: string, problem: string): ConfigErrorDetails => ({
  code: "invalid_scheme",
  field,
  message: `${field} cannot be used: ${problem}.`,
});

function isDetails(value: unknown): value is ConfigErrorDetails {
  return typeof value === "object" && value !== null && "code" in value && !(value instanceof Error);
}
