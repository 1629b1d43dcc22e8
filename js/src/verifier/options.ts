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
  /** The secret. If it is not set, as an environment variable may be, the constructor throws a `ConfigError`. */
  readonly secret: Given;
  readonly secrets?: undefined;
}

/** Several secrets, for a rotation. */
export interface ManySecrets<List> {
  /** Up to 16 secrets, newest first, instead of `secret`. */
  readonly secrets: List;
  readonly secret?: undefined;
}

/** Options with either one secret or several. `Given` is the type of each secret, and `List` of several. */
// An error names what the last member lacks: the last one here, and in TypeScript 7 the last by name.
export type WithSecrets<Options, Given = Secret | undefined, List = readonly Given[]> =
  | (Options & ManySecrets<List>)
  | (Options & OneSecret<Given>);

/** How to build a {@link Verifier}. */
export type VerifierOptions<
  S extends SchemeId | Scheme = SchemeId | Scheme,
  P extends Parse | undefined = undefined,
> = WithSecrets<VerifierSettings<S, P>>;

/** The options of a {@link Verifier} without its secrets. */
export interface VerifierSettings<S extends SchemeId | Scheme, P extends Parse | undefined> {
  /** The id of a built-in scheme, a scheme of `hookward/schemes`, a custom scheme, or the output of `hookward scheme compile`. */
  readonly scheme: S;
  /** How far a signed timestamp may be from now, in seconds, either way. The default is the scheme's, 300 for most. */
  readonly tolerance?: number | undefined;
  /** Whether to try `JSON.stringify` of the parsed body, for schemes whose providers sign that. The default is `true`. */
  readonly reserialize?: boolean | undefined;
  /** The longest body accepted, in bytes. The default is 1 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * A Standard Schema (Zod, Valibot, ArkType) or a function that parses the JSON. `json()` of a delivery returns its result. It runs after
   * verification and cannot affect the result.
   */
  readonly parse?: P;
  /** Text that is part of the dedupe keys, such as the path, if several endpoints share a store. Empty by default. */
  readonly tenant?: string | undefined;
  /**
   * The url that is set at the provider, for schemes that sign it. To an origin, such as `https://api.example.com`, path and query of
   * the request are added. A url with a path is used unchanged.
   */
  readonly url?: string | undefined;
}

/** Their names. */
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
  readonly tenant: string;
  readonly url: string | undefined;
  /** What makes the results, for a scheme that signs no body. */
  readonly authenticate: Authenticate | undefined;
}

/** Prepares the verifier `owner`. Throws a `ConfigError` that names the scheme, and the option, secret or property. */
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
    // An old secret that is not set is not a rotation that is over: it may be the one that the provider still signs with.
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

/** Returns the bytes of a text that has a character for each. */
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** NaN, a fraction, infinity, a string of digits: each is an error, since each has somewhere meant "no limit" by accident. */
function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
}

/** Returns the secrets of options that a verifier has read: each is text, or the key in a `Uint8Array` of this realm. */
export function secretsOf({ secret, secrets = [secret] }: Pick<VerifierOptions, "secret" | "secrets">): Secret[] {
  return (secrets as Secret[]).map((one) => (typeof one === "string" ? one : view(one)));
}

/** Returns a secret as it is packed: text or bytes; undefined for what is neither. */
function toPackable(secret: unknown): Packable[number] | undefined {
  // With half of a surrogate pair in it, a text has no UTF-8 form: two secrets would become one.
  if (typeof secret === "string") return isWellFormed(secret) ? [TEXT, secret] : undefined;
  // Test runners and sandboxes have a Uint8Array of their own.
  return ArrayBuffer.isView(secret) ? [BYTES, view(secret)] : undefined;
}
