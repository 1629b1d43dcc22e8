/** Errors of the configuration, each with the scheme that it is about: a program has verifiers for several. */

import { schemeIdOf, schemePrefix } from "../request/scheme-id.js";
import { ConfigError, type ConfigErrorDetails } from "./errors.js";

/** Returns the error of a verifier for `scheme`, whose message begins with the scheme's id. */
export function configErrorOf(scheme: unknown, details: ConfigErrorDetails): ConfigError {
  const id = schemeIdOf(scheme);
  // The core names the scheme itself, where it could read it.
  if (id === undefined || details.scheme !== undefined || details.code === "unknown_scheme")
    return new ConfigError(details);
  return new ConfigError({ ...details, scheme: id, message: schemePrefix(id) + details.message });
}
