/** What a verifier is built from, read strictly: what is not understood is an error, never a default. */

import { BYTES, build, type Packable, TEXT } from "../modules/verify-module.js";
import { isWellFormed, view } from "../request/body.js";
import type { CompiledScheme, Scheme, SchemeId } from "../schemes/scheme.js";
import { builtinScheme } from "../schemes/schemes.js";
import type { Edition, OptionProblem } from "./edition.js";
import { secretError } from "./error-numbers.js";
import { ConfigError, type ConfigErrorDetails } from "./errors.js";
import { isParse, type Parse } from "./parse.js";

/** A secret as the provider shows it, or the bytes of the key itself. */
export type Secret = string | Uint8Array;

/** How to build a {@link Verifier}. */
export interface VerifierOptions<
  S extends SchemeId | Scheme = SchemeId | Scheme,
  P extends Parse | undefined = undefined,
> {
  /** The id of a built-in scheme, or a custom scheme. */
  readonly scheme: S;
  /** The secret. `undefined`, as an environment variable that is not set gives, throws a `ConfigError` in the constructor. */
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
   * What `json()` of a delivery passes the JSON through and returns in its place: a Standard Schema (Zod, Valibot, ArkType), or a
   * function. It runs after verification and cannot affect the result.
   */
  readonly parse?: P;
}

/** Their names. */
export const OPTIONS = ["scheme", "secret", "secrets", "tolerance", "reserialize", "maxBodyBytes", "parse"];

/** The longest body that a verifier accepts unless told otherwise, in bytes: 1 MiB. */
const DEFAULT_MAX_BODY_BYTES = 2 ** 20;
/** The most that it may be told: the body is copied into a memory of 4 GiB, of which there must be enough left to grow. */
const MAX_BODY_BYTES = 2 ** 30;
/** The widest tolerance, in seconds: 100 years, beyond which a window is no window. */
const MAX_TOLERANCE = 3_155_760_000;

/** What a verifier verifies with. */
export interface Prepared {
  readonly compiled: CompiledScheme;
  /** Its number in the module that verifies. */
  readonly number: number;
  readonly maxBodyBytes: number;
  readonly reserialize: boolean;
  readonly parse: Parse | undefined;
}

/** Prepares the verifier `owner`. Throws a {@link ConfigError} that names the option, secret or property that is wrong. */
export function prepare(
  owner: object,
  options: VerifierOptions<SchemeId | Scheme, Parse | undefined>,
  edition: Edition,
): Prepared {
  const invalid = (option: string, problem?: OptionProblem) =>
    configError(edition, { code: "invalid_option", option }, problem);
  if (typeof options !== "object" || options === null) throw invalid("options", "type");
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) throw invalid(unknown, "unknown");
  const {
    scheme,
    secret,
    secrets,
    tolerance,
    reserialize = true,
    maxBodyBytes = DEFAULT_MAX_BODY_BYTES,
    parse,
    // Of an object without a prototype: something else in the program may have put a property of this name on all others.
  } = Object.assign(Object.create(null) as typeof options, options);
  if (secret !== undefined && secrets !== undefined) throw invalid("secrets", "both");
  if (secrets !== undefined && !Array.isArray(secrets)) throw invalid("secrets", "list");
  const isId = typeof scheme === "string";
  if (!isId && (typeof scheme !== "object" || scheme === null)) throw invalid("scheme", "type");
  if (parse !== undefined && !isParse(parse)) throw invalid("parse", "type");
  const packable = [...(secrets ?? [secret])].map((one, index) => toPackable(one, index, edition));
  if (tolerance !== undefined && !isWhole(tolerance, MAX_TOLERANCE)) throw invalid("tolerance");
  if (!isWhole(maxBodyBytes, MAX_BODY_BYTES)) throw invalid("maxBodyBytes");
  if (typeof reserialize !== "boolean") throw invalid("reserialize");
  const compiled = isId ? builtinScheme(scheme) : edition.compile(scheme);
  if (compiled === undefined) throw configError(edition, { code: "unknown_scheme", id: scheme as string });
  const bytes = typeof compiled.bytes === "string" ? new TextEncoder().encode(compiled.bytes) : compiled.bytes;
  const built = build(owner, bytes, packable, tolerance ?? compiled.scheme.tolerance, maxBodyBytes, reserialize);
  if (typeof built !== "number") {
    const wrong = secretError(built);
    throw wrong === undefined ? invalid("secrets") : configError(edition, { code: "invalid_secret", ...wrong });
  }
  return { compiled, number: built, maxBodyBytes, reserialize: reserialize && compiled.scheme.reserialized, parse };
}

function configError(
  { messages }: Edition,
  details: Omit<ConfigErrorDetails, "message">,
  problem?: OptionProblem,
  given?: string,
): ConfigError {
  return new ConfigError({ ...details, message: messages.config(details, problem, given) });
}

/** NaN, a fraction, infinity, a string of digits: each is an error, since each has somewhere meant "no limit" by accident. */
function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
}

/** Returns the secrets of options that a verifier has read: each is text, or the key in a `Uint8Array` of this realm. */
export function secretsOf({ secret, secrets = [secret] }: Pick<VerifierOptions, "secret" | "secrets">): Secret[] {
  return (secrets as Secret[]).map((one) => (typeof one === "string" ? one : view(one)));
}

/** Returns a secret as it is packed: text or bytes. */
function toPackable(secret: unknown, index: number, edition: Edition): Packable[number] {
  const invalid = (reason: "none" | "encoding", problem?: OptionProblem) =>
    configError(edition, { code: "invalid_secret", index, reason }, problem, typeof secret);
  if (secret === undefined || secret === null) throw invalid("none");
  if (typeof secret === "string") {
    // With half of a surrogate pair in it, a text has no UTF-8 form: two secrets would become one.
    if (isWellFormed(secret)) return [TEXT, secret];
    throw invalid("encoding");
  }
  // Test runners and sandboxes have a Uint8Array of their own.
  if (ArrayBuffer.isView(secret)) return [BYTES, view(secret)];
  throw invalid("none", "type");
}
