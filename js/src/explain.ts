/**
 * Why a delivery does not verify: which of body, secret, encoding, clock or header is wrong.
 *
 * ```ts
 * import { explain } from "hookward/explain";
 *
 * const { findings } = explain({ scheme: "gilbert", secret, headers, body });
 * console.log(findings[0]?.message);
 * ```
 *
 * For the operator, and only there: what it says must never reach the sender of a request, whom it would tell how far a forgery got.
 * Its module is compiled when it is first asked, and no part of `hookward` itself imports it.
 */

import { tools } from "./modules/explain-module.js";
import { type BodyInput, reserialize, toBytes } from "./request/body.js";
import { every, find, type HeadersInput } from "./request/headers.js";
import type { Scheme, SchemeId } from "./schemes/scheme.js";
import { schemes } from "./schemes/schemes.js";
import { ConfigError, type ConfigFault, type Refusal } from "./verifier/errors.js";
import type { Secret, VerifierOptions } from "./verifier/options.js";
import { Verifier, words } from "./verifier/verifier.js";

/** A delivery, and how it was to be verified. */
export interface Explained {
  /** The id of a built-in scheme, or a scheme of your own. `guessSchemes` names those that the headers allow. */
  readonly scheme: SchemeId | Scheme;
  /** All headers of the request, not only those of the scheme. */
  readonly headers: HeadersInput;
  /** The body as the receiver has it. Whether that is what was sent is one of the questions. */
  readonly body: BodyInput;
  /** As for a verifier: one of `secret` and `secrets`. */
  readonly secret?: Secret | undefined;
  readonly secrets?: readonly (Secret | undefined)[] | undefined;
  /** When the delivery was received: a Date, or milliseconds since the epoch. The clock's time if left out. */
  readonly now?: Date | number | undefined;
  /** As for a verifier. */
  readonly tolerance?: number | undefined;
  readonly reserialize?: boolean | undefined;
  readonly maxBodyBytes?: number | undefined;
}

/** The verdict, how it came about, and what has to change. */
export interface Explanation {
  /** The id of the scheme asked about. */
  readonly scheme: string;
  /** What `Verifier.check` says. */
  readonly verdict:
    | {
        readonly ok: true;
        /** Which secret matched. */
        readonly secretIndex: number;
        /** Whether the signature covers `JSON.stringify` of the parsed body. */
        readonly reserialized: boolean;
        /** When it was signed, for schemes with a signed timestamp. */
        readonly timestamp?: Date;
      }
    | ({ readonly ok: false } & Refusal)
    /** A secret is not in the scheme's encoding, so that `new Verifier` throws. */
    | ({ readonly ok: false } & ConfigFault);
  /** Every check, in the order in which they are made. */
  readonly checks: readonly Check[];
  /** What is wrong, most telling first: what is proven before what is likely. Empty if the delivery verifies. */
  readonly findings: readonly Finding[];
  /** How many signatures were computed. */
  readonly tried: number;
  /** Whether the work allowed ended before everything was tried. */
  readonly exhausted: boolean;
}

/** One check of a verification, and what was seen. In words for people, without secret, signature or body. */
export interface Check {
  readonly check: "body_length" | "headers" | "signature" | "timestamp" | "window" | "mac";
  /** `skipped`, where the scheme has nothing to check or an earlier check failed. */
  readonly state: "passed" | "failed" | "skipped";
  readonly expected: string;
  readonly seen: string;
}

/** One thing that is wrong with a delivery. */
export interface Finding {
  /** Stable, such as `body_reserialized_compact`; docs/EXPLAIN.md lists all of them. */
  readonly code: string;
  readonly subject: "body" | "secret" | "signature" | "algorithm" | "timestamp" | "header" | "scheme";
  /** `proven`: the signature matched once this was changed, and nothing but what `also` names beside it. */
  readonly confidence: "proven" | "likely";
  /** What it means and what to do, for the operator. */
  readonly message: string;
  /** The code of the second change, where a pair was needed. */
  readonly also?: string;
  /** The first byte at which the body given differs from the one signed. */
  readonly offset?: number;
  /** The position of the secret that it is about. */
  readonly secretIndex?: number;
  /** The header that it is about. */
  readonly header?: string;
  /** The id of the scheme that the delivery fits. */
  readonly scheme?: string;
  /** By how many seconds the timestamp is before or behind `now`, rounded up. The code says which. */
  readonly skew?: number;
}

const OPTIONS = ["scheme", "headers", "body", "secret", "secrets", "now", "tolerance", "reserialize", "maxBodyBytes"];

/** The longest body that is carried into the module, in bytes: what it makes of it must fit into its memory too. */
const LONGEST = 2 ** 28;

/**
 * Explains why a delivery does not verify, or confirms that it does. The work is bounded, whatever it is given.
 *
 * Throws as `Verifier` does: a `ConfigError` for options with which nothing could be verified, a TypeError for what is not a request.
 * A secret in another encoding than the scheme says is no error here, but a verdict, and explained.
 */
export function explain(delivery: Explained): Explanation {
  if (typeof delivery !== "object" || delivery === null) {
    throw invalid("options", "explain takes an object: { scheme, secret, headers, body }.");
  }
  const unknown = Object.keys(delivery).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw invalid(unknown, `There is no option ${JSON.stringify(unknown)}. The options are ${OPTIONS.join(", ")}.`);
  }
  const { headers: given, body, now = Date.now(), ...options } = delivery;
  const { verifier, fault } = build(options as VerifierOptions);
  const headers = every(given);
  const bytes = toBytes(body, words);
  const verdict = verifier.check({ headers, body: bytes, now });
  if (bytes.length > LONGEST) throw new RangeError(`A body of ${bytes.length} bytes is too long to be explained.`);
  const { scheme, maxBodyBytes } = verifier;
  const { tolerance, reserialize: on = true } = options;
  const answer = tools().explain(
    { scheme, headers, now: Number(now), tolerance, reserialize: on, maxBodyBytes },
    (options.secrets ?? [options.secret]) as Secret[],
    bytes,
    // To parse a body over the limit may take long, and no verdict is over its second form.
    bytes.length > maxBodyBytes ? undefined : reserialize(bytes),
  ) as Omit<Explanation, "scheme" | "verdict">;
  return { scheme: scheme.id, verdict: fault ?? (verdict.ok ? facts(verdict.delivery) : verdict), ...answer };
}

/**
 * The verifier. A secret that is not in the scheme's encoding is one of the most usual mistakes, and explained like any other: a verifier
 * of the text's bytes then stands in, so that the other options and the request are checked as ever.
 */
function build(options: VerifierOptions): { verifier: Verifier; fault?: { readonly ok: false } & ConfigFault } {
  try {
    return { verifier: new Verifier(options) };
  } catch (error) {
    if (!(error instanceof ConfigError && error.code === "invalid_secret" && error.fault === "encoding")) throw error;
    const { code, message, index, fault } = error;
    const { secret, secrets = [secret], ...others } = options;
    const bytes = secrets.map((one) => (typeof one === "string" ? new TextEncoder().encode(one) : one));
    const verifier = new Verifier({ ...others, secrets: bytes });
    return { verifier, fault: { ok: false, code, message, fault, ...(index === undefined ? {} : { index }) } };
  }
}

/** The ids of the built-in schemes whose signature header is there: for who does not know which scheme a delivery is. */
export function guessSchemes(headers: HeadersInput): SchemeId[] {
  const pairs = every(headers);
  const ids = Object.keys(schemes) as SchemeId[];
  return ids.filter((id) => find(pairs, [schemes[id].signature.header]).length > 0);
}

/** What a verdict says of a genuine delivery. */
function facts(delivery: { secretIndex: number; reserialized: boolean; timestamp: Date | undefined }) {
  const { secretIndex, reserialized, timestamp } = delivery;
  return { ok: true as const, secretIndex, reserialized, ...(timestamp === undefined ? {} : { timestamp }) };
}

function invalid(option: string, message: string): ConfigError {
  return new ConfigError({ code: "invalid_option", option, message });
}
