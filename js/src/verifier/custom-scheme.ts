/** Compiling a custom scheme, read strictly: a property that nothing would read is an error. */

import { schemesModule } from "../modules/schemes-module.js";
import { ownOf } from "../request/optional.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import { configErrorOf } from "./about-scheme.js";
import type { ConfigError, ConfigErrorDetails } from "./errors.js";

/** How deep a scheme's objects may be in one another. `signature.syntax.list` is the deepest that means something. */
const MAX_DEPTH = 4;

/** A custom scheme as it was read, and each property of it that is wrong. */
export interface ReadScheme {
  /** Without bytes if a property is wrong; undefined if the scheme cannot be read. */
  readonly compiled?: CompiledScheme;
  readonly errors: readonly ConfigError[];
}

/** Compiles a custom scheme. Throws a ConfigError that names the property that is wrong. */
export function compileScheme(value: object): CompiledScheme {
  const { compiled, errors } = readScheme(value);
  if (compiled === undefined || errors.length > 0) throw errors[0];
  return compiled;
}

/** Reads a custom scheme and compiles it. A scheme that cannot be read has one error, since the rest of it is not known. */
export function readScheme(value: object): ReadScheme {
  try {
    const { bytes, errors, ...rest } = schemesModule().compileScheme(ownProperties(value, value)) as Compiled;
    const compiled = { ...rest, bytes: Uint8Array.from(bytes) };
    return { compiled, errors: errors.map((details) => configErrorOf(value, details)) };
  } catch (error) {
    if (!isDetails(error)) throw error;
    return { errors: [configErrorOf(value, error)] };
  }
}

/** What the module returns. */
type Compiled = CompiledScheme & { readonly bytes: number[]; readonly errors: readonly ConfigErrorDetails[] };

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
    throw configErrorOf(whole, invalidScheme(path, "it is nested too deeply"));
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
