/** The kinds of error: a refused delivery, a verifier that cannot be built, and a payload that does not match the app's schema. */

/** The code of a refusal. The codes are the same strings in Rust, JavaScript and logs. */
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

/** The code of a configuration error. */
export type ConfigCode = "invalid_secret" | "unknown_scheme" | "invalid_scheme" | "invalid_option";

/** The problem with a header that is present. */
export type HeaderReason =
  | "empty"
  | "prefix"
  | "field_missing"
  | "field"
  | "length"
  | "encoding"
  | "timestamp"
  | "boundary";

/** The reason why a challenge gets no response: it is not a challenge, its verify token is wrong, or its token is not safe to return. */
export type ChallengeReason = "condition" | "verify_token" | "token";

/** The problem with a secret. */
export type SecretReason = "none" | "empty" | "encoding";

/** A refusal with the code `C`, the facts `F` and the optional facts `O`. It contains no secret, signature or body. */
type RefusalOf<
  C extends VerificationCode,
  F extends keyof VerificationFacts,
  O extends keyof VerificationFacts = never,
> = Pick<VerificationFacts, "message"> & { readonly code: C } & {
  readonly [K in F]-?: NonNullable<VerificationFacts[K]>;
} & { readonly [K in O]?: VerificationFacts[K] } & {
  readonly [K in Exclude<keyof VerificationFacts, "code" | "message" | F | O>]?: undefined;
};

/** The reason why a delivery was refused: a code, a message and facts. The code determines the facts. */
export type Refusal =
  | RefusalOf<"missing_header" | "duplicate_header", "header">
  | (Omit<RefusalOf<"malformed_header", "header" | "reason">, "reason"> & { readonly reason: HeaderReason })
  | RefusalOf<"too_many_candidates" | "body_too_large" | "too_many_fields", "limit">
  | RefusalOf<"invalid_url" | "malformed_body", never>
  | RefusalOf<"timestamp_too_old", "age" | "tolerance">
  | RefusalOf<"timestamp_too_new", "ahead" | "tolerance">
  | RefusalOf<"signature_mismatch", "secrets", "paddedSecret">
  | (Omit<RefusalOf<"invalid_challenge", "reason">, "reason"> & { readonly reason: ChallengeReason });

/** The code, the message and the facts of a refusal. They never contain a secret, a signature or a body. */
export interface VerificationFacts {
  readonly code: VerificationCode;
  /** The text for the operator: what happened and what to do. Never send it to the sender. */
  readonly message: string;
  /** The name of the header that is missing, repeated or malformed. */
  readonly header?: string;
  /** The problem with the header, or the reason why a challenge gets no response. */
  readonly reason?: HeaderReason | ChallengeReason;
  /** The time since the delivery was signed, in seconds. */
  readonly age?: number;
  /** The time by which the timestamp is in the future, in seconds. */
  readonly ahead?: number;
  /** The maximum difference between the timestamp and the current time, in seconds. */
  readonly tolerance?: number;
  /** The limit that was exceeded: bytes of the body, fields of a form, or signatures in the header. */
  readonly limit?: number;
  /** The number of secrets that were tried. */
  readonly secrets?: number;
  /** The position of a secret that begins or ends with white space. */
  readonly paddedSecret?: number;
}

/** The text for the sender of a refused delivery, the same for any reason. */
export const SENDER_MESSAGE = "invalid signature";

/** The error for a refused delivery. `code` is stable. The facts are those of {@link Refusal}. */
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

  /** The status of the HTTP response: 413 for a body over the limit, otherwise 401. */
  get status(): 401 | 413 {
    return this.code === "body_too_large" ? 413 : 401;
  }
}

/** The code, the message and the facts of a configuration error. */
export interface ConfigErrorDetails {
  readonly code: ConfigCode;
  readonly message: string;
  /** The id of the verifier's scheme. */
  readonly scheme?: string;
  /** The position of the secret that is wrong. */
  readonly index?: number;
  /** The problem with the secret. */
  readonly reason?: SecretReason;
  /** The id of the scheme that does not exist. */
  readonly id?: string;
  /** The property of the scheme that is wrong, as a path. */
  readonly field?: string;
  /** The option that is wrong. */
  readonly option?: string;
}

/** The error for a verifier that cannot be built. No request was verified or accepted. */
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

/** An issue that a schema finds in a payload, and its path. The message comes from the schema. */
export interface PayloadIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The maximum number of issues whose places the message names. */
const NAMED = 5;

/**
 * The error for a genuine delivery whose JSON does not match the schema in the option `parse`. The delivery is not refused, because the
 * provider signed it: only `json()` throws this error.
 *
 * The message names the places of the issues. The messages of the schema are only in `issues`, because they may quote the payload, which
 * must not be logged.
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

  /** The issues that the schema found. Their messages may quote the payload. */
  get issues(): readonly PayloadIssue[] {
    return this.#issues;
  }
}

/** Returns the place of an issue as JavaScript would write it: `data.items[0].id`. */
function placeOf({ path = [] }: PayloadIssue): string {
  const keys = path.map((segment) => (typeof segment === "object" ? segment.key : segment));
  const place = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return place === "" ? "the whole" : place.replace(/^\./, "");
}
