/** Defines custom schemes in the code of a program, with types and checks. */

import type { Checked, Scheme } from "../schemes/scheme.js";
import { compileScheme } from "./custom-scheme.js";
import { ConfigError } from "./errors.js";

/**
 * Checks a custom scheme, and returns it unchanged, with the types of its literals.
 *
 * @param scheme The scheme.
 * @returns The same object.
 * @throws {ConfigError} The scheme cannot be used. `new Verifier` would throw the same error.
 * @example
 * ```ts
 * import { defineScheme, Verifier } from "hookward";
 *
 * const acme = defineScheme({
 *   id: "acme",
 *   name: "Acme",
 *   docs: "https://acme.example/webhooks",
 *   signature: { header: "x-acme-signature", syntax: { prefixed: "sha256=" }, encoding: "hex" },
 *   signedContent: "{body}",
 * });
 * const verifier = new Verifier({ scheme: acme, secret: process.env.ACME_SECRET });
 * ```
 */
export function defineScheme<const S extends Scheme>(scheme: S & Checked<S>): S {
  if (typeof scheme !== "object" || scheme === null) {
    const message = "defineScheme requires a scheme, as an object.";
    throw new ConfigError({ code: "invalid_option", option: "scheme", message });
  }
  compileScheme(scheme);
  return scheme;
}
