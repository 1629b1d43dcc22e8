/**
 * hookward for where every byte counts: the built-in schemes, with the verdicts, codes and facts of `hookward`.
 *
 * Only the sentences are missing, and schemes of one's own.
 *
 * ```ts
 * import { Verifier } from "hookward/lite";
 *
 * const verifier = new Verifier({ scheme: "gilbert", secret: env.GILBERT_WEBHOOK_SECRET });
 * ```
 */

import { ConfigError } from "./errors.js";
import type { Events } from "./events/index.js";
import type { VerifierOptions } from "./options.js";
import type { Parse, Parsed } from "./parse.js";
import type { SchemeId } from "./scheme.js";
import { BaseVerifier, type Verifier as VerifierOf } from "./verifier.js";
import type { Words } from "./words.js";

const brief = (code: string) => `${code}. The full explanation comes with "hookward" in place of "hookward/lite".`;

const words: Words = {
  read() {
    const message = 'A scheme of your own needs "hookward" in place of "hookward/lite", which has the built-in ones.';
    throw new ConfigError({ code: "invalid_option", option: "scheme", message });
  },
  refusal: (_, code) => brief(code),
  config: ({ code }) => brief(code),
  misuse: (misuse) => brief(`The ${misuse === "parsed" ? misuse : "body"} of a delivery cannot be read`),
};

export type Verifier<E = unknown> = VerifierOf<E>;

export const Verifier: {
  /** With `parse`: `json()` of its deliveries is typed as what that gives. */
  new <S extends SchemeId, P extends Parse<Events[S]>>(
    options: VerifierOptions<S, P> & { readonly parse: P },
  ): Verifier<Parsed<P>>;
  /** `json()` of its deliveries is typed as that provider's events. */
  new <S extends SchemeId>(options: VerifierOptions<S>): Verifier<Events[S]>;
  /** For an event type of your own. */
  new <E = unknown>(options: VerifierOptions<SchemeId>): Verifier<E>;
} = class Verifier<E> extends BaseVerifier<E> {
  constructor(options: VerifierOptions<SchemeId, Parse | undefined>) {
    super(options, words);
  }
};

export type { BodyInput } from "./body.js";
export type { Ack, Delivery } from "./delivery.js";
export {
  type ConfigCode,
  ConfigError,
  type ConfigFault,
  type HeaderFault,
  PayloadError,
  type PayloadIssue,
  type Refusal,
  SENDER_MESSAGE,
  type VerificationCode,
  VerificationError,
} from "./errors.js";
export type * from "./events/index.js";
export type { HeadersInput } from "./headers.js";
export type { Secret, VerifierOptions } from "./options.js";
export type { Parse, Parsed, StandardSchema } from "./parse.js";
export type { Scheme, SchemeId, Source, Syntax, TimeUnit } from "./scheme.js";
export type { Received, Signed, Unsigned, Verdict } from "./verifier.js";
