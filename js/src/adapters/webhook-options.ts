/** The options of `webhook()` in every adapter: a verifier, or the options of a verifier, and hooks, all in one object. */

import type { DedupeStore } from "../dedupe.js";
import {
  type Authenticated,
  type BuiltInScheme,
  type Checked,
  ConfigError,
  type Events,
  type Parse,
  type Parsed,
  type Scheme,
  type SchemeId,
  type Secret,
  type UnsignedBodyId,
  type VerificationError,
  type VerifiedDelivery,
  Verifier,
  type VerifierOptions,
  type VerifierSettings,
  type WholeScheme,
  type WithSecrets,
} from "../index.js";
import { optional, ownOf } from "../request/optional.js";
import { schemeIdOf, schemePrefix } from "../request/scheme-id.js";
import { aboutChallenge, type ChallengeOption } from "./challenge.js";
import { type DedupeOption, readDedupe } from "./turn.js";
import { requireUrl, type VerifierSource, verifierSource } from "./verifier-source.js";

/**
 * A secret, or a function that returns it for each request, for example from an environment that comes with the request. `A` is the
 * arguments of the function. If `tenant` is a function, return `null` for a tenant that does not exist. The request is then refused like a
 * request with a wrong signature.
 */
export type SecretOption<A extends readonly unknown[]> = Secret | undefined | ((...request: A) => Asked<Secret>);

/** The secrets of a rotation, newest first, or a function that returns them for each request, for example for each tenant. */
export type SecretsOption<A extends readonly unknown[]> =
  | readonly SecretOption<A>[]
  | ((...request: A) => Asked<readonly Secret[]>);

/** The result of a function for a request. `undefined` is an error of the app, such as an environment variable that is not set. */
type Asked<V> = V | null | undefined | PromiseLike<V | null | undefined>;

/** The hooks of a webhook. `A` is the framework's arguments for a request. */
export interface Hooks<A extends readonly unknown[]> {
  /**
   * Called with each refusal, before the response is sent. The sender does not see the reason. The hook is awaited. An error that it throws
   * is an error of the app. Default: prints one line to the console.
   */
  readonly onRefused?: ((error: VerificationError, ...request: A) => void | Promise<void>) | undefined;
  /**
   * Called with each verified delivery, before the handler, and for duplicates too. The hook is awaited. An error that it throws is an error
   * of the app. Not called for a scheme whose signature does not cover the body.
   */
  readonly onVerified?: ((delivery: VerifiedDelivery, ...request: A) => void | Promise<void>) | undefined;
  /**
   * Whether to also verify the content of a compressed body, for providers that sign before they compress. The received bytes are tried
   * first, and `maxBodyBytes` is the limit for both. Default: false.
   */
  readonly decompress?: boolean | undefined;
  /**
   * Whether unsigned challenges get a response. If the provider has a verify token, the value is the token that is configured there.
   * Otherwise the value is `true`. Also route the method of the challenges to the webhook. Signed challenges always get a response.
   * Default: false.
   */
  readonly challenge?: ChallengeOption<A>;
  /**
   * The store of dedupe keys, so that a repeated delivery is handled once: `memoryStore()` of `hookward/dedupe`, or a custom store. A key is
   * complete after the handler has succeeded. A duplicate that arrives earlier gets a 503, so that the provider sends it again. A duplicate
   * that arrives later is acknowledged without the handler. Default: no store.
   */
  readonly dedupe?: DedupeOption | undefined;
}

/** A scheme, its secret, and hooks. */
export type SchemeOptions<
  A extends readonly unknown[],
  S extends SchemeId | Scheme = SchemeId | Scheme,
  P extends Parse | undefined = undefined,
> = WithSecrets<SchemeSettings<A, S, P>, SecretOption<A>, SecretsOption<A>>;

/** A scheme, and hooks. */
export interface SchemeSettings<A extends readonly unknown[], S extends SchemeId | Scheme, P extends Parse | undefined>
  extends Omit<VerifierSettings<S, P>, "tenant">,
    Hooks<A> {
  /**
   * A text that is part of the dedupe keys, such as the path if several endpoints share a store. A function can return the text for each
   * request, for example for each tenant. Default: an empty text.
   */
  readonly tenant?: TenantOption<A>;
  readonly verifier?: undefined;
}

/** A tenant, or a function that returns the tenant of each request. */
export type TenantOption<A extends readonly unknown[]> =
  | string
  | undefined
  | ((...request: A) => string | PromiseLike<string>);

/** A verifier that was built before. The type omits the scheme, so that the compiler does not compare every property. */
export type BuiltVerifier<E> = Omit<Verifier<E>, "scheme">;

/** A verifier that was built before, and hooks. */
export interface BuiltOptions<A extends readonly unknown[], E>
  extends Hooks<A>,
    Partial<Record<keyof VerifierOptions, undefined>> {
  readonly verifier: Verifier<E>;
}

/**
 * The first argument of `webhook()`. `E` is the events of a verifier, `S` is the scheme, `P` is the option `parse`, and `H` is the
 * additional hooks of an adapter.
 */
// One signature accepts all these types. With several signatures, a compiler error would be about the last one. With a union, the error is
// also about the last type, so the usual options come last.
export type WebhookArgument<
  A extends readonly unknown[],
  E,
  S extends SchemeId | Scheme,
  P extends Parse | undefined,
  H = unknown,
> = BuiltVerifier<E> | (BuiltOptions<A, E> & H) | (SchemeOptions<A, Given<S>, P> & H);

/** The scheme of the options, with only the properties of schemes. If a type argument prevents inference, it is any scheme. */
type Given<S extends SchemeId | Scheme> = [S] extends [never]
  ? SchemeId | Scheme
  : [Scheme] extends [S]
    ? S
    : S extends BuiltInScheme
      ? S
      : S & Checked<S>;

/**
 * The events of a delivery: the result of `parse`, otherwise the events of the scheme, otherwise `E`. `E` is the events of a verifier, or a
 * type argument.
 */
export type EventOf<E, S, P> = [P] extends [undefined]
  ? Unparsed<E, S>
  : // If `parse` is omitted, `P` is the type of all values that it may have.
    [ParseOf<S>] extends [P]
    ? Unparsed<E, S>
    : Parsed<P> | (undefined extends P ? Unparsed<E, S> : never);

/** The first argument of a handler: a delivery, or an authenticated request for a scheme that signs no body. */
// The first condition tests for `any`, for which every other condition is true.
export type HandedTo<E, S> = 0 extends 1 & S
  ? VerifiedDelivery<E>
  : [S] extends [never]
    ? VerifiedDelivery<E>
    : [S] extends [UnsignedScheme]
      ? Authenticated
      : VerifiedDelivery<E>;

/** A scheme whose signature does not cover the body. */
export type UnsignedScheme =
  | UnsignedBodyId
  | BuiltInScheme<UnsignedBodyId>
  | (Scheme & { readonly unsignedBody: true });

type Unparsed<E, S> = [S] extends [never] ? E : EventOfScheme<E, S>;

type EventOfScheme<E, S> = S extends SchemeId ? Events[S] : S extends BuiltInScheme<infer Id> ? Events[Id] : E;

/** The type of the option `parse` for a scheme. */
export type ParseOf<S> = Parse<EventOfScheme<unknown, S>> | undefined;

/** The verifiers of one `webhook()`, and its hooks. */
export interface Route<E, A extends readonly unknown[]> extends Omit<Hooks<A>, "dedupe"> {
  readonly dedupe?: DedupeStore | undefined;
  readonly verifierOf: VerifierSource<E, A>;
  readonly placeOf: PlaceOf<A>;
  readonly scheme: WholeScheme;
  /** Whether the tenant is a function. */
  readonly hasTenants?: boolean;
}

/** Returns the method and path of a request, for a line in a log. */
export type PlaceOf<A extends readonly unknown[]> = (...request: A) => string;

/** The options of a verifier. A compiler error here means that a new option exists. */
const OF_VERIFIER: Record<keyof VerifierOptions, true> = {
  scheme: true,
  secret: true,
  secrets: true,
  tolerance: true,
  reserialize: true,
  maxBodyBytes: true,
  parse: true,
  tenant: true,
  url: true,
};

const HOOKS = ["onRefused", "onVerified", "onError", "decompress", "challenge", "dedupe"];

/** The settings of an adapter for the arguments of its `webhook()`. */
export interface Usage<A extends readonly unknown[]> {
  readonly placeOf: PlaceOf<A>;
  /** Whether a handler is required, or must be omitted. */
  readonly handler?: "required" | "none";
  /** Whether the option `onError` exists. It exists where no framework handles errors. */
  readonly onError?: true;
}

/**
 * Reads the arguments of `webhook()` strictly. Throws a `ConfigError` for an option that does not exist, for an option in a second object,
 * and for options from which no verifier can be built.
 */
export function readRoute<E, A extends readonly unknown[]>(
  given: unknown,
  behind: readonly unknown[],
  usage: Usage<A>,
): Route<E, A> {
  const { placeOf } = usage;
  const [handler, second] = behind;
  const own = isObject(given) ? ownOf(given as { readonly scheme?: unknown; readonly verifier?: unknown }) : {};
  const scheme = own.scheme ?? (isVerifier<E>(own.verifier) ? own.verifier.scheme : undefined);
  const invalid = (option: string, message: string) =>
    invalidOption(option, schemePrefix(schemeIdOf(scheme)) + message);
  if (typeof handler !== "function" ? behind.length > 0 : second !== undefined)
    throw invalid(...aboutSecond(typeof handler === "function" ? second : handler));
  const requireHandler = () => {
    if (optional(usage, "handler") === "none" && handler !== undefined)
      throw invalid("handler", "This webhook() takes only options: the handler is a method of a controller.");
    if (optional(usage, "handler") === "required" && handler === undefined)
      throw invalid(
        "handler",
        "This webhook() takes a handler after its options: webhook({ scheme, secret }, handler).",
      );
  };
  if (isVerifier<E>(given)) {
    requireUrl(given);
    requireHandler();
    return ownOf({ verifierOf: () => given, placeOf, scheme: given.scheme });
  }
  // The error of the verifier states what is wrong with an argument that is not an object.
  if (!isObject(given)) throw failureOf(given as unknown as VerifierOptions);
  const { verifier, onRefused, onVerified, onError, decompress, challenge, dedupe, ...others } = ownOf(
    given as Record<string, unknown>,
  );
  const options = ownOf(others);
  const known = [
    ...Object.keys(OF_VERIFIER),
    "verifier",
    ...HOOKS.filter((name) => name !== "onError" || optional(usage, "onError")),
  ];
  for (const name of Object.keys(given)) if (!known.includes(name)) throw invalid(name, aboutUnknown(name, known));
  for (const [name, hook] of Object.entries({ onRefused, onVerified, onError })) {
    if (hook !== undefined && typeof hook !== "function") throw invalid(name, `The option ${name} must be a function.`);
  }
  if (decompress !== undefined && typeof decompress !== "boolean")
    throw invalid("decompress", "The option decompress must be true or false.");
  const rest = { placeOf, onRefused, onVerified, onError, decompress, challenge } as Omit<
    Route<E, A>,
    "verifierOf" | "scheme" | "dedupe"
  >;
  const checkChallenge = (scheme: WholeScheme) => {
    // If the option is a verify token, an unset token is a mistake, and must not disable the option.
    const isGiven = Object.hasOwn(given, "challenge") && (challenge !== undefined || scheme.challenge?.verifyToken);
    const problem = isGiven ? aboutChallenge(challenge, scheme) : undefined;
    if (problem !== undefined) throw invalid("challenge", problem);
  };
  const storeFor = (verified: Pick<Verifier, "scheme" | "deliveryIdSigned">) => {
    const store = readDedupe(dedupe, verified);
    if (typeof store === "string") throw invalid("dedupe", store);
    return store;
  };
  if (verifier === undefined) {
    const { first, isAsked, ...verifiers } = verifierSource<E, A>(options as unknown as SchemeOptions<A>, placeOf);
    checkChallenge(verifiers.scheme);
    const store = storeFor(first);
    // Otherwise a tenant could send the delivery id of another tenant, whose delivery would then count as a duplicate.
    if (store !== undefined && isAsked && options["tenant"] === undefined)
      throw invalid(
        "tenant",
        "The secret is a function, so requests may belong to several tenants, whose dedupe keys must differ. Set the option tenant to a " +
          "function that returns the tenant of a request, or to a text if all requests have the same secret.",
      );
    requireHandler();
    return ownOf({ ...rest, ...verifiers, dedupe: store });
  }
  if (!isVerifier<E>(verifier)) throw invalid("verifier", "The option verifier must be a Verifier.");
  const [other] = Object.keys(options);
  if (other !== undefined)
    throw invalid(other, `The option verifier cannot be combined with ${other}. Omit one of the two.`);
  requireUrl(verifier);
  checkChallenge(verifier.scheme);
  requireHandler();
  return ownOf({ ...rest, verifierOf: () => verifier, scheme: verifier.scheme, dedupe: storeFor(verifier) });
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Returns whether a value has the methods of a verifier. Its class is not tested, because `require` and `import` have different classes. */
function isVerifier<E>(from: unknown): from is Verifier<E> {
  return isObject(from) && typeof optional(from as Verifier<E>, "check") === "function";
}

/** Returns the error for an argument from which no verifier can be built. */
function failureOf(given: VerifierOptions): unknown {
  try {
    new Verifier(given);
  } catch (error) {
    return error;
  }
  return invalidOption("options", "webhook() requires an object: webhook({ scheme, secret }).");
}

/** Returns the option and the message for an invalid second argument. In some versions of this package, it was an object of options. */
function aboutSecond(second: unknown): [option: string, message: string] {
  const [name] = isObject(second) ? Object.keys(second) : [];
  if (name !== undefined)
    return [name, `Put the option ${name} into the first argument of webhook(): { scheme, secret, ${name} }.`];
  const given = second === undefined || second === null ? ` It is ${second}.` : "";
  return ["handler", `The second argument of webhook() must be the handler, a function.${given}`];
}

/** Returns the message about an option that does not exist, with the option that may have been meant. */
function aboutUnknown(name: string, known: readonly string[]): string {
  const plain = (text: string) => text.replaceAll(/[-_]/g, "").toLowerCase();
  const meant = known.find((one) => plain(one) === plain(name));
  const advice = meant === undefined ? `The options are ${known.join(", ")}.` : `Write \`${meant}\`.`;
  return `There is no option ${JSON.stringify(name)}. ${advice}`;
}

function invalidOption(option: string, message: string): ConfigError {
  return new ConfigError({ code: "invalid_option", option, message });
}
