/** The verifier of a request: always the same one, or one for the secret that a function returns. */

import { ConfigError, type Scheme, Verifier, type VerifierOptions } from "../index.js";
import type { PlaceOf, SchemeOptions } from "./webhook-options.js";

/** Returns the verifier of a request. `A` is what the framework has of it. */
export type VerifierSource<E, A extends readonly unknown[]> = (...request: A) => Verifier<E> | PromiseLike<Verifier<E>>;

/** How many verifiers are kept: one for each tenant, where a function returns the secret of a tenant. */
const MOST = 100;

/** In place of the secrets that functions return: 32 bytes are a key for every scheme. */
const PLACEHOLDER = new Uint8Array(32).fill(1);

/** The key that no sender knows. Not before it is needed: some runtimes have no randomness until there is a request. */
let nobody: Uint8Array | undefined;

/** The verifiers of one webhook, which all have one scheme. */
export interface Verifiers<E, A extends readonly unknown[]> {
  readonly verifierOf: VerifierSource<E, A>;
  readonly scheme: Required<Scheme>;
  /** Any one of them. */
  readonly first: Verifier<E>;
  /** Whether a secret is a function. */
  readonly isAsked: boolean;
  /** Whether the tenant is a function: there may be none of that name. */
  readonly hasTenants: boolean;
}

/** What differs between the verifiers of one webhook: the secrets as they were returned, and the tenant. */
type Values = readonly [tenant: unknown, ...secrets: unknown[]];

/** Returns what builds a verifier of its options. Throws a `ConfigError` here for every mistake that is not a function's. */
export function verifierSource<E, A extends readonly unknown[]>(
  given: SchemeOptions<A>,
  placeOf: PlaceOf<A>,
): Verifiers<E, A> {
  const { secret, secrets, tenant } = given;
  const isMany = typeof secrets === "function" || Array.isArray(secrets);
  const list = Array.isArray(secrets) ? secrets : [isMany ? secrets : secret];
  const build = ([tenant, ...values]: Values) => {
    // A function returned them all.
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
    // What is no secret has no place among the verifiers: building one throws the `ConfigError`.
    if (key === undefined) return build(values);
    const found = built.get(key) ?? build(values);
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
    const ask = (one: unknown) => (isFunction(one) ? one(...request) : one);
    const values = [ask(tenant ?? ""), ...list.map(ask)] as const;
    const found = (values: Values) => {
      try {
        return verifierFor(requireTenant(held(values)));
      } catch (error) {
        // A program may have several webhooks of one scheme.
        if (!(error instanceof ConfigError)) throw error;
        throw new ConfigError({ ...error, message: `${error.message} (${placeOf(...request)})` });
      }
    };
    return values.some(isThenable) ? Promise.all(values).then((all) => found(all as unknown as Values)) : found(values);
  };
  /** Leaves out each `null` of a tenant, for which there is no secret. Without any, nothing that a sender signs can match. */
  const held = ([tenant, ...values]: Values): Values => {
    const all = hasTenants ? values.filter((one) => one !== null) : values;
    if (all.length > 0) return [tenant, ...all];
    nobody ??= crypto.getRandomValues(new Uint8Array(PLACEHOLDER.length));
    // One verifier for all tenants that there are not.
    return ["nobody", typeof secrets === "function" ? [nobody] : nobody];
  };
  /** Throws for a tenant that a function did not find: left empty, several would share their keys. */
  const requireTenant = (values: Values) => {
    if (!hasTenants || (typeof values[0] === "string" && values[0] !== "")) return values;
    const message = `Scheme ${scheme.id}: The function tenant must return a text that is not empty.`;
    throw new ConfigError({ code: "invalid_option", option: "tenant", scheme: scheme.id, message });
  };
  return { ...rest, verifierOf };
}

const isFunction = (one: unknown): one is (...request: readonly unknown[]) => unknown => typeof one === "function";

/** Throws a `ConfigError` for a scheme that signs the url, where nothing says which url that is: no header of a request does. */
export function requireUrl({ scheme, url }: Pick<Verifier, "scheme" | "url">): void {
  if (url !== undefined || !/\{(?:url|path|query)/.test(scheme.signedContent)) return;
  const message =
    `Scheme ${scheme.id}: ${scheme.name} signs the URL that is configured there for this endpoint. Set the option url to this URL, or to its origin ` +
    "(https://api.example.com): hookward adds the path and the query of each request to an origin.";
  throw new ConfigError({ code: "invalid_option", option: "url", scheme: scheme.id, message });
}

/** Returns text that is the same for the same tenant and secrets alone; undefined where one of the values is neither. */
function keyOf(values: readonly unknown[]): string | undefined {
  const parts = values.map((value): unknown => {
    if (typeof value === "string") return value;
    if (Array.isArray(value)) return keyOf(value);
    // Of any kind and of any realm, as a verifier takes them.
    if (!ArrayBuffer.isView(value)) return undefined;
    return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  });
  return parts.includes(undefined) ? undefined : JSON.stringify(parts);
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
