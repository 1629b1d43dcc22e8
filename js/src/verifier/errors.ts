/** The kinds of error: a delivery that was refused, a verifier that cannot be built, a payload that the app's schema refuses. */

/** Why a delivery was refused. The same strings in Rust, JavaScript and logs. */
export type VerificationCode =
  | "missing_header"
  | "malformed_header"
  | "duplicate_header"
  | "too_many_candidates"
  | "timestamp_too_old"
  | "timestamp_too_new"
  | "signature_mismatch"
  | "body_too_large"
  | "too_many_fields"
  | "invalid_url"
  | "malformed_body"
  | "invalid_challenge";

/** Why a verifier could not be built. */
export type ConfigCode = "invalid_secret" | "unknown_scheme" | "invalid_scheme" | "invalid_option";

/** What is wrong with a header that is present. */
export type HeaderReason =
  | "empty"
  | "prefix"
  | "field_missing"
  | "field"
  | "length"
  | "encoding"
  | "timestamp"
  | "boundary";

/** Why a challenge gets no response: it is not a challenge, its verify token is wrong, or its token is not safe to send back. */
export type ChallengeReason = "condition" | "verify_token" | "token";

/** What is wrong with a secret. */
export type SecretReason = "none" | "empty" | "encoding";

/** What each kind of refusal has, and no other. Without a secret, a signature or a body. */
type RefusalOf<
  C extends VerificationCode,
  F extends keyof VerificationFacts,
  O extends keyof VerificationFacts = never,
> = Pick<VerificationFacts, "message"> & { readonly code: C } & {
  readonly [K in F]-?: NonNullable<VerificationFacts[K]>;
} & { readonly [K in O]?: VerificationFacts[K] } & {
  readonly [K in Exclude<keyof VerificationFacts, "code" | "message" | F | O>]?: undefined;
};

/** Why a delivery was refused. The code determines the facts. */
export type Refusal =
  | RefusalOf<"missing_header" | "duplicate_header", "header">
  | (Omit<RefusalOf<"malformed_header", "header" | "reason">, "reason"> & { readonly reason: HeaderReason })
  | RefusalOf<"too_many_candidates" | "body_too_large" | "too_many_fields", "limit">
  | RefusalOf<"invalid_url" | "malformed_body", never>
  | RefusalOf<"timestamp_too_old", "age" | "tolerance">
  | RefusalOf<"timestamp_too_new", "ahead" | "tolerance">
  | RefusalOf<"signature_mismatch", "secrets", "paddedSecret">
  | (Omit<RefusalOf<"invalid_challenge", "reason">, "reason"> & { readonly reason: ChallengeReason });

/** Why a delivery was refused: code, message and facts. Never a secret, a signature or a body. */
export interface VerificationFacts {
  readonly code: VerificationCode;
  /** What happened and what to do, for the operator. Never send it to the sender. */
  readonly message: string;
  /** The name of the header that is missing, repeated or malformed. */
  readonly header?: string;
  /** What is wrong with it, or why a challenge gets no response. */
  readonly reason?: HeaderReason | ChallengeReason;
  /** How long ago the delivery was signed, in seconds. */
  readonly age?: number;
  /** How far in the future the delivery was signed, in seconds. */
  readonly ahead?: number;
  /** How far from now it may be, in seconds. */
  readonly tolerance?: number;
  /** The limit that was exceeded: bytes of the body, fields of a form, or signatures in the header. */
  readonly limit?: number;
  /** How many secrets were tried. */
  readonly secrets?: number;
  /** The position of a secret that begins or ends with white space. */
  readonly paddedSecret?: number;
}

/** The text for the sender of a refused delivery, the same for any reason. */
export const SENDER_MESSAGE = "invalid signature";

/** A delivery was refused. `code` is stable. The facts are those of {@link Refusal}. */
export class VerificationError extends Error implements VerificationFacts {
  override readonly name = "VerificationError";
  declare readonly code: VerificationCode;
  declare readonly header?: string;
  declare readonly reason?: HeaderReason | ChallengeReason;
  declare readonly age?: number;
  declare readonly ahead?: number;
  declare readonly tolerance?: number;
  declare readonly limit?: number;
  declare readonly secrets?: number;
  declare readonly paddedSecret?: number;

  constructor(refusal: Refusal) {
    super(refusal.message);
    const { message: _, ...facts } = refusal;
    Object.assign(this, facts);
  }

  /** The status of the HTTP response: 413 for a body over the limit, else 401. */
  get status(): 401 | 413 {
    return this.code === "body_too_large" ? 413 : 401;
  }
}

/** Why a verifier could not be built: code, message and facts. */
export interface ConfigErrorDetails {
  readonly code: ConfigCode;
  readonly message: string;
  /** The id of the verifier's scheme. */
  readonly scheme?: string;
  /** The position of the secret that is wrong. */
  readonly index?: number;
  /** What is wrong with it. */
  readonly reason?: SecretReason;
  /** The id of the scheme that does not exist. */
  readonly id?: string;
  /** The property of the scheme that is wrong, as a path. */
  readonly field?: string;
  /** The option that is wrong. */
  readonly option?: string;
}

/** A verifier could not be built. No request was verified or let through. */
export class ConfigError extends Error implements ConfigErrorDetails {
  override readonly name = "ConfigError";
  declare readonly code: ConfigCode;
  declare readonly scheme?: string;
  declare readonly index?: number;
  declare readonly reason?: SecretReason;
  declare readonly id?: string;
  declare readonly field?: string;
  declare readonly option?: string;

  constructor(details: ConfigErrorDetails) {
    super(details.message);
    const { message: _, ...facts } = details;
    Object.assign(this, facts);
  }
}

/** What a schema finds wrong with a payload, and where. The message is the schema's. */
export interface PayloadIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Of how many issues the message names the place. */
const NAMED = 5;

/**
 * A genuine delivery whose JSON is not what the schema given as `parse` describes. No reason to refuse it: the provider did sign
 * it, so this is thrown by `json()` and by nothing before.
 *
 * The message says where the issues are. The messages of a schema may quote the payload, which has no place in a log, so only
 * `issues` has them.
 */
export class PayloadError extends Error {
  override readonly name = "PayloadError";
  readonly #issues: readonly PayloadIssue[];

  constructor(issues: readonly PayloadIssue[]) {
    const places = [...new Set(issues.map(placeOf))];
    const more = places.length > NAMED ? ` and ${places.length - NAMED} more` : "";
    super(
      `The delivery is genuine, but its JSON does not match the schema: see ${places.slice(0, NAMED).join(", ")}${more}. ` +
        "The error's issues have the details, and may quote the payload.",
    );
    this.#issues = issues;
  }

  /** What the schema found. Its messages may quote the payload. */
  get issues(): readonly PayloadIssue[] {
    return this.#issues;
  }
}

/** Where an issue is, as one would write it in JavaScript: `data.items[0].id`. */
function placeOf({ path = [] }: PayloadIssue): string {
  const keys = path.map((segment) => (typeof segment === "object" ? segment.key : segment));
  const place = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return place === "" ? "the whole" : place.replace(/^\./, "");
}
