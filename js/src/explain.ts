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

import { explainModule } from "./modules/explain-module.js";
import { type BodyInput, reserialize, toBytes } from "./request/body.js";
import { every, type HeadersInput } from "./request/headers.js";
import { optional, ownOf } from "./request/optional.js";
import { toMillis } from "./request/time.js";
import type { Scheme, SchemeId } from "./schemes/scheme.js";
import { ConfigError, type ConfigErrorDetails, type Refusal } from "./verifier/errors.js";
import { checkOptions, messages } from "./verifier/full-edition.js";
import { secretsOf, type VerifierOptions, type WithSecrets } from "./verifier/options.js";
import { Verifier } from "./verifier/verifier.js";

/** A delivery, and how it was to be verified. */
export type Explained = WithSecrets<ExplainedDelivery>;

/** A delivery, and what a verifier is built from but for its secrets. */
interface ExplainedDelivery {
  /** The id of a built-in scheme, or a custom scheme. `guessSchemes` names those that the headers allow. */
  readonly scheme: SchemeId | Scheme;
  /** All headers of the request, not only those of the scheme. */
  readonly headers: HeadersInput;
  /** For schemes that sign it: the url that is set at the provider, with the query of the request. */
  readonly url?: string | undefined;
  /** For schemes that sign it: the method of the request. POST if left out. */
  readonly method?: string | undefined;
  /** The body as the receiver has it. Whether that is what was sent is one of the questions. */
  readonly body: BodyInput;
  /** When the delivery was received: a Date, or milliseconds since the epoch. The clock's time if left out. */
  readonly now?: Date | number | undefined;
  /** As for a verifier. */
  readonly tolerance?: number | undefined;
  readonly reserialize?: boolean | undefined;
  readonly maxBodyBytes?: number | undefined;
}

/** The result of a verification, how it came about, and what has to change. */
export interface Explanation {
  /** The id of the scheme asked about. */
  readonly scheme: string;
  /** What `Verifier.check` returns, less the delivery. */
  readonly result:
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
    | ({ readonly ok: false } & ConfigErrorDetails);
  /** Every check, in the order in which they are made. */
  readonly checks: readonly Check[];
  /** What is wrong, most telling first: what is proven before what is likely. Empty if the delivery verifies. */
  readonly findings: readonly Finding[];
  /** What to compare in an app that refuses the delivery all the same. Only for one that verifies. */
  readonly advice?: string;
  /** How many signatures were computed. */
  readonly tried: number;
  /** Whether the work allowed ended before everything was tried. */
  readonly exhausted: boolean;
}

/** One check of a verification, and what was seen, for people. Holds no secret, signature or body. */
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
  readonly subject: "body" | "secret" | "signature" | "algorithm" | "timestamp" | "header" | "url" | "scheme";
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
  /** By how many seconds the timestamp is before or after `now`, rounded up. The code says which. */
  readonly skew?: number;
}

const OPTIONS = [
  "scheme",
  "headers",
  "url",
  "method",
  "body",
  "secret",
  "secrets",
  "now",
  "tolerance",
  "reserialize",
  "maxBodyBytes",
];

/** The longest body that is carried into the module, in bytes: what it makes of it must fit into its memory too. */
const LONGEST = 2 ** 28;

/**
 * Explains why a delivery does not verify, or confirms that it does.
 *
 * The work is bounded, whatever the input is. A secret that is not in the scheme's encoding is no error here: it is explained.
 *
 * @param received The delivery, its scheme and its secrets.
 * @returns The result, every check, and what is wrong.
 * @throws {ConfigError} No verifier can be built from the options.
 * @throws {TypeError} `received` is not a request.
 */
export function explain(received: Explained): Explanation {
  checkOptions(received, OPTIONS, "explain requires an object: { scheme, secret, headers, body }.");
  const { headers, url, method, body, now, ...rest } = ownOf(received);
  const options = ownOf(rest);
  const { scheme, maxBodyBytes } = readOptions(options as VerifierOptions);
  const signsUrl = /\{(?:url|path|query)/.test(scheme.signedContent);
  if (typeof url !== "string" && (signsUrl || url !== undefined)) throw misuse("url", scheme.name);
  if (method !== undefined && typeof method !== "string") throw misuse("method", scheme.name);
  const pairs = every(headers);
  const bytes = toBytes(body, messages);
  const millis = toMillis(now);
  if (bytes.length > LONGEST) throw new RangeError(`A body of ${bytes.length} bytes is too long to be explained.`);
  const { tolerance, reserialize: on = true } = options;
  const explanation = explainModule().explain(
    {
      scheme,
      headers: pairs,
      url,
      method: method?.toUpperCase(),
      now: millis,
      tolerance,
      reserialize: on,
      maxBodyBytes,
    },
    secretsOf(options as VerifierOptions),
    bytes,
    // To parse a body over the limit may take long, and such a body is never re-serialized.
    bytes.length > maxBodyBytes ? undefined : reserialize(bytes),
  ) as Explanation;
  return { ...explanation, result: withDate(explanation.result) };
}

/**
 * Reads the options as strictly as a verifier does. A secret that is not in the scheme's encoding is one of the most usual mistakes,
 * and explained like any other: its bytes are then used instead, so that the other options are read all the same.
 */
function readOptions(options: VerifierOptions): Verifier {
  try {
    return new Verifier(options);
  } catch (error) {
    if (!(error instanceof ConfigError && error.code === "invalid_secret" && error.reason === "encoding")) throw error;
    const { secret, secrets = [secret], ...others } = options;
    const bytes = secrets.map((one) => (typeof one === "string" ? new TextEncoder().encode(one) : one));
    return new Verifier({ ...others, secrets: bytes });
  }
}

/** Returns a result with its timestamp, which the module has in milliseconds, as a Date. */
function withDate(result: Explanation["result"]): Explanation["result"] {
  if (!result.ok) return result;
  const timestamp = optional(result, "timestamp");
  return timestamp === undefined ? result : { ...result, timestamp: new Date(timestamp) };
}

const misuse = (what: "url" | "method", provider: string) => new TypeError(messages.misuse(what, provider));

/** A built-in scheme that a request may be of. */
export interface Guess {
  readonly scheme: SchemeId;
  /** The name of the provider. */
  readonly name: string;
  /** `proven`: the signature matches under one of the secrets. */
  readonly confidence: "proven" | "likely";
  /** What speaks for it, each as a phrase for people. */
  readonly reasons: readonly string[];
}

/** What else is known of a request whose provider is not. */
export interface GuessOptions {
  readonly body?: BodyInput | undefined;
  /** Secrets that may be the provider's. With one that is, and the body, its scheme is proven. */
  readonly secrets?: readonly (string | Uint8Array)[] | undefined;
  readonly url?: string | undefined;
  readonly method?: string | undefined;
}

/**
 * Names the providers that a request may be of, the likeliest first.
 *
 * It compares the names of headers first, then how the signature is written and what else the request has, then what verifies.
 *
 * @param headers All headers of the request.
 * @param known What else is known: the body, secrets, the url and the method.
 * @returns The schemes, each with the reasons. Empty if no scheme fits.
 */
export function guessSchemes(headers: HeadersInput, known: GuessOptions = {}): Guess[] {
  const pairs = every(headers);
  const { body, secrets = [], url, method } = ownOf(known);
  const bytes = body === undefined ? undefined : toBytes(body, messages);
  // Without a secret nothing is verified, and only members are looked for.
  const reserialized = bytes === undefined || secrets.length === 0 ? undefined : reserialize(bytes);
  return explainModule().guess(
    { headers: pairs, url, method: method?.toUpperCase() },
    [...secrets],
    bytes,
    reserialized,
  ) as Guess[];
}
