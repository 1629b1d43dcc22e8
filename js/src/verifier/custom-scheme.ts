/** Compiling a custom scheme, read strictly: a property that nothing would read is an error. */

import { schemesModule } from "../modules/schemes-module.js";
import { ownOf } from "../request/optional.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import { configErrorOf } from "./about-scheme.js";
import type { ConfigErrorDetails } from "./errors.js";
import { camelCase } from "./spelling.js";

/** How deep a scheme's objects may be in one another. `signature.syntax.list` is the deepest that means something. */
const MAX_DEPTH = 4;

/** Compiles a custom scheme. Throws a ConfigError that names the property that is wrong. */
export function compileScheme(value: object): CompiledScheme {
  const { $schema: _, ...given } = ownProperties(value, value);
  let compiled: CompiledScheme;
  try {
    const { bytes, ...rest } = schemesModule().compileScheme(given) as CompiledScheme & { readonly bytes: number[] };
    compiled = { ...rest, bytes: Uint8Array.from(bytes) };
  } catch (error) {
    if (!isDetails(error)) throw error;
    // What is missing may be there in an old spelling, and that is what to say.
    const old = paths(given).find((path) => path !== error.field && camelCase(path) === error.field);
    throw configErrorOf(value, old === undefined ? error : unknownProperty(old, last(error.field ?? "")));
  }
  const unknown = findUnknown(given, compiled.scheme);
  if (unknown !== undefined) throw configErrorOf(value, unknown);
  return compiled;
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

/** Returns the path of every property, and of those of the objects in them. */
function paths(value: Properties, above = ""): string[] {
  return Object.entries(value).flatMap(([name, member]) =>
    isRecord(member) ? [above + name, ...paths(member, `${above}${name}.`)] : [above + name],
  );
}

/**
 * Returns what is wrong with a property that the core did not read; undefined if it read all.
 *
 * The core picks the properties that it knows out of a JavaScript object, so a misspelt one would mean the default. The scheme that it
 * returns has all of them.
 */
function findUnknown(given: Properties, known: object, above = ""): ConfigErrorDetails | undefined {
  for (const [name, member] of Object.entries(given)) {
    const path = above + name;
    if (!Object.hasOwn(known, name))
      return unknownProperty(path, Object.hasOwn(known, camelCase(name)) ? camelCase(name) : undefined);
    const read = (known as Properties)[name];
    const below = isRecord(member) && isRecord(read) ? findUnknown(member, read, `${path}.`) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

const isRecord = (value: unknown): value is Properties => typeof value === "object" && value !== null;

/** Returns what is wrong with a property that does not exist; `spelling` is that of one which does. */
function unknownProperty(field: string, spelling: string | undefined): ConfigErrorDetails {
  const problem =
    spelling !== undefined
      ? `write \`${spelling}\``
      : field === "secret"
        ? "the secret is an option of its own; how a provider writes secrets down is `secretEncoding`"
        : "there is no such property";
  return invalidScheme(field, problem);
}

const invalidScheme = (field: string, problem: string): ConfigErrorDetails => ({
  code: "invalid_scheme",
  field,
  message: `${field} cannot be used: ${problem}.`,
});

const last = (path: string) => path.slice(path.lastIndexOf(".") + 1);

function isDetails(value: unknown): value is ConfigErrorDetails {
  return typeof value === "object" && value !== null && "code" in value && !(value instanceof Error);
}
