/** The verifier of a request: always the same one, or one for the secret that a function returns. */

import { ConfigError, type Scheme, type Secret, Verifier, type VerifierOptions } from "../index.js";
import type { PlaceOf, SchemeOptions, SecretOption } from "./webhook-options.js";

/** Returns the verifier of a request. `A` is what the framework has of it. */
export type VerifierSource<E, A extends readonly unknown[]> = (...request: A) => Verifier<E> | PromiseLike<Verifier<E>>;

/** How many verifiers are kept: one for each tenant, where a function returns the secret of a tenant. */
const MOST = 100;

/** In place of the secrets that functions return: 32 bytes are a key for every scheme. */
const PLACEHOLDER = new Uint8Array(32).fill(1);

/** The verifiers of one webhook, which all have one scheme. */
export interface Verifiers<E, A extends readonly unknown[]> {
  readonly verifierOf: VerifierSource<E, A>;
  readonly scheme: Required<Scheme>;
}

/** Returns what builds a verifier of its options. Throws a `ConfigError` here for every mistake that is not a function's. */
export function verifierSource<E, A extends readonly unknown[]>(
  given: SchemeOptions<A>,
  placeOf: PlaceOf<A>,
): Verifiers<E, A> {
  const { secret, secrets } = given;
  const list: readonly SecretOption<A>[] = Array.isArray(secrets) ? secrets : [secret];
  const withSecrets = (values: readonly (Secret | undefined)[]) =>
    new Verifier<E>({
      ...given,
      ...(Array.isArray(secrets) ? { secrets: values } : { secret: values[0] }),
    } as VerifierOptions);
  const isFunction = (one: SecretOption<A>) => typeof one === "function";
  const verifier = withSecrets(list.map((one) => (isFunction(one) ? PLACEHOLDER : (one as Secret | undefined))));
  requireUrl(verifier);
  const { scheme } = verifier;
  if (!list.some(isFunction)) return { scheme, verifierOf: () => verifier };
  const built = new Map<string, Verifier<E>>();
  const verifierFor = (values: readonly (Secret | undefined)[]) => {
    const key = keyOf(values);
    // What is no secret has no place among the verifiers: building one throws the `ConfigError`.
    if (key === undefined) return withSecrets(values);
    const found = built.get(key) ?? withSecrets(values);
    // The one used last is the last to go.
    built.delete(key);
    built.set(key, found);
    for (const oldest of built.keys()) {
      if (built.size <= MOST) break;
      built.delete(oldest);
    }
    return found;
  };
  const verifierOf: VerifierSource<E, A> = (...request) => {
    const values = list.map((one) => (typeof one === "function" ? one(...request) : one));
    const build = (secrets: readonly (Secret | undefined)[]) => {
      try {
        return verifierFor(secrets);
      } catch (error) {
        // A program may have several webhooks of one scheme.
        if (!(error instanceof ConfigError)) throw error;
        throw new ConfigError({ ...error, message: `${error.message} (${placeOf(...request)})` });
      }
    };
    return values.some(isThenable) ? Promise.all(values).then(build) : build(values as readonly (Secret | undefined)[]);
  };
  return { scheme, verifierOf };
}

/** Throws a `ConfigError` for a scheme that signs the url, where nothing says which url that is: no header of a request does. */
export function requireUrl({ scheme, url }: Pick<Verifier, "scheme" | "url">): void {
  if (url !== undefined || !/\{(?:url|path|query)\}/.test(scheme.signedContent)) return;
  const message =
    `Scheme ${scheme.id}: ${scheme.name} signs the url that is set there for this endpoint. Set the option url to it, or to its origin ` +
    "(https://api.example.com), to which the path and the query of each request are added.";
  throw new ConfigError({ code: "invalid_option", option: "url", scheme: scheme.id, message });
}

/** Returns text that is the same for the same secrets alone; undefined where one of the values is no secret. */
function keyOf(values: readonly unknown[]): string | undefined {
  const parts = values.map((value) => {
    if (typeof value === "string") return value;
    // Of any kind and of any realm, as a verifier takes them.
    if (!ArrayBuffer.isView(value)) return undefined;
    return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  });
  return parts.includes(undefined) ? undefined : JSON.stringify(parts);
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
