/** Configuration errors with the id of the scheme, because a program may have verifiers for several schemes. */

import { schemeIdOf, schemePrefix } from "../request/scheme-id.js";
import { ConfigError, type ConfigErrorDetails } from "./errors.js";

/** Returns a configuration error whose message begins with the id of `scheme`. */
export function configErrorOf(scheme: unknown, details: ConfigErrorDetails): ConfigError {
  const id = schemeIdOf(scheme);
  // If the core could read the scheme, the message already contains the id.
  if (id === undefined || details.scheme !== undefined || details.code === "unknown_scheme")
    return new ConfigError(details);
  return new ConfigError({ ...details, scheme: id, message: schemePrefix(id) + details.message });
}
