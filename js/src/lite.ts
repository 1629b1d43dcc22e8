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

import type { Events } from "./events/index.js";
import type { SchemeId } from "./schemes/scheme.js";
import { BaseVerifier, type Verifier as VerifierOf } from "./verifier/base-verifier.js";
import { ConfigError } from "./verifier/errors.js";
import type { Words } from "./verifier/messages.js";
import type { VerifierOptions } from "./verifier/options.js";
import type { Parse, Parsed } from "./verifier/parse.js";

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

export type * from "./events/index.js";
export type { BodyInput } from "./request/body.js";
export type { HeadersInput } from "./request/headers.js";
export type { Scheme, SchemeId, Source, Syntax, TimeUnit } from "./schemes/scheme.js";
export type { Received, Signed, Unsigned, Verdict } from "./verifier/base-verifier.js";
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
} from "./verifier/errors.js";
export type { Secret, VerifierOptions } from "./verifier/options.js";
export type { Parse, Parsed, StandardSchema } from "./verifier/parse.js";
export type { Ack, Delivery } from "./verifier/verified-delivery.js";
