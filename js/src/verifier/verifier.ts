/** The verifier of `hookward`, typed by its scheme. */

import type { Events } from "../events/index.js";
import type { BuiltInScheme, Scheme, SchemeId } from "../schemes/scheme.js";
import { BaseVerifier } from "./base-verifier.js";
import { fullEdition } from "./full-edition.js";
import type { VerifierOptions } from "./options.js";
import type { Parse, Parsed } from "./parse.js";
import type { Authenticator, VerifierFor, Verifier as VerifierOf } from "./verifier-interface.js";

/** Verifies the deliveries of one provider. Built once, used for each request. `E` is the type of its events. */
export type Verifier<E = unknown> = VerifierOf<E>;

/** Builds a {@link Verifier} from a scheme and its secrets. Throws a `ConfigError` if the scheme, a secret or an option cannot be used. */
export const Verifier: {
  /** With `parse`: `json()` of the deliveries is typed as what that returns. */
  new <S extends SchemeId, P extends Parse<Events[S]>>(
    options: VerifierOptions<S | BuiltInScheme<S>, P> & { readonly parse: P },
  ): Verifier<Parsed<P>>;
  /** With `parse`, for a custom scheme. */
  new <P extends Parse<unknown>>(options: VerifierOptions<Scheme, P> & { readonly parse: P }): Verifier<Parsed<P>>;
  /** For a built-in scheme: `json()` of its deliveries is typed as that provider's events. */
  new <S extends SchemeId>(options: VerifierOptions<S | BuiltInScheme<S>>): VerifierFor<Events[S]>;
  /** For a custom scheme whose signature does not cover the body. */
  new (options: VerifierOptions<Scheme & { readonly unsignedBody: true }>): Authenticator;
  /** For a custom scheme or event type. */
  new <E = unknown>(options: VerifierOptions): Verifier<E>;
  // What `check` returns follows from the scheme, of which the class itself knows nothing.
} = class Verifier<E> extends BaseVerifier<E> {
  constructor(options: VerifierOptions<SchemeId | Scheme, Parse | undefined>) {
    super(options, fullEdition);
  }
} as never;
