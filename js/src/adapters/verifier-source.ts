/** The verifier of a request: always the same verifier, or a verifier for the secret that a function returns. */

import { ConfigError, Verifier, type VerifierOptions, type WholeScheme } from "../index.js";
import type { PlaceOf, SchemeOptions } from "./webhook-options.js";

/** A function that returns the verifier of a request. `A` is the framework's arguments for a request. */
export type VerifierSource<E, A extends readonly unknown[]> = (...request: A) => Verifier<E> | PromiseLike<Verifier<E>>;

/** The maximum number of verifiers that are kept. If a function returns the secret of a tenant, each tenant has its own verifier. */
const MOST = 100;

/** The placeholder for the secrets that functions return. Every scheme accepts 32 bytes as a key. */
const PLACEHOLDER = new Uint8Array(32).fill(1);

/** The key that no sender knows. It is created on first use, because some runtimes have no randomness before a request. */
let nobody: Uint8Array | undefined;

/** The verifiers of one webhook, which all have the same scheme. */
export interface Verifiers<E, A extends readonly unknown[]> {
  readonly verifierOf: VerifierSource<E, A>;
  readonly scheme: WholeScheme;
  /** Any one of the verifiers. */
  readonly first: Verifier<E>;
  /** Whether a secret is a function. */
  readonly isAsked: boolean;
  /** Whether the tenant is a function. A request may then name a tenant that does not exist. */
  readonly hasTenants: boolean;
}

/** The differences between the verifiers of one webhook: the tenant, and the secrets as functions returned them. */
type Values = readonly [tenant: unknown, ...secrets: unknown[]];

/** Creates the verifiers of a webhook from its options. Throws a `ConfigError` for every mistake that is not in a function's result. */
export function verifierSource<E, A extends readonly unknown[]>(
  given: SchemeOptions<A>,
  placeOf: PlaceOf<A>,
): Verifiers<E, A> {
  const { secret, secrets, tenant } = given;
  const isMany = typeof secrets === "function" || Array.isArray(secrets);
  const list = Array.isArray(secrets) ? secrets : [isMany ? secrets : secret];
  const build = ([tenant, ...values]: Values) => {
    // One function returned all the secrets.
    const all = typeof secrets === "function" ? values[0] : values;
    const own = isMany ? { secrets: all } : { secret: values[0] };
    return new Verifier<E>({ ...given, ...own, tenant } as VerifierOptions);
  };
  const placeholderOf = (one: unknown) => (isFunction(one) ? PLACEHOLDER : one);
  const placeholders = typeof secrets === "function" ? [[PLACEHOLDER]] : list.map(placeholderOf);
  const first = build([isFunction(tenant) ? "" : tenant, ...placeholders]);
  requireUrl(first);
  const { scheme } = first;
  const isAsked = list.some(isFunction);
  const hasTenants = isFunction(tenant);
  const rest = { scheme, first, isAsked, hasTenants };
  if (!isAsked && !hasTenants) return { ...rest, verifierOf: () => first };
  const built = new Map<string, Verifier<E>>();
  const verifierFor = (values: Values) => {
    const key = keyOf(values);
    // A value that is not a secret is not cached. Building its verifier throws the `ConfigError`.
    if (key === undefined) return build(values);
    const found = built.get(key) ?? build(values);
    // The verifier that was used last is removed last.
    built.delete(key);
    built.set(key, found);
    for (const oldest of built.keys()) {
      if (built.size <= MOST) break;
      built.delete(oldest);
    }
    return found;
  };
  const verifierOf: VerifierSource<E, A> = (...request) => {
    const ask = (one: unknown) => (isFunction(one) ? one(...request) : one);
    const values = [ask(tenant ?? ""), ...list.map(ask)] as const;
    const found = (values: Values) => {
      try {
        return verifierFor(requireTenant(held(values)));
      } catch (error) {
        // The message includes the place, because a program may have several webhooks with one scheme.
        if (!(error instanceof ConfigError)) throw error;
        throw new ConfigError({ ...error, message: `${error.message} (${placeOf(...request)})` });
      }
    };
    return values.some(isThenable) ? Promise.all(values).then((all) => found(all as unknown as Values)) : found(values);
  };
  /** Removes each `null`, which means that no secret exists for the tenant. If no secret is left, no signature of a sender can match. */
  const held = ([tenant, ...values]: Values): Values => {
    const all = hasTenants ? values.filter((one) => one !== null) : values;
    if (all.length > 0) return [tenant, ...all];
    nobody ??= crypto.getRandomValues(new Uint8Array(PLACEHOLDER.length));
    // All tenants that do not exist share one verifier.
    return ["nobody", typeof secrets === "function" ? [nobody] : nobody];
  };
  /** Throws if the function `tenant` returned no text or an empty text. Otherwise several tenants would share their dedupe keys. */
  const requireTenant = (values: Values) => {
    if (!hasTenants || (typeof values[0] === "string" && values[0] !== "")) return values;
    const message = `Scheme ${scheme.id}: The function tenant must return a text that is not empty.`;
    throw new ConfigError({ code: "invalid_option", option: "tenant", scheme: scheme.id, message });
  };
  return { ...rest, verifierOf };
}

const isFunction = (one: unknown): one is (...request: readonly unknown[]) => unknown => typeof one === "function";

/** Throws a `ConfigError` if the scheme signs the URL and no URL is configured. No header of a request contains the configured URL. */
export function requireUrl({ scheme, url }: Pick<Verifier, "scheme" | "url">): void {
  if (url !== undefined || !/\{(?:url|path|query)/.test(scheme.signedContent)) return;
  const message =
    `Scheme ${scheme.id}: ${scheme.name} signs the URL that is configured there for this endpoint. Set the option url to this URL, or to its origin ` +
    "(https://api.example.com): hookward adds the path and the query of each request to an origin.";
  throw new ConfigError({ code: "invalid_option", option: "url", scheme: scheme.id, message });
}

/** Returns a text that is unique to a tenant and its secrets. Returns undefined if a value is neither a tenant nor a secret. */
function keyOf(values: readonly unknown[]): string | undefined {
  const parts = values.map((value): unknown => {
    if (typeof value === "string") return value;
    if (Array.isArray(value)) return keyOf(value);
    // Like a verifier, this accepts views of any kind and of any realm.
    if (!ArrayBuffer.isView(value)) return undefined;
    return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  });
  return parts.includes(undefined) ? undefined : JSON.stringify(parts);
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
