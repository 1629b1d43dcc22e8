/**
 * Explains why a delivery does not verify: whether the body, the secret, the encoding, the clock or a header is wrong.
 *
 * ```ts
 * import { explain } from "hookward/explain";
 *
 * const { findings } = explain({ scheme: "gilbert", secret, headers, body });
 * console.log(findings[0]?.message);
 * ```
 *
 * An explanation is only for the operator. Never send it to the sender of a request: it shows which checks a forged request has passed.
 * The WebAssembly module is compiled at the first call. No part of `hookward` itself imports it.
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

/** A delivery to explain, with the options of its verifier. */
export type Explained = WithSecrets<ExplainedDelivery>;

/** A delivery to explain, with the options of its verifier, but without the secrets. */
interface ExplainedDelivery {
  /** The id of a built-in scheme, or a custom scheme. If the scheme is unknown, `guessSchemes` returns the possible schemes. */
  readonly scheme: SchemeId | Scheme;
  /** All headers of the request, not only those of the scheme. */
  readonly headers: HeadersInput;
  /** The URL that is configured at the provider, with the query of the request. Required if the scheme signs the URL. */
  readonly url?: string | undefined;
  /** The method of the request, for schemes that sign the method. Default: `POST`. */
  readonly method?: string | undefined;
  /** The body as the receiver has it. It may differ from the body that was sent: `explain` searches for that body. */
  readonly body: BodyInput;
  /** The time at which the delivery was received: a Date, or milliseconds since the epoch. Default: the current time. */
  readonly now?: Date | number | undefined;
  /** The option `tolerance` of the verifier. */
  readonly tolerance?: number | undefined;
  /** The option `reserialize` of the verifier. */
  readonly reserialize?: boolean | undefined;
  /** The option `maxBodyBytes` of the verifier. */
  readonly maxBodyBytes?: number | undefined;
}

/** The result of a verification, with its checks and its findings. */
export interface Explanation {
  /** The id of the scheme. */
  readonly scheme: string;
  /** The result of `Verifier.check`, without the delivery. */
  readonly result:
    | {
        readonly ok: true;
        /** The position of the secret that matched. */
        readonly secretIndex: number;
        /** Whether the signature covers `JSON.stringify` of the parsed body. */
        readonly reserialized: boolean;
        /** The time of signing, for schemes with a signed timestamp. */
        readonly timestamp?: Date;
      }
    | ({ readonly ok: false } & Refusal)
    /** The error that `new Verifier` throws if a secret is not in the scheme's encoding. */
    | ({ readonly ok: false } & ConfigErrorDetails);
  /** All checks, in the order in which they are made. */
  readonly checks: readonly Check[];
  /** The findings, the most informative first: proven findings come before likely ones. Empty if the delivery verifies. */
  readonly findings: readonly Finding[];
  /** Advice for an app that refuses the delivery nevertheless: the things to compare. Only for a delivery that verifies. */
  readonly advice?: string;
  /** The number of signatures that were computed. */
  readonly tried: number;
  /** Whether the limit of the work was reached before everything was tried. */
  readonly exhausted: boolean;
}

/** One check of a verification, with its values as texts for people. It contains no secret, signature or body. */
export interface Check {
  readonly check: "body_length" | "headers" | "signature" | "timestamp" | "window" | "mac";
  /** The state of the check. `skipped` if the scheme has nothing to check, or if an earlier check failed. */
  readonly state: "passed" | "failed" | "skipped";
  readonly expected: string;
  readonly seen: string;
}

/** One thing that is wrong with a delivery. */
export interface Finding {
  /**
   * The code of the finding, such as `body_reserialized_compact`. Codes are stable. The list of all codes:
   * https://github.com/hookward/hookward/blob/main/docs/EXPLAIN.md
   */
  readonly code: string;
  readonly subject: "body" | "secret" | "signature" | "algorithm" | "timestamp" | "header" | "url" | "scheme";
  /** The certainty of the finding. `proven` if the signature matched after only this change and the one in `also`. */
  readonly confidence: "proven" | "likely";
  /** The meaning of the finding and what to do, for the operator. */
  readonly message: string;
  /** The code of the second change, if two changes were necessary. */
  readonly also?: string;
  /** The position of the first byte at which the passed body differs from the signed body. */
  readonly offset?: number;
  /** The position of the secret that the finding is about. */
  readonly secretIndex?: number;
  /** The header that the finding is about. */
  readonly header?: string;
  /** The id of the scheme that matches the delivery. */
  readonly scheme?: string;
  /** The time between the timestamp and `now`, in seconds, rounded up. The code states which of them is earlier. */
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

/** The maximum length of a body that is passed to the module, in bytes. Its variants must also fit into the module's memory. */
const LONGEST = 2 ** 28;

/**
 * Explains why a delivery does not verify, or confirms that it does.
 *
 * The work is bounded for any input. A secret that is not in the scheme's encoding does not throw: it is explained.
 *
 * @param received The delivery, its scheme and its secrets.
 * @returns The result, every check, and the findings.
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
    // Parsing a body over the limit may take long, and such a body is never re-serialized.
    bytes.length > maxBodyBytes ? undefined : reserialize(bytes),
  ) as Explanation;
  return { ...explanation, result: withDate(explanation.result) };
}

/**
 * Reads the options as strictly as a verifier does. A secret that is not in the scheme's encoding is one of the most common mistakes,
 * and is explained like any other. The bytes of its text are then used as the key, so that the other options are still checked.
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

/** Returns a result whose timestamp is a Date. The module returns the timestamp in milliseconds. */
function withDate(result: Explanation["result"]): Explanation["result"] {
  if (!result.ok) return result;
  const timestamp = optional(result, "timestamp");
  return timestamp === undefined ? result : { ...result, timestamp: new Date(timestamp) };
}

const misuse = (what: "url" | "method", provider: string) => new TypeError(messages.misuse(what, provider));

/** A built-in scheme whose provider may have sent a request. */
export interface Guess {
  readonly scheme: SchemeId;
  /** The name of the provider. */
  readonly name: string;
  /** The certainty of the guess. `proven` if the signature matches with one of the secrets. */
  readonly confidence: "proven" | "likely";
  /** The reasons for the guess, each as a phrase for people. */
  readonly reasons: readonly string[];
}

/** The known parts of a request from an unknown provider, in addition to its headers. */
export interface GuessOptions {
  readonly body?: BodyInput | undefined;
  /** Secrets that may belong to the provider. The right secret and the body prove the scheme. */
  readonly secrets?: readonly (string | Uint8Array)[] | undefined;
  readonly url?: string | undefined;
  readonly method?: string | undefined;
}

/**
 * Returns the schemes of the providers that may have sent a request, the most likely first.
 *
 * The order depends first on the names of the headers, then on the format of the signature and the other parts of the request,
 * and then on whether the request verifies.
 *
 * @param headers All headers of the request.
 * @param known The other known parts of the request: the body, secrets, the URL and the method.
 * @returns The schemes, each with the reasons. Empty if no scheme matches.
 */
export function guessSchemes(headers: HeadersInput, known: GuessOptions = {}): Guess[] {
  const pairs = every(headers);
  const { body, secrets = [], url, method } = ownOf(known);
  const bytes = body === undefined ? undefined : toBytes(body, messages);
  // Without a secret, nothing is verified. The body is then only searched for members.
  const reserialized = bytes === undefined || secrets.length === 0 ? undefined : reserialize(bytes);
  return explainModule().guess(
    { headers: pairs, url, method: method?.toUpperCase() },
    [...secrets],
    bytes,
    reserialized,
  ) as Guess[];
}
