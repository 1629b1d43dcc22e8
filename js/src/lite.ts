/**
 * The smallest edition of hookward. It has the results, codes and facts of `hookward`, but only the schemes that a program imports.
 *
 * Messages contain only the code. A scheme cannot be passed by its id. Custom schemes must be compiled in advance, with
 * `npx hookward scheme compile FILE`.
 *
 * ```ts
 * import { Verifier } from "hookward/lite";
 * import { gilbert } from "hookward/schemes/gilbert";
 *
 * const verifier = new Verifier({ scheme: gilbert, secret: env.GILBERT_WEBHOOK_SECRET });
 * ```
 */

import type { Events } from "./events/index.js";
import type { CompiledFile } from "./schemes/compiled-file.js";
import type { BuiltInScheme, Checked, Scheme, SchemeId } from "./schemes/scheme.js";
import { BaseVerifier } from "./verifier/base-verifier.js";
import type { Edition } from "./verifier/edition.js";
import { ConfigError } from "./verifier/errors.js";
import type { VerifierOptions, VerifierSettings, WithSecrets } from "./verifier/options.js";
import type { Parse, Parsed } from "./verifier/parse.js";
import type { VerifierFor, Verifier as VerifierOf } from "./verifier/verifier-interface.js";

const brief = (code: string) => `${code}. For the full explanation, use "hookward" instead of "hookward/lite".`;

/** The parts of a request, other than the body, that a misuse may concern. */
const OF_REQUEST = ["parsed", "url", "method"];

const liteEdition: Edition = {
  builtIn(id) {
    const isId = /^[a-z][a-z0-9-]{0,63}$/.test(id);
    const [shown, name] = isId ? [id, id.replace(/-./g, (pair) => pair.slice(1).toUpperCase())] : ["ID", "scheme"];
    const message = `"hookward/lite" requires a scheme, not an id. Import the scheme: import { ${name} } from "hookward/schemes/${shown}"`;
    throw new ConfigError({ code: "unknown_scheme", id, message });
  },
  compile() {
    const message = '"hookward/lite" requires custom schemes to be compiled: npx hookward scheme compile FILE';
    throw new ConfigError({ code: "invalid_option", option: "scheme", message });
  },
  messages: {
    refusal: (_, code) => brief(code),
    challenge: () => brief("invalid_challenge"),
    config: ({ code }, { place }) => brief(place === undefined ? code : `${place}: ${code}`),
    misuse: (misuse) =>
      brief(`The ${OF_REQUEST.find((part) => part === misuse) ?? "body"} of a delivery cannot be read`),
  },
};

/**
 * Returns a custom scheme unchanged, with the types of its literals.
 *
 * The values are not checked. Only `defineScheme` of `hookward` checks them.
 *
 * @param scheme The scheme.
 * @returns The same object.
 */
export function defineScheme<const S extends Scheme>(scheme: S & Checked<S>): S {
  return scheme;
}

/** A verifier for the deliveries of one provider. `E` is the type of its events. */
export type Verifier<E = unknown> = VerifierOf<E>;

/** The options of a verifier of `hookward/lite`. */
type LiteOptions<S extends object, P extends Parse | undefined = undefined> = WithSecrets<LiteSettings<S, P>>;

interface LiteSettings<S extends object, P extends Parse | undefined>
  extends Omit<VerifierSettings<SchemeId, P>, "scheme"> {
  /** A scheme of `hookward/schemes`, or the output of `hookward scheme compile`. */
  readonly scheme: S;
}

/**
 * Builds a {@link Verifier} from an imported scheme and its secrets. Throws a {@link ConfigError} if the scheme, a secret or an option
 * cannot be used.
 */
export const Verifier: {
  /** Builds a verifier with `parse`. `json()` of its deliveries has the type of the result of `parse`. */
  new <S extends SchemeId, P extends Parse<Events[S]>>(
    options: LiteOptions<BuiltInScheme<S>, P> & { readonly parse: P },
  ): Verifier<Parsed<P>>;
  /** Builds a verifier with `parse`, for a custom scheme. */
  new <P extends Parse<unknown>>(options: LiteOptions<CompiledFile, P> & { readonly parse: P }): Verifier<Parsed<P>>;
  /** Builds a verifier for a built-in scheme. `json()` of its deliveries has the type of the provider's events. */
  new <S extends SchemeId>(options: LiteOptions<BuiltInScheme<S>>): VerifierFor<Events[S]>;
  /** Builds a verifier with a custom event type. */
  new <E = unknown>(options: LiteOptions<BuiltInScheme | CompiledFile>): Verifier<E>;
} = class Verifier<E> extends BaseVerifier<E> {
  constructor(options: LiteOptions<BuiltInScheme | CompiledFile, Parse | undefined>) {
    super(options as unknown as VerifierOptions<SchemeId, Parse | undefined>, liteEdition);
  }
};

export * from "./public.js";
