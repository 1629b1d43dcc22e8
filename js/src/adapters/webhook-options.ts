/** What `webhook()` of every adapter takes: a verifier, or what it is built from, and hooks, all in one object. */

import {
  ConfigError,
  type Parse,
  type Scheme,
  type SchemeId,
  type Secret,
  type VerificationError,
  type VerifiedDelivery,
  Verifier,
  type VerifierOptions,
} from "../index.js";
import { type VerifierSource, verifierSource } from "./verifier-source.js";

/** A secret, or a function that returns it for each request, as where the environment comes with the request. `A` is what it is called with. */
export type SecretOption<A extends readonly unknown[]> =
  | Secret
  | undefined
  | ((...request: A) => Secret | undefined | PromiseLike<Secret | undefined>);

/** What to do besides responding. `A` is what the framework has of a request. */
export interface Hooks<A extends readonly unknown[]> {
  /**
   * Called with the reason of a refusal, before the sender gets its response; the sender does not learn it. Awaited, and what it
   * throws is the app's own error. One line on the console if left out.
   */
  readonly onRefused?: ((error: VerificationError, ...request: A) => void | Promise<void>) | undefined;
  /** Called with each verified delivery, before the handler. Awaited, and what it throws is the app's own error. */
  readonly onVerified?: ((delivery: VerifiedDelivery, ...request: A) => void | Promise<void>) | undefined;
  /**
   * Whether a compressed body may be verified by what is inside, for providers that sign it before they compress it. The bytes
   * received are tried first, and `maxBodyBytes` is the limit for both. Off if left out.
   */
  readonly decompress?: boolean | undefined;
}

/** A scheme, its secret, and hooks. */
export interface SchemeOptions<
  A extends readonly unknown[],
  S extends SchemeId | Scheme = SchemeId | Scheme,
  P extends Parse | undefined = undefined,
> extends Omit<VerifierOptions<S, P>, "secret" | "secrets">,
    Hooks<A> {
  /** The secret, or a function that returns it for each request. One that is not set is a `ConfigError`: here, or at the request. */
  readonly secret?: SecretOption<A>;
  /** The secrets of a rotation, newest first, in place of `secret`. */
  readonly secrets?: readonly SecretOption<A>[] | undefined;
  readonly verifier?: undefined;
}

/** A verifier that was built before. Not by its scheme, with all of whose properties the compiler would compare one that has few. */
export type BuiltVerifier<E> = Omit<Verifier<E>, "scheme">;

/** A verifier that was built before, and hooks. */
export interface BuiltOptions<A extends readonly unknown[], E>
  extends Hooks<A>,
    Partial<Record<keyof VerifierOptions, undefined>> {
  readonly verifier: Verifier<E>;
}

/** Whatever may be the first argument. */
export type AnyOptions<A extends readonly unknown[]> =
  | BuiltVerifier<unknown>
  | BuiltOptions<A, unknown>
  | SchemeOptions<A, SchemeId | Scheme, Parse | undefined>;

/** What one `webhook()` verifies with, and its hooks. */
export interface Route<E, A extends readonly unknown[]> extends Hooks<A> {
  readonly verifierOf: VerifierSource<E, A>;
}

/** The options of a verifier. A compiler error here means that there is a new one. */
const OF_VERIFIER: Record<keyof VerifierOptions, true> = {
  scheme: true,
  secret: true,
  secrets: true,
  tolerance: true,
  reserialize: true,
  maxBodyBytes: true,
  parse: true,
  tenant: true,
};

const HOOKS = ["onRefused", "onVerified", "onError", "decompress"];

/** What an adapter's `webhook()` takes besides. */
export interface Usage {
  /** Whether there has to be a handler. */
  readonly handler?: "required";
  /** Whether there is an `onError`: where no framework has one. */
  readonly onError?: true;
}

/**
 * Reads the arguments of `webhook()` strictly. Throws a `ConfigError` for an option that does not exist, for one in a second object,
 * and for what a verifier cannot be built from.
 */
export function readRoute<E, A extends readonly unknown[]>(
  given: unknown,
  [handler, ...more]: readonly unknown[],
  usage: Usage = {},
): Route<E, A> {
  refuseSecond(typeof handler === "function" ? more[0] : handler);
  if (isVerifier<E>(given)) {
    requireHandler(handler, usage);
    return { verifierOf: () => given };
  }
  // The verifier says what is wrong with what is no object.
  if (typeof given !== "object" || given === null) throw failureOf(given as unknown as VerifierOptions);
  const { verifier, onRefused, onVerified, onError, decompress, ...options } = Object.assign(
    Object.create(null) as Record<string, unknown>,
    given,
  );
  const known = [
    ...Object.keys(OF_VERIFIER),
    "verifier",
    ...HOOKS.filter((name) => name !== "onError" || usage.onError),
  ];
  for (const name of Object.keys(given)) if (!known.includes(name)) throw unknownOption(name, known);
  for (const [name, hook] of Object.entries({ onRefused, onVerified, onError })) {
    if (hook !== undefined && typeof hook !== "function") throw invalid(name, `The option ${name} must be a function.`);
  }
  if (decompress !== undefined && typeof decompress !== "boolean")
    throw invalid("decompress", "The option decompress must be true or false.");
  const hooks = { onRefused, onVerified, onError, decompress } as Hooks<A>;
  if (verifier === undefined) {
    const verifierOf = verifierSource<E, A>(options as unknown as SchemeOptions<A>);
    requireHandler(handler, usage);
    return { verifierOf, ...hooks };
  }
  if (!isVerifier<E>(verifier)) throw invalid("verifier", "The option verifier must be a Verifier.");
  const [other] = Object.keys(options);
  if (other !== undefined)
    throw invalid(other, `The verifier has its options already: leave out ${other}, or verifier.`);
  requireHandler(handler, usage);
  return { verifierOf: () => verifier, ...hooks };
}

/** By its methods: one that came from `require` is of another class than one that came from `import`. */
function isVerifier<E>(from: unknown): from is Verifier<E> {
  return typeof from === "object" && from !== null && "check" in from && typeof from.check === "function";
}

/** Returns the error of what no verifier can be built from. */
function failureOf(given: VerifierOptions): unknown {
  try {
    new Verifier(given);
  } catch (error) {
    return error;
  }
  return invalid("options", "webhook() takes an object: webhook({ scheme, secret }).");
}

/** Refuses a second object of options, as some versions of this package had it. */
function refuseSecond(second: unknown): void {
  if (second === undefined) return;
  const [name] = typeof second === "object" && second !== null ? Object.keys(second) : [];
  if (name === undefined)
    throw invalid("handler", "What comes after the options of webhook() is the handler, a function.");
  throw invalid(name, `Put the option ${name} into the first argument of webhook(): { scheme, secret, ${name} }.`);
}

function requireHandler(handler: unknown, { handler: required }: Usage): void {
  if (required && handler === undefined)
    throw invalid(
      "handler",
      "This webhook() takes a handler behind its options: webhook({ scheme, secret }, handler).",
    );
}

/** Returns the error about an option that does not exist, with the one that may have been meant. */
function unknownOption(name: string, known: readonly string[]): ConfigError {
  const plain = (text: string) => text.replaceAll(/[-_]/g, "").toLowerCase();
  const meant = known.find((one) => plain(one) === plain(name));
  const advice = meant === undefined ? `The options are ${known.join(", ")}.` : `Write \`${meant}\`.`;
  return invalid(name, `There is no option ${JSON.stringify(name)}. ${advice}`);
}

function invalid(option: string, message: string): ConfigError {
  return new ConfigError({ code: "invalid_option", option, message });
}
