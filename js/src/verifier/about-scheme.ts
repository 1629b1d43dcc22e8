/** Errors of the configuration, each with the scheme that it is about: a program has verifiers for several. */

import { ConfigError, type ConfigErrorDetails } from "./errors.js";

/** Returns the error of a verifier for `scheme`, whose message begins with the scheme's id. */
export function configErrorOf(scheme: unknown, details: ConfigErrorDetails): ConfigError {
  const id = idOf(scheme);
  // The core names the scheme itself, where it could read it.
  if (id === undefined || details.scheme !== undefined || details.code === "unknown_scheme")
    return new ConfigError(details);
  return new ConfigError({ ...details, scheme: id, message: `Scheme ${id}: ${details.message}` });
}

/** Returns the id of a scheme, if it has one that a message can show. */
function idOf(scheme: unknown): string | undefined {
  const isObject = typeof scheme === "object" && scheme !== null && Object.hasOwn(scheme, "id");
  const id = isObject ? (scheme as { readonly id: unknown }).id : scheme;
  return typeof id === "string" && /^[\w.-]{1,64}$/.test(id) ? id : undefined;
}
