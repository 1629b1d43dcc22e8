/** The verifier of `hookward`, typed by its scheme. */

import type { Events } from "../events/index.js";
import type { BuiltInScheme, Scheme, SchemeId } from "../schemes/scheme.js";
import { BaseVerifier } from "./base-verifier.js";
import { fullEdition } from "./full-edition.js";
import type { VerifierOptions } from "./options.js";
import type { Parse, Parsed } from "./parse.js";
import type { Authenticator, VerifierFor, Verifier as VerifierOf } from "./verifier-interface.js";

/** A verifier for the deliveries of one provider. Build it once and use it for every request. `E` is the type of its events. */
export type Verifier<E = unknown> = VerifierOf<E>;

/** Builds a {@link Verifier} from a scheme and its secrets. Throws a `ConfigError` if the scheme, a secret or an option cannot be used. */
export const Verifier: {
  /** Builds a verifier with `parse`. `json()` of its deliveries has the type of the result of `parse`. */
  new <S extends SchemeId, P extends Parse<Events[S]>>(
    options: VerifierOptions<S | BuiltInScheme<S>, P> & { readonly parse: P },
  ): Verifier<Parsed<P>>;
  /** Builds a verifier with `parse`, for a custom scheme. */
  new <P extends Parse<unknown>>(options: VerifierOptions<Scheme, P> & { readonly parse: P }): Verifier<Parsed<P>>;
  /** Builds a verifier for a built-in scheme. `json()` of its deliveries has the type of the provider's events. */
  new <S extends SchemeId>(options: VerifierOptions<S | BuiltInScheme<S>>): VerifierFor<Events[S]>;
  /** Builds a verifier for a custom scheme whose signature does not cover the body. */
  new (options: VerifierOptions<Scheme & { readonly unsignedBody: true }>): Authenticator;
  /** Builds a verifier for a custom scheme or a custom event type. */
  new <E = unknown>(options: VerifierOptions): Verifier<E>;
  // The return type of `check` depends on the type of the scheme, which the class itself does not have.
} = class Verifier<E> extends BaseVerifier<E> {
  constructor(options: VerifierOptions<SchemeId | Scheme, Parse | undefined>) {
    super(options, fullEdition);
  }
} as never;
