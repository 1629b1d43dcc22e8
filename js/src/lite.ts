/**
 * hookward for where every byte counts: the built-in schemes, with the results, codes and facts of `hookward`.
 *
 * Only the messages are missing, and custom schemes.
 *
 * ```ts
 * import { Verifier } from "hookward/lite";
 *
 * const verifier = new Verifier({ scheme: "gilbert", secret: env.GILBERT_WEBHOOK_SECRET });
 * ```
 */

import type { Events } from "./events/index.js";
import type { Checked, Scheme, SchemeId } from "./schemes/scheme.js";
import { BaseVerifier, type Verifier as VerifierOf } from "./verifier/base-verifier.js";
import type { Edition } from "./verifier/edition.js";
import { ConfigError } from "./verifier/errors.js";
import type { VerifierOptions } from "./verifier/options.js";
import type { Parse, Parsed } from "./verifier/parse.js";

const brief = (code: string) => `${code}. The full explanation comes with "hookward" in place of "hookward/lite".`;

const liteEdition: Edition = {
  compile() {
    const message = 'A custom scheme needs "hookward" in place of "hookward/lite", which has the built-in ones.';
    throw new ConfigError({ code: "invalid_option", option: "scheme", message });
  },
  messages: {
    refusal: (_, code) => brief(code),
    config: ({ code }, { place }) => brief(place === undefined ? code : `${place}: ${code}`),
    misuse: (misuse) => brief(`The ${misuse === "parsed" ? misuse : "body"} of a delivery cannot be read`),
  },
};

/** Returns a custom scheme as it is, with the types of its literals. Only the `defineScheme` of `hookward` checks its values. */
export function defineScheme<const S extends Scheme>(scheme: S & Checked<S>): S {
  return scheme;
}

export type Verifier<E = unknown> = VerifierOf<E>;

export const Verifier: {
  /** With `parse`: `json()` of its deliveries is typed as what that returns. */
  new <S extends SchemeId, P extends Parse<Events[S]>>(
    options: VerifierOptions<S, P> & { readonly parse: P },
  ): Verifier<Parsed<P>>;
  /** `json()` of its deliveries is typed as that provider's events. */
  new <S extends SchemeId>(options: VerifierOptions<S>): Verifier<Events[S]>;
  /** For an event type of your own. */
  new <E = unknown>(options: VerifierOptions<SchemeId>): Verifier<E>;
} = class Verifier<E> extends BaseVerifier<E> {
  constructor(options: VerifierOptions<SchemeId, Parse | undefined>) {
    super(options, liteEdition);
  }
};

export * from "./public.js";
