/** What a verifier is built from, read strictly: what is not understood is an error, never a default. */

import { lastFault } from "../modules/error-numbers.js";
import { BYTES, type Entries, REFUSED, build as register, TEXT } from "../modules/verify-module.js";
import { isWellFormed, view } from "../request/body.js";
import type { Row, Scheme, SchemeId } from "../schemes/scheme.js";
import { builtinRow } from "../schemes/schemes.js";
import { ConfigError, type ConfigFault } from "./errors.js";
import type { Words, Wrong } from "./messages.js";
import { isParse, type Parse } from "./parse.js";

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

/** Their names. */
export const OPTIONS = ["scheme", "secret", "secrets", "tolerance", "reserialize", "maxBodyBytes", "parse"];

/** The longest body that a verifier accepts unless told otherwise, in bytes: 1 MiB. */
const DEFAULT_MAX_BODY_BYTES = 2 ** 20;
/** The most that it may be told: the body is copied into a memory of 4 GiB, of which there must be enough left to grow. */
const MAX_BODY_BYTES = 2 ** 30;
/** The widest tolerance, in seconds: 100 years, beyond which a window is no window. */
const MAX_TOLERANCE = 3_155_760_000;

/** What a verifier verifies with. */
export interface Built {
  readonly row: Row;
  /** Its number in the core. */
  readonly number: number;
  readonly maxBodyBytes: number;
  readonly reserialize: boolean;
}

/** Builds it for `owner`. Throws a {@link ConfigError} that names the option, secret or field at fault. */
export function build(
  owner: object,
  options: VerifierOptions<SchemeId | Scheme, Parse | undefined>,
  words: Words,
): Built {
  const invalid = (option: string, wrong?: Wrong) => fault(words, { code: "invalid_option", option }, wrong);
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
  } = options;
  if (secret !== undefined && secrets !== undefined) throw invalid("secrets", "both");
  if (secrets !== undefined && !Array.isArray(secrets)) throw invalid("secrets", "list");
  const isId = typeof scheme === "string";
  if (!isId && (typeof scheme !== "object" || scheme === null)) throw invalid("scheme", "type");
  if (parse !== undefined && !isParse(parse)) throw invalid("parse", "type");
  const keys = [...(secrets ?? [secret])].map((key, index) => toEntry(key, index, words));
  if (tolerance !== undefined && !isWhole(tolerance, MAX_TOLERANCE)) throw invalid("tolerance");
  if (!isWhole(maxBodyBytes, MAX_BODY_BYTES)) throw invalid("maxBodyBytes");
  if (typeof reserialize !== "boolean") throw invalid("reserialize");
  const row = isId ? builtinRow(scheme) : words.read(scheme);
  if (row === undefined) throw fault(words, { code: "unknown_scheme", id: scheme as string });
  const bytes = typeof row.bytes === "string" ? new TextEncoder().encode(row.bytes) : row.bytes;
  const number = register(owner, bytes, keys, tolerance ?? row.scheme.tolerance, maxBodyBytes, reserialize);
  if (number === REFUSED) {
    const secretFault = lastFault();
    throw secretFault === undefined ? invalid("secrets") : fault(words, { code: "invalid_secret", ...secretFault });
  }
  return { row, number, maxBodyBytes, reserialize: reserialize && row.scheme.reserialized };
}

function fault(words: Words, facts: Omit<ConfigFault, "message">, wrong?: Wrong, detail?: string): ConfigError {
  return new ConfigError({ ...facts, message: words.config(facts, wrong, detail) });
}

/** NaN, a fraction, infinity, a string of digits: each is an error, since each has somewhere meant "no limit" by accident. */
function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
}

/** A secret as the core takes it: text or bytes. */
function toEntry(secret: unknown, index: number, words: Words): Entries[number] {
  if (secret === undefined || secret === null) throw fault(words, { code: "invalid_secret", index, fault: "none" });
  if (typeof secret === "string") {
    // With half of a surrogate pair in it, a text has no UTF-8 form: two secrets would become one.
    if (isWellFormed(secret)) return [TEXT, secret];
    throw fault(words, { code: "invalid_secret", index, fault: "encoding" });
  }
  // Test runners and sandboxes have a Uint8Array of their own.
  if (ArrayBuffer.isView(secret)) return [BYTES, view(secret)];
  throw fault(words, { code: "invalid_secret", index, fault: "none" }, "type", typeof secret);
}
