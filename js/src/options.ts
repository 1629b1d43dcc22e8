/** What a verifier is built from, read strictly: what is not understood is an error, never a default. */

import { Engine } from "./engine.js";
import { ConfigError, type ConfigFault } from "./errors.js";
import { isParse, type Parse } from "./parse.js";
import type { Scheme, SchemeId } from "./schemes.js";

/** A secret as the provider shows it, or the bytes of the key itself. */
export type Secret = string | Uint8Array;

/** How to build a {@link Verifier}. */
export interface VerifierOptions<
  S extends SchemeId | Scheme = SchemeId | Scheme,
  P extends Parse | undefined = undefined,
> {
  /** The id of a built-in scheme, or a scheme of your own. */
  readonly scheme: S;
  /** The secret. `undefined`, as an environment variable that is not set gives, is an error here and now. */
  readonly secret?: Secret | undefined;
  /** The secrets of a rotation, newest first, in place of `secret`. 16 at most. */
  readonly secrets?: readonly (Secret | undefined)[] | undefined;
  /** How far a signed timestamp may be from now, in seconds, either way. The scheme's own if left out: 300. */
  readonly tolerance?: number | undefined;
  /** Whether to try `JSON.stringify` of the parsed body, for schemes whose providers sign that. On if left out. */
  readonly reserialize?: boolean | undefined;
  /** The longest body accepted, in bytes. 1 MiB if left out. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * What `json()` of a delivery runs the JSON through, and gives in its place: a Standard Schema (Zod, Valibot, ArkType), or a
   * function. It never sees a delivery that was not verified, and has no part in the verdict.
   */
  readonly parse?: P;
}

const OPTIONS = ["scheme", "secret", "secrets", "tolerance", "reserialize", "maxBodyBytes", "parse"];

/** Builds what a verifier verifies with. Throws a {@link ConfigError} that names the option, secret or field at fault. */
export function build(options: VerifierOptions<SchemeId | Scheme, Parse | undefined>): Engine {
  if (typeof options !== "object" || options === null) {
    throw invalid("options", "new Verifier takes an object: { scheme, secret }.");
  }
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw invalid(unknown, `There is no option ${JSON.stringify(unknown)}. The options are ${OPTIONS.join(", ")}.`);
  }
  const { scheme, secret, secrets, tolerance, reserialize, maxBodyBytes, parse } = options;
  if (secret !== undefined && secrets !== undefined) {
    throw invalid("secrets", "Give either secret or secrets, not both.");
  }
  if (secrets !== undefined && !Array.isArray(secrets)) {
    throw invalid("secrets", "The option secrets must be a list of secrets, newest first.");
  }
  if (typeof scheme !== "string" && (typeof scheme !== "object" || scheme === null)) {
    throw invalid(
      "scheme",
      "The option scheme must be the id of a built-in scheme, or a scheme of your own as an object.",
    );
  }
  if (parse !== undefined && !isParse(parse)) {
    throw invalid(
      "parse",
      "The option parse must be a Standard Schema, as Zod, Valibot and ArkType make them, or a function.",
    );
  }
  const keys = [...(secrets ?? [secret])].map(toKey);
  let engine: Engine;
  try {
    engine = new Engine({ scheme, secrets: keys, tolerance, reserialize, maxBodyBytes });
  } catch (fault) {
    throw isFault(fault) ? new ConfigError(fault) : fault;
  }
  const field = typeof scheme === "string" ? undefined : unread(scheme, engine.scheme());
  if (field !== undefined) {
    const message = `The scheme's ${field} cannot be used: there is no such field.`;
    throw new ConfigError({ code: "invalid_scheme", field, message });
  }
  return engine;
}

function invalid(option: string, message: string): ConfigError {
  return new ConfigError({ code: "invalid_option", option, message });
}

/** A secret as the core takes it: nothing, text, or bytes. */
function toKey(secret: unknown, index: number): Secret | undefined {
  if (secret === undefined || secret === null) return undefined;
  if (typeof secret === "string" || secret instanceof Uint8Array) return secret;
  // Test runners and sandboxes have a Uint8Array of their own.
  if (ArrayBuffer.isView(secret)) return new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength);
  const message = `Secret ${index} is of type ${typeof secret}. It must be text as the provider shows it, or the key as a Uint8Array.`;
  throw new ConfigError({ code: "invalid_secret", index, fault: "none", message });
}

/**
 * The path of a field that is in a scheme as it was given and not in the scheme as the core has it, which has all of them.
 *
 * The core picks the fields that it knows out of a JavaScript object, so a misspelt one would be no more than a default.
 */
function unread(given: object, known: unknown, path = ""): string | undefined {
  const fields = (known ?? {}) as Record<string, unknown>;
  for (const [name, value] of Object.entries(given)) {
    const at = `${path}${name}`;
    if (!Object.hasOwn(fields, name)) return at;
    const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
    const below = isRecord ? unread(value, fields[name], `${at}.`) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

function isFault(value: unknown): value is ConfigFault {
  return typeof value === "object" && value !== null && "code" in value && !(value instanceof Error);
}
