/** Compiling a custom scheme, read strictly: a property that nothing would read is an error. */

import { schemesModule } from "../modules/schemes-module.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import { ConfigError, type ConfigErrorDetails } from "./errors.js";
import { camelCase } from "./spelling.js";

/** Compiles a custom scheme. Throws a ConfigError that names the property at fault. */
export function compileScheme(given: object): CompiledScheme {
  let compiled: CompiledScheme;
  try {
    const { bytes, ...rest } = schemesModule().compileScheme(given) as CompiledScheme & { readonly bytes: number[] };
    compiled = { ...rest, bytes: Uint8Array.from(bytes) };
  } catch (error) {
    if (!isDetails(error)) throw error;
    // What is missing may be there in an old spelling, and that is what to say.
    const old = properties(given).find(({ path }) => path !== error.field && camelCase(path) === error.field);
    throw old === undefined ? new ConfigError(error) : unknownProperty(old.path, error.field);
  }
  const known = properties(compiled.scheme).map(({ path }) => path);
  const unknown = properties(given).find(({ path }) => !known.includes(path));
  if (unknown === undefined) return compiled;
  throw unknownProperty(
    unknown.path,
    known.find((path) => path === camelCase(unknown.path)),
  );
}

/**
 * Returns every property of a scheme, and of the objects in it, by its path.
 *
 * The core picks the properties that it knows out of a JavaScript object, so a misspelt one would mean the default. The scheme that it
 * returns has all of them.
 */
function properties(value: object, prefix = ""): { readonly path: string }[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const path = `${prefix}${name}`;
    const isRecord = typeof member === "object" && member !== null && !Array.isArray(member);
    return isRecord ? [{ path }, ...properties(member, `${path}.`)] : [{ path }];
  });
}

/** The error of a property that does not exist; `spelling` is that of one which does. */
function unknownProperty(field: string, spelling: string | undefined): ConfigError {
  const problem =
    spelling !== undefined
      ? `write \`${last(spelling)}\``
      : field === "secret"
        ? "the secret is an option of its own; how a provider writes secrets down is `secretEncoding`"
        : "there is no such property";
  return new ConfigError({
    code: "invalid_scheme",
    field,
    message: `The scheme's ${field} cannot be used: ${problem}.`,
  });
}

const last = (path: string) => path.slice(path.lastIndexOf(".") + 1);

function isDetails(value: unknown): value is ConfigErrorDetails {
  return typeof value === "object" && value !== null && "code" in value && !(value instanceof Error);
}
