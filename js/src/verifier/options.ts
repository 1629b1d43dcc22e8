/** The options of a verifier, read strictly: an unknown option is an error, never ignored. */

import { lent } from "../modules/lent-hash.js";
import { BYTES, build, type Packable, TEXT } from "../modules/verify-module.js";
import { isWellFormed, view } from "../request/body.js";
import { ownOf } from "../request/optional.js";
import type { Authenticate } from "../schemes/authenticated.js";
import { compiledOf } from "../schemes/built-in.js";
import { fromFile, isFile } from "../schemes/compiled-file.js";
import type { CompiledScheme, Scheme, SchemeId } from "../schemes/scheme.js";
import { configErrorOf } from "./about-scheme.js";
import type { ConfigContext, Edition, OptionProblem } from "./edition.js";
import { secretError } from "./error-numbers.js";
import type { ConfigErrorDetails, SecretReason } from "./errors.js";
import { isParse, type Parse } from "./parse.js";
import { isUrl } from "./target.js";

/** A secret as the provider shows it, or the bytes of the key itself. */
export type Secret = string | Uint8Array;

/** One secret. `Given` is its type. */
export interface OneSecret<Given> {
  /** The secret. If it is undefined, as an unset environment variable is, the constructor throws a `ConfigError`. */
  readonly secret: Given;
  readonly secrets?: undefined;
}

/** Several secrets, for a rotation. */
export interface ManySecrets<List> {
  /** The secrets, newest first, instead of `secret`. Maximum: 16. */
  readonly secrets: List;
  readonly secret?: undefined;
}

/** Options with either one secret or several. `Given` is the type of each secret, and `List` is the type of several secrets. */
// If a property is missing, the compiler names the property of the last member: the last one here, or in TypeScript 7 the last one by name.
export type WithSecrets<Options, Given = Secret | undefined, List = readonly Given[]> =
  | (Options & ManySecrets<List>)
  | (Options & OneSecret<Given>);

/** The options of a {@link Verifier}. */
export type VerifierOptions<
  S extends SchemeId | Scheme = SchemeId | Scheme,
  P extends Parse | undefined = undefined,
> = WithSecrets<VerifierSettings<S, P>>;

/** The options of a {@link Verifier} without its secrets. */
export interface VerifierSettings<S extends SchemeId | Scheme, P extends Parse | undefined> {
  /** The id of a built-in scheme, a scheme of `hookward/schemes`, or a custom scheme. Only `hookward/lite` requires a compiled scheme. */
  readonly scheme: S;
  /** The maximum difference between the signed timestamp and the current time, in seconds. Default: that of the scheme, mostly 300. */
  readonly tolerance?: number | undefined;
  /** Whether to also verify the re-serialized body, for schemes that sign the output of `JSON.stringify`. Default: `true`. */
  readonly reserialize?: boolean | undefined;
  /** The maximum length of a body, in bytes. Default: 1048576 (1 MiB). */
  readonly maxBodyBytes?: number | undefined;
  /**
   * A Standard Schema (of Zod 3.24, Valibot 1.0, ArkType 2.0 or later) or a function that parses the JSON. `json()` of a delivery returns
   * its result. It runs after verification and cannot affect the result.
   */
  readonly parse?: P;
  /** A text that is part of the dedupe keys, such as the path, if several endpoints share a store. Default: empty. */
  readonly tenant?: string | undefined;
  /**
   * The URL that is configured at the provider, for schemes that sign the URL. If it is only an origin, such as `https://api.example.com`,
   * the path and the query of the request are added. A URL with a path is used unchanged.
   */
  readonly url?: string | undefined;
}

/** The names of the options. */
export const OPTIONS = [
  "scheme",
  "secret",
  "secrets",
  "tolerance",
  "reserialize",
  "maxBodyBytes",
  "parse",
  "tenant",
  "url",
];

/** The default of `maxBodyBytes`: 1 MiB. */
const DEFAULT_MAX_BODY_BYTES = 2 ** 20;
/** The maximum of `maxBodyBytes`. The body is copied into a memory of 4 GiB, which must have enough room left to grow. */
const MAX_BODY_BYTES = 2 ** 30;
/** The maximum tolerance, in seconds: 100 years. A longer window would limit nothing. */
const MAX_TOLERANCE = 3_155_760_000;

/** The checked options of a verifier, with its compiled scheme. */
export interface Prepared {
  readonly compiled: CompiledScheme;
  /** The number of the verifier in the module `verify`. */
  readonly number: number;
  readonly maxBodyBytes: number;
  readonly reserialize: boolean;
  readonly parse: Parse | undefined;
  readonly tenant: string;
  readonly url: string | undefined;
  /** The function that creates the results, for a scheme that does not sign the body. */
  readonly authenticate: Authenticate | undefined;
}

/** Prepares the verifier `owner`. Throws a `ConfigError` that names the scheme, and the wrong option, secret or property. */
export function prepare(
  owner: object,
  options: VerifierOptions<SchemeId | Scheme, Parse | undefined>,
  edition: Edition,
): Prepared {
  const isObject = typeof options === "object" && options !== null;
  const {
    scheme,
    secret,
    secrets,
    tolerance,
    reserialize = true,
    maxBodyBytes = DEFAULT_MAX_BODY_BYTES,
    parse,
    tenant = "",
    url,
  } = ownOf(isObject ? options : ({} as typeof options));
  const error = (details: Omit<ConfigErrorDetails, "message">, context: ConfigContext = {}) =>
    configErrorOf(scheme, { ...details, message: edition.messages.config(details, context) });
  const invalid = (option: string, problem?: OptionProblem) => error({ code: "invalid_option", option }, { problem });
  if (!isObject) throw invalid("options", "type");
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) throw invalid(unknown, "unknown");
  if (secret !== undefined && secrets !== undefined) throw invalid("secrets", "both");
  if (secrets !== undefined && !Array.isArray(secrets)) throw invalid("secrets", "list");
  const isId = typeof scheme === "string";
  if (!isId && (typeof scheme !== "object" || scheme === null)) throw invalid("scheme", "type");
  if (parse !== undefined && !isParse(parse)) throw invalid("parse", "type");
  if (typeof tenant !== "string" || !isWellFormed(tenant)) throw invalid("tenant", "type");
  if (url !== undefined && !isUrl(url)) throw invalid("url", "type");
  const invalidSecret = (index: number, reason: SecretReason, context: ConfigContext = {}) => {
    const place = secrets === undefined ? "secret" : `secrets[${index}]`;
    return error({ code: "invalid_secret", index, reason }, { place, ...context });
  };
  const packable = [...(secrets ?? [secret])].map((one: unknown, index) => {
    // An old secret that is not set does not mean that the rotation is over: the provider may still sign with this secret.
    if (one === undefined || one === null) throw invalidSecret(index, "none", { problem: "unset", given: String(one) });
    const packed = toPackable(one);
    if (packed !== undefined) return packed;
    throw typeof one === "string"
      ? invalidSecret(index, "encoding", { problem: "surrogate" })
      : invalidSecret(index, "none", { problem: "type", given: typeof one });
  });
  if (tolerance !== undefined && !isWhole(tolerance, MAX_TOLERANCE)) throw invalid("tolerance");
  if (!isWhole(maxBodyBytes, MAX_BODY_BYTES)) throw invalid("maxBodyBytes");
  if (typeof reserialize !== "boolean") throw invalid("reserialize");
  const known = isId ? edition.builtIn(scheme) : scheme;
  if (known === undefined) throw error({ code: "unknown_scheme", id: scheme as string });
  const compiled = isFile(known) ? fromFile(known) : (compiledOf(known) ?? edition.compile(known));
  if (compiled === undefined) throw invalid("scheme", "version");
  const hash = compiled.hash ?? edition.hash;
  const authenticate = compiled.authenticate ?? edition.authenticate;
  const { algorithm, unsignedBody } = compiled.scheme;
  const needsHash = algorithm !== "sha256";
  if ((needsHash && !hash) || (unsignedBody && !authenticate)) {
    const field = unsignedBody ? "unsignedBody" : "algorithm";
    const message = `A custom scheme with SHA-1, SHA-512 or unsignedBody requires "hookward" instead of "hookward/lite".`;
    throw configErrorOf(scheme, { code: "invalid_scheme", field, message });
  }
  if (needsHash) lent.hash = hash;
  const bytes = typeof compiled.bytes === "string" ? bytesOf(compiled.bytes) : compiled.bytes;
  const built = build(owner, bytes, packable, tolerance ?? compiled.scheme.tolerance, maxBodyBytes, reserialize);
  if (typeof built !== "number") {
    const wrong = secretError(built);
    if (wrong === undefined) throw invalid("secrets");
    const { index, reason } = wrong;
    const undecoded =
      reason === "encoding"
        ? { secret: packable[index]?.[1], encoding: [compiled.scheme.secretEncoding].flat()[0] as string }
        : {};
    throw invalidSecret(index, reason, undecoded);
  }
  return {
    compiled,
    number: built,
    maxBodyBytes,
    reserialize: reserialize && compiled.scheme.reserialized,
    parse,
    tenant,
    url,
    authenticate: unsignedBody ? authenticate : undefined,
  };
}

/** Returns the bytes of a text with one character for each byte. */
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/**
 * Returns whether a value is a whole number from 1 to `most`. NaN, fractions, infinity and strings of digits are errors, because each of
 * them has accidentally meant "no limit" in some program.
 */
function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
}

/** Returns the secrets of options that a verifier has checked. Each is a text, or the key as a `Uint8Array` of this realm. */
export function secretsOf({ secret, secrets = [secret] }: Pick<VerifierOptions, "secret" | "secrets">): Secret[] {
  return (secrets as Secret[]).map((one) => (typeof one === "string" ? one : view(one)));
}

/** Returns a secret as a packable text or packable bytes, or undefined for any other value. */
function toPackable(secret: unknown): Packable[number] | undefined {
  // A text with half of a surrogate pair has no UTF-8 form: two different secrets would become the same key.
  if (typeof secret === "string") return isWellFormed(secret) ? [TEXT, secret] : undefined;
  // Test runners and sandboxes have their own Uint8Array.
  return ArrayBuffer.isView(secret) ? [BYTES, view(secret)] : undefined;
}
