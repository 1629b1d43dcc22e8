/** Compiles custom schemes, which are read strictly: an unknown property is an error. */

import { schemesModule } from "../modules/schemes-module.js";
import { ownOf } from "../request/optional.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import { configErrorOf } from "./about-scheme.js";
import type { ConfigError, ConfigErrorDetails } from "./errors.js";

/** The maximum nesting of a scheme's objects. `signature.syntax.list` is the deepest object that has a meaning. */
const MAX_DEPTH = 4;

/** The compiled form of a custom scheme, with an error for each wrong property. */
export interface ReadScheme {
  /** The compiled scheme. Its bytes are empty if a property is wrong. Undefined if the scheme cannot be read. */
  readonly compiled?: CompiledScheme;
  readonly errors: readonly ConfigError[];
}

/** Compiles a custom scheme. Throws a ConfigError that names the wrong property. */
export function compileScheme(value: object): CompiledScheme {
  const { compiled, errors } = readScheme(value);
  if (compiled === undefined || errors.length > 0) throw errors[0];
  return compiled;
}

/** Reads and compiles a custom scheme. If it cannot be read, the result has only one error, because the rest of the scheme is unknown. */
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

/** The result of the module. */
type Compiled = CompiledScheme & { readonly bytes: number[]; readonly errors: readonly ConfigErrorDetails[] };

type Properties = { readonly [name: string]: unknown };

/**
 * Copies the own properties of a scheme, and of the objects in it. An undefined property counts as omitted.
 *
 * Inherited properties do not belong to the scheme: they may come from a prototype that another part of the program has changed.
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
