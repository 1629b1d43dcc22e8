/**
 * hookward for where every byte counts: the results, codes and facts of `hookward`, with the schemes that a program imports.
 *
 * There are no messages and no ids, and custom schemes are compiled before: by `npx hookward scheme compile FILE`.
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

/** What a mistake may be about that is not the body. */
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
 * Returns a custom scheme as it is, with the types of its literals.
 *
 * Only the `defineScheme` of `hookward` checks its values.
 *
 * @param scheme The scheme.
 * @returns The same object.
 */
export function defineScheme<const S extends Scheme>(scheme: S & Checked<S>): S {
  return scheme;
}

/** Verifies the deliveries of one provider. `E` is the type of its events. */
export type Verifier<E = unknown> = VerifierOf<E>;

/** What may be the scheme of a verifier here. */
type LiteOptions<S extends object, P extends Parse | undefined = undefined> = WithSecrets<LiteSettings<S, P>>;

interface LiteSettings<S extends object, P extends Parse | undefined>
  extends Omit<VerifierSettings<SchemeId, P>, "scheme"> {
  /** A scheme of `hookward/schemes`, or what `hookward scheme compile` wrote. */
  readonly scheme: S;
}

/** Builds a {@link Verifier} from an imported scheme and its secrets. Throws a {@link ConfigError} if it cannot. */
export const Verifier: {
  /** With `parse`: `json()` of its deliveries is typed as what that returns. */
  new <S extends SchemeId, P extends Parse<Events[S]>>(
    options: LiteOptions<BuiltInScheme<S>, P> & { readonly parse: P },
  ): Verifier<Parsed<P>>;
  /** With `parse`, for a custom scheme. */
  new <P extends Parse<unknown>>(options: LiteOptions<CompiledFile, P> & { readonly parse: P }): Verifier<Parsed<P>>;
  /** `json()` of its deliveries is typed as that provider's events. */
  new <S extends SchemeId>(options: LiteOptions<BuiltInScheme<S>>): VerifierFor<Events[S]>;
  /** For an event type of your own. */
  new <E = unknown>(options: LiteOptions<BuiltInScheme | CompiledFile>): Verifier<E>;
} = class Verifier<E> extends BaseVerifier<E> {
  constructor(options: LiteOptions<BuiltInScheme | CompiledFile, Parse | undefined>) {
    super(options as unknown as VerifierOptions<SchemeId, Parse | undefined>, liteEdition);
  }
};

export * from "./public.js";
